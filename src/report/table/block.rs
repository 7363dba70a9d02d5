//! A block of single values: a row for each scenario and element.

use super::classes;
use super::grid::{Cell, Grid};
use super::number::{Digits, percent, share, two_digits};
use crate::diagnostics::clean;
use crate::outcome::{Certain, Form, Found, OutcomeResult, ScenarioResult, Summary};

/// The rows below a heading.
pub(super) fn grid(elements: &[OutcomeResult], width: usize) -> Grid {
    match elements.first().map(|first| &first.form) {
        Some(Form::Class(labels)) => classes::grid(elements, labels, width),
        Some(Form::Number) => numbers(elements),
        Some(Form::Date) => dates(elements),
        _ => shares(elements),
    }
}

/// A scenario with the element it is shown for and its only value.
pub(super) struct Line<'a> {
    pub scenario: &'a ScenarioResult,
    pub element: &'a str,
    pub point: &'a Summary,
}

/// All elements of the first scenario, then of the second …
pub(super) fn lines(elements: &[OutcomeResult]) -> Vec<Line<'_>> {
    let scenarios = elements
        .iter()
        .map(|element| element.scenarios.len())
        .max()
        .unwrap_or(0);
    let of_scenario = |at: usize| {
        elements.iter().filter_map(move |element| {
            let scenario = element.scenarios.get(at)?;
            let point = scenario.points.first()?;
            Some(Line {
                scenario,
                element: &element.element,
                point,
            })
        })
    };
    (0..scenarios).flat_map(of_scenario).collect()
}

/// The cells that name a row; a scenario's name stands once.
pub(super) fn names(scenario: &str, element: &str, before: Option<&str>) -> Vec<Cell> {
    let scenario = if before == Some(scenario) {
        String::new()
    } else {
        clean(scenario)
    };
    vec![Cell::Left(scenario), Cell::left(clean(element))]
}

/// The header above columns of values.
pub(super) fn header(columns: &[&str]) -> Vec<Cell> {
    let names = [Cell::left(""), Cell::left("")];
    names
        .into_iter()
        .chain(columns.iter().map(|column| Cell::right(*column)))
        .collect()
}

fn numbers(elements: &[OutcomeResult]) -> Grid {
    let lines = lines(elements);
    let rows: Vec<Vec<f64>> = lines.iter().map(|line| four(line.point)).collect();
    let digits = Digits::of_rows(&rows);
    let mut grid = Grid::default();
    let certain = lines
        .iter()
        .all(|line| !matches!(line.point.found, Found::Numbers(_)));
    // Where nothing is drawn, one column says it all.
    let columns: &[&str] = if certain {
        &[]
    } else {
        &["mean", "p5", "median", "p95"]
    };
    grid.push(header(columns));
    let cells = rows.iter().zip(digits).map(|(row, digits)| {
        let kept = if certain { 1 } else { row.len() };
        row.iter()
            .take(kept)
            .map(|number| Cell::right(digits.show(*number)))
            .collect()
    });
    fill(grid, &lines, cells)
}

/// Mean, p5, median and p95; a certain number is all of them.
fn four(point: &Summary) -> Vec<f64> {
    match &point.found {
        Found::Numbers(numbers) => {
            let [p5, _, median, _, p95] = numbers.quantiles;
            vec![numbers.mean, p5, median, p95]
        }
        Found::Certain(Certain::Number(number)) => vec![*number; 4],
        _ => Vec::new(),
    }
}

fn dates(elements: &[OutcomeResult]) -> Grid {
    let lines = lines(elements);
    let mut grid = Grid::default();
    let drawn = lines
        .iter()
        .any(|line| matches!(line.point.found, Found::Dates(_)));
    grid.push(header(if drawn { &["p5", "median", "p95"] } else { &[] }));
    let cells = lines.iter().map(|line| match &line.point.found {
        Found::Dates([p5, _, median, _, p95]) => [p5, median, p95].map(Cell::right).to_vec(),
        Found::Certain(Certain::Text(date)) => vec![Cell::right(date); if drawn { 3 } else { 1 }],
        _ => Vec::new(),
    });
    fill(grid, &lines, cells)
}

fn shares(elements: &[OutcomeResult]) -> Grid {
    let lines = lines(elements);
    let mut grid = Grid::default();
    grid.push(Vec::new());
    let cells = lines.iter().map(|line| match &line.point.found {
        Found::Yes(yes) => vec![Cell::right(share(*yes, line.point.draws))],
        Found::Certain(value) => vec![Cell::right(certain(value))],
        _ => Vec::new(),
    });
    fill(grid, &lines, cells)
}

/// A grid with a row for each line.
pub(super) fn fill(
    mut grid: Grid,
    lines: &[Line<'_>],
    cells: impl Iterator<Item = Vec<Cell>>,
) -> Grid {
    let mut before = None;
    for (line, cells) in lines.iter().zip(cells) {
        let mut row = names(&line.scenario.scenario, line.element, before);
        before = Some(line.scenario.scenario.as_str());
        row.extend(cells);
        row.extend(remark(line.point, &line.scenario.rests_on).map(Cell::Rest));
        grid.push(row);
    }
    grid
}

/// A yes/no, a date or a class that is the same in every draw.
pub(super) fn certain(value: &Certain) -> String {
    match value {
        Certain::YesNo(true) => "yes".to_owned(),
        Certain::YesNo(false) => "no".to_owned(),
        Certain::Text(text) => clean(text),
        Certain::Number(number) => number.to_string(),
    }
}

/// What is said beside or in place of values.
pub(super) fn remark(point: &Summary, rests_on: &[String]) -> Option<String> {
    match point.found {
        Found::Unknown if rests_on.is_empty() => Some("unknown".to_owned()),
        Found::Unknown => Some(format!(
            "unknown (rests on {})",
            clean(&rests_on.join(", "))
        )),
        Found::Nothing => Some("none in every draw".to_owned()),
        _ if point.none > 0.0 => Some(format!("none in {} of draws", percent(point.none))),
        _ => point
            .se
            .map(|se| format!("± {} (standard error)", two_digits(se))),
    }
}
