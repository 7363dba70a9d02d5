//! The corpus of broken files, and what is said about each.
//!
//! Each `.fore` file in a folder beside this one is a model with a mistake that somebody would really make: one
//! each in `syntax`, `resolve`, `types` and `whole` (by the stage that finds it), several in `many`. Its snapshot
//! stands beside it and holds source and findings together. To add a case, add a file, run
//! `INSTA_UPDATE=always cargo test --test all cases`, and read the new snapshot as somebody who has only that.

mod hostile;
mod link;
mod mend;
mod pages;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use foreland::diagnostics::{Finding, Severity, Style, render};
use foreland::program;
use foreland::source::Source;

/// How findings are drawn: no terminal wider, no colour.
const STYLE: Style = Style {
    colour: false,
    width: 100,
};

/// What is found in a text, errors and warnings; of two with one code at one place the first, as they are drawn.
fn findings(source: &Source) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Finding::all_of(&program::check(source.clone(), &[]).faults);
    found.retain(|finding| seen.insert((finding.code.clone(), finding.primary())));
    found
}

/// The files of a folder of cases, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(found) = std::fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = found.map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "fore")
    });
    files.sort();
    files
}

/// A file by its name alone.
fn read(file: &Path) -> Source {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    Source::from_bytes(name, std::fs::read(file).unwrap()).unwrap()
}

/// Whether a file is a whole model that other tests read.
fn is_model(source: &Source) -> bool {
    ["whole_language.fore", "stock_cover.fore", "mine.fore"].contains(&source.name())
}

/// Holds what is found in each file of a folder against its snapshot.
fn hold(folder: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut held = 0;
    for file in files(folder) {
        let source = read(&file);
        if is_model(&source) {
            continue;
        }
        let told = render(&findings(&source), &source, STYLE);
        let both = format!("{}\n--- findings ---\n\n{told}", source.text());
        settings.set_snapshot_path(file.parent().unwrap());
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(stem, both));
        held += 1;
    }
    assert!(held > 0, "no case in {folder}");
}

#[test]
fn syntax() {
    hold("tests/cases/syntax");
}

#[test]
fn resolve() {
    hold("tests/cases/resolve");
}

#[test]
fn types() {
    hold("tests/cases/types");
}

#[test]
fn whole() {
    hold("tests/cases/whole");
}

#[test]
fn many() {
    hold("tests/cases/many");
}

/// One mistake is told once: nothing that follows from it is.
#[test]
fn one_mistake_gives_one_finding() {
    for stage in ["syntax", "resolve", "types", "whole"] {
        for file in files(&format!("tests/cases/{stage}")) {
            let source = read(&file);
            if is_model(&source) {
                continue;
            }
            let found = findings(&source);
            let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
            // Near misses, of which nothing is to be said.
            let wanted = usize::from(!source.name().starts_with("silent_"));
            assert_eq!(found.len(), wanted, "{stage}/{}: {codes:?}", source.name());
        }
    }
}

/// Each fault of a file is told, and nothing else.
#[test]
fn no_fault_hides_another() {
    let source = read(Path::new("tests/cases/many/five_faults.fore"));
    let found = findings(&source);
    assert!(
        found
            .iter()
            .all(|finding| finding.severity == Severity::Error)
    );
    let mut codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    let wanted = [
        "bad-hazard",
        "digit-comma",
        "foreign-quotes",
        "units-differ",
        "unknown-name",
    ];
    assert_eq!(codes, wanted);
}
