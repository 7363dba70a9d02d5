//! What a model in the documentation gives, and whether that is what its block says.

use foreland::diagnostics::{Finding, Severity, Style, render};
use foreland::program::loader::InMemory;
use foreland::program::{self, Input, Request};
use foreland::report::{self, Report, Told, View};
use foreland::source::Sources;

use super::blocks::Block;

/// What every number in a short example lacks.
const ALWAYS: &str = "no-evidence";
/// How wide a terminal is taken to be.
const WIDTH: usize = 100;

/// What came of a model.
pub struct Outcome {
    sources: Sources,
    findings: Vec<Finding>,
    report: Option<Report>,
}

/// The files that a page shows: its blocks with `file=NAME`.
pub fn files(blocks: &[Block<'_>]) -> InMemory {
    let named = blocks.iter().filter_map(|block| {
        let name = block.listed("file").first().copied()?.to_owned();
        Some((name, block.text.as_bytes().to_vec()))
    });
    InMemory {
        root: "model.fore".to_owned(),
        files: named.collect(),
    }
}

/// Checks and runs a block beside these files.
pub fn try_out(block: &Block<'_>, preamble: &str, files: &InMemory) -> Outcome {
    let text = match block.has("fragment") {
        true => format!("{preamble}\n{}", block.text),
        false => block.text.to_owned(),
    };
    let mut files = files.clone();
    if let Some(own) = block.listed("file").first() {
        files.root = (*own).to_owned();
    }
    let input = Input::from_bytes("model.fore", text.into_bytes()).unwrap();
    let checked = program::check_with(input.source.clone(), &[], &files);
    let found = Finding::all_of(&checked.faults).into_iter();
    let meant = block.listed("warning").contains(&ALWAYS);
    let mut findings: Vec<Finding> = found
        .filter(|finding| finding.code != ALWAYS || meant)
        .collect();
    let ran = checked
        .model
        .as_ref()
        .map(|model| program::run(model, &input, &Request::default(), None));
    let report = match ran {
        Some(Ok(ran)) => Some(ran.report),
        Some(Err(faults)) => {
            findings.extend(Finding::all_of(&faults));
            None
        }
        None => None,
    };
    Outcome {
        sources: checked.sources,
        findings,
        report,
    }
}

/// What is wrong with a block.
pub fn fault(block: &Block<'_>, outcome: &Outcome) -> Option<String> {
    for (mark, severity) in [("error", Severity::Error), ("warning", Severity::Warning)] {
        let own = outcome
            .findings
            .iter()
            .filter(|finding| finding.severity == severity);
        let mut found: Vec<&str> = own.map(|finding| finding.code.as_str()).collect();
        found.sort_unstable();
        found.dedup();
        let wanted = block.listed(mark);
        if found != wanted {
            return Some(format!(
                "{mark}s are {found:?}, not {wanted:?}\n{}",
                findings(outcome)
            ));
        }
    }
    let report = outcome.report.as_ref()?;
    let failing: Vec<&Told> = report
        .verdicts
        .iter()
        .filter(|told| {
            told.fails() || (!told.passes() && !told.is_unknown() && !block.has("undecided"))
        })
        .collect();
    let lines: Vec<String> = failing
        .iter()
        .map(|told| report::verdict_line(told, WIDTH, false))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What the block below a model must show.
pub fn shown(outcome: &Outcome, language: &str) -> String {
    let Some(report) = &outcome.report else {
        return findings(outcome);
    };
    let mut out = Vec::new();
    match language {
        "csv" => report::csv(&report.results, &mut out).unwrap(),
        "json" => report::json(report, &mut out).unwrap(),
        _ => {
            out = report::table(
                report,
                View {
                    width: WIDTH,
                    colour: false,
                    elapsed: None,
                },
            )
            .into_bytes()
        }
    }
    String::from_utf8(out).unwrap()
}

fn findings(outcome: &Outcome) -> String {
    render(
        &outcome.findings,
        &outcome.sources,
        Style {
            colour: false,
            width: WIDTH,
        },
    )
}
