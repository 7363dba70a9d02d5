//! A run: blocks of draws side by side, put together in their order.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::block;
use super::frame::Setting;
use super::harvest::Harvest;
use super::part::Part;
use super::ready::Ready;
use super::samples::Samples;
use crate::types::model::TypedModel;

/// The most draws of a block; no result depends on it.
const WIDEST: usize = 2048;
/// The fewest, unless memory is short: below that, what an operation costs beside its loop outweighs a cache that holds
/// the block.
const NARROW: usize = 256;
/// The fewest.
const NARROWEST: usize = 16;
/// About how many numbers of a block stay near a core.
const CACHED: usize = 1 << 19;
/// About how many numbers a block may hold at all.
const NUMBERS: usize = 4 << 20;
/// Draws of a block are a multiple of this where threads are to share few of them.
const SHARE: usize = 64;

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

/// What a run asks and tells while it is made.
pub struct Watch<'w> {
    /// Whether it is to stop here; asked before each block, from any thread.
    pub stop: &'w (dyn Fn() -> bool + Sync),
    /// Shown what is made so far, every few blocks.
    pub look: &'w mut dyn FnMut(&Part),
}

/// Runs all draws.
pub fn make(setting: Setting, model: &TypedModel, making: Making) -> Made {
    let end = making.first + making.draws;
    let mut part = Part::blank(setting.plan, model, making.first..end);
    let mut watch = Watch {
        stop: &|| false,
        look: &mut |_| {},
    };
    extend(setting, &mut part, making, &mut watch);
    part.into_made().0
}

/// Goes on with a part, to its end or until it is to stop. Which draws those are the part knows.
pub fn extend(setting: Setting, part: &mut Part, making: Making, watch: &mut Watch) {
    let ready = Ready::new(setting);
    let lanes = making
        .block
        .unwrap_or_else(|| lanes_of(&ready, &making))
        .max(1);
    let (left, steps) = (part.left(), part.steps());
    let blocks: Vec<(usize, usize)> = left
        .clone()
        .step_by(lanes)
        .map(|first| (first, lanes.min(left.end - first)))
        .collect();
    let room = part.room().len();
    let done = AtomicUsize::new(room - left.len());
    let run = |block: &(usize, usize)| {
        if (watch.stop)() {
            return None;
        }
        let harvests = run_block(&ready, &steps, *block);
        let so_far = done.fetch_add(block.1, Ordering::Relaxed) + block.1;
        if let Some(progress) = making.progress {
            progress(so_far, room);
        }
        Some(harvests)
    };
    let pool = pool(making.threads, blocks.len());
    let threads = pool.as_ref().map_or(1, ThreadPool::current_num_threads);
    // A few blocks a thread at a time, so that what waits to be put together stays small.
    for wave in blocks.chunks(threads * 8) {
        let taken = match &pool {
            None => wave.iter().all(|block| {
                let harvests = run(block);
                part.digest(&[(*block, harvests.as_deref())], false);
                part.take(*block, harvests)
            }),
            Some(pool) => {
                let harvests: Vec<_> = pool.install(|| wave.par_iter().map(run).collect());
                let found = harvests.iter().map(Option::as_deref);
                let blocks: Vec<_> = wave.iter().copied().zip(found).collect();
                pool.install(|| part.digest(&blocks, true));
                let mut both = wave.iter().zip(harvests);
                both.all(|(block, harvests)| part.take(*block, harvests))
            }
        };
        if !taken {
            return;
        }
        (watch.look)(part);
    }
}

/// Threads of our own; none where one is enough.
fn pool(threads: Option<usize>, blocks: usize) -> Option<ThreadPool> {
    if threads == Some(1) || blocks <= 1 {
        return None;
    }
    let builder = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0));
    builder.build().ok()
}

/// As many draws a block as cache and memory allow, and few enough that every thread has several.
fn lanes_of(ready: &Ready, making: &Making) -> usize {
    let columns = ready.layout.columns.max(1);
    let threads = making.threads.unwrap_or_else(rayon::current_num_threads);
    let share = making.draws.div_ceil(4 * threads.max(1));
    let cached = (CACHED / columns).clamp(NARROW, WIDEST);
    let shared = cached.min(share.next_multiple_of(SHARE)).max(SHARE);
    shared.min(NUMBERS / columns).max(NARROWEST)
}

/// Runs one block: its first draw and how many there are.
pub fn run_block(
    ready: &Ready,
    steps: &[Vec<usize>],
    (first, draws): (usize, usize),
) -> Vec<Harvest> {
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
