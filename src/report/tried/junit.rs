//! What was tried, as JUnit XML: a suite a model, a case for each assert, each expectation and the stored outcomes.

use std::borrow::Cow;

use quick_xml::escape::escape;

use super::{Difference, Outcomes, State, Tried, claims, state, text, word};
use crate::report::{Told, failure_line};

/// How wide the text of a failure is.
const WIDTH: usize = 100;

/// One case.
struct Case {
    name: String,
    is: Is,
}

/// What became of it.
enum Is {
    Passed,
    /// Nobody can know.
    Skipped(String),
    Failed(Why),
    /// It could not be tried.
    Error(Why),
}

/// A line, and all of it.
struct Why {
    message: String,
    text: String,
}

/// The document. No times: the same models give the same bytes.
pub fn junit(tried: &[Tried]) -> String {
    let suites: Vec<(&Tried, Vec<Case>)> = tried.iter().map(|one| (one, cases(one))).collect();
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (of_all, _) = counts(all());
    xml.push_str(&format!("<testsuites name=\"foreland\"{of_all}>\n"));
    for (tried, cases) in &suites {
        let (name, (counts, skipped)) = (attribute(&tried.file), counts(cases.iter()));
        xml.push_str(&format!(
            "  <testsuite name=\"{name}\"{counts} skipped=\"{skipped}\">\n"
        ));
        cases
            .iter()
            .for_each(|case| xml.push_str(&written(case, &tried.file)));
        xml.push_str("  </testsuite>\n");
    }
    xml + "</testsuites>\n"
}

/// What is counted of all, and how many were skipped, which schemas allow for a suite alone.
fn counts<'c>(cases: impl Iterator<Item = &'c Case>) -> (String, usize) {
    let (mut tests, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
    for case in cases {
        tests += 1;
        match &case.is {
            Is::Passed => {}
            Is::Skipped(_) => skipped += 1,
            Is::Failed(_) => failures += 1,
            Is::Error(_) => errors += 1,
        }
    }
    let counts = format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\"");
    (counts, skipped)
}

fn written(case: &Case, file: &str) -> String {
    let (name, file) = (attribute(&case.name), attribute(file));
    let head = format!("    <testcase name=\"{name}\" classname=\"{file}\"");
    let inner = match &case.is {
        Is::Passed => return head + "/>\n",
        Is::Skipped(why) => format!("<skipped message=\"{}\"/>", attribute(why)),
        Is::Failed(why) => element("failure", why),
        Is::Error(why) => element("error", why),
    };
    format!("{head}>\n      {inner}\n    </testcase>\n")
}

fn element(name: &str, why: &Why) -> String {
    let (message, text) = (attribute(&why.message), content(&why.text));
    format!("<{name} message=\"{message}\">{text}</{name}>")
}

fn cases(tried: &Tried) -> Vec<Case> {
    if let Some(why) = &tried.broken {
        return vec![Case {
            name: "model".to_owned(),
            is: Is::Error(Why {
                message: "the model cannot be run".to_owned(),
                text: why.clone(),
            }),
        }];
    }
    let claims = claims(&tried.verdicts);
    let mut cases: Vec<Case> = claims.iter().filter_map(|claim| of_claim(claim)).collect();
    cases.extend(of_outcomes(&tried.outcomes));
    cases
}

fn of_claim(claim: &[&Told]) -> Option<Case> {
    let first = claim.first()?;
    let why = |message: &str| {
        let open = claim.iter().filter(|told| !told.passes());
        let lines: Vec<String> = open.map(|told| failure_line(told, WIDTH, false)).collect();
        Why {
            message: message.to_owned(),
            text: lines.join("\n"),
        }
    };
    Some(Case {
        name: format!("{} \"{}\"", word(first.claim), first.title),
        is: match state(claim) {
            State::Passed => Is::Passed,
            State::Failed => Is::Failed(why("it fails")),
            State::Undecided => Is::Failed(why("the draws made do not decide it")),
            State::Unknown => Is::Skipped("it rests on what is unknown".to_owned()),
        },
    })
}

fn of_outcomes(outcomes: &Outcomes) -> Option<Case> {
    let why = |message: &str, text: &str| Why {
        message: message.to_owned(),
        text: text.to_owned(),
    };
    let is = match outcomes {
        Outcomes::NotStored => return None,
        Outcomes::AsStored | Outcomes::New(_) | Outcomes::Renewed(_) => Is::Passed,
        Outcomes::Differ(difference) => Is::Failed(differ(difference)),
        Outcomes::Unreadable(told) => Is::Error(why("the stored outcomes cannot be read", told)),
        Outcomes::NotWritten(told) => Is::Error(why("the outcomes cannot be stored", told)),
    };
    let name = "stored outcomes".to_owned();
    Some(Case { name, is })
}

fn differ(difference: &Difference) -> Why {
    let (moved, values) = (difference.moved.len(), difference.values);
    let told = text::told(difference, WIDTH);
    let told: String = told
        .lines()
        .map(|line| line.get(4..).unwrap_or(line).to_owned() + "\n")
        .collect();
    Why {
        message: format!("{moved} of {values} values differ from {}", difference.file),
        text: told.trim_end().to_owned(),
    }
}

fn content(text: &str) -> String {
    escape(allowed(text)).into_owned()
}

/// In an attribute a line break would be read as a blank.
fn attribute(text: &str) -> String {
    let escaped = content(text);
    escaped.replace('\n', "&#10;").replace('\t', "&#9;")
}

/// XML has no way to write most control characters.
fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\r' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    match text.contains(forbidden) {
        true => Cow::Owned(text.replace(forbidden, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}
