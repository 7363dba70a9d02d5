//! Results → lines, lines → text.

use super::{LAYOUT, Place, Stored, Value};
use crate::outcome::{Certain, Form, Found, Numbers, OutcomeResult, Results, Summary};
use crate::report::csv::plain;

const HEAD: &str = "\
# The outcomes of the model beside this file as they were accepted, and what they rest on.
# `foreland test MODEL` compares them with what the model gives; `foreland test --accept MODEL` renews them.
";

/// The word that parts the outcomes from what they rest on.
pub(super) const DECLARATIONS: &str = "declarations";

/// The last line of a file that is whole.
pub(super) const END: &str = "end";

pub(super) fn text(stored: &Stored) -> String {
    let (edition, draws, seed) = (stored.numerics_edition, stored.draws, stored.seed);
    let mut text = format!(
        "{HEAD}results {LAYOUT}\nnumerics edition {edition}\ndraws {draws}\nseed {seed}\n\noutcomes\n"
    );
    for value in &stored.values {
        text.push_str(&line(value));
    }
    for (path, declared) in &stored.declarations.files {
        match path.as_str() {
            "" => text.push_str(&format!("\n{DECLARATIONS}\n")),
            path => text.push_str(&format!("\n{DECLARATIONS} of {}\n", quoted(path))),
        }
        if !declared.is_empty() {
            text.push_str(declared.trim_end());
            text.push('\n');
        }
    }
    text.push('\n');
    for file in &stored.declarations.data {
        text.push_str(&format!("data {} {}\n", quoted(&file.name), file.sha256));
    }
    text + END + "\n"
}

/// `shortage in prudent at 2027-12 (t of REO): mean 1.5, p5 0, p50 1, p95 4, none 3%`
fn line(value: &Value) -> String {
    let mut text = value.place.outcome.clone();
    match value.place.within() {
        within if within.is_empty() => {}
        within => text.push_str(&format!(" {within}")),
    }
    if !value.unit.is_empty() {
        text.push_str(&format!(" ({})", value.unit));
    }
    let statistics = value.statistics.iter();
    let statistics: Vec<String> = statistics
        .map(|(name, said)| format!("{name} {said}"))
        .collect();
    text + ": " + &statistics.join(", ") + "\n"
}

/// A path in quotes, on one line whatever is in it.
fn quoted(path: &str) -> String {
    serde_json::Value::from(path).to_string()
}

/// A line a value, by outcome, scenario and date.
pub(super) fn values(results: &Results) -> Vec<Value> {
    let outcomes = results.outcomes.iter().chain(&results.across);
    outcomes.flat_map(of_outcome).collect()
}

fn of_outcome(outcome: &OutcomeResult) -> Vec<Value> {
    let mut values = Vec::new();
    for scenario in &outcome.scenarios {
        for (step, point) in scenario.points.iter().enumerate() {
            let date = outcome.dates.get(step).map_or("", String::as_str);
            let place = Place::of(&outcome.name, &outcome.element, &scenario.scenario, date);
            values.push(Value {
                place,
                unit: outcome.unit.clone(),
                statistics: statistics(point, &outcome.form, &scenario.rests_on),
            });
        }
    }
    values
}

fn statistics(point: &Summary, form: &Form, rests_on: &[String]) -> Vec<(String, String)> {
    let said = |name: &str, said: String| (name.to_owned(), said);
    let mut all = match &point.found {
        Found::Numbers(numbers) => of_numbers(numbers),
        Found::Dates([p5, _, p50, _, p95]) => vec![
            said("p5", p5.clone()),
            said("p50", p50.clone()),
            said("p95", p95.clone()),
        ],
        Found::Yes(yes) => vec![said("probability", share(*yes))],
        Found::Classes(shares) => {
            let names: &[String] = match form {
                Form::Class(names) => names,
                _ => &[],
            };
            let classes = names.iter().zip(shares);
            classes.map(|(name, yes)| said(name, share(*yes))).collect()
        }
        Found::Certain(value) => vec![said("value", of_certain(value))],
        Found::Nothing => Vec::new(),
        Found::Unknown => vec![said("unknown", unknown_by(rests_on))],
    };
    if point.none > 0.0 || all.is_empty() {
        all.push(said("none", share(point.none)));
    }
    all
}

fn of_numbers(numbers: &Numbers) -> Vec<(String, String)> {
    let [p5, _, p50, _, p95] = numbers.quantiles;
    let all = [
        ("mean", numbers.mean),
        ("p5", p5),
        ("p50", p50),
        ("p95", p95),
    ];
    all.map(|(name, number)| (name.to_owned(), six_digits(number)))
        .to_vec()
}

fn of_certain(value: &Certain) -> String {
    match value {
        Certain::Number(number) => six_digits(*number),
        Certain::YesNo(true) => "yes".to_owned(),
        Certain::YesNo(false) => "no".to_owned(),
        Certain::Text(text) => text.clone(),
    }
}

fn share(share: f64) -> String {
    six_digits(share * 100.0) + "%"
}

/// A number to six digits, without noughts that say nothing.
pub(super) fn six_digits(number: f64) -> String {
    let rounded = format!("{number:.5e}").parse();
    plain(rounded.unwrap_or(number))
}

/// `by price and demand`: what it rests on.
fn unknown_by(rests_on: &[String]) -> String {
    match rests_on {
        [] => "by something".to_owned(),
        names => format!("by {}", names.join(" and ")),
    }
}
