//! A block of series: the course as a line of blocks, and as many dates as fit.

use super::block::names;
use super::grid::{Cell, Grid};
use super::number::{Digits, percent, share};
use super::spark;
use crate::diagnostics::clean;
use crate::outcome::{Certain, Form, Found, OutcomeResult, ScenarioResult, Summary};

/// The most dates that are shown.
const MOST_DATES: usize = 8;

/// The rows below a heading: as many dates as fit, but at least the first, the middle and the last.
pub(super) fn grid(elements: &[OutcomeResult], width: usize) -> Grid {
    let Some(first) = elements.first() else {
        return Grid::default();
    };
    let lines = lines(elements);
    let scale = scale(&lines, &first.form);
    let drawn = |most: usize| {
        draw(
            first,
            &lines,
            scale,
            &super::spread(first.dates.len(), most),
        )
    };
    let fitting = (4..=MOST_DATES)
        .rev()
        .map(drawn)
        .find(|grid| grid.width() <= width);
    fitting.unwrap_or_else(|| drawn(3))
}

/// One line of blocks: a series, or one class of it.
struct Line<'a> {
    scenario: &'a ScenarioResult,
    element: &'a str,
    /// The class, with its name.
    class: Option<(usize, &'a str)>,
}

fn lines(elements: &[OutcomeResult]) -> Vec<Line<'_>> {
    let scenarios = elements
        .iter()
        .map(|element| element.scenarios.len())
        .max()
        .unwrap_or(0);
    let mut lines = Vec::new();
    for at in 0..scenarios {
        for outcome in elements {
            let Some(scenario) = outcome.scenarios.get(at) else {
                continue;
            };
            let element = outcome.element.as_str();
            match &outcome.form {
                Form::Class(labels) => {
                    lines.extend(labels.iter().enumerate().map(|(class, label)| Line {
                        scenario,
                        element,
                        class: Some((class, label)),
                    }))
                }
                _ => lines.push(Line {
                    scenario,
                    element,
                    class: None,
                }),
            }
        }
    }
    lines
}

impl Line<'_> {
    /// What the line of blocks shows of a point.
    fn height(&self, point: &Summary) -> Option<f64> {
        match (&point.found, self.class) {
            (Found::Numbers(numbers), _) => Some(numbers.quantiles[2]),
            (Found::Certain(Certain::Number(number)), _) => Some(*number),
            (Found::Yes(yes), _) => Some(*yes),
            (Found::Certain(Certain::YesNo(yes)), _) => Some(f64::from(u8::from(*yes))),
            (Found::Classes(shares), Some((class, _))) => shares.get(class).copied(),
            (Found::Certain(Certain::Text(text)), Some((_, label))) => {
                Some(f64::from(u8::from(text == label)))
            }
            _ => None,
        }
    }
}

/// One scale for a block, so that its lines compare; a share's is 0 to 1.
fn scale(lines: &[Line<'_>], form: &Form) -> (f64, f64) {
    match form {
        Form::Number => spark::scale(lines.iter().flat_map(|line| {
            line.scenario
                .points
                .iter()
                .filter_map(|point| line.height(point))
        })),
        _ => (0.0, 1.0),
    }
}

fn draw(outcome: &OutcomeResult, lines: &[Line<'_>], scale: (f64, f64), steps: &[usize]) -> Grid {
    let dates = steps.iter().filter_map(|step| outcome.dates.get(*step));
    let blank = (0..4).map(|_| Cell::left(""));
    let mut grid = Grid::default();
    grid.push(blank.chain(dates.map(Cell::right)).collect());
    let mut before = None;
    for (line, bands) in lines.iter().zip(bands(lines, steps)) {
        let mut row = names(&line.scenario.scenario, line.element, before);
        before = Some(line.scenario.scenario.as_str());
        if line
            .scenario
            .points
            .iter()
            .all(|point| point.found == Found::Unknown)
        {
            row.push(Cell::Rest(format!(
                "unknown (rests on {})",
                clean(&line.scenario.rests_on.join(", "))
            )));
            grid.push(row);
            continue;
        }
        let heights: Vec<Option<f64>> = line
            .scenario
            .points
            .iter()
            .map(|point| line.height(point))
            .collect();
        row.push(Cell::Left(spark::line(&heights, scale)));
        for (what, cells) in bands {
            row.push(Cell::left(what));
            row.extend(cells.into_iter().map(Cell::Right));
            let finished = std::mem::replace(
                &mut row,
                vec![Cell::left(""), Cell::left(""), Cell::left("")],
            );
            grid.push(finished);
        }
        if let Some(remark) = remark(line.scenario) {
            row.push(Cell::Rest(remark));
            grid.push(row);
        }
    }
    grid
}

/// The rows of one line: what each is, and its cells.
type Bands = Vec<(String, Vec<String>)>;

fn bands(lines: &[Line<'_>], steps: &[usize]) -> Vec<Bands> {
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

/// Where a series has no value in some draws, at the date with the most of them.
fn remark(scenario: &ScenarioResult) -> Option<String> {
    let some = scenario
        .points
        .iter()
        .filter(|point| point.found != Found::Nothing);
    let most = some.map(|point| point.none).fold(0.0, f64::max);
    let unknown = scenario
        .points
        .iter()
        .any(|point| point.found == Found::Unknown);
    let mut said = Vec::new();
    if most > 0.0 {
        said.push(format!("none in up to {} of draws", percent(most)));
    }
    if unknown {
        said.push(format!(
            "unknown rests on {}",
            clean(&scenario.rests_on.join(", "))
        ));
    }
    (!said.is_empty()).then(|| said.join(", "))
}
