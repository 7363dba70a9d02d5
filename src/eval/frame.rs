//! The values of a plan's nodes while a block of draws runs.

use std::cell::RefCell;

use super::column::Column;
use super::ops::finance::{Discounted, Repaid};
use super::ops::reduce::{Dated, Gathered};
use super::samples::ResultColumn;
use crate::calendar::Counting;
use crate::lower::{NodeId, Plan, Timing};
use crate::numerics::{Stream, Width};

/// What all blocks of a run share.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The run's seed.
    pub seed: u64,
    /// How wide the loops are; no result depends on it.
    pub wide: Width,
    /// The columns that an expectation looks at.
    pub inputs: &'a [&'a ResultColumn],
    /// Draws that are left out, from the first up to and without the second: those after them close up.
    pub without: Option<(usize, usize)>,
}

impl<'a> Setting<'a> {
    /// All draws of a plan that looks at no runs.
    pub fn new(plan: &'a Plan, seed: u64) -> Self {
        Setting {
            plan,
            seed,
            wide: Width::widest(),
            inputs: &[],
            without: None,
        }
    }
}

/// The values of one block at one moment.
pub struct Frame<'a> {
    /// What it runs.
    pub setting: Setting<'a>,
    /// The number of its first draw, from 0.
    pub first_draw: usize,
    /// How many draws it has.
    pub draws: usize,
    /// The pass over the timeline.
    pub stage: usize,
    /// The step; the number of steps when the pass is over.
    pub step: usize,
    values: Vec<Vec<Column>>,
    states: Vec<State>,
    uniforms: RefCell<Vec<f64>>,
}

/// What an operation remembers from step to step beyond its values.
#[derive(Default)]
pub enum State {
    /// Nothing.
    #[default]
    Nothing,
    /// One value out of all steps.
    Gathered(Gathered),
    /// The value at a date.
    Dated(Dated),
    /// A present value.
    Discounted(Discounted),
    /// The amounts of all steps.
    Amounts(Vec<Column>),
    /// A payback.
    Repaid(Repaid),
    /// How many steps ago an adjustment was last active.
    Since(Option<Column>),
}

impl<'a> Frame<'a> {
    /// A block before its first step.
    pub fn new(setting: Setting<'a>, first_draw: usize, draws: usize) -> Self {
        let nodes = setting.plan.nodes.len();
        let mut values = vec![Vec::new(); nodes];
        for node in setting.plan.stages.iter().flat_map(|stage| &stage.first) {
            let keep = setting.plan.node(*node).keep;
            values[node.index()] = vec![Column::of_width(setting.wide); keep];
        }
        Frame {
            setting,
            first_draw,
            draws,
            stage: 0,
            step: 0,
            values,
            states: (0..nodes).map(|_| State::Nothing).collect(),
            uniforms: RefCell::new(Vec::new()),
        }
    }

    /// The value of a node in this step.
    pub fn now(&self, node: NodeId) -> &Column {
        self.at(node, self.step)
    }

    /// Its value so many steps ago, if there was such a step.
    pub fn back(&self, node: NodeId, steps: usize) -> Option<&Column> {
        Some(self.at(node, self.step.checked_sub(steps)?))
    }

    /// Its value in an earlier step that is kept.
    pub fn at(&self, node: NodeId, step: usize) -> &Column {
        &self.values[node.index()][self.slot(node, step)]
    }

    /// The nodes' values in this step.
    pub fn all<'f>(&'f self, nodes: &[NodeId]) -> Vec<&'f Column> {
        nodes.iter().map(|node| self.now(*node)).collect()
    }

    /// Takes what a node is to write.
    pub fn take(&mut self, node: NodeId) -> (State, Column) {
        let slot = self.slot(node, self.step);
        let state = std::mem::take(&mut self.states[node.index()]);
        (state, std::mem::take(&mut self.values[node.index()][slot]))
    }

    /// Puts back what it has written.
    pub fn put(&mut self, node: NodeId, state: State, value: Column) {
        let slot = self.slot(node, self.step);
        self.states[node.index()] = state;
        self.values[node.index()][slot] = value;
    }

    /// Hands the uniforms of a stream for this block's draws to `read`.
    pub fn with_uniforms(&self, stream: u64, counter: usize, read: impl FnOnce(&[f64])) {
        let mut uniforms = self.uniforms.borrow_mut();
        uniforms.resize(self.draws, 0.0);
        let stream = Stream::new(self.setting.seed, stream);
        let whole = self.draws;
        let head = self.setting.without.map_or(whole, |(from, _)| {
            from.saturating_sub(self.first_draw).min(whole)
        });
        let (before, after) = uniforms.split_at_mut(head);
        stream.uniforms(
            Width::widest(),
            self.first_draw as u64,
            counter as u64,
            before,
        );
        if !after.is_empty() {
            stream.uniforms(
                Width::widest(),
                self.draw_of(head) as u64,
                counter as u64,
                after,
            );
        }
        read(&uniforms);
    }

    /// The number of the draw at a place of the block.
    pub fn draw_of(&self, place: usize) -> usize {
        let draw = self.first_draw + place;
        match self.setting.without {
            Some((from, to)) if draw >= from => draw + (to - from),
            _ => draw,
        }
    }

    /// How days between dates are counted.
    pub fn counting(&self) -> Counting {
        self.setting.plan.clock.counting()
    }

    /// The first and last day of this step.
    pub fn days(&self) -> crate::eval::ops::date::Days {
        self.setting.plan.clock.days(self.step)
    }

    fn slot(&self, node: NodeId, step: usize) -> usize {
        let node = self.setting.plan.node(node);
        if node.timing == Timing::Step {
            step % node.keep
        } else {
            0
        }
    }
}
