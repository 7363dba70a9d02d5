//! The columns that expectations look at, drawn further as they are needed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Deciding;
use crate::eval::samples::{Mark, ResultColumn, Samples};
use crate::eval::{Options, values};
use crate::fault::Faults;
use crate::types::model::{QuantityId, ScenarioId, TypedModel};

/// Numbers of further draws that are held at once: a quarter of a GB of them.
const MOST_NUMBERS: usize = 32 << 20;

/// A quantity in a scenario of one of the worlds.
pub type Key = (World, ScenarioId, QuantityId);

/// The model itself, or a variant of it in which something has been moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct World(pub usize);

/// The model as it is.
pub const ITSELF: World = World(0);

/// All columns so far.
pub struct Columns<'m> {
    worlds: Vec<Cow<'m, TypedModel>>,
    samples: &'m Samples,
    further: BTreeMap<Key, ResultColumn>,
    deciding: &'m Deciding<'m>,
}

impl<'m> Columns<'m> {
    /// Those of a run.
    pub fn new(model: &'m TypedModel, samples: &'m Samples, deciding: &'m Deciding<'m>) -> Self {
        Columns {
            worlds: vec![Cow::Borrowed(model)],
            samples,
            further: BTreeMap::new(),
            deciding,
        }
    }

    /// A variant of the model.
    pub fn enter(&mut self, world: TypedModel) -> World {
        self.worlds.push(Cow::Owned(world));
        World(self.worlds.len() - 1)
    }

    /// The columns of these names, if all of them were made.
    pub fn all(&self, names: &[Key]) -> Option<Vec<&ResultColumn>> {
        names.iter().map(|name| self.get(*name)).collect()
    }

    fn get(&self, name: Key) -> Option<&ResultColumn> {
        let (world, scenario, quantity) = name;
        let further = self.further.get(&name);
        match world {
            ITSELF => further.or_else(|| self.samples.column(scenario, quantity)),
            _ => further,
        }
    }

    /// Draws what is named up to this many draws; what is the same in every draw is made once.
    ///
    /// # Errors
    /// Where something rests on what is no number.
    pub fn draw_to(&mut self, names: &[Key], draws: usize) -> Result<(), Faults> {
        let mut found = Vec::new();
        for (at, world) in self.worlds.iter().enumerate() {
            let short = names.iter().filter(|name| name.0 == World(at));
            let short = short.filter(|name| {
                self.get(**name)
                    .is_none_or(|column| short_of(column, draws))
            });
            let mut have: BTreeMap<usize, (Vec<ScenarioId>, Vec<QuantityId>)> = BTreeMap::new();
            for (_, scenario, quantity) in short {
                let made = self.get((World(at), *scenario, *quantity)).map_or(0, made);
                let group = have.entry(made).or_default();
                group.0.push(*scenario);
                group.1.push(*quantity);
            }
            for (first, (mut scenarios, mut wanted)) in have {
                scenarios.sort();
                scenarios.dedup();
                wanted.sort();
                wanted.dedup();
                let options = Options {
                    draws: draws - first,
                    seed: self.deciding.seed,
                    threads: self.deciding.threads,
                    scenarios,
                    wanted,
                    progress: None,
                };
                found.push((World(at), first, values(world, &options, first)?));
            }
        }
        for (world, first, samples) in found {
            self.add(world, first, samples);
        }
        Ok(())
    }

    fn add(&mut self, world: World, first: usize, samples: Samples) {
        for scenario in samples.scenarios {
            for column in scenario.results {
                let name = (world, scenario.scenario, column.quantity);
                let before = self.get(name).filter(|before| made(before) == first);
                let whole = match (before, first) {
                    (_, 0) => Some(column),
                    (Some(before), _) => Some(joined(before, &column)),
                    // Drawn as far as that for another.
                    (None, _) => None,
                };
                if let Some(whole) = whole {
                    self.further.insert(name, whole);
                }
            }
        }
    }

    /// The draws of the run.
    pub fn draws_made(&self) -> usize {
        self.samples.draws
    }

    /// Lets go of further draws, if they are many.
    pub fn make_room(&mut self) {
        let held = self.further.values().map(|column| column.values.len());
        if held.sum::<usize>() > MOST_NUMBERS {
            self.further.clear();
        }
    }

    /// Whether there is room for this many draws of what is named.
    pub fn have_room(&self, names: &[Key], draws: usize) -> bool {
        let columns = names.iter().filter_map(|name| self.get(*name));
        let steps: usize = columns
            .filter(|column| column.uncertain)
            .map(|column| column.steps)
            .sum();
        steps.saturating_mul(draws) <= MOST_NUMBERS
    }

    /// The column of a name, drawn now.
    ///
    /// # Errors
    /// As for [`Self::draw_to`].
    pub fn sample_of(&mut self, name: Key, draws: usize) -> Result<Option<&ResultColumn>, Faults> {
        self.draw_to(&[name], draws)?;
        Ok(self.get(name))
    }
}

fn made(column: &ResultColumn) -> usize {
    column.values.len() / column.steps.max(1)
}

fn short_of(column: &ResultColumn, draws: usize) -> bool {
    column.uncertain && made(column) < draws
}

/// The draws of the first, then those of the second.
fn joined(before: &ResultColumn, after: &ResultColumn) -> ResultColumn {
    let steps = 0..before.steps;
    let values = steps
        .clone()
        .flat_map(|step| [before.step(step), after.step(step)]);
    let marked = !before.marks.is_empty() || !after.marks.is_empty();
    let of = |column: &ResultColumn, step: usize| -> Vec<Mark> {
        (0..made(column))
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
