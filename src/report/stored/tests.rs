//! What is written is read again, and nothing else is taken for it.

use super::*;
use crate::outcome::{Certain, Form, Found, Summary};
use crate::report::fixture::{outcome, report};

fn point(found: Found, none: f64) -> Summary {
    Summary {
        draws: 100,
        none,
        se: None,
        found,
    }
}

fn numbers(mean: f64) -> Found {
    let quantiles = [-0.0, 1.0, 123_456_789.0, 2e22, 0.1 + 0.2];
    Found::Numbers(crate::outcome::Numbers {
        mean,
        sd: None,
        se: None,
        quantiles,
        quantile_error: 0.0,
    })
}

fn stored() -> Stored {
    let certain = |value| point(Found::Certain(value), 0.0);
    let classes = Form::Class(vec!["growth".to_owned(), "decline".to_owned()]);
    let mut series = outcome(
        "shortage",
        "t of REO",
        Form::Number,
        &[(
            "prudent",
            vec![point(numbers(2.0 / 3.0), 0.0), point(numbers(-1e-9), 0.125)],
        )],
    );
    series.dates = vec!["2026-01".to_owned(), "2026-02".to_owned()];
    series.element = "light/heavy".to_owned();
    let mut unknown = outcome(
        "lost",
        "",
        Form::Number,
        &[("a", vec![point(Found::Unknown, 0.0)])],
    );
    unknown.scenarios[0].rests_on = vec!["price".to_owned(), "demand".to_owned()];
    let dates = ["2026", "2027", "2028", "2029", "2030"].map(str::to_owned);
    let outcomes = vec![
        series,
        outcome(
            "short",
            "",
            Form::YesNo,
            &[("", vec![point(Found::Yes(0.2), 0.0)])],
        ),
        outcome(
            "path",
            "",
            classes,
            &[("a", vec![point(Found::Classes(vec![0.25, 0.75]), 0.0)])],
        ),
        outcome(
            "when",
            "",
            Form::Date,
            &[("a", vec![point(Found::Dates(dates), 0.5)])],
        ),
        outcome(
            "never",
            "",
            Form::Date,
            &[("a", vec![point(Found::Nothing, 1.0)])],
        ),
        outcome(
            "cost",
            "USD/(kg*year)",
            Form::Number,
            &[("", vec![certain(Certain::Number(1e6))])],
        ),
        outcome(
            "is",
            "",
            Form::YesNo,
            &[("a", vec![certain(Certain::YesNo(true))])],
        ),
        unknown,
    ];
    let declarations = Declarations {
        files: vec![
            (String::new(), "use \"a b.fore\"\nassume a = 1\n".to_owned()),
            ("a b.fore".to_owned(), String::new()),
            (
                "c\"\n.fore".to_owned(),
                "let b = 2 {\n  was c\n}\n".to_owned(),
            ),
        ],
        data: vec![FileRecord {
            name: "prices of 2025.csv".to_owned(),
            sha256: "00ff".to_owned(),
        }],
    };
    Stored::of(&report(outcomes, Vec::new()), declarations)
}

fn read(text: &str) -> Result<Stored, Fault> {
    Stored::read(&Source::new("m.results", text))
}

fn code(text: &str) -> String {
    let fault = read(text).expect_err("it is not whole");
    fault
        .code()
        .map(|code| code.to_string())
        .unwrap_or_default()
}

#[test]
fn each_form_has_its_line() {
    let text = stored().text();
    let (_, outcomes) = text.split_once("outcomes\n").unwrap();
    insta::assert_snapshot!(outcomes, @r#"
shortage[light, heavy] in prudent at 2026-01 (t of REO): mean 0.666667, p5 0, p50 123457000, p95 0.3
shortage[light, heavy] in prudent at 2026-02 (t of REO): mean -1e-9, p5 0, p50 123457000, p95 0.3, none 12.5%
short: probability 20%
path in a: growth 25%, decline 75%
when in a: p5 2026, p50 2028, p95 2030, none 50%
never in a: none 100%
cost (USD/(kg*year)): value 1000000
is in a: value yes
lost in a: unknown by price and demand

declarations
use "a b.fore"
assume a = 1

declarations of "a b.fore"

declarations of "c\"\n.fore"
let b = 2 {
  was c
}

data "prices of 2025.csv" 00ff
end
"#);
}

#[test]
fn what_is_written_is_read_again() {
    let stored = stored();
    let text = stored.text();
    assert_eq!(read(&text).unwrap(), stored);
    assert_eq!(read(&text.replace('\n', "\r\n")).unwrap(), stored);
    assert_eq!(read(&text).unwrap().text(), text);
}

/// Wherever a file is cut off, it is not taken for whole.
#[test]
fn what_is_cut_off_is_damaged() {
    let text = stored().text();
    for at in (0..text.trim_end().len()).filter(|at| text.is_char_boundary(*at)) {
        let code = code(&text[..at]);
        // Before its first line is whole nobody can say what it was to be.
        let head = at < text.find("\nnumerics").unwrap();
        assert!(
            code == "damaged-results" || head && code == "foreign-results",
            "{at}: {code}"
        );
    }
}

#[test]
fn marks_of_a_merge_are_told_wherever_they_stand() {
    let text = stored().text();
    let lines: Vec<&str> = text.lines().collect();
    for at in 3..lines.len() {
        let mut merged = lines.clone();
        merged.insert(at, "<<<<<<< HEAD");
        assert_eq!(code(&merged.join("\n")), "damaged-results", "{at}");
    }
}

#[test]
fn another_file_and_a_newer_one_are_no_damage() {
    for text in [
        "needed;400\n",
        "results\n",
        "# a comment\nhello\n",
        "results 1x\n",
    ] {
        assert_eq!(code(text), "foreign-results", "{text}");
    }
    let newer = stored().text().replace("results 1\n", "results 2\n");
    assert_eq!(code(&newer), "foreign-results");
    assert_eq!(code(""), "damaged-results");
    assert_eq!(code("# a comment\n"), "damaged-results");
}

#[test]
fn what_moved_is_told_in_its_statistics() {
    let (old, mut new) = (stored(), stored());
    assert_eq!(moved(&old, &new), []);
    new.values[0].statistics[0].1 = "0.7".to_owned();
    new.values[1].statistics.pop();
    new.values[2].place.scenario = "b".to_owned();
    new.values[6].unit = "JPY/(kg*year)".to_owned();
    let said = moved(&old, &new);
    let said: Vec<String> = said
        .iter()
        .map(|moved| {
            format!(
                "{} {}: {}",
                moved.place.outcome,
                moved.place.within(),
                moved.said()
            )
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
shortage[light, heavy] in prudent at 2026-01: mean 0.666667 → 0.7
shortage[light, heavy] in prudent at 2026-02: none 12.5% → –
short in b: new: probability 20%
cost : value 1000000 USD/(kg*year) → 1000000 JPY/(kg*year)
short : gone: probability 20%
"#);
}

#[test]
fn how_far_a_number_moved_is_relative() {
    let (old, mut new) = (stored(), stored());
    new.values[0].statistics[0].1 = "1.333334".to_owned();
    let moved = moved(&old, &new);
    assert_eq!(moved[0].size(), (1.333_334 - 0.666_667) / 1.333_334);
}
