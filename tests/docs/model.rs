//! What a model in the documentation gives, and whether that is what its block says.

use foreland::diagnostics::{Finding, Severity, Style, render};
use foreland::fault::Faults;
use foreland::source::Source;
use foreland::{resolve, syntax, types};

use crate::docs::blocks::Block;

/// What every number in a short example lacks.
const ALWAYS: &str = "no-evidence";

/// What came of a model.
pub struct Outcome {
    source: Source,
    findings: Vec<Finding>,
}

/// Checks and runs a block.
pub fn try_out(block: &Block<'_>, preamble: &str) -> Outcome {
    let text = match block.has("fragment") {
        true => format!("{preamble}\n{}", block.text),
        false => block.text.to_owned(),
    };
    let parsed = syntax::parse(&text);
    let resolved = resolve::resolve(&parsed.document);
    let checked = types::check(&resolved.model, &text);
    let mut faults = Faults::default();
    faults.extend(parsed.faults);
    faults.extend(resolved.faults);
    faults.extend(checked.faults);
    let findings = Finding::all_of(&faults).into_iter();
    Outcome {
        findings: findings.filter(|finding| finding.code != ALWAYS || block.has("warning=no-evidence")).collect(),
        source: Source::new("model.fore", text),
    }
}

/// What is wrong with a block.
pub fn fault(block: &Block<'_>, outcome: &Outcome) -> Option<String> {
    for (mark, severity) in [("error", Severity::Error), ("warning", Severity::Warning)] {
        let own = outcome.findings.iter().filter(|finding| finding.severity == severity);
        let mut found: Vec<&str> = own.map(|finding| finding.code.as_str()).collect();
        found.sort_unstable();
        found.dedup();
        let wanted = block.listed(mark);
        if found != wanted {
            return Some(format!("{mark}s are {found:?}, not {wanted:?}\n{}", findings(outcome)));
        }
    }
    None
}

/// What the block below a model must show.
pub fn shown(outcome: &Outcome, _language: &str) -> String {
    findings(outcome)
}

fn findings(outcome: &Outcome) -> String {
    render(&outcome.findings, &outcome.source, Style { colour: false, width: 90 })
}
