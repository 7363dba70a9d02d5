//! The log as other programs read it.

use miette::{LabeledSpan, MietteDiagnostic, Severity};
use serde_json::{Value, json};

use super::*;
use crate::source::Sources;

fn fault(code: &str, at: std::ops::Range<usize>) -> Finding {
    Finding::of(
        &MietteDiagnostic::new("no `demnd` is declared")
            .with_code(code)
            .with_help("write `demand`")
            .with_label(LabeledSpan::at(at, "not [declared](http://x)")),
    )
}

fn read(log: &Sarif) -> Value {
    serde_json::from_str(&log.finish(true)).unwrap()
}

fn fingerprints(text: &str, at: &[usize]) -> Vec<String> {
    let mut log = Sarif::default();
    let findings: Vec<Finding> = at.iter().map(|at| fault("x", *at..at + 1)).collect();
    log.add(&findings, &Source::new("a.fore", text));
    let log = read(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |result: &Value| {
        result["partialFingerprints"]["codeAndLine/v1"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    results.iter().map(of).collect()
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_laid_out() {
    let before = fingerprints("let a = b\n", &[8]);
    assert_eq!(fingerprints("# more\n\nlet a   =  b\n", &[16]), before);
    assert_ne!(fingerprints("let a = c\n", &[8]), before);
    let twice = fingerprints("let a = b\nlet a = b\n", &[8, 18]);
    assert_eq!(twice[0], before[0]);
    assert_eq!(twice[1], before[0].replace(":1", ":2"));
}

#[test]
fn places_in_several_files() {
    let mut texts = Sources::new(Source::new("./a.fore", "use \"b c.fore\"\n"));
    texts.add(Source::new("./b c.fore", "let é = demnd\n"));
    let mut finding = fault("unknown-name", 25..30);
    finding.labels.push(Label {
        span: crate::span::Span::new(4, 14),
        text: "used here".to_owned(),
        primary: false,
    });
    let mut log = Sarif::default();
    log.add(&[finding], &texts);
    let log = read(&log);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let place = |uri: &str, index: u32, line: u32, from: u32, to: u32| {
        json!({
            "artifactLocation": { "uri": uri, "index": index },
            "region": { "startLine": line, "startColumn": from, "endLine": line, "endColumn": to },
        })
    };
    assert_eq!(
        result["locations"],
        json!([{
            "physicalLocation": place("b%20c.fore", 1, 1, 9, 14),
            "message": { "text": "not [declared] (http://x)" },
        }])
    );
    assert_eq!(
        result["relatedLocations"],
        json!([{
            "physicalLocation": place("a.fore", 0, 1, 5, 15),
            "message": { "text": "used here" },
        }])
    );
    assert_eq!(
        run["artifacts"][1]["location"],
        json!({ "uri": "b%20c.fore", "index": 1 })
    );
}

#[test]
fn a_rule_says_what_its_page_says() {
    let mut log = Sarif::default();
    let source = Source::new("a.fore", "let a = demnd\n");
    log.add(
        &[fault("unknown-name", 8..13), fault("unknown-name", 4..5)],
        &source,
    );
    let odd = MietteDiagnostic::new("odd")
        .with_code("no-such-page")
        .with_severity(Severity::Warning);
    log.add(&[Finding::of(&odd)], &source);
    let log = read(&log);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 2);
    assert_eq!(
        rules[0]["shortDescription"]["text"],
        "A line uses a name that nothing in the model declares."
    );
    let told = rules[0]["help"]["markdown"].as_str().unwrap();
    assert!(told.starts_with("A line uses") && told.contains("## What to do"));
    assert_eq!(
        rules[1],
        json!({ "id": "no-such-page", "defaultConfiguration": { "level": "warning" } })
    );
    assert_eq!(run["results"][2]["ruleIndex"], 1);
}

#[test]
fn what_has_no_code_is_a_notification() {
    let mut log = Sarif::default();
    let gone = MietteDiagnostic::new("there is no file `a.fore`").with_help("look elsewhere");
    log.add(&[Finding::of(&gone)], &Source::new("a.fore", ""));
    let log = read(&log);
    let run = &log["runs"][0];
    assert_eq!(run["results"], json!([]));
    let said = &run["invocations"][0];
    assert_eq!(said["executionSuccessful"], false);
    assert_eq!(
        said["toolExecutionNotifications"][0]["message"]["text"],
        "there is no file `a.fore`\nhelp: look elsewhere"
    );
}

/// A sheet's lines are not those of the workbook, which has none.
#[test]
fn a_workbook_has_no_lines() {
    let mut log = Sarif::default();
    let sheet = Source::new("book.xlsx, sheet A", "Trade 7\n").taken_from("book.xlsx");
    log.add(&[fault("bad-cell", 6..7)], &sheet);
    let log = read(&log);
    assert_eq!(
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"],
        json!({ "artifactLocation": { "uri": "book.xlsx", "index": 0 } })
    );
}
