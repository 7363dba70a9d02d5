//! The blocks of the language's definition, as models: each form that it lists stands in one of them, checks without an
//! error, runs, and holds what it asserts and expects.

use std::path::Path;
use std::process::Command;

fn foreland(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_foreland"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language"))
        .args(arguments)
        .output()
        .expect("the program starts");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

const MODELS: [&str; 5] = [
    "a_first_model.fore",
    "assumptions.fore",
    "structure.fore",
    "choices_and_events.fore",
    "questions.fore",
];

#[test]
fn each_block_checks_and_runs() {
    for model in MODELS {
        let (code, said) = foreland(&["check", model]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("no findings"), "{said}");
        let (code, said) = foreland(&["run", model, "--draws", "500"]);
        assert_eq!(code, Some(0), "{model}: {said}");
    }
}

#[test]
fn each_block_holds_what_it_says() {
    for model in MODELS {
        let (code, said) = foreland(&["test", model]);
        assert_eq!(code, Some(0), "{model}: {said}");
    }
}
