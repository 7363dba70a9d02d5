//! Numbers against closed forms and published values: models whose asserts say which.

mod uses;

use std::path::Path;
use std::process::Command;

#[test]
fn closed_forms_and_published_values() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/numbers");
    let output = Command::new(env!("CARGO_BIN_EXE_foreland"))
        .arg("test")
        .arg(folder)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains(" passed, 0 failed"), "{said}");
}
