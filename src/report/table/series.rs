//! A block of series: the course as a line of blocks, and as many dates as fit.

use super::band::bands;
use super::block::names;
use super::grid::{Cell, Grid};
use super::number::percent;
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
pub(super) struct Line<'a> {
    pub scenario: &'a ScenarioResult,
    pub element: &'a str,
    /// The class, with its name.
    pub class: Option<(usize, &'a str)>,
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
    pub(super) fn height(&self, point: &Summary) -> Option<f64> {
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
    let unknown = |line: &Line<'_>| all_unknown(line.scenario);
    grid.push(if lines.iter().all(unknown) {
        Vec::new()
    } else {
        blank.chain(dates.map(Cell::right)).collect()
    });
    let mut before = None;
    for (line, bands) in lines.iter().zip(bands(lines, steps)) {
        let mut row = names(&line.scenario.scenario, line.element, before);
        before = Some(line.scenario.scenario.as_str());
        if all_unknown(line.scenario) {
            // Once, whatever classes it might have had.
            if line.class.is_none_or(|(class, _)| class == 0) {
                row.extend(unknown_remark(line.scenario));
                grid.push(row);
            }
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

fn all_unknown(scenario: &ScenarioResult) -> bool {
    scenario
        .points
        .iter()
        .all(|point| point.found == Found::Unknown)
}

fn unknown_remark(scenario: &ScenarioResult) -> Option<Cell> {
    let point = scenario.points.first()?;
    super::block::remark(point, &scenario.rests_on).map(Cell::Rest)
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
