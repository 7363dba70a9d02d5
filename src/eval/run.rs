//! A run: blocks of draws side by side, put together in their order.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::block;
use super::frame::Setting;
use super::harvest::Harvest;
use super::ready::Ready;
use super::samples::{Mark, ResultColumn, Samples, ScenarioSamples};
use crate::lower::{Asked, NodeId, Plan};
use crate::types::model::{QuantityId, TypedModel};

/// The most draws of a block; no result depends on it.
const WIDEST: usize = 256;
/// The fewest.
const NARROWEST: usize = 16;
/// About how many numbers a block may hold.
const NUMBERS: usize = 4 << 20;

/// Told how many draws of how many are done.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// How a run is made.
#[derive(Clone, Copy)]
pub struct Making<'p> {
    /// Draws to make.
    pub draws: usize,
    /// The first of them, from 0.
    pub first: usize,
    /// Threads to use; as many as the machine has where it is left out.
    pub threads: Option<usize>,
    /// Draws of a block, if not as memory allows.
    pub block: Option<usize>,
    /// Whom to tell how far it is.
    pub progress: Option<Progress<'p>>,
}

/// Values and findings of all scenarios.
pub struct Made {
    /// The values.
    pub samples: Samples,
    /// The findings, one a scenario; without values.
    pub findings: Vec<Harvest>,
}

/// Runs all draws.
pub fn make(setting: Setting, model: &TypedModel, making: Making) -> Made {
    let steps = steps_of(model, setting.plan);
    let lanes = making
        .block
        .unwrap_or_else(|| lanes_of(setting.plan))
        .max(1);
    let end = making.first + making.draws;
    let blocks: Vec<(usize, usize)> = (making.first..end)
        .step_by(lanes)
        .map(|first| (first, lanes.min(end - first)))
        .collect();
    let place = |(first, draws): (usize, usize)| (first - making.first, draws);
    let done = AtomicUsize::new(0);
    let ready = Ready::new(setting);
    let run = |block: &(usize, usize)| {
        let harvests = run_block(&ready, &steps, *block);
        let so_far = done.fetch_add(block.1, Ordering::Relaxed) + block.1;
        if let Some(progress) = making.progress {
            progress(so_far, making.draws);
        }
        harvests
    };
    let mut made = empty(setting.plan, &steps, making.draws);
    match pool(making.threads, blocks.len()) {
        None => blocks
            .iter()
            .for_each(|block| add(&mut made, place(*block), run(block))),
        Some(pool) => {
            // A few blocks a thread at a time, so that what waits to be put together stays small.
            for wave in blocks.chunks(pool.current_num_threads() * 8) {
                let harvests: Vec<_> = pool.install(|| wave.par_iter().map(run).collect());
                for (block, harvests) in wave.iter().zip(harvests) {
                    add(&mut made, place(*block), harvests);
                }
            }
        }
    }
    made
}

/// Threads of our own; none where one is enough.
fn pool(threads: Option<usize>, blocks: usize) -> Option<rayon::ThreadPool> {
    if threads == Some(1) || blocks <= 1 {
        return None;
    }
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
    builder.build().ok()
}

/// For each scenario and each quantity wanted of it, how many steps it is given for.
fn steps_of(model: &TypedModel, plan: &Plan) -> Vec<Vec<usize>> {
    let steps = |(id, _): &(QuantityId, NodeId)| {
        if model.quantity(*id).varies {
            plan.clock.steps
        } else {
            1
        }
    };
    let asked = plan.asked.iter();
    asked
        .map(|asked| asked.wanted.iter().map(steps).collect())
        .collect()
}

/// As many draws a block as memory allows.
fn lanes_of(plan: &Plan) -> usize {
    let live = plan.stages.iter().flat_map(|stage| &stage.first);
    let columns: usize = live.map(|node| plan.node(*node).keep).sum();
    (NUMBERS / columns.max(1)).clamp(NARROWEST, WIDEST)
}

fn run_block(ready: &Ready, steps: &[Vec<usize>], (first, draws): (usize, usize)) -> Vec<Harvest> {
    let asked = ready.setting.plan.asked.iter().zip(steps);
    let mut harvests: Vec<Harvest> = asked
        .clone()
        .map(|(asked, steps)| Harvest::new(asked, steps, draws))
        .collect();
    block::run(ready, first, draws, &mut |frame| {
        for (harvest, (asked, steps)) in harvests.iter_mut().zip(asked.clone()) {
            harvest.gather(asked, steps, frame);
        }
    });
    harvests
}

fn empty(plan: &Plan, steps: &[Vec<usize>], draws: usize) -> Made {
    let column = |(quantity, node): (QuantityId, NodeId), steps: usize| ResultColumn {
        quantity,
        steps,
        values: vec![f64::NAN; steps * draws],
        marks: Vec::new(),
        uncertain: plan.node(node).uncertain,
    };
    let columns = |asked: &Asked, steps: &[usize]| {
        let wanted = asked.wanted.iter().zip(steps);
        wanted
            .map(|(wanted, steps)| column(*wanted, *steps))
            .collect()
    };
    let scenarios = plan.asked.iter().zip(steps);
    let scenarios = scenarios.map(|(asked, steps)| ScenarioSamples {
        scenario: asked.scenario,
        results: columns(asked, steps),
    });
    Made {
        samples: Samples {
            draws,
            scenarios: scenarios.collect(),
            across: Vec::new(),
        },
        findings: plan
            .asked
            .iter()
            .map(|asked| Harvest::new(asked, &[], 0))
            .collect(),
    }
}

/// Puts a block where it belongs.
fn add(made: &mut Made, (first, draws): (usize, usize), harvests: Vec<Harvest>) {
    let all = made.samples.draws;
    let scenarios = made.samples.scenarios.iter_mut().zip(&mut made.findings);
    for ((samples, findings), harvest) in scenarios.zip(harvests) {
        findings.add_findings(&harvest);
        for (column, part) in samples.results.iter_mut().zip(harvest.wanted) {
            if !part.marks.is_empty() {
                column.marks.resize(column.values.len(), Mark::Present);
            }
            for step in 0..column.steps {
                let (to, from) = (step * all + first, step * draws);
                column.values[to..to + draws].copy_from_slice(&part.values[from..from + draws]);
                if !part.marks.is_empty() {
                    column.marks[to..to + draws].copy_from_slice(&part.marks[from..from + draws]);
                }
            }
        }
    }
}
