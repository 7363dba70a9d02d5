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
error: `models` is a folder
  help: name a file in it, such as `models/a.fore`
error: there is no file `nowhere/x.fore`
  help: `foreland new x` writes a first model
error[not-text]: `latin.fore` is not UTF-8 text: the 6th byte of line 1 belongs to no character
  help: save the file as UTF-8 text
"#);
}
