//! One thing that is wrong, as plain data whose text is safe to print.

use std::cmp::Reverse;

use miette::Diagnostic;
use rayon::prelude::*;

use super::sanitise::{clean, clean_short};
use crate::fault::{Fault, Faults, is_error};
use crate::source::{Source, Texts};
use crate::span::Span;

/// The most that are drawn in one run: nobody reads more, and the first ones explain many of the others.
pub(super) const SHOWN_AT_MOST: usize = 100;

/// How many characters of a message, a help or a label are kept.
const LONGEST_MESSAGE: usize = 1_000;
const LONGEST_LABEL: usize = 300;

/// More than these are worth threads.
const MANY: usize = 10_000;

/// How many places of one finding are kept.
const MOST_LABELS: usize = 8;

/// A finding of any stage. [`Finding::of`] makes it, and cleans all of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which kind it is: `unknown-name`.
    pub code: String,
    /// Whether results can be relied on all the same.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where, with what each place is.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
}

/// Whether a finding would make a result wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// A result would be wrong or undefined.
    Error,
    /// Everything else.
    Warning,
}

/// A place in the text and what it has to do with the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What this is; may be empty.
    pub text: String,
    /// Whether it is the place that the finding is listed under.
    pub primary: bool,
}

impl Severity {
    /// `error`, `warning`
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl Finding {
    /// Reads what a stage said. Where it marks no place as the primary one, that is its first.
    pub fn of(fault: &dyn Diagnostic) -> Finding {
        let mut labels: Vec<Label> = fault
            .labels()
            .into_iter()
            .flatten()
            .take(MOST_LABELS)
            .map(|label| read(&label))
            .collect();
        let primary = labels.iter().position(|label| label.primary).unwrap_or(0);
        for (index, label) in labels.iter_mut().enumerate() {
            label.primary = index == primary;
        }
        Finding {
            code: fault
                .code()
                .map(|code| clean(&code.to_string()))
                .unwrap_or_default(),
            severity: if is_error(fault) {
                Severity::Error
            } else {
                Severity::Warning
            },
            message: clean_short(&fault.to_string(), LONGEST_MESSAGE),
            labels,
            help: fault
                .help()
                .map(|help| clean_short(&help.to_string(), LONGEST_MESSAGE)),
        }
    }

    /// Reads all that a stage said.
    pub fn all_of(faults: &Faults) -> Vec<Finding> {
        let of = |fault: &Fault| Finding::of(fault.as_ref());
        match faults.0.len() > MANY {
            true => faults.0.par_iter().map(of).collect(),
            false => faults.0.iter().map(of).collect(),
        }
    }

    /// The place that it is listed under.
    pub fn primary(&self) -> Option<Span> {
        let label = self
            .labels
            .iter()
            .find(|label| label.primary)
            .or(self.labels.first());
        label.map(|label| label.span)
    }
}

fn read(label: &miette::LabeledSpan) -> Label {
    Label {
        span: Span::new(label.offset(), label.offset().saturating_add(label.len())),
        text: clean_short(label.label().unwrap_or_default(), LONGEST_LABEL),
        primary: label.primary(),
    }
}

/// The text that a finding is listed under; the root where it has no place.
pub(super) fn source_of<'a>(finding: &Finding, texts: &'a impl Texts) -> &'a Source {
    match finding.primary() {
        Some(place) => texts.locate(place).0,
        None => texts.root(),
    }
}

/// The findings by place, each once: those without a place first, and of two with one code at one place the first.
pub(super) fn in_order(findings: &[Finding]) -> Vec<&Finding> {
    let mut ordered: Vec<&Finding> = findings.iter().collect();
    ordered.sort_by(|a, b| (a.primary(), &a.code).cmp(&(b.primary(), &b.code)));
    ordered.dedup_by(|a, b| {
        let placed = a.primary().is_some() || a.message == b.message;
        placed && a.code == b.code && a.primary() == b.primary()
    });
    ordered
}

/// The findings that are drawn: all of them up to a limit, beyond it errors rather than warnings.
pub(super) fn worth_showing<'a>(ordered: &[&'a Finding]) -> Vec<&'a Finding> {
    let mut places: Vec<usize> = (0..ordered.len()).collect();
    places.sort_by_key(|place| Reverse(ordered[*place].severity == Severity::Error));
    places.truncate(SHOWN_AT_MOST);
    places.sort_unstable();
    places.into_iter().map(|place| ordered[place]).collect()
}

/// How many errors there are, and how many warnings.
pub(super) fn tally(findings: &[&Finding]) -> (usize, usize) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    (errors, findings.len() - errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use miette::{LabeledSpan, MietteDiagnostic};

    fn finding(code: &str, start: usize, severity: miette::Severity) -> Finding {
        let label = LabeledSpan::at(start..start + 1, "here");
        Finding::of(
            &MietteDiagnostic::new("wrong")
                .with_code(code)
                .with_severity(severity)
                .with_label(label),
        )
    }

    #[test]
    fn all_that_a_fault_says_is_read() {
        let fault = MietteDiagnostic::new("no `\u{1b}` here")
            .with_code("unknown-name")
            .with_help("see ::set::")
            .with_labels([
                LabeledSpan::at(4..6, "declared here"),
                LabeledSpan::new_primary_with_span(None, 9..12),
            ]);
        let finding = Finding::of(&fault);
        assert_eq!(finding.message, "no `<U+001B>` here");
        assert_eq!(finding.help.as_deref(), Some("see : :set: :"));
        assert_eq!(finding.severity, Severity::Error);
        assert_eq!(finding.primary(), Some(Span { start: 9, end: 12 }));
        assert_eq!(finding.labels[0].text, "declared here");
    }

    #[test]
    fn order_is_by_place_and_repeats_are_dropped() {
        use miette::Severity::{Error, Warning};
        let findings = [
            finding("b", 9, Error),
            finding("a", 9, Error),
            finding("b", 9, Error),
            finding("c", 1, Warning),
        ];
        let codes: Vec<&str> = in_order(&findings)
            .iter()
            .map(|finding| finding.code.as_str())
            .collect();
        assert_eq!(codes, ["c", "a", "b"]);
        assert_eq!(tally(&in_order(&findings)), (2, 1));
    }

    #[test]
    fn warnings_make_room_for_errors() {
        let mut findings: Vec<Finding> = (0..200)
            .map(|at| finding("w", at, miette::Severity::Warning))
            .collect();
        findings.push(finding("e", 500, miette::Severity::Error));
        let mut shown = worth_showing(&in_order(&findings))
            .into_iter()
            .map(|finding| finding.code.as_str());
        assert_eq!(shown.clone().count(), SHOWN_AT_MOST);
        assert_eq!(shown.next_back(), Some("e"));
    }
}
