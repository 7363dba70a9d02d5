//! Runs a block once more to see what stood where something went wrong.

use super::block;
use super::column::Column;
use super::frame::Setting;
use super::lane::Lane;
use super::ready::Ready;
use crate::lower::{NodeId, Timing};

/// The values of nodes in one draw and step; those that have one value for all steps have that.
pub fn probe(setting: Setting, draw: usize, step: usize, nodes: &[NodeId]) -> Vec<Lane> {
    let columns = probe_block(setting, (draw, 1), step, nodes);
    columns.iter().map(|column| column.lane(0)).collect()
}

/// The same for a whole block, which is its first draw and how many there are.
pub fn probe_block(
    setting: Setting,
    (first, draws): (usize, usize),
    step: usize,
    nodes: &[NodeId],
) -> Vec<Column> {
    let plan = setting.plan;
    let mut seen = vec![Column::same(0.0); nodes.len()];
    let ready = Ready::to_look_at_all(setting);
    block::run(&ready, first, draws, &mut |frame| {
        let over = frame.step == plan.clock.steps;
        for (column, id) in seen.iter_mut().zip(nodes) {
            let node = plan.node(*id);
            let due = match node.timing {
                Timing::Step => frame.step == step,
                Timing::Run | Timing::Whole => over,
            };
            if due && plan.pass_of(*id) == frame.stage {
                column.copy_from(frame.now(*id));
            }
        }
    });
    seen
}

/// Tells the values of nodes in a block of draws, which is its first draw and how many there are: of each its number, the step (none where it has one value for all steps) and
/// the column.
pub fn watch(
    setting: Setting,
    (first, draws): (usize, usize),
    nodes: &[NodeId],
    tell: &mut dyn FnMut(usize, Option<usize>, &Column),
) {
    let plan = setting.plan;
    let ready = Ready::new(setting);
    block::run(&ready, first, draws, &mut |frame| {
        let over = frame.step == plan.clock.steps;
        for (at, id) in nodes.iter().enumerate() {
            let node = plan.node(*id);
            let each = node.timing == Timing::Step;
            if plan.pass_of(*id) == frame.stage && over != each {
                tell(at, each.then_some(frame.step), frame.now(*id));
            }
        }
    });
}
