//! Puts the nodes that count in order: which pass over the timeline each is in, what comes before what in a step, and
//! how many of its values each must keep.

use super::build::Circle;
use super::draft::Draft;
use super::reads::Read;
use super::{Asked, Clock, Node, NodeId, Plan, Stage, Timing};

/// The plan of these nodes.
pub fn schedule(drafts: Vec<Draft>, asked: Vec<Asked>, clock: Clock) -> Result<Plan, Circle> {
    let live = live(&drafts, &asked);
    let uncertain = uncertain(&drafts);
    let stage = stages_of(&drafts, &live)?;
    let nodes = drafts.into_iter().enumerate().map(|(at, draft)| Node {
        op: draft.op,
        span: draft.span,
        timing: draft.timing,
        stage: stage[at],
        keep: 1,
        uncertain: uncertain[at],
    });
    let mut plan = Plan {
        nodes: nodes.collect(),
        stages: Vec::new(),
        asked,
        clock,
    };
    keep_what_is_read_later(&mut plan, &live);
    let passes = live.iter().map(|node| plan.node(*node).stage + 1).max();
    for pass in 0..passes.unwrap_or(0) {
        let members: Vec<NodeId> = live
            .iter()
            .copied()
            .filter(|node| plan.node(*node).stage == pass)
            .collect();
        let stage = Stage {
            first: in_order(&plan, &members, true)?,
            later: in_order(&plan, &members, false)?,
        };
        plan.stages.push(stage);
    }
    Ok(plan)
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

/// By node, whether anything it rests on is drawn.
fn uncertain(drafts: &[Draft]) -> Vec<bool> {
    let mut readers = vec![Vec::new(); drafts.len()];
    for node in ids(drafts) {
        drafts[node.index()].op.reads(node, &mut |operand, _| {
            readers[operand.index()].push(node);
        });
    }
    let mut uncertain = vec![false; drafts.len()];
    let mut open: Vec<NodeId> = ids(drafts)
        .filter(|node| drafts[node.index()].op.is_random())
        .collect();
    while let Some(node) = open.pop() {
        if !std::mem::replace(&mut uncertain[node.index()], true) {
            open.extend(&readers[node.index()]);
        }
    }
    uncertain
}

/// By node, the pass it is in: no earlier than what it reads, and after what must have seen the whole timeline.
fn stages_of(drafts: &[Draft], live: &[NodeId]) -> Result<Vec<usize>, Circle> {
    let mut stage = vec![0; drafts.len()];
    loop {
        let mut settled = true;
        for node in live {
            let draft = &drafts[node.index()];
            let mut least = stage[node.index()];
            draft.op.reads(*node, &mut |operand, _| {
                let whole = drafts[operand.index()].timing == Timing::Whole;
                least = least.max(stage[operand.index()] + usize::from(whole));
            });
            // More passes than nodes: something waits for its own end.
            if least > live.len() {
                return Err(Circle(draft.span));
            }
            settled &= least == stage[node.index()];
            stage[node.index()] = least;
        }
        if settled {
            return Ok(stage);
        }
    }
}

/// A later pass reads any step; within a pass only so many steps back are read.
fn keep_what_is_read_later(plan: &mut Plan, live: &[NodeId]) {
    let steps = plan.clock.steps;
    let mut keep = vec![1; plan.nodes.len()];
    for reader in live {
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
    for (node, keep) in plan.nodes.iter_mut().zip(keep) {
        node.keep = keep;
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
    let stage = plan.node(node).stage;
    plan.node(node).op.reads(node, &mut |operand, read| {
        let in_step = match read {
            Read::Same => true,
            Read::First => first,
            Read::Later => !first,
            Read::Back(_) | Read::AnyBefore => false,
        };
        if in_step && plan.node(operand).stage == stage {
            operands.push(operand);
        }
    });
    operands
}
