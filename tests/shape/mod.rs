//! The shape of the code: stages name only earlier ones, files and functions stay small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Foundations first, then the stages, then what stands around them; one row may name rows above it.
const ORDER: &[&[&str]] = &[
    &[
        "span", "fault", "by_name", "calendar", "numerics", "suggest",
    ],
    &["source", "units"],
    &["syntax"],
    &["data"],
    &["format"],
    &["link"],
    &["resolve"],
    &["types"],
    &["lower"],
    &["eval"],
    &["outcome"],
    &["review"],
    &["diagnostics"],
    &["report"],
    &["program"],
    &["cli"],
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    for entry in entries.map(|entry| entry.expect("the entry can be read").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
}

/// Every source file with its text, tests left out.
fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found.sort();
    let test = |path: &PathBuf| {
        path.iter()
            .any(|part| part.to_string_lossy().starts_with("test"))
    };
    let bin = |path: &PathBuf| {
        path.strip_prefix(&root)
            .is_ok_and(|path| path.starts_with("bin"))
    };
    let kept = found.into_iter().filter(|path| !test(path) && !bin(path));
    kept.map(|path| {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        (
            path.strip_prefix(&root).expect("below the root").to_owned(),
            text.to_owned(),
        )
    })
    .collect()
}

fn row_of(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

/// The top-level modules that a text names by `crate::`.
fn named(text: &str) -> Vec<&str> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let parts = code.flat_map(|line| line.split("crate::").skip(1));
    parts
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn a_stage_names_only_earlier_stages() {
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let own = path
            .iter()
            .next()
            .expect("a name")
            .to_string_lossy()
            .replace(".rs", "");
        let Some(row) = row_of(&own) else {
            assert!(
                ["lib", "main"].contains(&own.as_str()),
                "{own} has no row in ORDER"
            );
            continue;
        };
        for name in named(&text).into_iter().filter(|name| **name != own) {
            if row_of(name).is_none_or(|theirs| theirs >= row && !ORDER[row].contains(&name)) {
                wrong.push(format!("{} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_edges_know_their_formats() {
    let edges = BTreeMap::from([
        ("pest::", vec!["syntax"]),
        ("clap::", vec!["cli"]),
        ("similar::", vec!["cli"]),
        ("ignore::", vec!["cli"]),
        ("indicatif::", vec!["cli"]),
        ("GraphicalReportHandler", vec!["diagnostics"]),
        ("std::fs", vec!["cli"]),
        ("libm::", vec!["numerics"]),
        ("csv_core::", vec!["data"]),
        ("quick_xml::", vec!["data", "report"]),
        ("rust_xlsxwriter::", vec!["report"]),
        ("flate2::", vec!["data", "program"]),
        (
            "serde_json",
            vec!["report", "diagnostics", "program", "cli"],
        ),
        ("ctrlc::", vec!["cli"]),
        ("signal_hook::", vec!["cli"]),
    ]);
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let own = path
            .iter()
            .next()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for (word, homes) in &edges {
            if text.contains(word) && !homes.contains(&own.as_str()) {
                wrong.push(format!("{} uses {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a vector loop costs in trust is paid in one place.
#[test]
fn vectors_alone_may_be_unsafe() {
    let mut unsafe_files = files();
    unsafe_files.retain(|(_, text)| text.contains("unsafe {") || text.contains("unsafe_code)"));
    let found: Vec<PathBuf> = unsafe_files.into_iter().map(|(path, _)| path).collect();
    let allowed = ["numerics/width.rs", "numerics/width/avx512.rs"];
    let is_allowed = |path: &PathBuf| allowed.iter().any(|end| path.ends_with(end));
    assert!(found.iter().all(is_allowed), "{found:?}");
}

#[test]
fn files_and_functions_stay_small() {
    let files = files();
    let mut lengths: Vec<usize> = files.iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    assert!(
        lengths[lengths.len() / 2] < 200,
        "the median file has {} lines",
        lengths[lengths.len() / 2]
    );
    let functions: Vec<usize> = files
        .iter()
        .flat_map(|(_, text)| function_lengths(text))
        .collect();
    let long = functions.iter().filter(|length| **length >= 50).count();
    assert!(
        long * 20 < functions.len(),
        "{long} of {} functions have 50 lines or more",
        functions.len()
    );
}

/// Lines from each `fn` to the brace that closes it, by the indentation that the formatter gives.
fn function_lengths(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let mut lengths = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let words = trimmed
            .trim_start_matches("pub")
            .trim_start_matches(|c: char| c != ' ')
            .trim_start();
        let is_function = trimmed.starts_with("fn ")
            || words.starts_with("fn ")
            || words.starts_with("const fn ");
        if !is_function || trimmed.ends_with(';') {
            continue;
        }
        let close = format!("{}}}", &line[..line.len() - trimmed.len()]);
        let end = lines[at..]
            .iter()
            .position(|line| *line == close)
            .unwrap_or(0);
        lengths.push(end + 1);
    }
    lengths
}
