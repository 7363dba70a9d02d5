//! The documentation runs: every model in the language reference and in the first page does what the text says.
//!
//! A block is marked in its first line:
//!
//! | mark | must |
//! | --- | --- |
//! | `fore` | check without a finding other than missing evidence, run, and hold what it asserts and expects |
//! | `fore fragment` | the same with the preamble of the page above it |
//! | `fore undecided` | the same, but some expectations are undecided |
//! | `fore file=NAME` | the same, and lie beside the other models of the page under this name |
//! | `csv file=NAME` | lie beside them: a data file |
//! | `fore error=CODE`, `fore warning=CODE` | give these findings and no others |
//! | `unformatted` | need not be laid out as `foreland fmt` does it |
//! | `text` | be the table of the run above it, or its findings |
//! | `csv` | be the results of the run above it as CSV |
//!
//! Models are laid out as `foreland fmt` does it, if they can be read.
//!
//! `ACCEPT=1 cargo test --test all docs` writes models as they are laid out, and results as they are, into the pages;
//! a second time writes the findings in models that it has laid out anew.

mod blocks;
mod model;
mod tour;

use std::collections::BTreeSet;

use blocks::blocks;
use model::Outcome;

/// The language reference.
const REFERENCE: &str = "grammar/README.md";

#[test]
fn the_reference_is_true() {
    prove(REFERENCE);
}

#[test]
fn the_first_page_is_true() {
    prove("README.md");
}

/// The model on the first page is the example that it names.
#[test]
fn the_first_page_shows_an_example() {
    let page = page("README.md");
    let example = self::page("examples/stock_cover.fore");
    assert!(
        blocks(&page)
            .iter()
            .any(|block| block.language == "fore" && block.text == example)
    );
}

/// Links within a page lead to a heading, others to a file.
#[test]
fn links_lead_somewhere() {
    let pages = [
        (REFERENCE, "grammar"),
        ("README.md", "."),
        (tour::PAGE, "examples"),
        ("examples/wrong/README.md", "examples/wrong"),
    ];
    for (name, folder) in pages {
        let page = page(name);
        let headings: BTreeSet<String> = page
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(anchor)
            .collect();
        for link in page
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let there = match link.strip_prefix('#') {
                Some(heading) => headings.contains(heading),
                None => {
                    let file = link.split('#').next().unwrap_or(link);
                    std::path::Path::new(folder).join(file).exists()
                }
            };
            assert!(there, "{name}: {link}");
        }
    }
}

/// The last part of a link to a heading.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.collect::<String>().replace(' ', "-")
}

/// Every code that the tool explains stands in the reference's list.
#[test]
fn the_list_of_codes_is_whole() {
    let known: BTreeSet<&str> = foreland::diagnostics::codes().collect();
    let page = page(REFERENCE);
    let listed = listed(chapter(&page, "## Codes"));
    let missing: Vec<&&str> = known.difference(&listed).collect();
    assert!(missing.is_empty(), "not in the list: {missing:?}");
}

/// Every unit that is built in stands in the reference's table, and no other; currencies are left out.
#[test]
fn the_list_of_units_is_whole() {
    let catalogue = foreland::units::Catalogue::default();
    let built_in = catalogue.names();
    let known: BTreeSet<&str> = built_in
        .filter(|name| !foreland::units::is_currency(name))
        .collect();
    let page = page(REFERENCE);
    let mut table = listed(chapter(&page, "### Built-in units"));
    table.retain(|name| !foreland::units::is_currency(name));
    assert_eq!(table, known);
}

fn page(name: &str) -> String {
    std::fs::read_to_string(name).unwrap()
}

/// From a heading to the next of its level or above.
fn chapter<'t>(page: &'t str, heading: &str) -> &'t str {
    let (_, rest) = page.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap_or_default()
}

/// What stands in backticks in the second column of a table.
fn listed(chapter: &str) -> BTreeSet<&str> {
    let rows = chapter.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = rows.filter_map(|row| row.split(" | ").nth(1));
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

/// Every model of the documentation with its place.
pub fn models() -> Vec<(String, String)> {
    let mut models = Vec::new();
    for name in [REFERENCE, "README.md"] {
        let page = page(name);
        let found = blocks(&page)
            .into_iter()
            .filter(|block| block.language == "fore");
        models.extend(found.map(|block| (format!("{name}:{}", block.line), block.text.to_owned())));
    }
    models
}

/// Runs every block of a page and tells of all that are not as the page says.
fn prove(name: &str) {
    let page = page(name);
    let blocks = blocks(&page);
    let files = model::files(&blocks);
    let preamble = blocks.iter().find(|block| block.has("preamble"));
    let preamble = preamble.map_or("", |block| block.text);
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut wrong = Vec::new();
    let mut accepted = page.clone();
    let mut before: Option<Outcome> = None;
    for block in &blocks {
        let fault = match (block.language, &before) {
            ("fore", _) => {
                let outcome = model::try_out(block, preamble, &files);
                let neat = formatted(block);
                let fault = model::fault(block, &outcome);
                before = Some(outcome);
                match neat {
                    Some(neat) if accept => {
                        accepted = block.replaced(&page, &accepted, &neat);
                        fault
                    }
                    Some(neat) => fault.or_else(|| Some(format!("it is not laid out:\n{neat}"))),
                    None => fault,
                }
            }
            ("csv", _) if block.has_file() => None,
            ("text" | "csv", None) => Some("a result without a model above it".to_owned()),
            ("text" | "csv", Some(outcome)) => {
                let given = model::shown(outcome, block.language);
                let other = !lines(&given).eq(lines(block.text));
                if other && accept {
                    accepted = block.replaced(&page, &accepted, &given);
                }
                (other && !accept).then(|| format!("the model above gives\n{given}"))
            }
            _ => None,
        };
        wrong.extend(fault.map(|fault| format!("{name}:{}: {fault}", block.line)));
    }
    if accepted != page {
        std::fs::write(name, accepted).unwrap();
    }
    assert!(!blocks.is_empty(), "{name} has no blocks");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n\n"));
}

/// The model of a block as it is laid out, if it is not.
fn formatted(block: &blocks::Block<'_>) -> Option<String> {
    let formatted = foreland::format::format(block.text).ok()?;
    (formatted != block.text && !block.has("unformatted")).then_some(formatted)
}

/// The lines of a text, without what nobody sees.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end().lines().map(str::trim_end)
}
