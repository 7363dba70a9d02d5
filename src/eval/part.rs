//! Some of the draws of a run: their values and what was found. Parts of one run are put together in any order.

use std::ops::Range;

use super::digest::Digests;
use super::harvest::{Checked, Harvest};
use super::run::Made;
use super::samples::{Mark, ResultColumn, Samples, ScenarioSamples};
use crate::lower::{Asked, NodeId, Plan};
use crate::span::Span;
use crate::types::model::{QuantityId, TypedModel};

/// Room for some draws of a run, of which the first so many are made.
pub struct Part {
    room: Range<usize>,
    made: usize,
    /// Draws that were put behind a gap, or were before.
    apart: Vec<Range<usize>>,
    held: Made,
    /// Where draws are not all held: what remains of each.
    digests: Option<Digests>,
    /// For each scenario the faults that another process has told of.
    told: Vec<Vec<(Span, usize)>>,
}

/// A draw, from 0, and a step, if it is of one.
pub type Place = (usize, Option<usize>);

/// The first draw of a block, and how many it has.
type Block = (usize, usize);

/// What is kept of draws that are too many.
#[derive(Clone, Debug)]
pub struct Streaming {
    /// The first so many draws are kept of some quantities.
    pub hold: usize,
    /// Those quantities.
    pub held: Vec<QuantityId>,
    /// Those of which a digest is kept of all draws.
    pub digested: Vec<QuantityId>,
}

/// What parts have to be told of a scenario beside its values, in words that any plan of the model understands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// For each assert where it first fails, and where it first cannot be decided: draw and step.
    pub asserts: Vec<[Option<Place>; 2]>,
    /// Where what is no number stands in the text, and the first draw in which it is asked for.
    pub faults: Vec<(Span, usize)>,
}

impl Part {
    /// Room for these draws, none of which is made yet.
    pub fn blank(plan: &Plan, model: &TypedModel, room: Range<usize>) -> Part {
        let draws = room.len();
        Part {
            room,
            made: 0,
            apart: Vec::new(),
            told: vec![Vec::new(); plan.asked.len()],
            held: room_for(plan, model, draws, &|_| true),
            digests: None,
        }
    }

    /// The same where draws are not all kept.
    pub fn streamed(
        plan: &Plan,
        model: &TypedModel,
        room: Range<usize>,
        streaming: &Streaming,
    ) -> Part {
        let hold = streaming.hold.min(room.len());
        let is_held = |quantity| streaming.held.contains(&quantity);
        Part {
            held: room_for(plan, model, hold, &is_held),
            digests: Some(Digests::new(plan, model, &streaming.digested)),
            ..Part::blank(plan, model, 0..0)
        }
        .with_room(room)
    }

    fn with_room(self, room: Range<usize>) -> Part {
        Part { room, ..self }
    }

    /// How many numbers a draw has.
    pub(super) fn numbers(&self) -> usize {
        self.steps().iter().flatten().sum()
    }

    /// The draws that it has room for, from 0.
    pub fn room(&self) -> Range<usize> {
        self.room.clone()
    }

    /// Those that are made.
    pub fn done(&self) -> Range<usize> {
        self.room.start..self.room.start + self.made
    }

    /// Those that are not.
    pub fn left(&self) -> Range<usize> {
        self.room.start + self.made..self.room.end
    }

    /// For each scenario and each quantity wanted of it, how many steps it is given for.
    pub(super) fn steps(&self) -> Vec<Vec<usize>> {
        let scenarios = self.held.samples.scenarios.iter();
        let steps = scenarios.map(|one| one.results.iter().map(|column| column.steps).collect());
        steps.collect()
    }

    /// The columns of all scenarios. The values of its first draws are those that are made.
    pub fn columns(&self) -> impl Iterator<Item = &ResultColumn> {
        let scenarios = self.held.samples.scenarios.iter();
        scenarios.flat_map(|scenario| &scenario.results)
    }

    /// Takes the block that follows what is made; a block that was not run ends it.
    pub(super) fn take(
        &mut self,
        (first, draws): (usize, usize),
        harvests: Option<Vec<Harvest>>,
    ) -> bool {
        let Some(harvests) = harvests else {
            return false;
        };
        let at = first - self.room.start;
        let scenarios = self.held.samples.scenarios.iter_mut();
        let scenarios = scenarios.zip(&mut self.held.findings);
        for ((samples, findings), harvest) in scenarios.zip(harvests) {
            findings.add_findings(&harvest);
            for (column, kept) in samples.results.iter_mut().zip(&harvest.wanted) {
                let held = column.draws().saturating_sub(at).min(draws);
                column.put(at, (held, draws), &kept.values, &kept.marks);
            }
        }
        self.made = at + draws;
        true
    }

    /// Takes blocks into the digests, if it has any: those that follow what is made, up to the first that was not run.
    pub(super) fn digest(&mut self, blocks: &[(Block, Option<&[Harvest]>)], side_by_side: bool) {
        if let Some(digests) = &mut self.digests {
            let run = blocks
                .iter()
                .map_while(|(at, found)| Some((*at, (*found)?)));
            digests.take(&run.collect::<Vec<_>>(), side_by_side);
        }
    }

    /// Whether none of these draws is made, and there is room for them.
    pub fn has_room_for(&self, draws: &Range<usize>) -> bool {
        let within = self.room.start <= draws.start && draws.end <= self.room.end;
        let apart = |range: &Range<usize>| draws.end <= range.start || range.end <= draws.start;
        within && apart(&self.done()) && self.apart.iter().all(apart)
    }

    /// Puts the draws that another part of the same plan has made where they belong; this one has room for them.
    pub fn put(&mut self, other: Part) {
        let done = other.done();
        let at = done.start - self.room.start;
        let shape = (other.made, other.room.len());
        let theirs = other.held.samples.scenarios;
        let scenarios = self.held.samples.scenarios.iter_mut();
        let columns = scenarios.zip(theirs).flat_map(|(own, other)| {
            let own = own.results.iter_mut();
            own.zip(other.results)
        });
        for (column, other) in columns {
            column.put(at, shape, &other.values, &other.marks);
        }
        let findings = self.held.findings.iter_mut().zip(&other.held.findings);
        findings.for_each(|(own, other)| own.add_findings(other));
        let told = self.told.iter_mut().zip(other.told);
        told.for_each(|(own, other)| own.extend(other));
        self.apart.push(done);
        self.apart.sort_by_key(|range| range.start);
        for range in &self.apart {
            if range.start == self.room.start + self.made {
                self.made += range.len();
            }
        }
    }

    /// What was found so far, for a part of another process.
    pub fn findings(&self, plan: &Plan) -> Vec<Findings> {
        let all = self.held.findings.iter().zip(&self.told);
        let findings = all.map(|(harvest, told)| {
            let of_assert = |checked: &Checked| [checked.failed, checked.open];
            let found = harvest.faults.iter();
            let found = found.map(|found| (plan.node(found.node).span, found.draw));
            Findings {
                asserts: harvest.asserts.iter().map(of_assert).collect(),
                faults: first_of_each(found.chain(told.iter().copied())),
            }
        });
        findings.collect()
    }

    /// Takes the values and findings of another process for all draws that it has room for; `fill` is given each column
    /// in turn. Nothing where the findings cannot be of this plan.
    pub fn filled<E>(
        mut self,
        plan: &Plan,
        findings: Vec<Findings>,
        mut fill: impl FnMut(&mut ResultColumn) -> Result<(), E>,
    ) -> Result<Option<Part>, E> {
        if findings.len() != self.held.findings.len() {
            return Ok(None);
        }
        let end = self.room.end;
        for ((harvest, told), findings) in self
            .held
            .findings
            .iter_mut()
            .zip(&mut self.told)
            .zip(findings)
        {
            let place = |(draw, step): &Place| {
                *draw < end && step.is_none_or(|step| step < plan.clock.steps)
            };
            let mut places = findings.asserts.iter().flatten().flatten();
            let known = findings.asserts.len() == harvest.asserts.len()
                && places.all(place)
                && findings.faults.iter().all(|(_, draw)| *draw < end);
            if !known {
                return Ok(None);
            }
            for (checked, [failed, open]) in harvest.asserts.iter_mut().zip(findings.asserts) {
                *checked = Checked { failed, open };
            }
            *told = findings.faults;
        }
        for scenario in &mut self.held.samples.scenarios {
            scenario.results.iter_mut().try_for_each(&mut fill)?;
        }
        self.made = self.room.len();
        Ok(Some(self))
    }

    /// The draws in which another process found what is no number: run again, they tell what and why.
    pub(super) fn to_look_at_again(&self) -> Vec<usize> {
        let each = self
            .told
            .iter()
            .flat_map(|told| first_of_each(told.iter().copied()));
        let mut draws: Vec<usize> = each.map(|(_, draw)| draw).collect();
        draws.sort_unstable();
        draws.dedup();
        draws
    }

    /// Takes what one draw, run again, tells of faults.
    pub(super) fn note(&mut self, harvests: &[Harvest]) {
        let findings = self.held.findings.iter_mut().zip(harvests);
        findings.for_each(|(own, found)| own.add_findings(found));
    }

    /// What it has made.
    pub(super) fn held(&self) -> &Made {
        &self.held
    }

    /// What it has made, and nothing else.
    pub(super) fn into_made(self) -> (Made, Option<Digests>) {
        (self.held, self.digests)
    }
}

/// Room for so many draws of some quantities.
fn room_for(
    plan: &Plan,
    model: &TypedModel,
    draws: usize,
    is_held: &dyn Fn(QuantityId) -> bool,
) -> Made {
    let column = |(quantity, node): (QuantityId, NodeId)| {
        let varies = model.quantity(quantity).varies;
        let steps = if varies { plan.clock.steps } else { 1 };
        let held = if is_held(quantity) { draws } else { 0 };
        ResultColumn {
            quantity,
            steps,
            // Of noughts, since memory gives them away.
            values: vec![0.0; steps * held],
            marks: Vec::new(),
            uncertain: plan.node(node).uncertain,
        }
    };
    let scenario = |asked: &Asked| ScenarioSamples {
        scenario: asked.scenario,
        results: asked.wanted.iter().copied().map(column).collect(),
    };
    let asked = plan.asked.iter();
    Made {
        samples: Samples {
            draws,
            scenarios: asked.clone().map(scenario).collect(),
            across: Vec::new(),
        },
        findings: asked.map(|asked| Harvest::new(asked, &[], 0)).collect(),
    }
}

/// The lowest draw of each place in the text, in the order of the text.
fn first_of_each(faults: impl Iterator<Item = (Span, usize)>) -> Vec<(Span, usize)> {
    let mut faults: Vec<(Span, usize)> = faults.collect();
    faults.sort_by_key(|(span, draw)| (span.start, span.end, *draw));
    faults.dedup_by_key(|(span, _)| *span);
    faults
}

impl ResultColumn {
    /// Puts draws where they belong, from `at` on: `draws` of each step, out of columns that have room for `of`.
    fn put(&mut self, at: usize, (draws, of): (usize, usize), values: &[f64], marks: &[Mark]) {
        let room = self.draws();
        if draws == 0 {
            return;
        }
        if !marks.is_empty() {
            self.marks.resize(self.values.len(), Mark::Present);
        }
        for step in 0..self.steps {
            let (to, from) = (step * room + at, step * of);
            self.values[to..to + draws].copy_from_slice(&values[from..from + draws]);
            if !marks.is_empty() {
                self.marks[to..to + draws].copy_from_slice(&marks[from..from + draws]);
            }
        }
    }
}
