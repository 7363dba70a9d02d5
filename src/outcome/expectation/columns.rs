//! The columns that expectations look at, drawn further as they are needed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Deciding;
use crate::eval::samples::{Mark, ResultColumn, Samples};
use crate::eval::{Making, values};
use crate::fault::Faults;
use crate::lower::Wanted;
use crate::types::model::{QuantityId, Scenario, ScenarioId, TExpr, TypedModel};

/// Numbers of further draws that are held at once: a quarter of a GB of them.
const MOST_NUMBERS: usize = 32 << 20;
/// Scenarios that are drawn side by side: what they share is drawn once, and a block of draws holds what they do not.
const SIDE_BY_SIDE: usize = 32;

/// A quantity in a scenario of the model, or in a variant of one.
pub type Key = (ScenarioId, QuantityId);

/// The columns that an expression looks at, each once, in order.
pub fn names_in(model: &TypedModel, scenario: ScenarioId, expr: &TExpr) -> Vec<Key> {
    let mut names = Vec::new();
    model.results_in(expr, &mut |of, quantity| {
        names.push((of.unwrap_or(scenario), quantity));
    });
    names.sort();
    names.dedup();
    names
}

/// All columns so far.
pub struct Columns<'m> {
    /// The model, with the variants of its scenarios behind those that it declares.
    model: Cow<'m, TypedModel>,
    /// How many it declares.
    declared: usize,
    samples: &'m Samples,
    further: BTreeMap<Key, ResultColumn>,
    deciding: &'m Deciding<'m>,
}

impl<'m> Columns<'m> {
    /// Those of a run.
    pub fn new(model: &'m TypedModel, samples: &'m Samples, deciding: &'m Deciding<'m>) -> Self {
        Columns {
            model: Cow::Borrowed(model),
            declared: model.scenarios.len(),
            samples,
            further: BTreeMap::new(),
            deciding,
        }
    }

    /// A variant of a scenario.
    pub fn vary(&mut self, id: ScenarioId, change: impl FnOnce(&mut Scenario)) -> ScenarioId {
        let scenarios = &mut self.model.to_mut().scenarios;
        let mut variant = scenarios[id.0].clone();
        change(&mut variant);
        scenarios.push(variant);
        ScenarioId(scenarios.len() - 1)
    }

    /// The columns of these names, if all of them were made.
    pub fn all(&self, names: &[Key]) -> Option<Vec<&ResultColumn>> {
        names.iter().map(|name| self.get(*name)).collect()
    }

    /// The column of a name, if it was made.
    pub fn get(&self, name: Key) -> Option<&ResultColumn> {
        let further = self.further.get(&name);
        further.or_else(|| self.samples.column(name.0, name.1))
    }

    /// Draws what is named up to this many draws; what is the same in every draw is made once.
    ///
    /// # Errors
    /// Where something rests on what is no number.
    pub fn draw_to(&mut self, names: &[Key], draws: usize) -> Result<(), Faults> {
        let mut have: BTreeMap<usize, BTreeMap<ScenarioId, Vec<QuantityId>>> = BTreeMap::new();
        for name in names {
            let column = self.get(*name);
            if column.is_none_or(|column| short_of(column, draws)) {
                let alike = have
                    .entry(column.map_or(0, ResultColumn::draws))
                    .or_default();
                alike.entry(name.0).or_default().push(name.1);
            }
        }
        for (first, wanted) in have {
            let wanted: Vec<Wanted> = wanted.into_iter().collect();
            for wanted in wanted.chunks(SIDE_BY_SIDE) {
                let making = Making {
                    draws: draws - first,
                    first,
                    threads: self.deciding.threads,
                    block: None,
                    progress: self.deciding.progress,
                };
                let samples = values(&self.model, wanted, self.deciding.seed, making)?;
                self.add(first, samples);
            }
        }
        Ok(())
    }

    /// Adds draws from `first` on to those before them.
    fn add(&mut self, first: usize, samples: Samples) {
        for scenario in samples.scenarios {
            for column in scenario.results {
                let name = (scenario.scenario, column.quantity);
                let before = self.get(name).filter(|_| first > 0);
                let whole = match before {
                    Some(before) => joined(before, &column),
                    None => column,
                };
                self.further.insert(name, whole);
            }
        }
    }

    /// The draws of the run.
    pub fn draws_made(&self) -> usize {
        self.samples.draws
    }

    /// Lets go of variants, and of further draws if they are many.
    pub fn make_room(&mut self) {
        let declared = self.declared;
        if self.model.scenarios.len() > declared {
            self.model.to_mut().scenarios.truncate(declared);
            self.further
                .retain(|(scenario, _), _| scenario.0 < declared);
        }
        let held = self.further.values().map(|column| column.values.len());
        if held.sum::<usize>() > MOST_NUMBERS {
            self.further.clear();
        }
    }

    /// Whether there is room for these names when those that are needed, in order, are drawn this far.
    pub fn have_room(&self, names: &[Key], needed: &[Key], draws: usize) -> bool {
        let numbers = names.iter().map(|name| match self.get(*name) {
            Some(column) if column.uncertain => {
                let needed = needed.binary_search(name).is_ok();
                let draws = if needed { draws } else { column.draws() };
                column.steps.saturating_mul(draws)
            }
            _ => 0,
        });
        numbers.fold(0, usize::saturating_add) <= MOST_NUMBERS
    }
}

fn short_of(column: &ResultColumn, draws: usize) -> bool {
    column.uncertain && column.draws() < draws
}

/// The draws of the first, then those of the second.
fn joined(before: &ResultColumn, after: &ResultColumn) -> ResultColumn {
    let steps = 0..before.steps;
    let values = steps
        .clone()
        .flat_map(|step| [before.step(step), after.step(step)]);
    let marked = !before.marks.is_empty() || !after.marks.is_empty();
    let of = |column: &ResultColumn, step: usize| -> Vec<Mark> {
        (0..column.draws())
            .map(|draw| column.mark(step, draw))
            .collect()
    };
    let marks = steps.flat_map(|step| [of(before, step), of(after, step)]);
    ResultColumn {
        quantity: before.quantity,
        steps: before.steps,
        values: values.flatten().copied().collect(),
        marks: if marked {
            marks.flatten().collect()
        } else {
            Vec::new()
        },
        uncertain: before.uncertain || after.uncertain,
    }
}
