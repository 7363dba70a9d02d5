//! Circles: what would have to be known before itself.

mod graph;
mod report;
mod search;

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::types::model::TypedModel;
use graph::{Edge, Graph, Node, graph};
use report::report;
use search::{circle_in, components};

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
