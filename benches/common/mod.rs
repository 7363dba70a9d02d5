//! What the benches share: the mine model, a run of the engine, and a race in which samples take turns.

// Each bench uses a part of it.
#![allow(dead_code)]

use std::time::Instant;

use foreland::eval::{self, Options, Run};
use foreland::fault::is_error;
use foreland::numerics::Width;
use foreland::program;
use foreland::source::Source;
use foreland::types::model::{QuantityId, ScenarioId, TypedModel};

/// A mine over 31 years in three scenarios, with two events.
pub const MINE: &str = include_str!("../mine.fore");

/// Whether the long version is asked for: `FORELAND_BENCH=long`.
pub fn is_long() -> bool {
    std::env::var("FORELAND_BENCH").is_ok_and(|value| value == "long")
}

/// A text that has no files beside it, checked.
pub fn model_of(text: &str) -> TypedModel {
    let checked = program::check(Source::new("bench.fore", text), &[]);
    let errors = checked.faults.0.iter();
    let errors: Vec<String> = errors
        .filter(|fault| is_error(fault.as_ref()))
        .map(ToString::to_string)
        .collect();
    checked.model.unwrap_or_else(|| panic!("{errors:?}"))
}

/// The quantities that a model gives as outcomes.
pub fn outcomes_of(model: &TypedModel) -> Vec<QuantityId> {
    let outcomes = model.outcomes.iter();
    outcomes.map(|outcome| outcome.quantity).collect()
}

/// The scenarios of a model.
pub fn scenarios_of(model: &TypedModel) -> Vec<ScenarioId> {
    (0..model.scenarios.len()).map(ScenarioId).collect()
}

/// Runs all scenarios for all outcomes.
pub fn engine(model: &TypedModel, draws: usize, threads: usize, width: Width) -> Run {
    let options = Options {
        draws,
        seed: model.seed,
        threads: Some(threads),
        width,
        scenarios: scenarios_of(model),
        wanted: outcomes_of(model),
        progress: None,
    };
    eval::run(model, &options).unwrap_or_else(|faults| panic!("{} faults", faults.0.len()))
}

/// The seconds that the samples of a runner took.
#[derive(Clone, Copy)]
pub struct Timed {
    /// The shortest: what it takes where nothing disturbs it.
    pub least: f64,
    /// The one in the middle.
    pub median: f64,
}

/// Times each runner so many times. They take turns, so that what slows the machine down slows all of them.
pub fn race(runners: &mut [Box<dyn FnMut() + '_>], rounds: usize) -> Vec<Timed> {
    let mut taken = vec![Vec::with_capacity(rounds); runners.len()];
    runners.iter_mut().for_each(|run| run());
    for _ in 0..rounds {
        for (run, taken) in runners.iter_mut().zip(&mut taken) {
            let begun = Instant::now();
            run();
            taken.push(begun.elapsed().as_secs_f64());
        }
    }
    let timed = taken.into_iter().map(|mut taken| {
        taken.sort_by(f64::total_cmp);
        Timed {
            least: taken[0],
            median: taken[taken.len() / 2],
        }
    });
    timed.collect()
}
