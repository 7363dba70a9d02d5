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
    fn of(left_out: Edge, circle: &[usize], graph: &Graph) -> Self {
        let whole = |node: &usize| {
            let mut edges = graph.edges(*node).iter();
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
    let report = |circle: &[usize], told, faults: &mut Faults| {
        let circle: Vec<Node> = circle.iter().map(|at| graph.node(*at)).collect();
        report(model, &circle, told, faults);
    };
    // Where following all leads nowhere back, following some does not either.
    let all = components(&graph, &|_| true);
    if all.is_empty() {
        return;
    }
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for left_out in [Edge::First, Edge::Later] {
        let follows = |edge| edge != Edge::Before && edge != left_out;
        for component in &components(&graph, &follows) {
            if component.iter().any(|node| told.contains(node)) {
                continue;
            }
            if let Some(circle) = circle_in(component, &graph, &follows) {
                report(&circle, Told::of(left_out, &circle, &graph), faults);
                told.extend(component);
            }
        }
    }
    if !told.is_empty() {
        return;
    }
    for component in &all {
        let whole = |node: &usize| {
            let mut edges = graph.edges(*node).iter();
            edges.any(|(edge, to)| *edge == Edge::Whole && component.binary_search(to).is_ok())
        };
        if component.iter().any(whole)
            && let Some(circle) = circle_in(component, &graph, &|_| true)
        {
            report(&circle, Told::Whole, faults);
        }
    }
}
