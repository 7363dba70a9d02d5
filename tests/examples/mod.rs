//! Every example with its results, as its reader sees them, and every slip with what is said of it.

use std::path::Path;
use std::process::{Command, Output};

#[test]
fn results_of_the_examples() {
    insta::glob!("../../examples", "*.fore", |path| {
        let output = foreland("run", path);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "", "an example runs without a warning");
        assert_eq!(output.status.code(), Some(0));
        described(path, || {
            insta::assert_snapshot!("results", String::from_utf8_lossy(&output.stdout));
        });
    });
}

/// What a folder of examples gives in CI; the slips below it are left out.
#[test]
fn all_examples_pass() {
    let output = foreland("test", &Path::new(ROOT).join("examples"));
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains(" passed, 0 failed"), "{told}");
    assert!(!told.contains("wrong"), "{told}");
}

/// Each slip is caught: by a finding, or by an assert that fails when the model is run.
#[test]
fn slips_are_caught() {
    insta::glob!("../../examples/wrong", "*.fore", |path| {
        let checked = foreland("check", path);
        let found = String::from_utf8_lossy(&checked.stderr).into_owned();
        let told = if found.is_empty() {
            let run = foreland("run", path);
            let printed = String::from_utf8_lossy(&run.stdout).into_owned();
            assert_eq!(
                run.status.code(),
                Some(1),
                "nothing is said of it: {printed}"
            );
            printed
        } else {
            found
        };
        described(path, || insta::assert_snapshot!("slip", told));
    });
}

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What a command says of a file or folder.
fn foreland(command: &str, path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_foreland"))
        .current_dir(ROOT)
        .arg(command)
        .arg(path.strip_prefix(ROOT).unwrap_or(path))
        .output()
        .expect("the program starts")
}

/// Takes snapshots that name the file.
fn described(path: &Path, take: impl FnOnce()) {
    let name = path.strip_prefix(ROOT).unwrap_or(path);
    insta::with_settings!({
        description => name.display().to_string(),
        omit_expression => true,
        prepend_module_to_snapshot => false,
    }, { take() });
}
