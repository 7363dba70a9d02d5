//! The rows of a series: its middle at each date shown, and the band around it.

use super::number::{Digits, share};
use super::series::Line;
use crate::diagnostics::clean;
use crate::outcome::{Certain, Found, Summary};

/// The rows of one line: what each is, and its cells.
pub(super) type Bands = Vec<(String, Vec<String>)>;

/// The rows of each line, at the steps shown.
pub(super) fn bands(lines: &[Line<'_>], steps: &[usize]) -> Vec<Bands> {
    let shown = |line: &Line<'_>| {
        steps
            .iter()
            .filter_map(|step| line.scenario.points.get(*step))
            .cloned()
            .collect()
    };
    let points: Vec<Vec<Summary>> = lines.iter().map(shown).collect();
    let numbers: Vec<Vec<f64>> = points
        .iter()
        .map(|points| points.iter().flat_map(three).collect())
        .collect();
    let joint = if numbers.iter().flatten().any(|number| *number < 0.0) {
        " to "
    } else {
        "–"
    };
    let digits = Digits::of_rows(&numbers);
    let all = lines.iter().zip(&points).zip(digits);
    all.map(|((line, points), digits)| of_line(line, points, digits, joint))
        .collect()
}

/// p5, median and p95; a certain number is all of them.
fn three(point: &Summary) -> Vec<f64> {
    match &point.found {
        Found::Numbers(numbers) => vec![
            numbers.quantiles[0],
            numbers.quantiles[2],
            numbers.quantiles[4],
        ],
        Found::Certain(Certain::Number(number)) => vec![*number; 3],
        _ => Vec::new(),
    }
}

fn of_line(line: &Line<'_>, points: &[Summary], digits: Digits, joint: &str) -> Bands {
    let cells = |middle: bool| {
        points
            .iter()
            .map(|point| of_point(line, point, digits, joint, middle))
            .collect()
    };
    let label = line.class.map_or(String::new(), |(_, label)| clean(label));
    let banded = points
        .iter()
        .any(|point| matches!(point.found, Found::Numbers(_) | Found::Dates(_)));
    if banded {
        vec![
            ("median".to_owned(), cells(true)),
            (format!("p5{joint}p95"), cells(false)),
        ]
    } else {
        vec![(label, cells(true))]
    }
}

/// The cell of a point: its middle, or the band around it.
fn of_point(line: &Line<'_>, point: &Summary, digits: Digits, joint: &str, middle: bool) -> String {
    match &point.found {
        Found::Unknown if middle => "unknown".to_owned(),
        Found::Nothing if middle => "none".to_owned(),
        Found::Unknown | Found::Nothing => String::new(),
        Found::Numbers(numbers) if middle => digits.show(numbers.quantiles[2]),
        Found::Numbers(numbers) => {
            let [low, .., high] = numbers.quantiles.map(|number| digits.show(number));
            if low == high {
                low
            } else {
                format!("{low}{joint}{high}")
            }
        }
        Found::Dates(dates) if middle => dates[2].clone(),
        Found::Dates(dates) => format!("{} to {}", dates[0], dates[4]),
        Found::Certain(Certain::Number(number)) => digits.show(*number),
        Found::Certain(Certain::Text(text)) if line.class.is_none() => text.clone(),
        Found::Certain(Certain::YesNo(_) | Certain::Text(_)) => {
            if line.height(point) == Some(1.0) {
                "yes"
            } else {
                "no"
            }
            .to_owned()
        }
        Found::Yes(_) | Found::Classes(_) => line
            .height(point)
            .map_or(String::new(), |value| share(value, point.draws)),
    }
}
