//! A plan made ready for blocks of draws: what no draw changes is worked out, once for all of them.

use std::sync::{Mutex, PoisonError};

use super::block;
use super::column::Column;
use super::frame::{Setting, Store};
use super::ops::date::Days;
use crate::lower::layout::{Home, Layout};
use crate::lower::op::Op;
use crate::lower::{NodeId, Timing};
use crate::numerics::{Form, Sampler};

/// What all blocks of a run share, and the room that waits for the next one.
pub struct Ready<'a> {
    /// The run.
    pub setting: Setting<'a>,
    /// Where each node is found.
    pub layout: Layout,
    /// By its number in the layout, what no draw changes: a value a step, or one for all.
    pub settled: Vec<Vec<Column>>,
    /// The first and last day of each step.
    pub days: Vec<Days>,
    /// The calendar year in which each step begins.
    pub years: Vec<i32>,
    /// By node, the sampler of a distribution that no draw and no step changes.
    samplers: Vec<Option<Sampler>>,
    spare: Mutex<Vec<Store>>,
}

impl<'a> Ready<'a> {
    /// For runs that look at what is asked for.
    pub fn new(setting: Setting<'a>) -> Self {
        Ready::with(setting, Layout::compact(setting.plan))
    }

    /// For runs that look at any node.
    pub fn to_look_at_all(setting: Setting<'a>) -> Self {
        Ready::with(setting, Layout::apart(setting.plan))
    }

    fn with(setting: Setting<'a>, layout: Layout) -> Self {
        let settled = settle(setting, &layout);
        let mut ready = Ready {
            settled,
            ..Ready::blank(setting, layout)
        };
        let nodes = (0..setting.plan.nodes.len()).map(|at| NodeId(at as u32));
        ready.samplers = nodes.map(|node| ready.sampler_of(node)).collect();
        ready
    }

    /// Nothing settled yet.
    fn blank(setting: Setting<'a>, layout: Layout) -> Self {
        let clock = &setting.plan.clock;
        let days: Vec<Days> = (0..clock.steps).map(|step| clock.days(step)).collect();
        Ready {
            setting,
            layout,
            settled: Vec::new(),
            years: days.iter().map(|(first, _)| first.ymd().0).collect(),
            days,
            samplers: Vec::new(),
            spare: Mutex::new(Vec::new()),
        }
    }

    /// Room for the columns of a block.
    pub fn store(&self) -> Store {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = spare.pop();
        drop(spare);
        let nodes = self.setting.plan.nodes.len();
        waiting.unwrap_or_else(|| Store::new(self.layout.columns, nodes, self.setting.wide))
    }

    /// Takes it back for the next block.
    pub fn put_back(&self, store: Store) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.push(store);
    }

    /// The sampler of a draw, if no draw and no step changes its distribution.
    pub fn sampler(&self, node: NodeId) -> Option<&Sampler> {
        self.samplers.get(node.index())?.as_ref()
    }

    /// The column of what no draw changes, as of a step.
    #[inline]
    pub fn settled(&self, at: u32, step: usize) -> &Column {
        let steps = &self.settled[at as usize];
        &steps[if steps.len() == 1 { 0 } else { step }]
    }

    fn sampler_of(&self, node: NodeId) -> Option<Sampler> {
        let plan = self.setting.plan;
        let Op::Draw(drawing) = &plan.node(node).op else {
            return None;
        };
        if matches!(drawing.from.form, Form::Discrete(_)) {
            return None;
        }
        let law = drawing.from.try_map(&mut |number| {
            let Home::Settled { at, .. } = self.layout.first[number.index()] else {
                return Err(());
            };
            match self.settled[at as usize].as_slice() {
                [only] if only.all_ok() => Ok(only.lane(0).value),
                _ => Err(()),
            }
        });
        Sampler::of(&law.ok()?).ok()
    }
}

/// Works out what no draw changes, and keeps of it what the layout names.
fn settle(setting: Setting, layout: &Layout) -> Vec<Vec<Column>> {
    let plan = setting.plan;
    let mut kept = vec![Vec::new(); layout.settled.len()];
    if kept.is_empty() {
        return kept;
    }
    let own = Ready::blank(setting, Layout::of_settled(plan));
    block::run(&own, 0, 1, &mut |seen| {
        let over = seen.step == plan.clock.steps;
        for (kept, id) in kept.iter_mut().zip(&layout.settled) {
            let node = plan.node(*id);
            if node.stage == seen.stage && over != (node.timing == Timing::Step) {
                kept.push(seen.now(*id).clone());
            }
        }
    });
    kept
}
