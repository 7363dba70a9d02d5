//! Findings as programs read them: one JSON object.

use serde::Serialize;

use super::finding::{Finding, Label, in_order, source_of, tally};
use super::sanitise::clean;
use crate::source::{Source, Texts};

/// The whole object. Its fields are an interface: they are added to, not changed.
#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: String,
    places: Vec<Stretch<'a>>,
}

#[derive(Serialize)]
struct Stretch<'a> {
    label: &'a str,
    primary: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    start: Point,
    end: Point,
}

/// A place, both counted from 1. An end is one character past the last.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

/// All findings of a run by place, each once, as one JSON object:
/// `{"findings": [{code, severity, message, help, file, places: [{label, primary, file, start, end}]}], "errors": n,
/// "warnings": n}`, where `start` and `end` are `{line, column}`, and a place has a `file` where that is another one
/// than the finding's.
pub fn json(findings: &[Finding], texts: &impl Texts) -> String {
    let ordered = in_order(findings);
    let (errors, warnings) = tally(&ordered);
    let findings = ordered
        .into_iter()
        .map(|finding| entry(finding, texts))
        .collect();
    // Text and whole numbers always have a form in JSON.
    serde_json::to_string_pretty(&Report {
        findings,
        errors,
        warnings,
    })
    .unwrap_or_default()
}

fn entry<'a>(finding: &'a Finding, texts: &impl Texts) -> Entry<'a> {
    let source = source_of(finding, texts);
    Entry {
        code: &finding.code,
        severity: finding.severity.word(),
        message: &finding.message,
        help: finding.help.as_deref(),
        file: clean(source.name()),
        places: finding
            .labels
            .iter()
            .map(|label| stretch(label, source, texts))
            .collect(),
    }
}

fn stretch<'a>(label: &'a Label, main: &Source, texts: &impl Texts) -> Stretch<'a> {
    let (source, span) = texts.locate(label.span);
    let range = source.held(span);
    Stretch {
        label: &label.text,
        primary: label.primary,
        file: (!std::ptr::eq(main, source)).then(|| clean(source.name())),
        start: point(range.start, source),
        end: point(range.end, source),
    }
}

fn point(offset: usize, source: &Source) -> Point {
    let place = source.place(offset);
    Point {
        line: place.line,
        column: place.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miette::{LabeledSpan, MietteDiagnostic};

    #[test]
    fn one_object_with_places() {
        let source = Source::new("é\u{1b}.fore", "let é = demnd\nlet x\n");
        let fault = MietteDiagnostic::new("no `demnd` is declared \"here\"")
            .with_code("unknown-name")
            .with_label(LabeledSpan::new_primary_with_span(
                Some("not declared".into()),
                9..14,
            ));
        let warning = MietteDiagnostic::new("odd").with_severity(miette::Severity::Warning);
        insta::assert_snapshot!(json(&[Finding::of(&fault), Finding::of(&warning)], &source), @r#"
        {
          "findings": [
            {
              "code": "",
              "severity": "warning",
              "message": "odd",
              "help": null,
              "file": "é<U+001B>.fore",
              "places": []
            },
            {
              "code": "unknown-name",
              "severity": "error",
              "message": "no `demnd` is declared \"here\"",
              "help": null,
              "file": "é<U+001B>.fore",
              "places": [
                {
                  "label": "not declared",
                  "primary": true,
                  "start": {
                    "line": 1,
                    "column": 9
                  },
                  "end": {
                    "line": 1,
                    "column": 14
                  }
                }
              ]
            }
          ],
          "errors": 1,
          "warnings": 1
        }
        "#);
    }

    #[test]
    fn nothing_found() {
        let source = Source::new("a.fore", "");
        insta::assert_snapshot!(json(&[], &source), @r#"
        {
          "findings": [],
          "errors": 0,
          "warnings": 0
        }
        "#);
    }
}
