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

const PART: &str = "assume price = 5 USD { because \"x\" }\nassert price > 0 USD\n";

#[test]
fn parts_are_tried_where_they_are_used() {
    let using = "model m { time 2026..2027 }\nuse \"common/a.fore\"\noutcome cost = price\n";
    let folder = folder(&[
        ("m.fore", using),
        ("common/a.fore", PART),
        ("common/b.fore", "use \"a.fore\"\n"),
        (
            "common/c.fore",
            "assume price = 5 USD / { because \"x\" }\n",
        ),
        ("only/a.fore", PART),
    ]);
    let said = foreland(folder.path(), &["test", "."]);
    assert_eq!(said.code, Some(2));
    // What cannot be read is no part.
    assert!(
        said.err.contains("1 error in ./common/c.fore"),
        "{}",
        said.err
    );
    insta::assert_snapshot!(said.out, @r#"
./common/c.fore
  cannot be run
./m.fore
  ok                 assert "price > 0 USD"

1 passed, 0 failed, 1 file cannot be run
1 file without a model: tried where it is used
2 files without a model, used by none here: ./common/b.fore, ./only/a.fore
"#);
    let said = foreland(folder.path(), &["test", "m.fore", "common/a.fore"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error: `common/a.fore` declares no `model`: it is a part that models use
  help: name a model that uses it, or the folder of both; to make it a model of its own, write `model NAME { time … }` in it
"#);
    insta::assert_snapshot!(said.out, @r#"
m.fore
  ok                 assert "price > 0 USD"
common/a.fore
  cannot be run

1 passed, 0 failed, 1 file cannot be run
"#);
    let said = foreland(folder.path(), &["test", "only"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error: no model is among these files
  help: name the folder of the models that use them
"#);
}

#[test]
fn what_is_ignored_is_left_out_of_folders() {
    let folder = folder(&[
        ("models/good.fore", GOOD),
        ("models/wrong/bad.fore", "nonsense\n"),
        ("models/drafts/x.fore", "nonsense\n"),
        ("models/.ignore", "wrong/\n"),
        (".gitignore", "drafts/\n"),
    ]);
    for command in ["test", "check", "fmt"] {
        let said = foreland(folder.path(), &[command, "models"]);
        assert_eq!((said.err.as_str(), said.code), ("", Some(0)), "{command}");
        let said = foreland(&folder.path().join("models"), &[command, "."]);
        assert_eq!((said.err.as_str(), said.code), ("", Some(0)), "{command}");
        for named in ["models/wrong", "models/wrong/bad.fore"] {
            let said = foreland(folder.path(), &[command, named]);
            assert!(
                said.err.contains("1 error in models/wrong/bad.fore"),
                "{command}: {}",
                said.err
            );
            assert_eq!(said.code, Some(2), "{command} {named}");
        }
    }
    std::fs::write(folder.path().join("models/.ignore"), "*.fore\n").unwrap();
    let said = foreland(folder.path(), &["test", "models"]);
    insta::assert_snapshot!(said.err, @r#"error: no file in `models` ends in `.fore`, but for what `.ignore` or `.gitignore` leaves out"#);
}

const UNKNOWN: &str = "assume r: % = unknown { because \"lost\" }\nassume a = 1 { because \"why not\" }\n\noutcome b = a\n\nassert \"most\" r > 60%\nassert \"positive\" a > 0\nassert \"in one\" a < 2 or r > 60%\nassert \"said to fail\" r > 60% { refuted because \"nobody knows\" }\n\nscenario one { set a = 0.5; because \"an example\" }\nscenario two { set a = 2; because \"an example\" }\n";

#[test]
fn what_rests_on_something_unknown_is_told_and_fails_no_test() {
    let folder = folder(&[("m.fore", UNKNOWN)]);
    let said = foreland(folder.path(), &["test", "m.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    insta::assert_snapshot!(said.out, @r#"
m.fore
  unknown            assert "most" (rests on r)
  ok                 assert "positive"
  unknown            assert "in one" in two (rests on r)
  unknown            assert "said to fail" (rests on r)

1 passed, 0 failed, 3 rest on what is unknown
"#);
    let said = foreland(folder.path(), &["run", "m.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    insta::assert_snapshot!(said.out, @r#"
model

b
  one  0.500
  two  2.000

unknown  assert "most" (rests on r)
unknown  assert "in one" in two (rests on r)
unknown  assert "said to fail" (rests on r)
1 assertion holds, 3 rest on what is unknown

nothing is uncertain, 1 draw, seed 1, numerics edition 1
"#);
    let said = foreland(folder.path(), &["run", "m.fore", "--format", "json"]);
    assert_eq!(said.code, Some(0));
    insta::assert_snapshot!(said.err, @r#"
unknown  assert "most" (rests on r)
unknown  assert "in one" in two (rests on r)
unknown  assert "said to fail" (rests on r)
"#);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("it is JSON");
    insta::assert_snapshot!(json["verdicts"][0].to_string(), @r#"{"claim":"assert","holds":null,"passes":null,"rests_on":["r"],"scenario":"one","title":"most"}"#);
}
