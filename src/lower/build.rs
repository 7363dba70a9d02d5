//! Grows a plan's nodes: each named thing once, and once for all scenarios where they agree on it.

use std::collections::BTreeMap;

use super::draft::Drafts;
use super::memo::{Entry, Memo};
use super::op::{Anew, Op};
use super::reach::in_order_of_need;
use super::schedule::schedule;
use super::thing::{Thing, of_expr};
use super::{Asked, Clock, NodeId, Plan, Timing};
use crate::span::Span;
use crate::types::model::*;

/// A definition that rests on itself in one step. The checker refuses such models.
#[derive(Clone, Copy, Debug)]
pub struct Circle(pub Span);

/// What lowering gives: a node, or the circle that it ran into.
pub type Lowered = Result<NodeId, Circle>;

/// The columns of a run that an expectation looks at.
pub type Inputs<'m> = &'m dyn Fn(ScenarioId, QuantityId) -> usize;

/// Grows nodes for one scenario after another.
pub struct Builder<'m> {
    /// The model.
    pub model: &'m TypedModel,
    /// Its timeline.
    pub clock: Clock,
    /// All nodes so far.
    pub drafts: Drafts,
    /// Which node each named thing became, and in which scenario where it is that one's own.
    named: Vec<(NodeId, Thing, Option<ScenarioId>)>,
    memo: Memo,
    inputs: Option<Inputs<'m>>,
    lags: BTreeMap<LagKey, NodeId>,
    gaps: Vec<Gap<'m>>,
}

/// Whose (a scenario's own, or shared), of what, from which initial value, written where.
type LagKey = (Option<ScenarioId>, Thing, Option<NodeId>, Span);

/// An operand that is filled in later, since it is read as of an earlier step and may rest on the node itself.
struct Gap<'m> {
    node: NodeId,
    filling: Filling<'m>,
}

/// What fills a gap.
pub enum Filling<'m> {
    /// An expression.
    Expr(&'m TExpr),
    /// A named thing.
    Thing(Thing),
    /// Something about an event.
    Aspect(EventId, Aspect),
    /// The switches of a choice.
    Switches(ChoiceId),
}

/// Stands for an operand until its gap is filled.
pub const GAP: NodeId = NodeId(u32::MAX);

impl<'m> Builder<'m> {
    /// Nothing yet: enter a scenario first.
    pub fn new(model: &'m TypedModel, inputs: Option<Inputs<'m>>) -> Self {
        Builder {
            model,
            clock: Clock {
                timeline: model.timeline,
                steps: model.steps(),
            },
            drafts: Drafts::default(),
            named: Vec::new(),
            memo: Memo::of(model),
            inputs,
            lags: BTreeMap::new(),
            gaps: Vec::new(),
        }
    }

    /// From here on, things are what they are in this scenario.
    pub fn enter(&mut self, id: ScenarioId) {
        self.memo.enter(id, self.scenario_of(id));
    }

    /// The scenario that is being lowered.
    pub fn scenario(&self) -> &'m Scenario {
        self.scenario_of(self.memo.scenario())
    }

    fn scenario_of(&self, id: ScenarioId) -> &'m Scenario {
        &self.model.scenarios[id.0]
    }

    /// The node of an expression, all that it rests on included.
    pub fn whole(&mut self, expr: &'m TExpr) -> Lowered {
        let mut roots = Vec::new();
        of_expr(expr, &mut roots);
        self.prepare(roots)?;
        let node = self.expr(expr)?;
        self.fill_gaps()?;
        Ok(node)
    }

    /// The node of a quantity, all that it rests on included.
    pub fn whole_quantity(&mut self, id: QuantityId) -> Lowered {
        self.prepare(vec![Thing::Value(id)])?;
        let node = self.thing(Thing::Value(id))?;
        self.fill_gaps()?;
        Ok(node)
    }

    /// Lowers what these rest on, the farthest first: that keeps the recursion flat, however long a chain of
    /// definitions is.
    fn prepare(&mut self, roots: Vec<Thing>) -> Result<(), Circle> {
        let known = |thing| !matches!(self.memo.entry(thing), Entry::New);
        for thing in in_order_of_need(self.model, roots, known) {
            self.thing(thing)?;
        }
        Ok(())
    }

    /// The node of a named thing.
    pub fn thing(&mut self, thing: Thing) -> Lowered {
        match self.memo.entry(thing) {
            Entry::Done(node) => return Ok(node),
            Entry::Open => return Err(Circle(self.span_of(thing))),
            Entry::New => self.memo.note(thing, Entry::Open),
        }
        let node = match thing {
            Thing::Value(id) => self.value(id),
            Thing::Base(id) => self.base(id),
            Thing::Opening(id) => self.opening(id),
            Thing::Closing(id) => self.closing(id),
            Thing::Choice(id) => self.choice(id),
            Thing::Fired(id) => self.fired(id),
            Thing::Remaining(id) => self.remaining(id),
        }?;
        self.memo.note(thing, Entry::Done(node));
        let own = self.memo.is_own(thing).then(|| self.memo.scenario());
        self.named.push((node, thing, own));
        Ok(node)
    }

    /// A node of this operation; the same one again for the same operation of the same expression.
    pub fn push(&mut self, op: Op, span: Span) -> NodeId {
        self.drafts.push(op, span)
    }

    /// A node with a gap, which is filled once everything else is there.
    pub fn push_with_gap(&mut self, op: Op, span: Span, filling: Filling<'m>) -> NodeId {
        let node = self.drafts.push_new(op, span);
        self.gaps.push(Gap { node, filling });
        node
    }

    /// The value of a thing in the step before; the same node for the same thing.
    pub fn lag(&mut self, thing: Thing, initial: Option<NodeId>, span: Span) -> NodeId {
        let own = self.memo.is_own(thing).then(|| self.memo.scenario());
        let key = (own, thing, initial, span);
        if let Some(node) = self.lags.get(&key) {
            return *node;
        }
        let op = Op::Lag { of: GAP, initial };
        let node = self.push_with_gap(op, span, Filling::Thing(thing));
        self.lags.insert(key, node);
        node
    }

    /// A number.
    pub fn number(&mut self, value: f64) -> NodeId {
        self.push(Op::Number(value), Span::default())
    }

    /// The number that a node always is, if it is one.
    pub fn constant(&self, node: NodeId) -> Option<f64> {
        self.drafts.constant(node)
    }

    /// When a node is evaluated.
    pub fn timing(&self, node: NodeId) -> Timing {
        self.drafts.get(node).timing
    }

    /// The input that a result is; unknown in a plan that has no inputs.
    pub fn result(&mut self, id: Option<ScenarioId>, quantity: QuantityId, span: Span) -> NodeId {
        let Some(inputs) = self.inputs else {
            return self.push(Op::Unknown, span);
        };
        let column = inputs(id.unwrap_or(self.memo.scenario()), quantity);
        let varies = self.model.quantity(quantity).varies;
        self.push(Op::Input { column, varies }, span)
    }

    /// The plan of what was lowered.
    pub fn plan(self, asked: Vec<Asked>) -> Result<Plan, Circle> {
        let plan = schedule(self.drafts.into_all(), asked, self.clock)?;
        Ok(Plan {
            named: self.named,
            ..plan
        })
    }

    fn fill_gaps(&mut self) -> Result<(), Circle> {
        while let Some(Gap { node, filling }) = self.gaps.pop() {
            if let Filling::Switches(id) = filling {
                let acted = self.switches(id)?;
                if let Op::Choice(choosing) = self.drafts.op_mut(node) {
                    choosing.switches = acted;
                }
                continue;
            }
            let filled = match filling {
                Filling::Expr(expr) => self.expr(expr),
                Filling::Thing(thing) => self.thing(thing),
                Filling::Aspect(id, aspect) => self.aspect(id, aspect),
                Filling::Switches(_) => Ok(GAP),
            }?;
            match self.drafts.op_mut(node) {
                Op::Lag { of, .. } | Op::Initially(_, of) => *of = filled,
                Op::Fired(firing) => firing.remaining = filled,
                Op::Draw(drawing) => drawing.anew = Anew::Fired(filled),
                _ => {}
            }
        }
        Ok(())
    }

    fn span_of(&self, thing: Thing) -> Span {
        match thing {
            Thing::Value(id) | Thing::Base(id) => self.model.quantity(id).origin.name_span,
            Thing::Opening(id) | Thing::Closing(id) => self.model.stocks[id.0].origin.name_span,
            Thing::Choice(id) => self.model.choices[id.0].origin.name_span,
            Thing::Fired(id) | Thing::Remaining(id) => self.model.events[id.0].origin.name_span,
        }
    }
}
