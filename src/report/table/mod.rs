//! Results as a page of plain text: a block an outcome, scenarios below each other, then what was expected.

mod band;
mod block;
mod classes;
pub(super) mod grid;
pub(super) mod ink;
mod number;
mod series;
mod spark;
mod verdicts;

#[cfg(test)]
mod tests;

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

pub use verdicts::{failure_line, unknowns, verdict_line};

pub(super) use number::count;

use super::{Record, Report, ScenarioTitle, Streamed, wrap};
use crate::diagnostics::clean;
use crate::eval::verdict::Claim;
use crate::outcome::{Form, Found, OutcomeResult, Results};
use grid::{Cell, Grid};
pub(super) use ink::Ink;

/// How a table is drawn.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// The columns there are.
    pub width: usize,
    /// Whether the reader sees colours.
    pub colour: bool,
    /// How long the run took, where that is of interest.
    pub elapsed: Option<Duration>,
}

/// Draws everything that a run has to say.
pub fn table(report: &Report, view: View) -> String {
    let ink = Ink(view.colour);
    let mut parts = vec![heading(&report.record, view.width, ink)];
    for outcomes in [&report.results.outcomes, &report.results.across] {
        let together = outcomes.chunk_by(|a, b| a.name == b.name);
        parts.extend(together.map(|elements| of_outcome(elements, view.width, ink)));
    }
    let told = verdicts::section(&report.verdicts, view.width, ink);
    if !told.is_empty() {
        parts.push(told);
    }
    let mut run = run_line(report, view.elapsed);
    if let Some(streamed) = &report.record.streamed {
        run = format!(
            "{run}\n{}",
            wrap(&streaming(report, streamed), view.width, 0)
        );
    }
    parts.push(ink.dim(&run));
    parts.join("\n\n") + "\n"
}

/// The model's name, what it says of itself, and its timeline.
fn heading(record: &Record, width: usize, ink: Ink) -> String {
    let mut said = vec![clean(&record.model)];
    said.extend(record.time.iter().cloned());
    said.extend(record.as_of.iter().map(|date| format!("as of {date}")));
    let mut text = match said.split_first() {
        Some((name, rest)) if !rest.is_empty() => {
            format!("{}  {}", ink.bold(name), rest.join(", "))
        }
        _ => ink.bold(&clean(&record.model)),
    };
    if let Some(doc) = &record.doc {
        let paragraph = doc.split("\n\n").next().unwrap_or_default();
        text = format!("{text}\n{}", wrap(&clean(paragraph), width, 0));
    }
    for setting in &record.set {
        text = format!("{text}\n{} {}", ink.yellow("set"), clean(setting));
    }
    if !record.titles.is_empty() {
        text = format!("{text}\n\n{}", scenarios(&record.titles, ink));
    }
    text
}

/// What the scenarios are called in words.
fn scenarios(titles: &[ScenarioTitle], ink: Ink) -> String {
    let mut grid = Grid::default();
    for titled in titles {
        let title = clean(&titled.title);
        grid.push(vec![Cell::left(clean(&titled.scenario)), Cell::Rest(title)]);
    }
    format!("{}\n{}", ink.bold("scenarios"), grid.lines().join("\n"))
}

/// One outcome with all of its elements.
fn of_outcome(elements: &[OutcomeResult], width: usize, ink: Ink) -> String {
    let Some(first) = elements.first() else {
        return String::new();
    };
    let mut title = ink.bold(&clean(&first.name));
    let measure = measure(first);
    if !measure.is_empty() {
        title.push_str(&format!(" [{measure}]"));
    }
    if let Some(text) = &first.title {
        let shown = first.name.width() + measure.width() + 5;
        title.push_str("  ");
        title.push_str(&wrap(&clean(text), width.saturating_sub(shown).max(30), 2));
    }
    let grid = if first.dates.len() > 1 {
        series::grid(elements, width)
    } else {
        block::grid(elements, width)
    };
    let mut lines = grid.lines().into_iter();
    let header = lines.next().unwrap_or_default();
    let header = if header.is_empty() {
        header
    } else {
        format!("\n{}", ink.dim(&header))
    };
    let rows: String = lines.map(|line| format!("\n{line}")).collect();
    title + &header + &rows
}

/// What the values are: a unit, or a word for those that have none.
fn measure(outcome: &OutcomeResult) -> String {
    let mut points = outcome
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.points);
    match outcome.form {
        Form::Number => clean(&outcome.unit),
        Form::Date => "date".to_owned(),
        Form::YesNo | Form::Class(_)
            if points.any(|point| matches!(point.found, Found::Yes(_) | Found::Classes(_))) =>
        {
            "probability".to_owned()
        }
        Form::YesNo | Form::Class(_) => String::new(),
    }
}

/// `10,000 draws, seed 1, numerics edition 1`
fn run_line(report: &Report, elapsed: Option<Duration>) -> String {
    let record = &report.record;
    let draws = match record.draws {
        1 if is_certain(&report.results) => "nothing is uncertain, 1 draw".to_owned(),
        1 => "1 draw".to_owned(),
        draws => format!("{} draws", count(draws)),
    };
    let time = elapsed.map_or(String::new(), |time| {
        format!(", {:.1} s", time.as_secs_f64())
    });
    format!(
        "{draws}, seed {}, numerics edition {}{time}",
        record.seed, record.numerics_edition
    )
}

/// `the draws do not fit into 50 MB (--memory), so quantiles are given within 0.2%`
fn streaming(report: &Report, streamed: &Streamed) -> String {
    let mut so = Vec::new();
    if streamed.quantile_error > 0.0 {
        let percent = 100.0 * streamed.quantile_error;
        so.push(format!("quantiles are given within {percent:.1}%"));
    }
    let at_once = !report.results.across.is_empty()
        || report
            .verdicts
            .iter()
            .any(|told| told.claim == Claim::Expect);
    if at_once && streamed.held_draws < report.record.draws {
        so.push(format!(
            "expectations and comparisons of scenarios begin with the first {} draws",
            count(streamed.held_draws)
        ));
    }
    if so.is_empty() {
        so.push("they were not kept; everything is exact all the same".to_owned());
    }
    let memory = &streamed.memory;
    format!(
        "the draws do not fit into {memory} (`--memory`): {}",
        so.join("; ")
    )
}

/// Whether every value that was found is the same in every draw.
fn is_certain(results: &Results) -> bool {
    let scenarios = results
        .outcomes
        .iter()
        .flat_map(|outcome| &outcome.scenarios);
    let mut points = scenarios.flat_map(|scenario| &scenario.points);
    points.all(|point| matches!(point.found, Found::Certain(_) | Found::Nothing))
}

/// At most `most` of the numbers below `count`, evenly apart, the first and the last among them.
fn spread(count: usize, most: usize) -> Vec<usize> {
    if count <= most || most < 2 {
        return (0..count).collect();
    }
    // Rounded half up.
    (0..most)
        .map(|at| (2 * at * (count - 1) + most - 1) / (2 * (most - 1)))
        .collect()
}
