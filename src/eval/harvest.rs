//! What is kept of a block: the wanted values, where an assert fails, and where what was asked for is at fault.

use super::column::Column;
use super::frame::Frame;
use super::samples::Mark;
use super::status::Status;
use crate::lower::{Asked, NodeId, Plan, Timing};

/// What is kept of one scenario.
#[derive(Default)]
pub struct Harvest {
    /// The wanted values, one part a quantity.
    pub wanted: Vec<Part>,
    /// What became of each assert.
    pub asserts: Vec<Checked>,
    /// The earliest fault that something asked for rests on, one for each node at fault.
    pub faults: Vec<Found>,
}

/// The values of one quantity in one block: that of draw d in step s at `s * draws + d`.
#[derive(Default)]
pub struct Part {
    /// The values.
    pub values: Vec<f64>,
    /// A mark for each value; empty where every value is present.
    pub marks: Vec<Mark>,
}

/// What became of an assert: draws (from 0) and steps.
#[derive(Clone, Copy, Default)]
pub struct Checked {
    /// Where it first fails.
    pub failed: Option<(usize, Option<usize>)>,
    /// Where it first cannot be decided, since it rests on something unknown.
    pub open: Option<(usize, Option<usize>)>,
}

/// A fault on which something asked for rests. Ordered by draw, then by step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The draw, from 0.
    pub draw: usize,
    /// The step in which the node was evaluated.
    pub step: usize,
    /// The node at fault.
    pub node: NodeId,
}

impl Harvest {
    /// Nothing yet; `steps` says how many each wanted quantity is given for.
    pub fn new(asked: &Asked, steps: &[usize], draws: usize) -> Self {
        let part = |steps: &usize| Part {
            values: vec![f64::NAN; steps * draws],
            marks: Vec::new(),
        };
        Harvest {
            wanted: steps.iter().map(part).collect(),
            asserts: vec![Checked::default(); asked.asserts.len()],
            faults: Vec::new(),
        }
    }

    /// Takes what the frame's moment has to give.
    pub fn gather(&mut self, asked: &Asked, steps: &[usize], frame: &Frame) {
        let plan = frame.setting.plan;
        for (at, (_, node)) in asked.wanted.iter().enumerate() {
            if let Some(step) = moment(plan, *node, frame) {
                let looked = asked.looked_at.get(at).and_then(Option::as_ref);
                let looked = looked.zip(step).is_none_or(|(at, step)| at.contains(&step));
                let column = frame.now(*node);
                self.take(at, step, steps[at], column, frame);
                if looked && !column.all_ok() {
                    self.note_faults(column, frame);
                }
            }
        }
        for (at, node) in asked.asserts.iter().enumerate() {
            if let Some(step) = moment(plan, *node, frame) {
                self.check(at, step, frame.now(*node), frame);
            }
        }
    }

    /// Keeps the values of one step, or of all where they are the same in all.
    fn take(
        &mut self,
        at: usize,
        step: Option<usize>,
        steps: usize,
        column: &Column,
        frame: &Frame,
    ) {
        let due = match step {
            Some(step) => step..(step + 1).min(steps),
            None => 0..steps,
        };
        for step in due {
            let part = &mut self.wanted[at];
            part.write(step * frame.draws, frame.draws, column);
        }
    }

    fn check(&mut self, at: usize, step: Option<usize>, column: &Column, frame: &Frame) {
        if column.all_ok() && column.values().iter().all(|value| *value != 0.0) {
            return;
        }
        let checked = &mut self.asserts[at];
        for draw in 0..column.width() {
            let lane = column.lane(draw);
            let here = Some((frame.first_draw + draw, step));
            if lane.status == Status::UNKNOWN {
                checked.open = earlier(checked.open, here);
            } else if !lane.is_yes() && lane.status.at_fault().is_none() {
                checked.failed = earlier(checked.failed, here);
            }
        }
        self.note_faults(column, frame);
    }

    fn note_faults(&mut self, column: &Column, frame: &Frame) {
        for draw in 0..column.width() {
            if let Some((node, step)) = column.lane(draw).status.at_fault() {
                let draw = frame.first_draw + draw;
                self.note(Found { draw, step, node });
            }
        }
    }

    fn note(&mut self, found: Found) {
        match self
            .faults
            .iter_mut()
            .find(|known| known.node == found.node)
        {
            Some(known) => *known = found.min(*known),
            None => self.faults.push(found),
        }
    }

    /// Takes what a later block found of asserts and faults.
    pub fn add_findings(&mut self, other: &Harvest) {
        for (own, other) in self.asserts.iter_mut().zip(&other.asserts) {
            own.failed = earlier(own.failed, other.failed);
            own.open = earlier(own.open, other.open);
        }
        other.faults.iter().for_each(|found| self.note(*found));
    }
}

impl Part {
    fn write(&mut self, from: usize, draws: usize, column: &Column) {
        let own = &mut self.values[from..from + draws];
        match column.values() {
            [single] => own.fill(*single),
            values => own.copy_from_slice(values),
        }
        if column.all_ok() {
            return;
        }
        self.marks.resize(self.values.len(), Mark::Present);
        for draw in 0..draws {
            let mark = match column.lane(draw).status {
                Status::OK => continue,
                Status::NONE => Mark::None,
                _ => Mark::Unknown,
            };
            self.marks[from + draw] = mark;
            self.values[from + draw] = f64::NAN;
        }
    }
}

/// Whether a node has a value to give at the frame's moment, and for which step; no step where it has one for all.
fn moment(plan: &Plan, node: NodeId, frame: &Frame) -> Option<Option<usize>> {
    let over = frame.step == plan.clock.steps;
    match plan.node(node).timing {
        _ if plan.pass_of(node) != frame.stage => None,
        Timing::Step => (!over).then_some(Some(frame.step)),
        Timing::Run | Timing::Whole => over.then_some(None),
    }
}

/// The one of the lower draw, then of the lower step.
fn earlier<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
