//! Where a graph runs in circles.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::graph::{Edge, Graph};

/// Strongly connected components of more than one node, or of one that names itself (Tarjan 1972, without recursion).
pub(super) fn components(graph: &Graph, follows: &dyn Fn(Edge) -> bool) -> Vec<Vec<usize>> {
    let mut search = Search {
        graph,
        follows,
        next: 0,
        seen: vec![None; graph.len()],
        stack: Vec::new(),
        found: Vec::new(),
    };
    for node in 0..graph.len() {
        if search.seen[node].is_none() {
            search.from(node);
        }
    }
    search.found
}

/// What is known of a node that was entered.
#[derive(Clone, Copy)]
struct Reached {
    number: usize,
    /// The lowest number reached from it.
    low: usize,
    /// Whether its component is still open.
    open: bool,
}

struct Search<'g> {
    graph: &'g Graph,
    follows: &'g dyn Fn(Edge) -> bool,
    next: usize,
    seen: Vec<Option<Reached>>,
    stack: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn from(&mut self, root: usize) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((node, at)) = path.pop() {
            let Some(&(edge, to)) = self.graph.edges(node).get(at) else {
                self.leave(node, path.last().map(|(parent, _)| *parent));
                continue;
            };
            path.push((node, at + 1));
            if !(self.follows)(edge) {
                continue;
            }
            match self.seen[to] {
                None => {
                    self.enter(to);
                    path.push((to, 0));
                }
                Some(entry) if entry.open => self.lower(node, entry.number),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.seen[node] = Some(Reached {
            number: self.next,
            low: self.next,
            open: true,
        });
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(entry) = &mut self.seen[node] {
            entry.low = entry.low.min(to);
        }
    }

    fn leave(&mut self, node: usize, parent: Option<usize>) {
        let Some(Reached { number, low, .. }) = self.seen[node] else {
            return;
        };
        if let Some(parent) = parent {
            self.lower(parent, low);
        }
        if number != low {
            return;
        }
        // Most nodes are a component by themselves.
        if self.stack.last() == Some(&node) && !self.names_itself(node) {
            self.stack.pop();
            self.close(node);
            return;
        }
        let mut component = Vec::new();
        while let Some(top) = self.stack.pop() {
            self.close(top);
            component.push(top);
            if top == node {
                break;
            }
        }
        component.sort();
        self.found.push(component);
    }

    fn close(&mut self, node: usize) {
        if let Some(entry) = &mut self.seen[node] {
            entry.open = false;
        }
    }

    fn names_itself(&self, node: usize) -> bool {
        let mut edges = self.graph.edges(node).iter();
        edges.any(|(edge, to)| (self.follows)(*edge) && *to == node)
    }
}

/// The shortest way from the first node of a component back to it.
pub(super) fn circle_in(
    component: &[usize],
    graph: &Graph,
    follows: &dyn Fn(Edge) -> bool,
) -> Option<Vec<usize>> {
    let start = *component.first()?;
    let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for &(edge, to) in graph.edges(node) {
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
            if let Entry::Vacant(way) = came_from.entry(to) {
                way.insert(node);
                open.push_back(to);
            }
        }
    }
    None
}
