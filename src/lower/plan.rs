//! The plan: nodes, and the order in which they are evaluated.

use std::ops::Range;

use super::op::Op;
use super::thing::Thing;
use crate::calendar::{Counting, Date, Timeline};
use crate::span::Span;
use crate::types::model::{QuantityId, ScenarioId};

/// A position in [`Plan::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// It as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// When a node is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Once, in the first step.
    Run,
    /// In every step.
    Step,
    /// It gathers in every step and has its value after the last.
    Whole,
}

/// An operation and what the evaluator needs to know of it.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it does.
    pub op: Op,
    /// The expression it comes from.
    pub span: Span,
    /// When it is evaluated.
    pub timing: Timing,
    /// The pass over the timeline in which it is, among those of its kind.
    pub stage: usize,
    /// How many of its latest values are kept.
    pub keep: usize,
    /// Whether anything it rests on is drawn.
    pub uncertain: bool,
    /// Whether it may differ from draw to draw; else it is evaluated once a run.
    pub by_draw: bool,
}

/// One pass over the timeline.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// What is evaluated in the first step, in order.
    pub first: Vec<NodeId>,
    /// What is evaluated in each later step, in order.
    pub later: Vec<NodeId>,
}

/// What is asked of one scenario.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which scenario.
    pub scenario: ScenarioId,
    /// The wanted quantities with the nodes that hold them.
    pub wanted: Vec<(QuantityId, NodeId)>,
    /// For each of them the steps in which a fault in it is one of the run; all where nothing is said.
    pub looked_at: Vec<Option<Range<usize>>>,
    /// The asserts' conditions, in the model's order.
    pub asserts: Vec<NodeId>,
}

/// Steps and their days.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The timeline, if there is one.
    pub timeline: Option<Timeline>,
    /// The number of steps.
    pub steps: usize,
}

impl Clock {
    /// How days between dates are counted.
    pub fn counting(&self) -> Counting {
        Counting::of(self.timeline.as_ref())
    }

    /// The first and last day of a step.
    pub fn days(&self, step: usize) -> (Date, Date) {
        match &self.timeline {
            Some(timeline) => (timeline.first_day(step), timeline.last_day(step)),
            None => (Date(0), Date(0)),
        }
    }

    /// What a step is called, if it is called anything.
    pub fn label(&self, step: usize) -> Option<String> {
        self.timeline.as_ref().map(|timeline| timeline.label(step))
    }

    /// The length of a step in years; a model without a timeline has one step of a year.
    pub fn step_years(&self) -> f64 {
        self.timeline
            .as_ref()
            .map_or(1.0, |timeline| timeline.step_days() / 365.25)
    }
}

/// What a run evaluates, for all scenarios that were asked for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// All nodes; those that no stage names rest idle.
    pub nodes: Vec<Node>,
    /// The passes over the timeline for what no draw changes, made once.
    pub settled: Vec<Stage>,
    /// The passes over the timeline for all else, made for each block of draws; at least one.
    pub stages: Vec<Stage>,
    /// What is asked for, one a scenario.
    pub asked: Vec<Asked>,
    /// The timeline.
    pub clock: Clock,
    /// Which named things nodes hold, and in which scenario where it is that one's own; for a listing.
    pub named: Vec<(NodeId, Thing, Option<ScenarioId>)>,
}

impl Plan {
    /// The node of this id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The pass over a block of draws in which a node has its value; the first for what no draw changes.
    pub fn pass_of(&self, id: NodeId) -> usize {
        let node = self.node(id);
        if node.by_draw { node.stage } else { 0 }
    }

    /// Whether anything that is asked for is drawn.
    pub fn uncertain(&self) -> bool {
        self.asked.iter().any(|asked| {
            let wanted = asked.wanted.iter().map(|(_, node)| node);
            wanted
                .chain(&asked.asserts)
                .any(|node| self.node(*node).uncertain)
        })
    }
}
