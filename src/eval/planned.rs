//! A run that is planned, of which any draws can be made by themselves: what parts give, put together, is what one run
//! gives.

use std::ops::Range;

use super::digest::Digests;
use super::frame::Setting;
use super::part::{Findings, Part, Streaming};
use super::ready::Ready;
use super::run::{Made, Making, Progress, Watch, extend, run_block};
use super::samples::ResultColumn;
use super::{Options, Run, assert, faults_of, only};
use crate::fault::Faults;
use crate::lower::{Plan, listing, lower};
use crate::numerics::Width;
use crate::types::model::{QuantityId, TypedModel};

/// A run that is planned.
pub struct Planned<'m> {
    model: &'m TypedModel,
    plan: Plan,
    seed: u64,
    width: Width,
    draws: usize,
}

impl<'m> Planned<'m> {
    /// The plan of these options.
    ///
    /// # Errors
    /// If a definition rests on itself within a step, which the checker refuses before.
    pub fn of(model: &'m TypedModel, options: &Options) -> Result<Planned<'m>, Faults> {
        let mut wanted: Vec<QuantityId> = Vec::with_capacity(options.wanted.len());
        for id in &options.wanted {
            if !wanted.contains(id) {
                wanted.push(*id);
            }
        }
        let plan = lower(model, &options.scenarios, &wanted).map_err(only)?;
        let draws = if plan.uncertain() {
            options.draws.max(1)
        } else {
            1
        };
        Ok(Planned {
            model,
            plan,
            seed: options.seed,
            width: options.width,
            draws,
        })
    }

    /// The draws of the whole run: one where nothing that is asked for is drawn.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// The plan as text, a line an operation.
    pub fn listing(&self) -> String {
        listing(self.model, &self.plan)
    }

    /// How many numbers a draw has.
    pub fn numbers(&self) -> usize {
        self.blank(0..0).numbers()
    }

    /// How many of them are of these quantities.
    pub fn numbers_of(&self, quantities: &[QuantityId]) -> usize {
        let blank = self.blank(0..0);
        let columns = blank.columns();
        let columns = columns.filter(|column| quantities.contains(&column.quantity));
        columns.map(|column| column.steps).sum()
    }

    /// Room for these draws.
    pub fn blank(&self, draws: Range<usize>) -> Part {
        Part::blank(&self.plan, self.model, draws)
    }

    /// Room for these draws, where not all are kept.
    pub fn streamed(&self, draws: Range<usize>, streaming: &Streaming) -> Part {
        Part::streamed(&self.plan, self.model, draws, streaming)
    }

    /// Makes the draws of a part that are not made yet, unless `watch` stops it.
    pub fn draw(
        &self,
        part: &mut Part,
        threads: Option<usize>,
        progress: Option<Progress>,
        watch: &mut Watch,
    ) {
        let making = Making {
            draws: part.left().len(),
            first: part.left().start,
            threads,
            block: None,
            progress,
        };
        extend(self.setting(), part, making, watch);
    }

    /// What a part has found, for another process.
    pub fn findings(&self, part: &Part) -> Vec<Findings> {
        part.findings(&self.plan)
    }

    /// The part that another process has made of these draws. `fill` is given each column in turn; nothing where the
    /// findings are not of this plan.
    ///
    /// # Errors
    /// Those of `fill`.
    pub fn made_elsewhere<E>(
        &self,
        draws: Range<usize>,
        findings: Vec<Findings>,
        fill: impl FnMut(&mut ResultColumn) -> Result<(), E>,
    ) -> Result<Option<Part>, E> {
        self.blank(draws).filled(&self.plan, findings, fill)
    }

    /// What is at fault in the draws of a part.
    pub fn faults(&self, part: &mut Part) -> Faults {
        self.look_again(part);
        faults_of(self.model, self.setting(), &part.held().findings)
    }

    /// Runs the draws again in which another process found what is no number.
    fn look_again(&self, part: &mut Part) {
        let draws = part.to_look_at_again();
        if draws.is_empty() {
            return;
        }
        let ready = Ready::new(self.setting());
        for draw in draws {
            let harvests = run_block(&ready, &part.steps(), (draw, 1));
            part.note(&harvests);
        }
    }

    /// What a part comes to that has all draws of the run.
    ///
    /// # Errors
    /// As for [`super::run`].
    pub fn settle(&self, mut part: Part) -> Result<Run, Faults> {
        self.look_again(&mut part);
        let (made, digests) = part.into_made();
        settled(self.model, self.setting(), made, digests)
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            wide: self.width,
            ..Setting::new(&self.plan, self.seed)
        }
    }
}

/// Values and verdicts, if nothing is at fault.
pub(super) fn settled(
    model: &TypedModel,
    setting: Setting,
    made: Made,
    digests: Option<Digests>,
) -> Result<Run, Faults> {
    let faults = faults_of(model, setting, &made.findings);
    if faults.any_error() {
        return Err(faults);
    }
    let mut verdicts = Vec::new();
    for (asked, harvest) in setting.plan.asked.iter().zip(&made.findings) {
        for (index, checked) in harvest.asserts.iter().enumerate() {
            let verdict = assert::verdict(model, setting.seed, asked.scenario, index, checked);
            verdicts.push(verdict.map_err(only)?);
        }
    }
    Ok(Run {
        samples: made.samples,
        digests,
        verdicts,
    })
}
