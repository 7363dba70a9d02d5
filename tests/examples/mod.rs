//! Every example with its results, as its reader sees them, and every slip with what is said of it.

use std::path::Path;
use std::process::{Command, Output};

use foreland::program::loader::InMemory;
use foreland::program::stored::{AsStored, since};
use foreland::program::{self, Input, Request};
use foreland::report::stored::{Stored, moved};
use foreland::source::Source;

/// What a folder of examples gives in CI: no warning, all claims as stated, every outcome as it is stored beside its
/// model. The slips below the folder are left out.
#[test]
fn all_examples_pass_with_the_stored_outcomes() {
    let output = foreland("test", &Path::new(ROOT).join("examples"));
    let told = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "", "an example runs without a warning");
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains(" passed, 0 failed"), "{told}");
    assert!(!told.contains("wrong"), "{told}");
    assert!(!told.contains("no stored outcomes"), "{told}");
    let models = told.lines().filter(|line| line.ends_with(".fore"));
    let stored = told.matches("outcomes as stored").count();
    assert_eq!(models.count(), stored, "{told}");
}

/// What is stored beside an example can be read as the example itself, and run to the same outcomes.
#[test]
fn the_stored_declarations_give_the_stored_outcomes() {
    let folder = Path::new(ROOT).join("examples");
    insta::glob!("../../examples", "*.results", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let stored = Stored::read(&Source::new("stored", text)).unwrap();
        let mut data = InMemory::default();
        for file in &stored.declarations.data {
            let bytes = std::fs::read(folder.join(&file.name)).unwrap();
            data.files.insert(file.name.clone(), bytes);
        }
        let (root, loader) = AsStored::of(&stored.declarations, &data);
        let checked = program::check_with(root.clone(), &[], &loader);
        let model = checked.model.expect("what is stored checks");
        // The others take long.
        if ["stock_cover", "japan_pakistan_trade", "quad_portfolio"].contains(&model.name.as_str())
        {
            let input = Input::from_bytes("stored", root.text().into()).unwrap();
            let ran = program::run(&model, &input, &Request::default(), None);
            let ran = ran.ok().expect("it runs");
            let again = Stored::of(&ran.report, stored.declarations.clone());
            assert_eq!(moved(&stored, &again), []);
        }
        assert_eq!(
            since(&stored.declarations, &stored.declarations, &data),
            [""; 0]
        );
    });
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
