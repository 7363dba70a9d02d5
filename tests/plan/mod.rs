//! What `foreland run --plan` shows of small models: what is evaluated once a run, once a draw, in each step, over all
//! steps, and in which columns.
//!
//! To add a case, add a `.fore` file beside this one, run `INSTA_UPDATE=always cargo test --test all plan`, and read the
//! new snapshot.

use assert_cmd::Command;

#[test]
fn plans() {
    insta::glob!("*.fore", |path| {
        let output = Command::cargo_bin("foreland")
            .unwrap()
            .args(["run", "--plan"])
            .arg(path)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let plan = String::from_utf8(output.stdout).unwrap();
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => false,
            snapshot_path => path.parent().unwrap(),
        }, {
            insta::assert_snapshot!(path.file_stem().unwrap().to_str().unwrap(), plan);
        });
    });
}
