//! The page of the examples: its commands print what it says, and each line that it shows stands in the file named.

use std::path::Path;
use std::process::Command;

use super::blocks::{Block, blocks};

/// The page.
pub const PAGE: &str = "examples/README.md";

/// The results below each command are what it prints. `ACCEPT=1` writes them into the page.
#[test]
fn commands_print_what_the_page_says() {
    let page = super::page(PAGE);
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut accepted = page.clone();
    let mut wrong = Vec::new();
    let mut printed: Option<String> = None;
    let mut changed: Option<tempfile::TempDir> = None;
    for block in &blocks(&page) {
        match (block.language, printed.take()) {
            ("fore", _) => changed = Some(with_more(block)),
            ("sh", _) => {
                let copy = changed.as_ref().filter(|_| block.text.contains(CHANGED));
                printed = Some(print(
                    block.text,
                    copy.map_or(Path::new("."), |copy| copy.path()),
                ));
            }
            ("text", Some(printed)) if !super::lines(&printed).eq(super::lines(block.text)) => {
                if accept {
                    accepted = block.replaced(&page, &accepted, &printed);
                } else {
                    wrong.push(format!(
                        "{PAGE}:{}: the command prints\n{printed}",
                        block.line
                    ));
                }
            }
            _ => {}
        }
    }
    if accepted != page {
        std::fs::write(PAGE, accepted).unwrap();
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n\n"));
}

/// What the page calls a model that its reader has changed.
const CHANGED: &str = "my_question.fore";

/// A copy of the examples in which one, under its new name, goes on as a block says.
fn with_more(block: &Block<'_>) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["examples", "examples/common"] {
        std::fs::create_dir(copy.path().join(folder)).unwrap();
        for file in std::fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            if file.is_file() {
                std::fs::copy(&file, copy.path().join(&file)).unwrap();
            }
        }
    }
    let continued = block.listed("continues");
    let model = super::page(&format!("examples/{}", continued.first().unwrap()));
    let place = copy.path().join("examples").join(CHANGED);
    std::fs::write(place, format!("{model}\n{}", block.text)).unwrap();
    copy
}

/// What a command prints in a folder; it says nothing else.
fn print(command: &str, folder: &Path) -> String {
    let arguments = command.trim().strip_prefix("foreland ").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_foreland"))
        .current_dir(folder)
        .args(arguments.split_whitespace())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{command}: {said}"
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The second column of a table shows lines of the file that the third leads to.
#[test]
fn lines_stand_in_the_files_named() {
    let page = super::page(PAGE);
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.split(" | ").collect();
        let [kind, shown, place] = cells.as_slice() else {
            return None;
        };
        let shown = shown.strip_prefix('`')?.strip_suffix('`')?;
        let (_, file) = place.split_once("](")?;
        Some((*kind, shown, file.split(')').next()?))
    });
    let rows: Vec<(&str, &str, &str)> = rows.collect();
    assert!(rows.len() > 40, "the table is gone");
    let missing: Vec<String> = rows
        .iter()
        .filter(|(_, shown, file)| {
            !spaced(&super::page(&format!("examples/{file}"))).contains(&spaced(shown))
        })
        .map(|(kind, shown, file)| format!("{kind}: `{shown}` is not in {file}"))
        .collect();
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

/// A text with one blank between its words.
fn spaced(text: &str) -> String {
    let clauses = text.replace(';', " ");
    clauses.split_whitespace().collect::<Vec<_>>().join(" ")
}
