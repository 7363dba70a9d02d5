//! What is computed in each step, and what each must know before.

use std::collections::BTreeMap;

use crate::types::model::*;

/// Something that is computed in each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Base(usize),
    Value(usize),
    Stock(usize),
    Closing(usize),
    Choice(usize),
    Fired(usize),
    Active(usize),
}

/// When what is named must be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// In the same step.
    Now,
    /// In the same step, if that is the first.
    First,
    /// In the same step, unless that is the first.
    Later,
    /// In the step before.
    Before,
    /// In all steps.
    Whole,
}

impl Edge {
    /// The edge of what is only looked at in the first step; none where it never is.
    fn first(self) -> Option<Edge> {
        match self {
            Edge::Now => Some(Edge::First),
            Edge::Later => None,
            other => Some(other),
        }
    }

    /// The edge of what is only looked at after the first step.
    fn later(self) -> Option<Edge> {
        match self {
            Edge::Now => Some(Edge::Later),
            Edge::First => None,
            other => Some(other),
        }
    }

    /// The edge of what is looked at as the step before left it.
    fn before(self) -> Edge {
        if self == Edge::Whole {
            Edge::Whole
        } else {
            Edge::Before
        }
    }
}

/// By node, what it names and when that must be known.
pub(super) type Graph = BTreeMap<Node, Vec<(Edge, Node)>>;

/// Of a whole model.
pub(super) fn graph(model: &TypedModel) -> Graph {
    let mut graph = Graph::new();
    for (at, quantity) in model.quantities.iter().enumerate() {
        let mut base = Vec::new();
        quantity
            .definition
            .expressions()
            .into_iter()
            .for_each(|expr| names(expr, Edge::Now, &mut base));
        graph.insert(Node::Base(at), base);
        graph.insert(Node::Value(at), value_edges(model, at, quantity));
    }
    for (at, stock) in model.stocks.iter().enumerate() {
        let mut edges = Vec::new();
        names(&stock.starts, Edge::First, &mut edges);
        stock
            .gains
            .iter()
            .chain(&stock.loses)
            .for_each(|flow| names(flow, Edge::Before, &mut edges));
        graph.insert(Node::Stock(at), edges);
        let mut edges = vec![(Edge::Now, Node::Stock(at))];
        let flows = stock.gains.iter().chain(&stock.loses);
        flows.for_each(|flow| names(flow, Edge::Now, &mut edges));
        graph.insert(Node::Closing(at), edges);
    }
    for (at, event) in model.events.iter().enumerate() {
        let mut edges: Vec<(Edge, Node)> = event
            .hazard
            .iter()
            .map(|id| (Edge::Now, Node::Value(id.0)))
            .collect();
        event
            .firing_expressions()
            .into_iter()
            .for_each(|expr| names(expr, Edge::Now, &mut edges));
        graph.insert(Node::Fired(at), edges);
        graph.insert(Node::Active(at), active_edges(model, at, event));
    }
    for at in 0..model.choices.len() {
        // Weights look at choices declared above and at known values only, and so are part of no circle.
        graph.insert(Node::Choice(at), choice_edges(model, at));
    }
    graph
}

/// How long an event lasts is settled once it fires.
fn active_edges(model: &TypedModel, at: usize, event: &Event) -> Vec<(Edge, Node)> {
    let mut edges = vec![(Edge::Now, Node::Fired(at))];
    let triggers = model
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.triggers);
    let triggers = triggers.filter(|trigger| trigger.event.0 == at);
    let durations = triggers.flat_map(|trigger| &trigger.lasts);
    let durations = durations.chain(event.lasting_expression());
    durations.for_each(|expr| names(expr, Edge::Now, &mut edges));
    edges
}

/// A switch takes hold in the next step.
fn choice_edges(model: &TypedModel, at: usize) -> Vec<(Edge, Node)> {
    let mut edges = Vec::new();
    for (event, declared) in model.events.iter().enumerate() {
        let switches = declared.switches.iter();
        for switch in switches.filter(|switch| switch.choice.0 == at) {
            edges.push((Edge::Before, Node::Fired(event)));
            let clauses = switch.when.iter().chain(&switch.probability);
            clauses.for_each(|expr| names(expr, Edge::Before, &mut edges));
        }
    }
    edges
}

fn value_edges(model: &TypedModel, at: usize, quantity: &Quantity) -> Vec<(Edge, Node)> {
    let mut edges = vec![(Edge::Now, Node::Base(at))];
    for adjustment in model.adjustments_of(QuantityId(at)) {
        adjustment
            .expressions()
            .for_each(|expr| names(expr, Edge::Now, &mut edges));
        match &adjustment.owner {
            Owner::Event(event) if quantity.role == QuantityRole::Hazard => {
                edges.push((Edge::Before, Node::Active(event.0)))
            }
            Owner::Event(event) => edges.push((Edge::Now, Node::Active(event.0))),
            Owner::Option(choice, _) => edges.push((Edge::Now, Node::Choice(choice.0))),
            Owner::Scenario(_) => {}
        }
    }
    edges
}

/// What an expression names, and when it must be known.
fn names(expr: &TExpr, edge: Edge, found: &mut Vec<(Edge, Node)>) {
    match &expr.kind {
        Kind::Quantity(id) => found.push((edge, Node::Value(id.0))),
        Kind::Base(id) => found.push((edge, Node::Base(id.0))),
        Kind::Stock(id) => found.push((edge, Node::Stock(id.0))),
        Kind::Choice { id } => found.push((edge, Node::Choice(id.0))),
        Kind::Event { id, aspect, lagged } => {
            let node = match aspect {
                Aspect::Active => Node::Active(id.0),
                Aspect::Fired | Aspect::Count => Node::Fired(id.0),
            };
            found.push((if *lagged { Edge::Before } else { edge }, node));
        }
        Kind::Draw(draw) => {
            // A firing in the first step makes no difference.
            if let (Each::Event(id), Some(later)) = (draw.each, edge.later()) {
                found.push((later, Node::Fired(id.0)));
            }
            expr.children().for_each(|child| names(child, edge, found));
        }
        Kind::Closing(id) => found.push((edge, Node::Closing(id.0))),
        Kind::Previous { of, initial } => {
            names(of, edge.before(), found);
            if let Some(first) = edge.first().filter(|_| edge != Edge::Before) {
                names(initial.as_ref().unwrap_or(of), first, found);
            }
        }
        Kind::Initially(first, then) => {
            edge.first()
                .iter()
                .for_each(|edge| names(first, *edge, found));
            edge.later()
                .iter()
                .for_each(|edge| names(then, *edge, found));
        }
        Kind::Reduce { .. }
        | Kind::At(..)
        | Kind::PresentValue { .. }
        | Kind::Irr { .. }
        | Kind::Payback(_) => {
            expr.children()
                .for_each(|child| names(child, Edge::Whole, found));
        }
        _ => expr.children().for_each(|child| names(child, edge, found)),
    }
}
