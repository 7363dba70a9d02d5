//! Results as rows of one value each: what CSV and JSON have in common.

use crate::outcome::{Certain, Form, Found, Numbers, OutcomeResult, Results, Summary};

/// One statistic of one value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row<'a> {
    pub place: Place<'a>,
    pub statistic: &'static str,
    pub value: Cell<'a>,
}

/// What a statistic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub scenario: &'a str,
    pub outcome: &'a str,
    /// The element of the index and the class, `heavy/growth`.
    pub element: String,
    pub date: &'a str,
    /// The unit of what has one; a share has none.
    pub unit: &'a str,
    /// The assumptions that an unknown value rests on.
    pub rests_on: &'a [String],
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Number(f64),
    Text(&'a str),
    Empty,
}

const NAMES: [&str; 5] = ["p5", "p25", "p50", "p75", "p95"];

/// All rows, by scenario, outcome and date; what is made of results across scenarios comes last.
pub(super) fn rows(results: &Results) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (outcomes, is_across) in [(&results.outcomes, false), (&results.across, true)] {
        let scenarios = outcomes.iter().map(|outcome| outcome.scenarios.len()).max();
        for at in 0..scenarios.unwrap_or(0) {
            for outcome in outcomes {
                let held = results.held.filter(|_| is_across);
                of_outcome(outcome, at, held, &mut rows);
            }
        }
    }
    rows
}

fn of_outcome<'a>(
    outcome: &'a OutcomeResult,
    at: usize,
    held: Option<usize>,
    rows: &mut Vec<Row<'a>>,
) {
    let Some(scenario) = outcome.scenarios.get(at) else {
        return;
    };
    for (step, point) in scenario.points.iter().enumerate() {
        let place = Place {
            scenario: &scenario.scenario,
            outcome: &outcome.name,
            element: outcome.element.clone(),
            date: outcome.dates.get(step).map_or("", String::as_str),
            unit: &outcome.unit,
            rests_on: &scenario.rests_on,
        };
        of_point(point, &place, &outcome.form, rows);
        if let Some(draws) = held {
            let place = Place {
                unit: "",
                rests_on: &[],
                ..place
            };
            push(rows, &place, [("draws", Cell::Number(draws as f64))]);
        }
    }
}

fn of_point<'a>(point: &'a Summary, place: &Place<'a>, form: &'a Form, rows: &mut Vec<Row<'a>>) {
    let known = Place {
        rests_on: &[],
        ..place.clone()
    };
    let share = Place {
        unit: "",
        ..known.clone()
    };
    match &point.found {
        Found::Numbers(numbers) => {
            let cells = of_numbers(numbers).map(|(name, value)| (name, Cell::Number(value)));
            push(rows, &known, cells);
            if numbers.quantile_error > 0.0 {
                let error = Cell::Number(numbers.quantile_error);
                push(rows, &share, [("quantile_error", error)]);
            }
        }
        Found::Dates(dates) => {
            let cells = dates.iter().map(|date| Cell::Text(date));
            push(rows, &known, NAMES.into_iter().zip(cells));
        }
        Found::Yes(yes) => push(rows, &share, [("probability", Cell::Number(*yes))]),
        Found::Classes(shares) => {
            let Form::Class(labels) = form else { return };
            for (label, value) in labels.iter().zip(shares) {
                let of_class = Place {
                    element: within(&place.element, label),
                    ..share.clone()
                };
                push(rows, &of_class, [("probability", Cell::Number(*value))]);
            }
        }
        Found::Certain(value) => push(rows, &known, [("value", of_certain(value))]),
        Found::Nothing => {}
        Found::Unknown => push(rows, place, [("unknown", Cell::Empty)]),
    }
    if let Some(se) = point.se {
        push(rows, &known, [("se", Cell::Number(se))]);
    }
    if point.none > 0.0 {
        push(rows, &share, [("none", Cell::Number(point.none))]);
    }
}

fn push<'a>(
    rows: &mut Vec<Row<'a>>,
    place: &Place<'a>,
    cells: impl IntoIterator<Item = (&'static str, Cell<'a>)>,
) {
    rows.extend(cells.into_iter().map(|(statistic, value)| Row {
        place: place.clone(),
        statistic,
        value,
    }));
}

fn of_numbers(numbers: &Numbers) -> impl Iterator<Item = (&'static str, f64)> {
    let moments = [
        ("mean", Some(numbers.mean)),
        ("sd", numbers.sd),
        ("se", numbers.se),
    ];
    let moments = moments
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    moments.chain(NAMES.into_iter().zip(numbers.quantiles))
}

fn of_certain(value: &Certain) -> Cell<'_> {
    match value {
        Certain::Number(number) => Cell::Number(*number),
        Certain::YesNo(true) => Cell::Text("yes"),
        Certain::YesNo(false) => Cell::Text("no"),
        Certain::Text(text) => Cell::Text(text),
    }
}

fn within(element: &str, class: &str) -> String {
    if element.is_empty() {
        class.to_owned()
    } else {
        format!("{element}/{class}")
    }
}
