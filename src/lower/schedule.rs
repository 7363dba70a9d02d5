//! Puts the nodes that count in order: which pass over the timeline each is in, what comes before what in a step, and
//! how many of its values each must keep.

use super::build::Circle;
use super::draft::Draft;
use super::fuse::fuse;
use super::op::Op;
use super::reads::Read;
use super::{Asked, Clock, Node, NodeId, Plan, Stage, Timing};

/// The plan of these nodes.
pub fn schedule(mut drafts: Vec<Draft>, asked: Vec<Asked>, clock: Clock) -> Result<Plan, Circle> {
    let mut by_draw = reached_from(&drafts, Op::is_by_draw);
    let live_before = live(&drafts, &asked);
    fuse(&mut drafts, &asked, &live_before, &mut by_draw);
    let live = live(&drafts, &asked);
    let uncertain = reached_from(&drafts, Op::is_random);
    let (drawn, settled): (Vec<NodeId>, Vec<NodeId>) =
        live.into_iter().partition(|node| by_draw[node.index()]);
    let nodes = drafts.into_iter().enumerate().map(|(at, draft)| Node {
        op: draft.op,
        span: draft.span,
        timing: draft.timing,
        stage: 0,
        keep: 1,
        uncertain: uncertain[at],
        by_draw: by_draw[at],
    });
    let mut plan = Plan {
        nodes: nodes.collect(),
        settled: Vec::new(),
        stages: Vec::new(),
        asked,
        clock,
        named: Vec::new(),
    };
    stages_of(&mut plan, &settled)?;
    keep_what_is_read_later(&mut plan, &settled);
    plan.settled = passes(&plan, &settled)?;
    stages_of(&mut plan, &drawn)?;
    keep_what_is_read_later(&mut plan, &drawn);
    plan.stages = passes(&plan, &drawn)?;
    if plan.stages.is_empty() {
        plan.stages.push(Stage::default());
    }
    Ok(plan)
}

/// What is evaluated in each pass over the timeline, in order.
fn passes(plan: &Plan, nodes: &[NodeId]) -> Result<Vec<Stage>, Circle> {
    let passes = nodes.iter().map(|node| plan.node(*node).stage + 1).max();
    let mut stages = Vec::new();
    for pass in 0..passes.unwrap_or(0) {
        let members = nodes.iter().copied();
        let members: Vec<NodeId> = members
            .filter(|node| plan.node(*node).stage == pass)
            .collect();
        stages.push(Stage {
            first: in_order(plan, &members, true)?,
            later: in_order(plan, &members, false)?,
        });
    }
    Ok(stages)
}

/// The nodes that what is asked for rests on, lowest first.
fn live(drafts: &[Draft], asked: &[Asked]) -> Vec<NodeId> {
    let mut found = vec![false; drafts.len()];
    let mut open: Vec<NodeId> = asked
        .iter()
        .flat_map(|asked| {
            let wanted = asked.wanted.iter().map(|(_, node)| *node);
            wanted.chain(asked.asserts.iter().copied())
        })
        .collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut found[node.index()], true) {
            drafts[node.index()]
                .op
                .reads(node, &mut |operand, _| open.push(operand));
        }
    }
    ids(drafts).filter(|node| found[node.index()]).collect()
}

fn ids(drafts: &[Draft]) -> impl Iterator<Item = NodeId> + use<> {
    (0..drafts.len() as u32).map(NodeId)
}

/// By node, whether it is such an operation or rests on one.
fn reached_from(drafts: &[Draft], is_source: impl Fn(&Op) -> bool) -> Vec<bool> {
    let mut readers = vec![Vec::new(); drafts.len()];
    for node in ids(drafts) {
        drafts[node.index()].op.reads(node, &mut |operand, _| {
            readers[operand.index()].push(node);
        });
    }
    let mut reached = vec![false; drafts.len()];
    let mut open: Vec<NodeId> = ids(drafts)
        .filter(|node| is_source(&drafts[node.index()].op))
        .collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut reached[node.index()], true) {
            open.extend(&readers[node.index()]);
        }
    }
    reached
}

/// Puts nodes into passes: no earlier than what they read, and after what must have seen the whole timeline. What is not
/// among them is there from the start.
fn stages_of(plan: &mut Plan, nodes: &[NodeId]) -> Result<(), Circle> {
    let mut among = vec![false; plan.nodes.len()];
    nodes.iter().for_each(|node| among[node.index()] = true);
    loop {
        let mut settled = true;
        for id in nodes {
            let node = plan.node(*id);
            let mut least = node.stage;
            node.op.reads(*id, &mut |operand, _| {
                let operand_node = plan.node(operand);
                if among[operand.index()] {
                    let whole = operand_node.timing == Timing::Whole;
                    least = least.max(operand_node.stage + usize::from(whole));
                }
            });
            // More passes than nodes: something waits for its own end.
            if least > nodes.len() {
                return Err(Circle(node.span));
            }
            settled &= least == node.stage;
            plan.nodes[id.index()].stage = least;
        }
        if settled {
            return Ok(());
        }
    }
}

/// A later pass reads any step; within a pass only so many steps back are read.
fn keep_what_is_read_later(plan: &mut Plan, nodes: &[NodeId]) {
    let steps = plan.clock.steps;
    let mut keep = vec![1; plan.nodes.len()];
    for reader in nodes {
        let stage = plan.node(*reader).stage;
        plan.node(*reader).op.reads(*reader, &mut |operand, read| {
            let kept = match read {
                _ if plan.node(operand).timing != Timing::Step => 1,
                Read::AnyBefore => steps,
                _ if plan.node(operand).stage < stage => steps,
                Read::Back(back) => (back + 1).min(steps),
                Read::Same | Read::First | Read::Later => 1,
            };
            keep[operand.index()] = kept.max(keep[operand.index()]);
        });
    }
    for node in nodes {
        plan.nodes[node.index()].keep = keep[node.index()];
    }
}

/// The members of a pass that are evaluated in the first or in a later step, each after what it reads in that step.
fn in_order(plan: &Plan, members: &[NodeId], first: bool) -> Result<Vec<NodeId>, Circle> {
    let takes_part = |node: NodeId| first || plan.node(node).timing != Timing::Run;
    let mut state = vec![Visit::New; plan.nodes.len()];
    let mut order = Vec::with_capacity(members.len());
    for member in members.iter().copied().filter(|node| takes_part(*node)) {
        let mut open = vec![member];
        while let Some(node) = open.last().copied() {
            match state[node.index()] {
                Visit::New => state[node.index()] = Visit::Open,
                Visit::Open => {
                    state[node.index()] = Visit::Done;
                    order.push(node);
                    open.pop();
                    continue;
                }
                Visit::Done => {
                    open.pop();
                    continue;
                }
            }
            for operand in operands_in_step(plan, node, first) {
                match state[operand.index()] {
                    Visit::New if takes_part(operand) => open.push(operand),
                    Visit::Open => return Err(Circle(plan.node(operand).span)),
                    _ => {}
                }
            }
        }
    }
    Ok(order)
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

/// What a node reads in the same step and pass.
fn operands_in_step(plan: &Plan, node: NodeId, first: bool) -> Vec<NodeId> {
    let mut operands = Vec::new();
    let (stage, by_draw) = (plan.node(node).stage, plan.node(node).by_draw);
    plan.node(node).op.reads(node, &mut |operand, read| {
        let in_step = match read {
            Read::Same => true,
            Read::First => first,
            Read::Later => !first,
            Read::Back(_) | Read::AnyBefore => false,
        };
        let of = plan.node(operand);
        if in_step && of.stage == stage && of.by_draw == by_draw {
            operands.push(operand);
        }
    });
    operands
}
