//! The pages of the codes are true: the example of each raises it, and the mended example does not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use foreland::diagnostics::{Finding, Severity, codes, page, render};
use foreland::program::loader::InMemory;
use foreland::program::{self, Input, Request};

use super::STYLE;

/// Codes that no text can raise: of files that are no text, of stored outcomes, and of mistakes in the program.
const NOT_IN_A_TEXT: [&str; 11] = [
    "damaged-results",
    "endless-definition",
    "file-too-large",
    "file-unreadable",
    "foreign-results",
    "internal-format",
    "internal-syntax",
    "not-text",
    "other-edition",
    "table-too-large",
    "too-many-files",
];

/// The two models of a page.
fn models(code: &str) -> (String, String) {
    let page = page(code).unwrap();
    let mut blocks = page
        .split("```fore\n")
        .skip(1)
        .filter_map(|block| block.split("```").next());
    let mut next = || blocks.next().unwrap_or_default().to_owned();
    (next(), next())
}

/// The files beside the two models of a page: blocks with a name. Those of the second replace those of the first, and
/// what only the second has is there for both.
fn files(code: &str) -> (InMemory, InMemory) {
    let page = page(code).unwrap();
    let (example, mended) = page.split_once("\n## What to do").unwrap();
    let named = |part: &str| -> BTreeMap<String, Vec<u8>> {
        let fences = ["```fore ", "```csv "].into_iter();
        let blocks = fences.flat_map(|fence| part.split(fence).skip(1));
        let blocks = blocks.filter_map(|block| block.split("```").next()?.split_once('\n'));
        blocks
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .collect()
    };
    let (first, second) = (named(example), named(mended));
    let with = |own: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>| {
        let mut files = other.clone();
        files.extend(own.clone());
        let root = "model.fore".to_owned();
        InMemory { root, files }
    };
    (with(&first, &second), with(&second, &first))
}

/// What checking a model finds, and running it if nothing is in the way.
fn found(text: &str, files: &InMemory) -> (Vec<Finding>, String) {
    let input = Input::from_bytes("model.fore", text.as_bytes().to_vec()).unwrap();
    let checked = program::check_with(input.source.clone(), &[], files);
    let mut found = Finding::all_of(&checked.faults);
    if let Some(model) = &checked.model {
        let request = Request {
            draws: Some(200),
            ..Request::default()
        };
        if let Err(faults) = program::run(model, &input, &request, None) {
            found.extend(Finding::all_of(&faults));
        }
    }
    let told = render(&found, &checked.sources, STYLE);
    (found, told)
}

#[test]
fn each_example_raises_its_code_and_nothing_else() {
    for code in codes().filter(|code| !NOT_IN_A_TEXT.contains(code)) {
        let (found, told) = found(&models(code).0, &files(code).0);
        let others = found.iter().filter(|finding| finding.code != code).count();
        assert!(!found.is_empty() && others == 0, "{code}\n{told}");
    }
}

#[test]
fn each_mended_example_is_clean() {
    for code in codes().filter(|code| !NOT_IN_A_TEXT.contains(code)) {
        let (found, told) = found(&models(code).1, &files(code).1);
        assert!(found.is_empty(), "{code}\n{told}");
    }
}

#[test]
fn every_code_in_the_source_has_a_page_and_every_page_a_code() {
    let mut used = BTreeSet::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut used,
    );
    let pages: BTreeSet<String> = codes().map(str::to_owned).collect();
    let without: Vec<&String> = used.difference(&pages).collect();
    assert!(without.is_empty(), "no page for {without:?}");
    let idle: Vec<&String> = pages.difference(&used).collect();
    assert!(idle.is_empty(), "no code for {idle:?}");
}

#[test]
fn each_page_is_short_and_mends_something() {
    for code in codes() {
        let (example, mended) = models(code);
        let (beside, beside_mended) = files(code);
        let differ = example != mended || beside.files != beside_mended.files;
        let differ = differ || NOT_IN_A_TEXT.contains(&code);
        assert!(differ, "{code}: the mended example is the example");
        let lines = example.lines().count().max(mended.lines().count());
        assert!(lines <= 40, "{code}: {lines} lines");
    }
}

/// Every `code("…")` in the files of a folder, tests left out.
fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, codes);
        } else if name.ends_with(".rs") && !name.starts_with("tests") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let found = text
                .split("code(\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            codes.extend(found.map(str::to_owned));
        }
    }
}

/// The severity that the reference states is that of the example.
#[test]
fn each_page_is_of_an_error_or_a_warning_throughout() {
    for code in codes().filter(|code| !NOT_IN_A_TEXT.contains(code)) {
        let (found, _) = found(&models(code).0, &files(code).0);
        let errors = found
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let count = errors.count();
        assert!(count == 0 || count == found.len(), "{code}");
    }
}
