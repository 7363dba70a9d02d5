//! A block of classes: a column each, or a row each where that is too wide.

use super::block::{Line, certain, fill, header, lines, names, remark};
use super::grid::{Cell, Grid};
use super::number::share;
use crate::diagnostics::clean;
use crate::outcome::{Found, OutcomeResult};

pub(super) fn grid(elements: &[OutcomeResult], labels: &[String], width: usize) -> Grid {
    let lines = lines(elements);
    let wide = columns(&lines, labels);
    if wide.width() <= width {
        wide
    } else {
        rows(&lines, labels)
    }
}

fn columns(lines: &[Line<'_>], labels: &[String]) -> Grid {
    let drawn = lines
        .iter()
        .any(|line| matches!(line.point.found, Found::Classes(_)));
    let titles: Vec<String> = labels.iter().map(|label| clean(label)).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut grid = Grid::default();
    grid.push(header(if drawn { &titles } else { &[] }));
    let cells = lines.iter().map(|line| match &line.point.found {
        Found::Classes(shares) => shares
            .iter()
            .map(|value| Cell::right(share(*value, line.point.draws)))
            .collect(),
        Found::Certain(value) if drawn => {
            vec![Cell::Rest(format!("{} in every draw", certain(value)))]
        }
        Found::Certain(value) => vec![Cell::right(certain(value))],
        _ => Vec::new(),
    });
    fill(grid, lines, cells)
}

fn rows(lines: &[Line<'_>], labels: &[String]) -> Grid {
    let mut grid = Grid::default();
    grid.push(Vec::new());
    let mut before = None;
    for line in lines {
        let mut row = names(&line.scenario.scenario, line.element, before);
        before = Some(line.scenario.scenario.as_str());
        match &line.point.found {
            Found::Classes(shares) => {
                for (label, value) in labels.iter().zip(shares) {
                    row.push(Cell::left(clean(label)));
                    row.push(Cell::right(share(*value, line.point.draws)));
                    grid.push(std::mem::replace(&mut row, names("", "", None)));
                }
            }
            Found::Certain(value) => {
                row.push(Cell::left(certain(value)));
                grid.push(std::mem::replace(&mut row, names("", "", None)));
            }
            _ => {}
        }
        if let Some(remark) = remark(line.point, &line.scenario.rests_on) {
            row.push(Cell::Rest(remark));
            grid.push(row);
        }
    }
    grid
}
