//! The values of a plan's nodes while a block of draws runs.

use std::cell::RefCell;

use super::column::{Column, Columns};
use super::ops::date::Days;
use super::ops::finance::{Discounted, Repaid};
use super::ops::reduce::{Dated, Gathered};
use super::ready::Ready;
use super::samples::ResultColumn;
use crate::calendar::Counting;
use crate::lower::layout::Home;
use crate::lower::{NodeId, Plan};
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

/// Room for the columns of a block, used again for the next one.
pub struct Store {
    /// Boxed, so that one is taken out and put back at the price of a pointer; nothing while it is written.
    columns: Vec<Option<Box<Column>>>,
    states: Vec<Option<Box<State>>>,
    uniforms: RefCell<Column>,
}

impl Store {
    /// Room for so many columns, and for what so many nodes remember.
    pub fn new(columns: usize, nodes: usize, wide: Width) -> Self {
        Store {
            columns: (0..columns)
                .map(|_| Some(Box::new(Column::of_width(wide))))
                .collect(),
            states: (0..nodes).map(|_| None).collect(),
            uniforms: RefCell::new(Column::of_width(wide)),
        }
    }
}

/// The values of one block at one moment.
pub struct Frame<'a> {
    /// What it runs.
    pub setting: Setting<'a>,
    /// What it shares with other blocks.
    pub ready: &'a Ready<'a>,
    /// The number of its first draw, from 0.
    pub first_draw: usize,
    /// How many draws it has.
    pub draws: usize,
    /// The pass over the timeline.
    pub stage: usize,
    /// The step; the number of steps when the pass is over.
    pub step: usize,
    homes: &'a [Home],
    store: Store,
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
    pub fn new(ready: &'a Ready<'a>, first_draw: usize, draws: usize) -> Self {
        Frame {
            setting: ready.setting,
            ready,
            first_draw,
            draws,
            stage: 0,
            step: 0,
            homes: &ready.layout.first,
            store: ready.store(),
        }
    }

    /// Moves to a step of a pass.
    pub fn enter(&mut self, stage: usize, step: usize) {
        self.stage = stage;
        self.step = step;
        let layout = &self.ready.layout;
        self.homes = if step == 0 {
            &layout.first
        } else {
            &layout.later
        };
    }

    /// Lets another block have the room.
    pub fn leave(self) {
        self.ready.put_back(self.store);
    }

    /// The value of a node in this step.
    #[inline]
    pub fn now(&self, node: NodeId) -> &Column {
        self.at(node, self.step)
    }

    /// Its value so many steps ago, if there was such a step.
    #[inline]
    pub fn back(&self, node: NodeId, steps: usize) -> Option<&Column> {
        Some(self.at(node, self.step.checked_sub(steps)?))
    }

    /// Its value in an earlier step that is kept.
    #[inline]
    pub fn at(&self, node: NodeId, step: usize) -> &Column {
        let at = match self.homes[node.index()] {
            Home::Column { at, keep: 1, .. } => at,
            Home::Column { at, keep, back } => at + (step as u32).wrapping_sub(back) % keep,
            Home::Settled { at, back } => return self.ready.settled(at, step - back as usize),
            Home::None => u32::MAX,
        };
        match self.store.columns.get(at as usize) {
            Some(Some(column)) => column,
            // The layout gives every node that is read a column that is not being written.
            _ => unreachable!("a column that is not there is not read"),
        }
    }

    /// The nodes' values in this step, each looked up when it is asked for.
    #[inline]
    pub fn all<'f>(&'f self, nodes: &'f [NodeId]) -> impl Columns<'f> {
        nodes.iter().map(|node| self.now(*node))
    }

    /// Takes what a node is to write.
    #[inline]
    pub fn take(&mut self, node: NodeId) -> Box<Column> {
        let wide = self.setting.wide;
        let own = self.own(node).take();
        own.unwrap_or_else(|| Box::new(Column::of_width(wide)))
    }

    /// Puts back what it has written.
    #[inline]
    pub fn put(&mut self, node: NodeId, value: Box<Column>) {
        *self.own(node) = Some(value);
    }

    #[inline]
    fn own(&mut self, node: NodeId) -> &mut Option<Box<Column>> {
        let at = match self.homes[node.index()] {
            Home::Column { at, keep: 1, .. } => at,
            Home::Column { at, keep, .. } => at + self.step as u32 % keep,
            Home::Settled { .. } | Home::None => u32::MAX,
        };
        &mut self.store.columns[at as usize]
    }

    /// Takes what a node remembers.
    pub fn take_state(&mut self, node: NodeId) -> Box<State> {
        self.store.states[node.index()].take().unwrap_or_default()
    }

    /// Puts back what it remembers.
    pub fn put_state(&mut self, node: NodeId, state: Box<State>) {
        self.store.states[node.index()] = Some(state);
    }

    /// Writes the uniforms of a stream for this block's draws.
    pub fn uniforms(&self, stream: u64, counter: usize, out: &mut [f64]) {
        let stream = Stream::new(self.setting.seed, stream);
        let head = self.before_what_is_left_out(out.len());
        let (before, after) = out.split_at_mut(head);
        let wide = self.setting.wide;
        stream.uniforms(wide, self.first_draw as u64, counter as u64, before);
        if !after.is_empty() {
            stream.uniforms(wide, self.draw_of(head) as u64, counter as u64, after);
        }
    }

    /// Hands the uniforms of a stream for this block's draws to `read`.
    pub fn with_uniforms(&self, stream: u64, counter: usize, read: impl FnOnce(&[f64])) {
        let mut uniforms = self.store.uniforms.borrow_mut();
        uniforms.write(self.draws, |values| self.uniforms(stream, counter, values));
        read(uniforms.values());
    }

    /// Copies the values of this block's draws.
    pub fn copy_draws(&self, of_all: &[f64], own: &mut [f64]) {
        let head = self.before_what_is_left_out(own.len());
        let (before, after) = own.split_at_mut(head);
        for (place, part) in [(0, before), (head, after)] {
            if !part.is_empty() {
                let first = self.draw_of(place);
                part.copy_from_slice(&of_all[first..first + part.len()]);
            }
        }
    }

    /// How many of this block's first draws come before those that are left out.
    fn before_what_is_left_out(&self, draws: usize) -> usize {
        let (from, _) = self.setting.without.unwrap_or((usize::MAX, 0));
        from.saturating_sub(self.first_draw).min(draws)
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
    pub fn days(&self) -> Days {
        self.ready.days[self.step]
    }
}
