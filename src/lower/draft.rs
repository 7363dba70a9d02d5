//! The nodes of a plan before they are put in order.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::op::Op;
use super::reads::Read;
use super::{NodeId, Timing, fold};
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
    /// By what they have in common, nodes that may be alike.
    alike: HashMap<u64, Vec<NodeId>>,
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

    /// A node of this operation; the same one again for the same operation on the same operands, and a number where it
    /// is one.
    pub fn push(&mut self, op: Op, span: Span) -> NodeId {
        let op = match fold::number(&op, |node| self.constant(node)) {
            Some(value) => Op::Number(value),
            None => op,
        };
        let key = key_of(&op);
        let mut twins = self.alike.get(&key).into_iter().flatten();
        if let Some(twin) = twins.find(|node| self.get(**node).op == op) {
            return *twin;
        }
        let node = self.push_new(op, span);
        self.alike.entry(key).or_default().push(node);
        node
    }

    /// The number that a node always is, if it is one.
    pub fn constant(&self, node: NodeId) -> Option<f64> {
        match self.get(node).op {
            Op::Number(value) => Some(value),
            _ => None,
        }
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

/// The same for operations that are the same; seldom for others.
fn key_of(op: &Op) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::mem::discriminant(op).hash(&mut hasher);
    match op {
        Op::Number(value) => value.to_bits().hash(&mut hasher),
        Op::Draw(drawing) => drawing.stream.hash(&mut hasher),
        Op::Pick { stream, .. } | Op::Weigh { stream, .. } | Op::Uniform { stream } => {
            stream.hash(&mut hasher);
        }
        _ => {}
    }
    op.reads(NodeId(u32::MAX), &mut |node, _| node.hash(&mut hasher));
    hasher.finish()
}
