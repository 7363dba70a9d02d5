//! What is computed in each step, and what each must know before.

use crate::types::model::*;
use crate::types::whole::when::acting::Acting;

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

/// By node, what it names and when that must be known. Nodes are numbered in the order in which [`Node`] lists them.
#[derive(Default)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Vec<(Edge, usize)>>,
}

impl Graph {
    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of a number.
    pub(super) fn node(&self, at: usize) -> Node {
        self.nodes[at]
    }

    /// What a node names.
    pub(super) fn edges(&self, at: usize) -> &[(Edge, usize)] {
        &self.edges[at]
    }
}

/// Of a whole model.
pub(super) fn graph(model: &TypedModel) -> Graph {
    let acting = Acting::of(model);
    let mut nodes = Vec::new();
    let mut named = Vec::new();
    let mut enter = |node, edges| {
        nodes.push(node);
        named.push(edges);
    };
    for (at, quantity) in model.quantities.iter().enumerate() {
        enter(Node::Base(at), base_edges(quantity));
    }
    for (at, quantity) in model.quantities.iter().enumerate() {
        let edges = value_edges(at, quantity, acting.on(QuantityId(at)));
        enter(Node::Value(at), edges);
    }
    for (at, stock) in model.stocks.iter().enumerate() {
        enter(Node::Stock(at), opening_edges(stock));
    }
    for (at, stock) in model.stocks.iter().enumerate() {
        let mut edges = vec![(Edge::Now, Node::Stock(at))];
        let flows = stock.gains.iter().chain(&stock.loses);
        flows.for_each(|flow| names(flow, Edge::Now, &mut edges));
        enter(Node::Closing(at), edges);
    }
    for (at, edges) in choice_edges(model).into_iter().enumerate() {
        // Weights look at choices declared above and at known values only, and so are part of no circle.
        enter(Node::Choice(at), edges);
    }
    for (at, event) in model.events.iter().enumerate() {
        let hazard = event.hazard.iter();
        let mut edges = hazard.map(|id| (Edge::Now, Node::Value(id.0))).collect();
        let firing = event.firing_expressions().into_iter();
        firing.for_each(|expr| names(expr, Edge::Now, &mut edges));
        enter(Node::Fired(at), edges);
    }
    for (at, edges) in active_edges(model).into_iter().enumerate() {
        enter(Node::Active(at), edges);
    }
    let numbered = |(edge, node)| (edge, number(model, node));
    let edges = named.into_iter();
    let edges = edges.map(|edges: Vec<(Edge, Node)>| edges.into_iter().map(numbered).collect());
    Graph {
        edges: edges.collect(),
        nodes,
    }
}

/// The number of a node.
fn number(model: &TypedModel, node: Node) -> usize {
    let values = model.quantities.len();
    let stocks = 2 * values;
    let closings = stocks + model.stocks.len();
    let choices = closings + model.stocks.len();
    let fired = choices + model.choices.len();
    match node {
        Node::Base(at) => at,
        Node::Value(at) => values + at,
        Node::Stock(at) => stocks + at,
        Node::Closing(at) => closings + at,
        Node::Choice(at) => choices + at,
        Node::Fired(at) => fired + at,
        Node::Active(at) => fired + model.events.len() + at,
    }
}

/// What a stock opens with.
fn opening_edges(stock: &Stock) -> Vec<(Edge, Node)> {
    let mut edges = Vec::new();
    names(&stock.starts, Edge::First, &mut edges);
    let flows = stock.gains.iter().chain(&stock.loses);
    flows.for_each(|flow| names(flow, Edge::Before, &mut edges));
    edges
}

/// By event, what its being active rests on. How long an event lasts is settled once it fires.
fn active_edges(model: &TypedModel) -> Vec<Vec<(Edge, Node)>> {
    let mut active: Vec<Vec<(Edge, Node)>> = (0..model.events.len())
        .map(|at| vec![(Edge::Now, Node::Fired(at))])
        .collect();
    let scenarios = model.scenarios.iter();
    for trigger in scenarios.flat_map(|scenario| &scenario.triggers) {
        if let Some(lasts) = &trigger.lasts {
            names(lasts, Edge::Now, &mut active[trigger.event.0]);
        }
    }
    for (event, edges) in model.events.iter().zip(&mut active) {
        if let Some(lasts) = event.lasting_expression() {
            names(lasts, Edge::Now, edges);
        }
    }
    active
}

/// By choice, what its option rests on. A switch takes hold in the next step.
fn choice_edges(model: &TypedModel) -> Vec<Vec<(Edge, Node)>> {
    let mut choices = vec![Vec::new(); model.choices.len()];
    for (event, declared) in model.events.iter().enumerate() {
        for switch in &declared.switches {
            let edges = &mut choices[switch.choice.0];
            edges.push((Edge::Before, Node::Fired(event)));
            let clauses = switch.when.iter().chain(&switch.probability);
            clauses.for_each(|expr| names(expr, Edge::Before, edges));
        }
    }
    choices
}

fn base_edges(quantity: &Quantity) -> Vec<(Edge, Node)> {
    let mut edges = Vec::new();
    let definition = quantity.definition.expressions();
    definition.for_each(|expr| names(expr, Edge::Now, &mut edges));
    edges
}

fn value_edges(at: usize, quantity: &Quantity, acting: &[&Adjustment]) -> Vec<(Edge, Node)> {
    let mut edges = vec![(Edge::Now, Node::Base(at))];
    for adjustment in acting {
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
