//! The nodes of a plan before they are put in order.

use std::collections::HashMap;

use super::op::Op;
use super::reads::Read;
use super::{NodeId, Timing};
use crate::span::Span;

/// A node whose place in the order is not settled yet.
pub struct Draft {
    /// What it does.
    pub op: Op,
    /// The expression it comes from.
    pub span: Span,
    /// When it is evaluated.
    pub timing: Timing,
}

/// All nodes so far, each after those it reads in the same step.
#[derive(Default)]
pub struct Drafts {
    drafts: Vec<Draft>,
    alike: HashMap<Span, Vec<NodeId>>,
    numbers: HashMap<u64, NodeId>,
}

impl Drafts {
    /// The node of this id.
    pub fn get(&self, node: NodeId) -> &Draft {
        &self.drafts[node.index()]
    }

    /// What a node does, to fill a gap in it.
    pub fn op_mut(&mut self, node: NodeId) -> &mut Op {
        &mut self.drafts[node.index()].op
    }

    /// All of them.
    pub fn into_all(self) -> Vec<Draft> {
        self.drafts
    }

    /// A node of this operation; the same one again for the same operation of the same expression, and for the same
    /// number wherever it stands.
    pub fn push(&mut self, op: Op, span: Span) -> NodeId {
        if let Op::Number(value) = op {
            if let Some(node) = self.numbers.get(&value.to_bits()) {
                return *node;
            }
            let node = self.push_new(op, span);
            self.numbers.insert(value.to_bits(), node);
            return node;
        }
        let mut twins = self.alike.get(&span).into_iter().flatten();
        if let Some(twin) = twins.find(|node| self.get(**node).op == op) {
            return *twin;
        }
        let node = self.push_new(op, span);
        self.alike.entry(span).or_default().push(node);
        node
    }

    /// A node of its own.
    pub fn push_new(&mut self, op: Op, span: Span) -> NodeId {
        let node = NodeId(self.drafts.len() as u32);
        let timing = op.own_timing().unwrap_or_else(|| self.inherited(&op, node));
        self.drafts.push(Draft { op, span, timing });
        node
    }

    /// Every step if something that it reads in this step is.
    fn inherited(&self, op: &Op, own: NodeId) -> Timing {
        let mut timing = Timing::Run;
        op.reads(own, &mut |node, read| {
            if read == Read::Same && self.get(node).timing == Timing::Step {
                timing = Timing::Step;
            }
        });
        timing
    }
}
