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

#[test]
fn the_first_model_runs_and_its_tests_pass() {
    let folder = folder(&[]);
    foreland(folder.path(), &["new", "mine"]);
    let said = foreland(folder.path(), &["run", "mine.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    insta::assert_snapshot!(said.out, @r#"
mine  2026..2040 by year, as of 2025-12
How much would a second mine earn, and is it worth the wait for the permit?

earned [million USD]  Earned by 2040
           mean    p5  median    p95
  careful    -4  -710     -23    780
  quick     559  -145     515  1,420

account [million USD]  Balance at the start of a year
                                       2026            2031            2035           2040
  careful  ▆▅▄▃▂▁▂▂▃▃▄▄▅▅▆  median        0          -1,215            -729           -141
                            p5 to p95     0  -1,754 to -878  -1,299 to -293    -805 to 598
  quick    ▆▅▄▂▃▃▄▄▅▅▆▆▇▇█  median        0            -665            -195            396
                            p5 to p95     0  -1,084 to -373     -676 to 309  -230 to 1,231

pays_off [probability]  Has earned its cost by 2040
  careful  47.6%
  quick    89.9%

1 assertion and 1 expectation hold

10,000 draws, seed 1, numerics edition 1
"#);
    assert_eq!(
        foreland(folder.path(), &["test", "mine.fore"]).code,
        Some(0)
    );
}

#[test]
#[cfg(unix)]
fn an_interruption() {
    use std::process::{Command, Stdio};
    let folder = folder(&[]);
    foreland(folder.path(), &["new", "mine"]);
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("foreland"))
        .args([
            "run",
            "mine.fore",
            "--draws",
            "4000000",
            "--outcome",
            "earned",
        ])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
