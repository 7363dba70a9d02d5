//! Values worked out from summaries, once more without each group of draws in turn.

use rayon::prelude::*;

use crate::eval::{Setting, watch};
use crate::lower::NodeId;

/// The groups that draws are split into: enough for Student's t to be near the normal, few enough to be quick.
pub const GROUPS: usize = 32;

/// For each node and each step the values without each group; nothing where a value is missing without one of them, or
/// where there are too few draws.
pub struct Replicates(Vec<Vec<Vec<f64>>>);

impl Replicates {
    /// Of nodes that have one value for all draws.
    pub fn of(setting: Setting, draws: usize, nodes: &[NodeId]) -> Self {
        Self::over(draws, nodes, |group @ (from, to)| {
            let setting = Setting {
                without: Some(group),
                ..setting
            };
            once(setting, (0, draws - (to - from)), nodes)
        })
    }

    /// The same of each group by itself.
    pub fn alone(setting: Setting, draws: usize, nodes: &[NodeId]) -> Self {
        Self::over(draws, nodes, |(from, to)| {
            once(setting, (from, to - from), nodes)
        })
    }

    fn over(
        draws: usize,
        nodes: &[NodeId],
        find: impl Fn((usize, usize)) -> Vec<Vec<Option<f64>>> + Sync + Send,
    ) -> Self {
        let groups = GROUPS.min(draws);
        if groups < 2 || nodes.is_empty() {
            return Replicates(vec![Vec::new(); nodes.len()]);
        }
        let bounds = (0..groups).map(|at| (at * draws / groups, (at + 1) * draws / groups));
        let bounds: Vec<(usize, usize)> = bounds.collect();
        let found: Vec<Vec<Vec<Option<f64>>>> = bounds.into_par_iter().map(find).collect();
        let of_step = |node: usize, step: usize| {
            let values = found.iter().map(|group| group[node].get(step)?.to_owned());
            values.collect::<Option<Vec<f64>>>().unwrap_or_default()
        };
        let steps = |node: usize| found.first().map_or(0, |group| group[node].len());
        let of_node = |node: usize| (0..steps(node)).map(|step| of_step(node, step)).collect();
        Replicates((0..nodes.len()).map(of_node).collect())
    }

    /// The values of a node in a step, or in all where it has one value for all.
    pub fn get(&self, node: usize, step: usize) -> &[f64] {
        let steps = self.0.get(node).map(Vec::as_slice).unwrap_or_default();
        let step = if steps.len() == 1 { 0 } else { step };
        steps.get(step).map(Vec::as_slice).unwrap_or_default()
    }
}

fn once(setting: Setting, draws: (usize, usize), nodes: &[NodeId]) -> Vec<Vec<Option<f64>>> {
    let mut seen = vec![Vec::new(); nodes.len()];
    watch(setting, draws, nodes, &mut |at, _, column| {
        let lane = column.lane(0);
        seen[at].push(lane.is_ok().then_some(lane.value));
    });
    seen
}
