//! Gives every node a column to live in, so that a block of draws needs few of them: what is read only within a step
//! hands its column on, and what only hands a value on has none of its own.

use std::collections::BTreeSet;

use super::op::Op;
use super::reads::Read;
use super::{NodeId, Plan, Stage, Timing};

/// Where the value of a node is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Nowhere: it is not evaluated, or not looked at any more.
    None,
    /// Among what no draw changes: as of so many steps ago.
    Settled {
        /// Its number there.
        at: u32,
        /// How many steps ago.
        back: u32,
    },
    /// In a column of the block.
    Column {
        /// The first of its columns.
        at: u32,
        /// How many it has, taken in turn step by step.
        keep: u32,
        /// As of how many steps ago.
        back: u32,
    },
}

/// The columns of a plan.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Where each node is found in the first step.
    pub first: Vec<Home>,
    /// Where it is found in later steps, and after the last.
    pub later: Vec<Home>,
    /// How many columns there are.
    pub columns: usize,
    /// What is looked at of that which no draw changes.
    pub settled: Vec<NodeId>,
    /// For each pass what is evaluated in the first step.
    pub due_first: Vec<Vec<NodeId>>,
    /// And in later ones.
    pub due_later: Vec<Vec<NodeId>>,
}

impl Layout {
    /// For blocks of draws: as few columns as may be.
    pub fn compact(plan: &Plan) -> Layout {
        Laying::of(plan, &plan.stages, false).lay()
    }

    /// For blocks of draws: a column of its own for every node, so that all can be looked at after each step.
    pub fn apart(plan: &Plan) -> Layout {
        Laying::of(plan, &plan.stages, true).lay()
    }

    /// For what no draw changes: a column of its own for every node.
    pub fn of_settled(plan: &Plan) -> Layout {
        Laying::of(plan, &plan.settled, true).lay()
    }
}

/// Who reads a node.
#[derive(Clone, Copy, Default)]
struct Readers {
    /// The last place among what is evaluated in the first step of its pass.
    first: Option<usize>,
    /// The same in later steps.
    later: Option<usize>,
    /// It is read at another time, or by another pass, or from outside.
    beyond: bool,
}

struct Laying<'p> {
    plan: &'p Plan,
    stages: &'p [Stage],
    apart: bool,
    readers: Vec<Readers>,
    layout: Layout,
}

impl<'p> Laying<'p> {
    fn of(plan: &'p Plan, stages: &'p [Stage], apart: bool) -> Self {
        let nodes = plan.nodes.len();
        Laying {
            plan,
            stages,
            apart,
            readers: vec![Readers::default(); nodes],
            layout: Layout {
                first: vec![Home::None; nodes],
                later: vec![Home::None; nodes],
                ..Layout::default()
            },
        }
    }

    fn lay(mut self) -> Layout {
        self.look_for_readers();
        self.settle();
        self.lasting();
        self.aliases();
        for pass in self.stages {
            let due = self.within(&pass.first, true);
            self.layout.due_first.push(due);
            let due = self.within(&pass.later, false);
            self.layout.due_later.push(due);
        }
        self.layout
    }

    fn look_for_readers(&mut self) {
        let plan = self.plan;
        for (pass, stage) in self.stages.iter().enumerate() {
            for (place, reader) in stage.first.iter().enumerate() {
                self.note_reads(*reader, (pass, place), true);
            }
            for (place, reader) in stage.later.iter().enumerate() {
                self.note_reads(*reader, (pass, place), false);
            }
        }
        for asked in &plan.asked {
            let wanted = asked.wanted.iter().map(|(_, node)| node);
            for node in wanted.chain(&asked.asserts) {
                self.readers[node.index()].beyond = true;
            }
        }
        if self.apart {
            self.readers
                .iter_mut()
                .for_each(|readers| readers.beyond = true);
        }
    }

    fn note_reads(&mut self, reader: NodeId, (pass, place): (usize, usize), first: bool) {
        let plan = self.plan;
        let handed_on = is_alias(plan, reader);
        plan.node(reader).op.reads(reader, &mut |operand, read| {
            let node = plan.node(operand);
            let readers = &mut self.readers[operand.index()];
            let now = match read {
                Read::Same => true,
                Read::First => first,
                Read::Later => !first,
                Read::Back(_) | Read::AnyBefore => {
                    readers.beyond = true;
                    false
                }
            };
            if !now {
                return;
            }
            // What is evaluated in the first step alone lasts if a later step reads it.
            let early = node.timing == Timing::Run && !first;
            if handed_on || early || node.stage != pass || node.timing == Timing::Whole {
                readers.beyond = true;
            } else if first {
                readers.first = Some(place);
            } else {
                readers.later = Some(place);
            }
        });
    }

    /// What no draw changes and a block looks at.
    fn settle(&mut self) {
        let plan = self.plan;
        let mut looked_at = BTreeSet::new();
        for asked in &plan.asked {
            looked_at.extend(asked.wanted.iter().map(|(_, node)| *node));
            looked_at.extend(&asked.asserts);
        }
        let mut own = vec![false; plan.nodes.len()];
        let due = self.stages.iter();
        for node in due.flat_map(|stage| stage.first.iter().chain(&stage.later)) {
            own[node.index()] = true;
            plan.node(*node).op.reads(*node, &mut |operand, _| {
                looked_at.insert(operand);
            });
        }
        if self.apart {
            let settled = plan.settled.iter();
            looked_at.extend(settled.flat_map(|stage| &stage.first));
        }
        let settled = looked_at.into_iter().filter(|node| !own[node.index()]);
        self.layout.settled = settled.collect();
        for (at, node) in self.layout.settled.iter().enumerate() {
            let home = Home::Settled {
                at: at as u32,
                back: 0,
            };
            self.layout.first[node.index()] = home;
            self.layout.later[node.index()] = home;
        }
    }

    /// Columns of their own for what lasts beyond a step.
    fn lasting(&mut self) {
        let plan = self.plan;
        for node in self.stages.iter().flat_map(|stage| &stage.first) {
            if !is_alias(plan, *node) && self.lasts(*node) {
                let home = self.new_column(plan.node(*node).keep);
                self.layout.first[node.index()] = home;
                self.layout.later[node.index()] = home;
            }
        }
    }

    fn lasts(&self, node: NodeId) -> bool {
        let of = self.plan.node(node);
        of.keep > 1 || of.timing == Timing::Whole || self.readers[node.index()].beyond
    }

    fn new_column(&mut self, keep: usize) -> Home {
        let at = self.layout.columns as u32;
        self.layout.columns += keep;
        Home::Column {
            at,
            keep: keep as u32,
            back: 0,
        }
    }

    /// What only hands a value on is found where that is.
    fn aliases(&mut self) {
        for node in self.stages.iter().flat_map(|stage| &stage.first) {
            self.alias(*node);
        }
    }

    fn alias(&mut self, node: NodeId) {
        let plan = self.plan;
        if !is_alias(plan, node) || self.layout.later[node.index()] != Home::None {
            return;
        }
        let (first, later, steps_ago) = match plan.node(node).op {
            Op::Lag { of, initial } => (initial.unwrap_or(of), of, 1),
            Op::Initially(first, later) => (first, later, 0),
            _ => return,
        };
        // A chain of them ends, since each hands on what is evaluated before it in the first step.
        self.alias(first);
        self.alias(later);
        self.layout.first[node.index()] = self.layout.first[first.index()];
        let found = self.layout.later[later.index()];
        let each_step = plan.node(later).timing == Timing::Step;
        self.layout.later[node.index()] = match found {
            Home::Settled { at, back } if each_step => Home::Settled {
                at,
                back: back + steps_ago,
            },
            Home::Column { at, keep, back } if each_step => Home::Column {
                at,
                keep,
                back: back + steps_ago,
            },
            other => other,
        };
    }

    /// Columns for what is read within a step alone, in the order of evaluation; gives what is to be evaluated.
    fn within(&mut self, due: &[NodeId], first: bool) -> Vec<NodeId> {
        let plan = self.plan;
        let mut free: Vec<Home> = Vec::new();
        let mut let_go: Vec<Vec<Home>> = vec![Vec::new(); due.len() + 1];
        let mut evaluated = Vec::with_capacity(due.len());
        for (place, node) in due.iter().enumerate() {
            if is_alias(plan, *node) {
                free.append(&mut let_go[place]);
                continue;
            }
            evaluated.push(*node);
            if !self.lasts(*node) {
                let home = free.pop().unwrap_or_else(|| self.new_column(1));
                let readers = self.readers[node.index()];
                let last = if first { readers.first } else { readers.later };
                let homes = if first {
                    &mut self.layout.first
                } else {
                    &mut self.layout.later
                };
                homes[node.index()] = home;
                // Its own column is free once its last reader is evaluated, not before.
                let_go[last.unwrap_or(place).max(place)].push(home);
            }
            free.append(&mut let_go[place]);
        }
        evaluated
    }
}

/// Whether a node only hands on the value of another.
fn is_alias(plan: &Plan, node: NodeId) -> bool {
    let node = plan.node(node);
    let target = match node.op {
        Op::Lag { of, .. } => of,
        Op::Initially(_, later) => later,
        _ => return false,
    };
    // What is kept for later steps is written down; and the value handed on must be kept as long as it is read.
    node.keep == 1 && plan.node(target).stage <= node.stage
}
