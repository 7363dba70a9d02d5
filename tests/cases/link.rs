//! Cases of several files: each folder in `link` (models that use others) and `data` (tables from files) is one, and `main.fore` in it is the model that is checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use foreland::diagnostics::{Finding, render};
use foreland::program::loader::InMemory;
use foreland::program::{Checked, check_with};
use foreland::source::Source;

use super::STYLE;

const FOLDERS: [&str; 2] = ["tests/cases/link", "tests/cases/data"];

/// What is below a folder, by its path from there.
fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
    while let Some((folder, before)) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let name = format!("{before}{name}");
            match path.is_dir() {
                true => open.push((path, format!("{name}/"))),
                false => drop(files.insert(name, std::fs::read(path).unwrap())),
            }
        }
    }
    files
}

fn checked(mut files: BTreeMap<String, Vec<u8>>) -> Checked {
    let root = "main.fore".to_owned();
    let main = files.remove(&root).unwrap();
    let source = Source::from_bytes(root.as_str(), main).unwrap();
    check_with(source, &[], &InMemory { root, files })
}

/// Files by name and text; the first is the root.
fn files(texts: impl Iterator<Item = (String, String)>) -> BTreeMap<String, Vec<u8>> {
    texts
        .map(|(name, text)| (name, text.into_bytes()))
        .collect()
}

/// Files that nobody writes are told of in no time.
#[test]
fn chains_circles_and_crowds_of_files() {
    let name = |at: usize| {
        if at == 0 {
            "main.fore".to_owned()
        } else {
            format!("f{at}.fore")
        }
    };
    let chain = |length: usize, alias: &str, last: &str| {
        let text = |at: usize| match at + 1 < length {
            true => format!("use \"{}\"{alias}\nlet x{at} = 1\n", name(at + 1)),
            false => last.to_owned(),
        };
        files((0..length).map(|at| (name(at), text(at))))
    };
    let codes = |files: BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let start = std::time::Instant::now();
        let found = Finding::all_of(&checked(files).faults);
        assert!(start.elapsed().as_secs() < 20);
        let mut codes: Vec<String> = found.into_iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    };
    for alias in ["", " as x"] {
        assert_eq!(codes(chain(1_000, alias, "let y = 1\n")), [""; 0]);
        assert_eq!(
            codes(chain(1_001, alias, "let y = 1\n")),
            ["too-many-files"]
        );
        assert_eq!(
            codes(chain(1_000, alias, "use \"f1.fore\"\n")),
            ["circular-use"]
        );
    }
    let everyone: String = (1..100)
        .map(|at| format!("use \"{}\"\n", name(at)))
        .collect();
    let crowd = files((0..100).map(|at| (name(at), everyone.clone())));
    assert_eq!(codes(crowd), ["circular-use"]);
}

fn cases() -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases: Vec<PathBuf> = FOLDERS
        .iter()
        .flat_map(|folder| std::fs::read_dir(top.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

#[test]
fn several_files() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for case in cases() {
        let files = below(&case);
        let mut both = String::new();
        for (name, text) in &files {
            let text = match name.ends_with(".xlsx") {
                true => "a workbook\n".into(),
                false => String::from_utf8_lossy(text),
            };
            both.push_str(&format!("--- {name} ---\n\n{text}\n"));
        }
        let checked = checked(files);
        let findings = Finding::all_of(&checked.faults);
        let told = render(&findings, &checked.sources, STYLE);
        both.push_str(&format!("--- findings ---\n\n{told}"));
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        settings.set_snapshot_path(case.parent().unwrap());
        settings.bind(|| insta::assert_snapshot!(name, both));
    }
}

/// One mistake is told once, in whatever file.
#[test]
fn one_mistake_between_files_gives_one_finding() {
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let mut found = Finding::all_of(&checked(below(&case)).faults);
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|finding| seen.insert((finding.code.clone(), finding.primary())));
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
        let wanted = usize::from(!name.starts_with("fine_"));
        assert_eq!(found.len(), wanted, "{name}: {codes:?}");
    }
}
