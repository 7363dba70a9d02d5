//! What remains of the draws of a run that are too many to be kept: of each value of all draws how often it occurs, as
//! near as a histogram tells.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::harvest::{Harvest, Part as Values};
use super::samples::Mark;
use crate::lower::{Asked, Plan};
use crate::numerics::{Histogram, Moments};
use crate::types::model::{QuantityId, ScenarioId, Type, TypedModel};

/// The digests of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Digests {
    /// Draws taken.
    pub draws: usize,
    /// One a scenario and quantity.
    columns: Vec<ColumnDigest>,
}

/// The digest of one quantity in one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnDigest {
    /// Which scenario.
    pub scenario: ScenarioId,
    /// Which quantity.
    pub quantity: QuantityId,
    /// Whether anything it rests on in this scenario is drawn.
    pub uncertain: bool,
    /// One a step.
    pub steps: Vec<Digest>,
    /// Where its values are: the position of its scenario in a run, and its own among what is wanted there.
    at: (usize, usize),
}

/// The digest of one value of all draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// Draws in which there is no value.
    pub none: u64,
    /// Whether it rests on something unknown in a draw.
    pub unknown: bool,
    /// The first draw with a value, and that value.
    pub first: Option<(usize, f64)>,
    /// Draws with a value.
    pub present: u64,
    /// Those values.
    pub held: Held,
}

/// The values of a digest.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// All the same.
    Same,
    /// Numbers.
    Numbers(Histogram, Moments),
    /// How often each whole number occurs: a date, the position of a class, yes or no.
    Whole(BTreeMap<i64, u64>),
}

impl Digests {
    /// Of no draw yet.
    pub(super) fn new(plan: &Plan, model: &TypedModel, quantities: &[QuantityId]) -> Digests {
        let of_scenario = |(at, asked): (usize, &Asked)| {
            let wanted = asked.wanted.iter().enumerate();
            let digested = wanted.filter(|(_, (id, _))| quantities.contains(id));
            let column = |(of_it, (id, node)): (usize, &(QuantityId, _))| {
                let uncertain = plan.node(*node).uncertain;
                let quantity = model.quantity(*id);
                let steps = if quantity.varies { plan.clock.steps } else { 1 };
                ColumnDigest {
                    scenario: asked.scenario,
                    quantity: *id,
                    uncertain,
                    steps: vec![Digest::new(uncertain, &quantity.ty); steps],
                    at: (at, of_it),
                }
            };
            digested.map(column).collect::<Vec<_>>()
        };
        let scenarios = plan.asked.iter().enumerate();
        Digests {
            draws: 0,
            columns: scenarios.flat_map(of_scenario).collect(),
        }
    }

    /// Takes blocks that follow one another: their first draws, how many there are, and what came of them.
    pub(super) fn take(&mut self, blocks: &[((usize, usize), &[Harvest])], side_by_side: bool) {
        let take = |column: &mut ColumnDigest| {
            for (block, harvests) in blocks {
                let (scenario, at) = column.at;
                let harvest = harvests.get(scenario);
                if let Some(values) = harvest.and_then(|harvest| harvest.wanted.get(at)) {
                    column.take(*block, values);
                }
            }
        };
        if side_by_side {
            self.columns.par_iter_mut().for_each(take);
        } else {
            self.columns.iter_mut().for_each(take);
        }
        self.draws += blocks.iter().map(|((_, draws), _)| draws).sum::<usize>();
    }

    /// The digest of a quantity in a scenario, if it was asked for.
    pub fn column(&self, scenario: ScenarioId, quantity: QuantityId) -> Option<&ColumnDigest> {
        let mut columns = self.columns.iter();
        columns.find(|column| (column.scenario, column.quantity) == (scenario, quantity))
    }

    /// The scenarios, in the order in which they were run.
    pub fn scenarios(&self) -> Vec<ScenarioId> {
        let mut scenarios: Vec<_> = self.columns.iter().map(|one| one.scenario).collect();
        scenarios.dedup();
        scenarios
    }
}

impl ColumnDigest {
    fn take(&mut self, (first, draws): (usize, usize), values: &Values) {
        for (step, digest) in self.steps.iter_mut().enumerate() {
            let range = step * draws..(step + 1) * draws;
            let marks = values.marks.get(range.clone()).unwrap_or_default();
            if let Some(values) = values.values.get(range) {
                digest.take(first, values, marks);
            }
        }
    }
}

impl Digest {
    /// Of no draw yet.
    pub fn new(uncertain: bool, ty: &Type) -> Digest {
        Digest {
            none: 0,
            unknown: false,
            first: None,
            present: 0,
            held: match ty {
                _ if !uncertain => Held::Same,
                Type::Number(_) => Held::Numbers(Histogram::default(), Moments::default()),
                Type::YesNo | Type::Date | Type::Label(_) => Held::Whole(BTreeMap::new()),
            },
        }
    }

    /// Takes the draws from `first` on, in their order; no mark where every value is present.
    pub fn take(&mut self, first: usize, values: &[f64], marks: &[Mark]) {
        let there = |draw: usize| marks.get(draw).is_none_or(|mark| *mark == Mark::Present);
        for mark in marks {
            self.none += u64::from(*mark == Mark::None);
            self.unknown |= *mark == Mark::Unknown;
        }
        let all = values.iter().copied().enumerate();
        let present = all.filter(|(draw, _)| there(*draw));
        if let Some((draw, value)) = present.clone().next() {
            let own = self.first.filter(|(before, _)| *before < first + draw);
            self.first = own.or(Some((first + draw, value)));
        }
        self.present += present.clone().count() as u64;
        match &mut self.held {
            Held::Same => {}
            Held::Numbers(histogram, moments) => {
                if marks.is_empty() {
                    histogram.add(values.iter().copied());
                    moments.add(first as u64, values, |_| true);
                } else {
                    histogram.add(present.map(|(_, value)| value));
                    moments.add(first as u64, values, there);
                }
            }
            Held::Whole(counts) => {
                present.for_each(|(_, value)| *counts.entry(value as i64).or_default() += 1);
            }
        }
    }
}
