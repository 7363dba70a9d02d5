//! Joins operations that are quicker as one, and parts what no draw changes from what draws do; the bits stay.

use super::draft::Draft;
use super::op::{Fires, Op, Strength, Term};
use super::{Asked, NodeId, Timing};
use crate::syntax::ast::{Scale, Sign};
use crate::types::model::Function;

/// All nodes while they are joined.
pub struct Fusing<'d> {
    drafts: &'d mut Vec<Draft>,
    /// By node, whether it may differ from draw to draw.
    by_draw: &'d mut Vec<bool>,
    /// By node, how often it is read.
    reads: Vec<u32>,
}

/// Joins what is quicker as one among these nodes, each of which `live` names once.
pub fn fuse(drafts: &mut Vec<Draft>, asked: &[Asked], live: &[NodeId], by_draw: &mut Vec<bool>) {
    let mut reads = vec![0; drafts.len()];
    for node in live {
        let op = &drafts[node.index()].op;
        op.reads(*node, &mut |operand, _| reads[operand.index()] += 1);
    }
    for asked in asked {
        let wanted = asked.wanted.iter().map(|(_, node)| node);
        wanted
            .chain(&asked.asserts)
            .for_each(|node| reads[node.index()] += 1);
    }
    let mut fusing = Fusing {
        drafts,
        by_draw,
        reads,
    };
    for node in live
        .iter()
        .filter(|node| fusing.by_draw[node.index()])
        .copied()
        .collect::<Vec<_>>()
    {
        let mut op = fusing.drafts[node.index()].op.clone();
        fusing.join(node, &mut op);
        fusing.drafts[node.index()].op = op;
    }
}

impl Fusing<'_> {
    fn join(&mut self, node: NodeId, op: &mut Op) {
        match op {
            Op::Sum(terms) => {
                self.part_settled_terms(node, terms);
                terms
                    .iter_mut()
                    .for_each(|term| self.take_in_product(node, term));
            }
            Op::Product(factors) => self.part_settled_factors(node, factors),
            Op::If { arms, .. } => {
                for (condition, _) in arms {
                    self.look_through(condition);
                }
            }
            Op::Not(of) => self.look_through(of),
            Op::Adjust(adjusting) => {
                let sets = adjusting.sets.iter_mut().chain(&mut adjusting.adds);
                for change in sets.chain(&mut adjusting.factors) {
                    if let Strength::While(condition) = &mut change.strength {
                        self.look_through(condition);
                    }
                }
            }
            Op::Remaining(lasting) if lasting.triggers.is_empty() => {
                if let Fires::As(fired) = lasting.fires {
                    lasting.fires = self.by_chance(node, fired).unwrap_or(lasting.fires);
                }
            }
            _ => {}
        }
    }

    /// An event is active where there are steps remaining: that number says it as well.
    fn look_through(&self, condition: &mut NodeId) {
        if let Op::Active(remaining) = self.drafts[condition.index()].op {
            *condition = remaining;
        }
    }

    /// A product of two that nothing else reads is worked out where it is added.
    fn take_in_product(&self, sum: NodeId, term: &mut Term) {
        let (own, of) = (&self.drafts[sum.index()], &self.drafts[term.of.index()]);
        let alone = self.reads[term.of.index()] == 1 && self.by_draw[term.of.index()];
        if let (Op::Product(factors), None, true) = (&of.op, term.times, alone)
            && let [(Scale::Times, a), (Scale::Times, b)] = factors.as_slice()
            && own.timing == of.timing
        {
            let timing = of.timing;
            let with_floor = |times: NodeId, of: NodeId| {
                let (value, floor) = self.floored(times, timing)?;
                Some((of, Some(value), Some(floor)))
            };
            let floored = with_floor(*a, *b).or_else(|| with_floor(*b, *a));
            (term.of, term.times, term.floor) = floored.unwrap_or((*a, Some(*b), None));
        }
    }

    /// The value and the floor of a `max` of the two that nothing else reads, where no draw changes the floor.
    fn floored(&self, node: NodeId, timing: Timing) -> Option<(NodeId, NodeId)> {
        let max = &self.drafts[node.index()];
        let alone = self.reads[node.index()] == 1 && max.timing == timing;
        match &max.op {
            Op::Call(Function::Max, of) if alone => match of.as_slice() {
                [value, floor] if self.by_draw[value.index()] && !self.by_draw[floor.index()] => {
                    Some((*value, *floor))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The first terms, as far as no draw changes them, become a node of their own.
    fn part_settled_terms(&mut self, sum: NodeId, terms: &mut Vec<Term>) {
        let settled = |term: &Term| !self.by_draw[term.of.index()] && term.times.is_none();
        let count = terms.iter().take_while(|term| settled(term)).count();
        if count >= 2 {
            let first: Vec<Term> = terms.drain(..count).collect();
            let of = self.new_node(sum, Op::Sum(first));
            terms.insert(
                0,
                Term {
                    sign: Sign::Plus,
                    of,
                    times: None,
                    floor: None,
                },
            );
        }
    }

    /// The first factors, as far as no draw changes them, become a node of their own.
    fn part_settled_factors(&mut self, product: NodeId, factors: &mut Vec<(Scale, NodeId)>) {
        let settled = |node: NodeId| !self.by_draw[node.index()];
        let count = factors.iter().take_while(|(_, of)| settled(*of)).count();
        if count >= 2 {
            let first: Vec<(Scale, NodeId)> = factors.drain(..count).collect();
            let of = self.new_node(product, Op::Product(first));
            factors.insert(0, (Scale::Times, of));
        }
    }

    fn new_node(&mut self, like: NodeId, op: Op) -> NodeId {
        let node = NodeId(self.drafts.len() as u32);
        let mut timing = Timing::Run;
        op.reads(
            node,
            &mut |operand, _| match self.drafts[operand.index()].timing {
                Timing::Step => timing = Timing::Step,
                Timing::Run | Timing::Whole => {}
            },
        );
        let span = self.drafts[like.index()].span;
        self.drafts.push(Draft { op, span, timing });
        self.by_draw.push(false);
        self.reads.push(1);
        node
    }

    /// What makes an event fire, if that is its hazard alone and nobody else asks.
    fn by_chance(&self, remaining: NodeId, fired: NodeId) -> Option<Fires> {
        let alone = |node: NodeId| self.reads[node.index()] == 1;
        let Op::Fired(firing) = &self.drafts[fired.index()].op else {
            return None;
        };
        let by_itself =
            firing.only_when.is_none() && firing.occurs.is_none() && firing.triggers.is_empty();
        let strikes = firing
            .strikes
            .filter(|_| by_itself && firing.remaining == remaining)?;
        let Op::Chance {
            uniform,
            probability,
        } = self.drafts[strikes.index()].op
        else {
            return None;
        };
        let of_a_hazard = matches!(
            self.drafts[probability.index()].op,
            Op::StepProbability { .. }
        );
        (of_a_hazard && alone(fired) && alone(strikes)).then_some(Fires::ByChance {
            uniform,
            probability,
        })
    }
}
