//! A run that is asked for and not yet made: whole, in parts, or gone on with.

use super::partial::Head;
use super::record::{self, Input};
use super::request::{Request, Selected};
use super::shard::Shard;
use super::stages::Course;
use super::threads;
use super::{Progress, Ran, told};
use crate::eval::{Part, Planned, Run, Watch};
use crate::fault::Faults;
use crate::outcome::{element_of, summarise};
use crate::report::{Report, Streamed};
use crate::types::model::{QuantityId, ScenarioId, TypedModel};

/// A run that is asked for.
pub struct Job<'m> {
    model: &'m TypedModel,
    request: Request,
    course: Course<'m>,
}

impl<'m> Job<'m> {
    /// What a request comes to.
    ///
    /// # Errors
    /// What the request asks for and the model does not have.
    pub fn new(model: &'m TypedModel, request: Request) -> Result<Job<'m>, Faults> {
        let selected = Selected::of(model, &request)?;
        let course = Course::of(model, selected, &request)?;
        Ok(Job {
            model,
            request,
            course,
        })
    }

    /// How many draws it has: one where nothing that is asked for is drawn.
    pub fn draws(&self) -> usize {
        self.course.planned.draws()
    }

    /// What it evaluates, a line an operation.
    pub fn listing(&self) -> String {
        self.course.planned.listing()
    }

    /// Room for the draws of a shard.
    ///
    /// # Errors
    /// Where memory does not hold them.
    pub fn blank(&self, shard: Shard) -> Result<Part, Faults> {
        self.course.blank(shard.draws(self.draws()))
    }

    /// Makes the draws of a part that are not made yet, unless `watch` stops it.
    pub fn draw(&self, part: &mut Part, progress: Progress<'_>, watch: &mut Watch) {
        self.course.draw(part, progress, watch);
    }

    /// What is at fault in the draws of a part.
    pub fn faults(&self, part: &mut Part) -> Faults {
        self.course.planned.faults(part)
    }

    /// What the whole run says, from a part that has all of its draws.
    ///
    /// # Errors
    /// What goes wrong in a draw.
    pub fn finish(&self, part: Part, input: &Input, progress: Progress<'_>) -> Result<Ran, Faults> {
        let Run {
            samples,
            digests,
            verdicts,
        } = self.course.finish(part, progress)?;
        let selected = &self.course.selected;
        let results = threads::on(self.request.threads, || {
            let (scenarios, outcomes) = (&selected.scenarios, &selected.outcomes);
            let digests = digests.as_ref();
            summarise(self.model, &samples, digests, scenarios, outcomes)
        });
        let mut record = record::of(self.model, selected, input, &self.request, results.draws);
        record.streamed = digests.map(|_| Streamed {
            memory: self.request.memory.to_string(),
            quantile_error: results.quantile_error(),
            held_draws: samples.draws,
        });
        let verdicts = verdicts.iter().map(|verdict| told(self.model, verdict));
        Ok(Ran {
            report: Report {
                record,
                results,
                verdicts: verdicts.collect(),
            },
            samples,
            scenarios: selected.scenarios.clone(),
            outcomes: selected.outcomes.clone(),
        })
    }

    /// All of it at once.
    ///
    /// # Errors
    /// As for [`Job::finish`].
    pub fn run(&self, input: &Input, progress: Progress<'_>) -> Result<Ran, Faults> {
        self.finish(self.course.whole(progress)?, input, progress)
    }

    /// What a partial file says of this job, for a shard of it.
    pub(super) fn head(&self, shard: Shard) -> Head {
        let selected = &self.course.selected;
        let scenarios = selected.scenarios.iter();
        let scenario = |id: &ScenarioId| self.model.scenarios[id.0].origin.name.clone();
        let outcomes = selected.outcomes.iter();
        let outcome = |id: &QuantityId| {
            let name = &self.model.quantity(*id).origin.name;
            element_of(name).0.to_owned()
        };
        let mut outcomes: Vec<String> = outcomes.map(outcome).collect();
        outcomes.dedup();
        let set = self.request.set.iter();
        let range = shard.draws(self.draws());
        Head {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            language_edition: record::LANGUAGE_EDITION,
            numerics_edition: record::NUMERICS_EDITION,
            set: set.map(|setting| setting.given().to_owned()).collect(),
            scenarios: scenarios.map(scenario).collect(),
            outcomes,
            draws_asked: selected.draws,
            draws: self.draws(),
            seed: selected.seed,
            memory: self.request.memory.bytes(),
            shard: shard.index(),
            shards: shard.of(),
            first: range.start,
            end: range.end,
            ..Head::default()
        }
    }

    pub(super) fn planned(&self) -> &Planned<'m> {
        &self.course.planned
    }
}
