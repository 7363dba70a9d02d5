//! Plan → Samples: draw by draw, step by step, in columns of draws.
//!
//! Every value is a function of seed, name, draw and step, so no result depends on blocks or threads. A value that
//! is no number is an error only where something asked for rests on it.

mod assert;
mod block;
mod chance;
mod column;
pub mod digest;
mod explain;
mod fault;
mod frame;
mod gather;
mod happen;
mod harvest;
mod lane;
mod ops;
mod part;
mod planned;
mod probe;
mod ready;
mod run;
pub mod samples;
mod sides;
mod status;
mod step;
#[cfg(test)]
mod tests;
pub mod verdict;

pub use fault::NoValue;
pub use part::{Findings, Part, Place, Streaming};
pub use planned::Planned;
pub use run::{Progress, Watch};

pub(crate) use assert::{asserted, place, with_sides};
pub(crate) use column::Column;
pub(crate) use explain::no_value;
pub(crate) use frame::Setting;
pub(crate) use lane::Lane;
pub(crate) use probe::{probe_block, watch};
pub(crate) use run::{Making, make};
pub(crate) use sides::{compared, comparisons, shown_sides, shown_value};
pub(crate) use status::Status;

use digest::Digests;
use samples::Samples;

use crate::eval::verdict::Verdict;
use crate::fault::Faults;
use crate::lower::{Wanted, lower_values};
use crate::numerics::Width;
use crate::types::model::{QuantityId, ScenarioId, TypedModel};
use harvest::Harvest;

/// What is to be run, and how.
pub struct Options<'p> {
    /// Draws to make where anything asked for is drawn; otherwise one is made.
    pub draws: usize,
    /// The seed of all streams.
    pub seed: u64,
    /// Threads to use; as many as the machine has where it is left out.
    pub threads: Option<usize>,
    /// The scenarios to run.
    pub scenarios: Vec<ScenarioId>,
    /// The quantities whose values are wanted; one that is named twice is given once.
    pub wanted: Vec<QuantityId>,
    /// How wide the loops are; no result depends on it.
    pub width: Width,
    /// Told how many draws of how many are done, from any thread.
    pub progress: Option<Progress<'p>>,
}

/// What a run gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The values of what was wanted.
    pub samples: Samples,
    /// What remains of all draws, where only some are among the samples.
    pub digests: Option<Digests>,
    /// The verdict on each assert in each scenario.
    pub verdicts: Vec<Verdict>,
}

/// Runs a model.
///
/// # Errors
/// Where something wanted, or an assert, rests on what is no number: one [`NoValue`] for each such expression, with
/// the lowest draw and step in which it happens.
pub fn run(model: &TypedModel, options: &Options) -> Result<Run, Faults> {
    let planned = Planned::of(model, options)?;
    let mut part = planned.blank(0..planned.draws());
    let mut watch = Watch {
        stop: &|| false,
        look: &mut |_| {},
    };
    planned.draw(&mut part, options.threads, options.progress, &mut watch);
    planned.settle(part)
}

/// The values of what is wanted of each scenario, without a look at the asserts.
///
/// # Errors
/// As for [`run`].
pub(crate) fn values(
    model: &TypedModel,
    wanted: &[Wanted],
    seed: u64,
    making: Making,
) -> Result<Samples, Faults> {
    let plan = lower_values(model, wanted).map_err(only)?;
    let setting = Setting::new(&plan, seed);
    let made = make(setting, model, making);
    let faults = faults_of(model, setting, &made.findings);
    if faults.any_error() {
        return Err(faults);
    }
    Ok(made.samples)
}

/// One error for each expression at fault, in the first scenario that rests on it.
fn faults_of(model: &TypedModel, setting: Setting, findings: &[Harvest]) -> Faults {
    let mut faults = Faults::default();
    let mut named = Vec::new();
    for (asked, harvest) in setting.plan.asked.iter().zip(findings) {
        let mut found = harvest.faults.clone();
        found.sort();
        for found in found {
            let span = setting.plan.node(found.node).span;
            if !named.contains(&span) {
                named.push(span);
                faults.push(no_value(model, setting, Some(asked.scenario), found));
            }
        }
    }
    faults
}

/// A single fault.
pub(crate) fn only(fault: impl miette::Diagnostic + Send + Sync + 'static) -> Faults {
    let mut faults = Faults::default();
    faults.push(fault);
    faults
}
