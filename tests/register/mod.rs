//! What `foreland assumptions` says of small models, in each of its forms.
//!
//! To add a case, add a `.fore` file beside this one, run `INSTA_UPDATE=always cargo test --test all register`, and read
//! the new snapshots.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use foreland::data::{Asked, Data};
use foreland::span::{Span, Spanned};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/register")
}

fn run(arguments: &[&str]) -> Output {
    Command::cargo_bin("foreland")
        .unwrap()
        .arg("assumptions")
        .args(arguments)
        .current_dir(folder())
        .output()
        .unwrap()
}

/// The sheets of a workbook as this program's own reader sees them.
fn sheets(bytes: &[u8]) -> String {
    let text = |text: &str| Spanned::new(text.to_owned(), Span::default());
    let file = text("register.xlsx");
    let sheets = ["assumptions", "sources"].map(|name| {
        let sheet = text(name);
        let asked = Asked {
            file: &file,
            sheet: Some(&sheet),
        };
        let data = Data::xlsx(asked, name, bytes).unwrap();
        format!("{name}\n{}", data.source.text())
    });
    sheets.join("\n")
}

fn snapshot(name: &str, format: &str, said: &str) {
    insta::with_settings!({
        omit_expression => true,
        prepend_module_to_snapshot => false,
        snapshot_path => folder(),
    }, {
        insta::assert_snapshot!(format!("{name}-{format}"), said);
    });
}

#[test]
fn every_form_says_it() {
    let files = std::fs::read_dir(folder()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "fore"))
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let file = format!("{name}.fore");
        for format in ["table", "markdown", "csv", "json", "xlsx"] {
            let output = run(&[&file, "--format", format]);
            let again = run(&[&file, "--format", format]);
            assert_eq!(output.status.code(), Some(0));
            assert_eq!(output.stdout, again.stdout);
            let said = match format {
                "xlsx" => sheets(&output.stdout),
                _ => String::from_utf8(output.stdout).unwrap(),
            };
            snapshot(name, format, &said);
        }
    }
}

#[test]
fn weak_ones_are_found() {
    let said = |options: &[&str]| {
        let mut arguments = vec!["kinds.fore"];
        arguments.extend(options);
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    let all: [&[&str]; 5] = [
        &["--unsourced"],
        &["--stale"],
        &["--stale-after", "5"],
        &["--low-confidence"],
        &["--unsourced", "--stale"],
    ];
    let told: Vec<String> = all
        .into_iter()
        .map(|options| format!("$ {}\n{}", options.join(" "), said(options)))
        .collect();
    snapshot("weak", "table", &told.join("\n\n"));
}

/// The outcomes that differ between two runs of a model.
fn moved(path: &str, set: &str) -> BTreeSet<String> {
    let results = |options: &[&str]| -> BTreeMap<String, Vec<String>> {
        let output = Command::cargo_bin("foreland")
            .unwrap()
            .args(["run", path, "--draws", "50", "--format", "csv"])
            .args(options)
            .current_dir(folder())
            .output()
            .unwrap();
        let mut by_outcome: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in csv::Reader::from_reader(&output.stdout[..]).records() {
            let row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
            let rows = by_outcome.entry(row[1].clone()).or_default();
            rows.push(row.join(","));
        }
        by_outcome
    };
    let (before, after) = (results(&[]), results(&["--set", set]));
    assert_eq!(before.len(), after.len(), "{set}");
    let names = before.keys().filter(|name| before[*name] != after[*name]);
    names.cloned().collect()
}

/// No outcome moves with a number that does not list it.
#[test]
fn what_moves_is_listed() {
    let mut tried = 0;
    for path in ["kinds.fore", "../../examples/reko_diq_finance.fore"] {
        let output = run(&[path, "--format", "json"]);
        let register: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let known = |entry: &&serde_json::Value| {
            let name = entry["name"].as_str().unwrap();
            let date = entry["unit"] == "date";
            entry["uncertainty"] == "known" && !name.contains(['[', ':', '.', ' ']) && !date
        };
        let entries = register["assumptions"].as_array().unwrap();
        for entry in entries.iter().filter(known).take(12) {
            let Some(number) = entry["number"].as_f64() else {
                continue;
            };
            let name = entry["name"].as_str().unwrap();
            let unit = entry["unit"].as_str().unwrap_or_default();
            let behind = if unit.starts_with('%') { "" } else { " " };
            let set = format!("{name}={}{behind}{unit}", number * 0.9);
            let drives = entry["drives"].as_array().unwrap();
            let drives: BTreeSet<String> = drives
                .iter()
                .map(|name| name.as_str().unwrap().to_owned())
                .collect();
            let moved = moved(path, set.trim_end());
            assert!(moved.is_subset(&drives), "{name}: {moved:?}, {drives:?}");
            tried += usize::from(!moved.is_empty());
        }
    }
    assert!(tried >= 8, "{tried}");
}

/// Numbers are numbers, and what begins like a formula is text.
#[test]
fn a_workbook_holds_no_formula() {
    let output = run(&["hostile.fore", "--format", "xlsx"]);
    let said = sheets(&output.stdout);
    assert!(said.contains("=1+1"), "{said}");
    let mut archive = String::new();
    archive.push_str(&String::from_utf8_lossy(&output.stdout));
    assert!(!archive.contains("<f>"));
}

#[test]
fn nothing_is_written_over_the_model() {
    let folder = tempfile::tempdir().unwrap();
    let copied = |name: &str, to: &str| {
        let to = folder.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(self::folder().join(name), to).unwrap();
    };
    copied("kinds.fore", "kinds.fore");
    copied("kinds/shared.fore", "kinds/shared.fore");
    let write = |to: &str| {
        let output = Command::cargo_bin("foreland")
            .unwrap()
            .args(["assumptions", "kinds.fore", "-o", to])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let error = said.lines().rfind(|line| line.starts_with("error"));
        (output.status.code(), error.map(str::to_owned))
    };
    let refused = |to: &str, why: &str| {
        let error = format!("error: `{to}` cannot be written: {why}");
        assert_eq!(write(to), (Some(2), Some(error)));
    };
    refused("kinds.fore", "it is the model");
    refused("kinds/shared.fore", "the model uses it");
    refused(
        "register.ods",
        "the register is written as a table (.txt), as .md, .csv, .json or .xlsx",
    );
    for name in ["r.txt", "r.md", "r.csv", "r.json", "r.xlsx"] {
        assert_eq!(write(name), (Some(0), None));
        assert!(folder.path().join(name).metadata().unwrap().len() > 0);
    }
}

#[test]
fn a_model_with_an_error_has_no_register() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.fore");
    std::fs::write(&path, "assume a = b\noutcome c = a\n").unwrap();
    let output = run(&[path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(!output.stderr.is_empty());
}
