//! `foreland check`

use super::{folder, foreland};

const GOOD: &str = "assume a = 1 { because \"why not\" }\n\noutcome b = a\n";
const BROKEN: &str = "assume a = 1,000 { because \"why not\" }\n\noutcome b = a\n";

#[test]
fn a_good_file() {
    let folder = folder(&[("a.fore", GOOD)]);
    let said = foreland(folder.path(), &["check", "a.fore"]);
    assert_eq!(
        (said.out.as_str(), said.err.as_str(), said.code),
        ("a.fore: no findings\n", "", Some(0))
    );
}

#[test]
fn findings_of_all_files() {
    let folder = folder(&[("a.fore", GOOD), ("b.fore", BROKEN), ("c.fore", BROKEN)]);
    let said = foreland(folder.path(), &["check", "a.fore", "b.fore", "c.fore"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains("1 error in b.fore") && said.err.contains("1 error in c.fore"),
        "{}",
        said.err
    );
    assert!(!said.err.contains('\u{1b}'));
}

#[test]
fn findings_as_json() {
    let folder = folder(&[("a.fore", GOOD), ("b.fore", BROKEN)]);
    let said = foreland(
        folder.path(),
        &["check", "--format", "json", "a.fore", "b.fore", "none.fore"],
    );
    assert_eq!((said.err.as_str(), said.code), ("", Some(2)));
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["errors"], 2);
    assert_eq!(json["findings"][0]["places"][0]["start"]["line"], 1);
    assert_eq!(json["findings"][1]["file"], "none.fore");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = folder(&[("models/a.fore", GOOD)]);
    std::fs::write(folder.path().join("latin.fore"), b"# caf\xe9\n").unwrap();
    let said = foreland(
        folder.path(),
        &[
            "check",
            "models/b.fore",
            "models",
            "nowhere/x.fore",
            "latin.fore",
        ],
    );
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error: there is no file `models/b.fore`
  help: did you mean `models/a.fore`?
error: there is no file `nowhere/x.fore`
  help: `foreland new x` writes a first model
error[not-text]: `latin.fore` is not UTF-8 text: the 6th byte of line 1 belongs to no character
  help: save the file as UTF-8 text
"#);
}

/// A part of two models, with a mistake, one that nobody uses, and one without a folder of its own to be read in.
#[test]
fn folders_with_parts() {
    let model = "model m { time 2026..2027 }\nuse \"common/prices.fore\"\noutcome cost = prices.oil at 2026 + fee\n";
    let prices = "table prices by year {\n  columns oil: USD\n  2026 = 1\n  2027 = 2\n  because \"x\"\n}\nassume fee = 1 USD\n";
    let folder = folder(&[
        ("a.fore", model),
        ("b.fore", model),
        ("c.fore", GOOD),
        ("common/prices.fore", prices),
        ("common/old.fore", &prices.replace("fee = 1", "tax = 1")),
    ]);
    let said = foreland(folder.path(), &["check", "."]);
    assert_eq!(said.code, Some(0));
    insta::assert_snapshot!(said.out, @r#"
./b.fore: no other findings
./c.fore: no findings
1 file without a model: checked where it is used
1 file without a model, used by none here: ./common/old.fore
"#);
    insta::assert_snapshot!(said.err, @r#"
warning[no-evidence]: the number in `fee` has no source and no reason
   ╭─[./common/prices.fore:7:8]
 7 │ assume fee = 1 USD
   ·        ─┬─
   ·         ╰── no source, no reason
   ╰────
  help: say where it comes from, `{ source NAME }`, or why you assume it, `{ because "…" }`

more about a code: foreland explain no-evidence
1 warning in ./common/prices.fore
warning[no-evidence]: the number in `tax` has no source and no reason
   ╭─[./common/old.fore:7:8]
 7 │ assume tax = 1 USD
   ·        ─┬─
   ·         ╰── no source, no reason
   ╰────
  help: say where it comes from, `{ source NAME }`, or why you assume it, `{ because "…" }`

more about a code: foreland explain no-evidence
1 warning in ./common/old.fore
"#);
    let said = foreland(folder.path(), &["check", "common/prices.fore"]);
    assert!(
        said.err.contains("1 warning in common/prices.fore"),
        "{}",
        said.err
    );
    std::fs::write(
        folder.path().join("common/prices.fore"),
        prices.replace("oil: USD", "oil: t"),
    )
    .unwrap();
    let said = foreland(folder.path(), &["check", "--format", "json", "."]);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&json["errors"], said.code), (&2.into(), Some(2)));
}
