//! `foreland new`, `foreland completions`, and the command as a whole.

use super::{folder, foreland};

#[test]
fn a_first_model_has_no_findings() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["new", "my-mine"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    let text = std::fs::read_to_string(folder.path().join("my-mine.fore")).unwrap();
    assert!(text.contains("model my_mine {"));
    let said = foreland(
        folder.path(),
        &["check", "--deny", "warnings", "my-mine.fore"],
    );
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
}

#[test]
fn nothing_is_overwritten() {
    let folder = folder(&[("mine.fore", "# mine\n")]);
    let said = foreland(folder.path(), &["new", "mine.fore"]);
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error: `mine.fore` exists already
  help: nothing was changed; choose another name
"#);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("mine.fore")).unwrap(),
        "# mine\n"
    );
    assert_eq!(foreland(folder.path(), &["new", "2nd mine"]).code, Some(2));
    assert_eq!(
        foreland(folder.path(), &["new", "nowhere/mine"]).code,
        Some(2)
    );
}

#[test]
fn shells_are_told_the_commands() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = foreland(folder.path(), &["completions", shell]);
        assert!(
            said.code == Some(0) && said.out.contains("explain"),
            "{shell}"
        );
    }
}

#[test]
fn flags_that_do_not_exist() {
    let folder = folder(&[]);
    assert_eq!(
        foreland(folder.path(), &["run", "--drows", "5", "a.fore"]).code,
        Some(2)
    );
    assert_eq!(
        foreland(folder.path(), &["run", "--draws", "0", "a.fore"]).code,
        Some(2)
    );
    assert_eq!(foreland(folder.path(), &[]).code, Some(2));
    assert_eq!(foreland(folder.path(), &["--version"]).code, Some(0));
}

/// Nothing is written after the reader has gone, and nobody is told.
#[test]
#[cfg(unix)]
fn a_reader_that_goes_away() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("foreland"))
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), b"".as_slice())
    );
}
