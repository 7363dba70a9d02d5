//! What the formatter promises: one layout, reached at once, that says what the text said.
//!
//! Each `.fore` file in `tests/cases/format` is a text that needs it; its snapshot beside it shows what it becomes.

mod equality;
mod mangle;

use std::path::{Path, PathBuf};

use foreland::format::format;
use foreland::syntax::{ast::Document, parse};

use super::docs;
use super::reference::generate;

/// The files below a folder that end in `.fore`.
fn models(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            models(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "fore") {
            found.push(entry);
        }
    }
}

/// Every text of the repository that can be read: models, test cases, blocks of the documentation.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["examples", "tests", "src"] {
        models(&root.join(folder), &mut files);
    }
    let texts = files.into_iter().filter_map(|file| {
        let text = std::fs::read_to_string(&file).ok()?;
        Some((file.display().to_string(), text))
    });
    texts
        .chain(docs::models())
        .filter(|(_, text)| document(text).is_some())
        .collect()
}

/// The tree of a text in which nothing is wrong.
fn document(text: &str) -> Option<Document> {
    let parsed = parse(text);
    (!parsed.faults.any_error()).then_some(parsed.document)
}

/// A text laid out, which says the same and is laid out for good.
fn formatted(name: &str, text: &str) -> String {
    let formatted = match format(text) {
        Ok(formatted) => formatted,
        Err(faults) => panic!("{name}: {}\n{text}", faults.0[0]),
    };
    assert!(
        document(&formatted) == document(text),
        "{name} says something else:\n{formatted}"
    );
    let again = format(&formatted).unwrap_or_default();
    assert_eq!(again, formatted, "{name} is not laid out for good");
    for line in formatted.lines() {
        assert_eq!(
            line,
            line.trim_end(),
            "{name}: a blank at the end of a line"
        );
    }
    let ends = formatted.is_empty() || (formatted.ends_with('\n') && !formatted.ends_with("\n\n"));
    assert!(ends, "{name} does not end with one line break");
    formatted
}

#[test]
fn every_text_of_the_repository() {
    let texts = texts();
    assert!(texts.len() > 150, "only {} texts", texts.len());
    for (name, text) in texts {
        formatted(&name, &text);
    }
}

#[test]
fn blanks_and_comments_anywhere() {
    for (name, text) in texts() {
        mangled(&name, &text, 1);
    }
}

#[test]
fn random_models() {
    for seed in 0..12 {
        let text = generate::declarations(seed).join("\n");
        formatted(&format!("seed {seed}"), &text);
        mangled(&format!("seed {seed}"), &text, seed);
    }
}

/// A text with other blanks and comments says the same, and is laid out like any other.
fn mangled(name: &str, text: &str, seed: u64) {
    let mangled = mangle::mangle(text, seed);
    let faults = parse(&mangled).faults;
    let first = faults.0.first().map(|fault| fault.to_string());
    assert_eq!(first, None, "{name}:\n{mangled}");
    assert!(
        document(&mangled) == document(text),
        "{name}: blanks and comments changed what it says:\n{mangled}"
    );
    formatted(name, &mangled);
}

/// The layout does not depend on how the lines end, nor on a byte-order mark.
#[test]
fn line_ends_change_nothing() {
    for (name, text) in texts() {
        let plain = formatted(&name, &text);
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        assert_eq!(formatted(&name, &lines.replace('\n', "\r\n")), plain);
        assert_eq!(formatted(&name, &lines.replace('\n', "\r")), plain);
        let marked = format!("\u{feff}{text}");
        assert_eq!(format(&marked).unwrap_or_default(), plain);
    }
}

#[test]
fn cases() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut files = Vec::new();
    models(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/format"),
        &mut files,
    );
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let both = format!("{text}\n--- formatted ---\n\n{}", formatted(&name, &text));
        settings.set_snapshot_path(file.parent().unwrap());
        settings.bind(|| insta::assert_snapshot!(name, both));
    }
}

/// A text of many clauses takes as long as its length says.
#[test]
fn long_texts() {
    let terms = vec!["a_name_of_some_length"; 4_000];
    let rows: String = (0..4_000)
        .map(|row| format!("  r{row} = {row}, 2\n"))
        .collect();
    let text = format!(
        "let sum = {}\nlet chain = {}\ntable t by rows {{\n  columns a, b\n{rows}}}\n",
        terms.join(" + "),
        terms.join(" and ")
    );
    let formatted = formatted("long", &text);
    assert_eq!(formatted.lines().count(), 12_000 + 5);
}

/// What is wrong with a text is said, and no layout is given.
#[test]
fn broken_texts_are_refused() {
    let faults = format("let a = 1\nlet b = (2\nlet c = 1,000\n").err();
    assert_eq!(faults.map(|faults| faults.0.len()), Some(2));
}
