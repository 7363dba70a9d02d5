//! Circles: what would have to be known before itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::Faults;
use crate::span::Span;
use crate::types::declare::nothing;
use crate::types::fault::shape::Circular;
use crate::types::model::*;
use crate::units::Unit;

/// Something that is computed in each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
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
enum Edge {
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

/// What kind of circle is told of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Step,
    FirstStep,
    Whole,
}

impl Told {
    fn of(left_out: Edge, circle: &[Node], graph: &Graph) -> Self {
        let whole = |node: &Node| {
            let mut edges = graph[node].iter();
            edges.any(|(edge, to)| *edge == Edge::Whole && circle.contains(to))
        };
        match left_out {
            _ if circle.iter().any(whole) => Told::Whole,
            Edge::First => Told::Step,
            _ => Told::FirstStep,
        }
    }
}

type Graph = BTreeMap<Node, Vec<(Edge, Node)>>;

/// Reports each circle once.
pub(super) fn circles(model: &TypedModel, faults: &mut Faults) {
    let graph = graph(model);
    let mut told: BTreeSet<Node> = BTreeSet::new();
    for left_out in [Edge::First, Edge::Later] {
        let follows = |edge| edge != Edge::Before && edge != left_out;
        for component in &components(&graph, &follows) {
            if component.iter().any(|node| told.contains(node)) {
                continue;
            }
            if let Some(circle) = circle_in(component, &graph, &follows) {
                let kind = Told::of(left_out, &circle, &graph);
                report(model, &circle, kind, faults);
                told.extend(component);
            }
        }
    }
    if !told.is_empty() {
        return;
    }
    for component in &components(&graph, &|_| true) {
        let whole = |node: &Node| {
            graph[node]
                .iter()
                .any(|(edge, to)| *edge == Edge::Whole && component.binary_search(to).is_ok())
        };
        if component.iter().any(whole)
            && let Some(circle) = circle_in(component, &graph, &|_| true)
        {
            report(model, &circle, Told::Whole, faults);
        }
    }
}

fn graph(model: &TypedModel) -> Graph {
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

/// Strongly connected components of more than one node, or of one that names itself (Tarjan 1972, without recursion).
fn components(graph: &Graph, follows: &dyn Fn(Edge) -> bool) -> Vec<Vec<Node>> {
    let mut search = Search {
        graph,
        follows,
        next: 0,
        low: BTreeMap::new(),
        stack: Vec::new(),
        found: Vec::new(),
    };
    for &node in graph.keys() {
        if !search.low.contains_key(&node) {
            search.from(node);
        }
    }
    search.found
}

struct Search<'g> {
    graph: &'g Graph,
    follows: &'g dyn Fn(Edge) -> bool,
    next: usize,
    /// Number of entry, lowest number reached, whether still open.
    low: BTreeMap<Node, (usize, usize, bool)>,
    stack: Vec<Node>,
    found: Vec<Vec<Node>>,
}

impl Search<'_> {
    fn from(&mut self, root: Node) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, at)) = path.pop() {
            let edges = self.graph.get(&node).map(Vec::as_slice).unwrap_or_default();
            let Some(&(edge, to)) = edges.get(at) else {
                self.leave(node, path.last().map(|(parent, _)| *parent));
                continue;
            };
            path.push((node, at + 1));
            if !(self.follows)(edge) {
                continue;
            }
            match self.low.get(&to).copied() {
                None => {
                    self.enter(to);
                    path.push((to, 0));
                }
                Some((number, _, true)) => self.lower(node, number),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: Node) {
        self.low.insert(node, (self.next, self.next, true));
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: Node, to: usize) {
        if let Some(entry) = self.low.get_mut(&node) {
            entry.1 = entry.1.min(to);
        }
    }

    fn leave(&mut self, node: Node, parent: Option<Node>) {
        let Some((number, low, _)) = self.low.get(&node).copied() else {
            return;
        };
        if let Some(parent) = parent {
            self.lower(parent, low);
        }
        if number != low {
            return;
        }
        let mut component = Vec::new();
        while let Some(top) = self.stack.pop() {
            if let Some(entry) = self.low.get_mut(&top) {
                entry.2 = false;
            }
            component.push(top);
            if top == node {
                break;
            }
        }
        let itself = |node: &Node| {
            self.graph[node]
                .iter()
                .any(|(edge, to)| (self.follows)(*edge) && to == node)
        };
        if component.len() > 1 || component.iter().any(itself) {
            component.sort();
            self.found.push(component);
        }
    }
}

/// The shortest way from the first node of a component back to it.
fn circle_in(
    component: &[Node],
    graph: &Graph,
    follows: &dyn Fn(Edge) -> bool,
) -> Option<Vec<Node>> {
    let start = *component.first()?;
    let mut came_from: BTreeMap<Node, Node> = BTreeMap::new();
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for &(edge, to) in &graph[&node] {
            if !follows(edge) || component.binary_search(&to).is_err() {
                continue;
            }
            if to == start {
                let mut circle = vec![node];
                while let Some(before) = circle.last().and_then(|last| came_from.get(last)) {
                    circle.push(*before);
                }
                circle.reverse();
                return Some(circle);
            }
            if to != start && !came_from.contains_key(&to) {
                came_from.insert(to, node);
                open.push_back(to);
            }
        }
    }
    None
}

fn report(model: &TypedModel, circle: &[Node], told: Told, faults: &mut Faults) {
    let circle = ending_in_a_value(circle);
    let mut named: Vec<(&str, Span)> = circle.iter().map(|node| described(model, *node)).collect();
    named.dedup_by_key(|(name, _)| *name);
    if named.len() > 1 && named.first().map(|first| first.0) == named.last().map(|last| last.0) {
        named.pop();
    }
    let Some(&(first, span)) = named.first() else {
        return;
    };
    let names: Vec<&str> = named.iter().map(|(name, _)| *name).chain([first]).collect();
    let last = named.last().map_or(first, |(name, _)| name);
    let others = named
        .iter()
        .skip(1)
        .map(|(_, span)| (*span).into())
        .collect();
    let unit = unit_of(model, last);
    let initial = unit.as_ref().map_or("0".to_owned(), nothing);
    let plain = Circular::new(first, &names, unit, span, others);
    let help = match told {
        _ if let Some(help) = through_a_firing(model, &circle) => Some(help),
        Told::Whole => Some("a value over the whole run (`total`, `at`, `first` …) cannot feed what it is made from; use `cumulative` or `previous`".to_owned()),
        Told::FirstStep => Some(format!("there is no step before the first: say what holds then, `previous({last}, initial: {initial})`, where `initial` is the value before the first step")),
        Told::Step if names.iter().any(|name| name.ends_with(".hazard")) => Some("read an event in a hazard as the step before left it (`EVENT.active`), not through a let that the event adjusts".to_owned()),
        Told::Step => None,
    };
    let help = through_a_firing(model, &circle).or(help);
    faults.push(Circular {
        help: help.unwrap_or_else(|| plain.help.clone()),
        ..plain
    });
}

/// What to write in a circle through a value that is drawn when an event fires.
fn through_a_firing(model: &TypedModel, circle: &[Node]) -> Option<String> {
    let name = |node: Node| described(model, node).0;
    let at = (0..circle.len()).find(|at| {
        let next = circle[(at + 1) % circle.len()];
        matches!((circle[*at], next), (Node::Base(_), Node::Fired(_)))
    })?;
    let (drawn, event) = (name(circle[at]), name(circle[(at + 1) % circle.len()]));
    let before = (1..circle.len()).map(|back| circle[(at + circle.len() - back) % circle.len()]);
    let reader = before.map(name).find(|reader| *reader != drawn)?;
    Some(format!(
        "`{drawn}` is drawn when `{event}` fires, and so not known before: in `{reader}`, write `previous({drawn})` for `{drawn}`, which is the draw as the step before left it"
    ))
}

/// The unit of a quantity by its name.
fn unit_of(model: &TypedModel, name: &str) -> Option<Unit> {
    let mut quantities = model.quantities.iter();
    let quantity = quantities.find(|quantity| quantity.origin.name == name)?;
    matches!(quantity.ty, Type::Number(_)).then(|| quantity.display.clone())
}

/// The same circle, begun so that it ends in a value: that can be read as the step before left it.
fn ending_in_a_value(circle: &[Node]) -> Vec<Node> {
    let mut turned = circle.to_vec();
    let is_value = |node: &Node| matches!(node, Node::Base(_) | Node::Value(_));
    if let Some(at) = turned.iter().rposition(is_value) {
        turned.rotate_left((at + 1) % circle.len().max(1));
    }
    turned
}

fn described(model: &TypedModel, node: Node) -> (&str, Span) {
    let origin = match node {
        Node::Base(at) | Node::Value(at) => &model.quantities[at].origin,
        Node::Stock(at) | Node::Closing(at) => &model.stocks[at].origin,
        Node::Choice(at) => &model.choices[at].origin,
        Node::Fired(at) | Node::Active(at) => &model.events[at].origin,
    };
    (&origin.name, origin.name_span)
}
