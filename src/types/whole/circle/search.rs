//! Where a graph runs in circles.

use std::collections::BTreeMap;

use super::graph::{Edge, Graph, Node};

/// Strongly connected components of more than one node, or of one that names itself (Tarjan 1972, without recursion).
pub(super) fn components(graph: &Graph, follows: &dyn Fn(Edge) -> bool) -> Vec<Vec<Node>> {
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
pub(super) fn circle_in(
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
