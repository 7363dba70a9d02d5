//! `foreland test`

use super::{folder, foreland};

#[test]
fn folders_without_models() {
    let folder = folder(&[("a.txt", "")]);
    let said = foreland(folder.path(), &["test", "."]);
    assert_eq!(
        (said.err.as_str(), said.code),
        ("error: no file in `.` ends in `.fore`\n", Some(2))
    );
}

const GOOD: &str = "assume a = 1 { because \"why not\" }\n\noutcome b = a\n\nassert \"positive\" a > 0\nexpect \"it is two\" mean(b) == 2 { refuted because \"it is one\" }\n";

#[test]
fn every_model_of_a_folder() {
    let failing = GOOD.replace(
        "refuted because \"it is one\"",
        "because \"a friend says so\"",
    );
    let folder = folder(&[
        ("models/good.fore", GOOD),
        ("models/bad.fore", &failing),
        (
            "models/deep/empty.fore",
            "assume a = 1 { because \"why not\" }\n\noutcome b = a\n",
        ),
        ("models/.hidden/x.fore", "nonsense"),
    ]);
    let said = foreland(folder.path(), &["test", "models"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(1)));
    insta::assert_snapshot!(said.out, @r#"
models/bad.fore
  ok                 assert "positive"
  FAILED             expect "it is two" in base: left 1, right 2
models/deep/empty.fore
  nothing is asserted or expected
models/good.fore
  ok                 assert "positive"
  refuted as stated  expect "it is two": it is one

3 passed, 1 failed
"#);
    let said = foreland(folder.path(), &["test", "models/good.fore"]);
    assert_eq!(said.code, Some(0));
}

#[test]
fn a_model_that_cannot_be_run_stops_no_other() {
    let folder = folder(&[("a.fore", "let a = b\n"), ("b.fore", GOOD)]);
    let said = foreland(folder.path(), &["test", "a.fore", "b.fore", "c.fore"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains("unknown-name") && said.err.contains("there is no file `c.fore`"),
        "{}",
        said.err
    );
    insta::assert_snapshot!(said.out, @r#"
a.fore
  cannot be run
b.fore
  ok                 assert "positive"
  refuted as stated  expect "it is two": it is one
c.fore
  cannot be run

2 passed, 0 failed, 2 files cannot be run
"#);
}

/// A share so near its limit that the draws made do not tell which side it is on.
const OPEN: &str = "model coin { draws 100 }\nassume share ~ uniform(0%, 100%) { because \"nothing is known\" }\n\noutcome heads = share < 50.1%\n\nexpect \"about even\" probability(heads) > 30%\nexpect \"better than even\" probability(heads) > 50%\nexpect \"it is a coin\" probability(heads) > 50% { refuted because \"it is not\" }\n";

#[test]
fn what_is_undecided_fails_a_test() {
    let folder = folder(&[("coin.fore", OPEN)]);
    let said = foreland(folder.path(), &["test", "coin.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(1)));
    insta::assert_snapshot!(said.out, @r#"
coin.fore
  ok                 expect "about even"
  UNDECIDED          expect "better than even" in base: left 50.3%, right 50%: after 6,400 draws
                       their difference is between -2.12% and 2.65%; might be decided by about
                       520,000 draws
  UNDECIDED          expect "it is a coin" in base: left 50.3%, right 50%: after 6,400 draws their
                       difference is between -2.12% and 2.65%; might be decided by about 520,000
                       draws

1 passed, 0 failed, 2 undecided
"#);
}
