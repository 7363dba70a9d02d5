//! Every example with its results, as its reader sees them.

use std::path::Path;
use std::process::Command;

#[test]
fn results_of_the_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    insta::glob!("../../examples", "*.fore", |path| {
        let name = path.strip_prefix(root).unwrap_or(path);
        let output = Command::new(env!("CARGO_BIN_EXE_foreland"))
            .current_dir(root)
            .arg("run")
            .arg(name)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "", "an example runs without a warning");
        assert_eq!(output.status.code(), Some(0));
        insta::with_settings!({ description => name.display().to_string(), omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("results", String::from_utf8_lossy(&output.stdout));
        });
    });
}
