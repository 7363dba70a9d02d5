//! What a run leaves: for each scenario and each wanted quantity, its values draw by draw.

use std::borrow::Cow;

use crate::types::model::{QuantityId, ScenarioId};

/// The values of a run. All scenarios share the same draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// Draws made. A model in which nothing is uncertain makes one.
    pub draws: usize,
    /// One a scenario run, in the order asked for.
    pub scenarios: Vec<ScenarioSamples>,
    /// Outcomes made of results across scenarios, each with one value a draw, or just one where it is made of summaries.
    pub across: Vec<AcrossColumn>,
}

/// The values of an outcome made of results across scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct AcrossColumn {
    /// Its values: one a draw, or just one where it is made of summaries.
    pub column: ResultColumn,
    /// Where it is made of summaries of what is drawn: the standard error of each step's value, NaN where that is not
    /// known. Else empty.
    pub errors: Vec<f64>,
}

/// The values of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioSamples {
    /// Which scenario.
    pub scenario: ScenarioId,
    /// One a wanted quantity, in the order asked for.
    pub results: Vec<ResultColumn>,
}

/// The values of one quantity in one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultColumn {
    /// Which quantity.
    pub quantity: QuantityId,
    /// Steps it is given for: all of the timeline for a series, otherwise 1.
    pub steps: usize,
    /// Value of draw d in step s at `s * draws + d`, in the unit the quantity is held in; NaN where there is none.
    pub values: Vec<f64>,
    /// A mark for each value; empty where every value is present.
    pub marks: Vec<Mark>,
    /// Whether anything it rests on in this scenario is drawn.
    pub uncertain: bool,
}

/// Whether a value is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It is.
    Present,
    /// There is none: a rate of return that does not exist, an event that never comes.
    None,
    /// It rests on something declared unknown.
    Unknown,
}

impl Samples {
    /// The values of a quantity in a scenario, if both were asked for.
    pub fn column(&self, scenario: ScenarioId, quantity: QuantityId) -> Option<&ResultColumn> {
        let of_scenario = self
            .scenarios
            .iter()
            .find(|samples| samples.scenario == scenario)?;
        of_scenario
            .results
            .iter()
            .find(|column| column.quantity == quantity)
    }
}

impl ResultColumn {
    /// Its draws.
    pub fn draws(&self) -> usize {
        self.values.len() / self.steps.max(1)
    }

    /// The values of one step.
    pub fn step(&self, step: usize) -> &[f64] {
        let draws = self.draws();
        &self.values[step * draws..(step + 1) * draws]
    }

    /// The marks of one step; none where every value of the column is present.
    pub fn marks_of(&self, step: usize) -> &[Mark] {
        let draws = self.draws();
        self.marks
            .get(step * draws..(step + 1) * draws)
            .unwrap_or_default()
    }

    /// The values of one step that there are, in the order of the draws; nothing where one is unknown.
    pub fn present(&self, step: usize) -> Option<Cow<'_, [f64]>> {
        let (all, marks) = (self.step(step), self.marks_of(step));
        if marks.is_empty() {
            return Some(Cow::Borrowed(all));
        }
        if marks.contains(&Mark::Unknown) {
            return None;
        }
        let there = all.iter().zip(marks);
        let there = there.filter(|(_, mark)| **mark == Mark::Present);
        Some(there.map(|(value, _)| *value).collect())
    }

    /// The mark of one value.
    pub fn mark(&self, step: usize, draw: usize) -> Mark {
        let draws = self.draws();
        self.marks
            .get(step * draws + draw)
            .copied()
            .unwrap_or(Mark::Present)
    }
}
