//! The stages behind the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::load::{Files, tables};
use super::request::{Request, Selected};
use super::room::{self, Because};
use super::setting::{Held, Setting};
use super::threads;
use super::{Memory, Progress};
use crate::eval::{self, Options, Planned, Run, Streaming};
use crate::fault::Faults;
use crate::link::{Linked, Part, link};
use crate::numerics::Width;
use crate::outcome::expectation::{self, Deciding};
use crate::outcome::{across, unknown};
use crate::resolve::resolve;
use crate::syntax::ast::Document;
use crate::types;
use crate::types::model::{Quantity, QuantityId, ScenarioId, Type, TypedModel};

/// Document → typed model. Where a file is missing, names are looked at and nothing else: what it declares may be
/// needed everywhere.
pub(super) fn model_of(linked: &mut Linked, files: &mut Files<'_>) -> (Option<TypedModel>, Faults) {
    // What is laid from here on is data: no stage reads its text.
    let models = files.sources.end() + 1;
    let mut faults = tables::fill(&mut linked.document, files);
    if !linked.complete {
        faults.extend(resolve(&linked.document).faults);
        return (None, faults);
    }
    let (model, found) = typed(&linked.document, &files.sources.joined(models));
    faults.extend(found);
    (model, faults)
}

/// Document → typed model, of which this is the text.
pub(super) fn typed(document: &Document, text: &str) -> (Option<TypedModel>, Faults) {
    let resolved = resolve(document);
    let mut faults = resolved.faults;
    let checked = types::check(&resolved.model, text);
    faults.extend(checked.faults);
    (checked.model, faults)
}

/// What the assumptions that settings replace are in.
pub(super) fn units_of(
    parts: Vec<Part>,
    settings: &[Setting],
    mut files: Files<'_>,
) -> BTreeMap<String, Held> {
    let mut linked = link(parts);
    let (Some(model), _) = model_of(&mut linked, &mut files) else {
        return BTreeMap::new();
    };
    let wanted: BTreeMap<String, &str> = settings
        .iter()
        .filter_map(|setting| Some((linked.names.in_root(setting.name())?, setting.name())))
        .collect();
    let held = |quantity: &Quantity| match &quantity.ty {
        Type::Number(_) => Some(Held::Number(quantity.display.clone())),
        Type::Date => Some(Held::Date),
        Type::YesNo | Type::Label(_) => None,
    };
    let replaced = model.quantities.iter().filter_map(|quantity| {
        let name = wanted.get(quantity.origin.base())?;
        Some(((*name).to_owned(), held(quantity)?))
    });
    replaced.collect()
}

/// What is to be evaluated for the sake of what was selected.
pub(super) struct Needs {
    /// The outcomes that are made of results across scenarios.
    pub(super) compared: Vec<QuantityId>,
    /// The quantities that are looked at in all draws at once.
    pub(super) at_once: Vec<QuantityId>,
    /// All quantities that are looked at in a scenario, in order.
    pub(super) wanted: Vec<QuantityId>,
    /// The scenarios that are looked at, in order.
    pub(super) scenarios: Vec<ScenarioId>,
}

impl Needs {
    /// What these outcomes and the expectations need.
    pub(super) fn of(model: &TypedModel, selected: &Selected) -> Needs {
        let (compared, mut wanted): (Vec<QuantityId>, Vec<QuantityId>) = selected
            .outcomes
            .iter()
            .partition(|id| model.is_across(**id));
        let across = across::needs(model, &compared);
        let mut at_once = expectation::needs(model);
        at_once.extend(across.iter().map(|(_, quantity)| *quantity));
        wanted.extend(&at_once);
        wanted.sort();
        wanted.dedup();
        let mut scenarios = selected.scenarios.clone();
        scenarios.extend(across.iter().map(|(scenario, _)| *scenario));
        scenarios.sort();
        scenarios.dedup();
        Needs {
            compared,
            at_once,
            wanted,
            scenarios,
        }
    }
}

/// A run on its way from the typed model to samples and verdicts: planned, and made in any parts.
pub(super) struct Course<'m> {
    model: &'m TypedModel,
    pub(super) selected: Selected,
    threads: Option<usize>,
    /// The outcomes that are made of results across scenarios.
    compared: Vec<QuantityId>,
    /// The quantities that are looked at in all draws at once.
    at_once: Vec<QuantityId>,
    memory: Memory,
    every_draw: bool,
    pub(super) planned: Planned<'m>,
}

impl<'m> Course<'m> {
    /// What is to be run for the sake of what was selected.
    pub(super) fn of(
        model: &'m TypedModel,
        selected: Selected,
        request: &Request,
    ) -> Result<Course<'m>, Faults> {
        let Needs {
            compared,
            at_once,
            wanted,
            scenarios,
        } = Needs::of(model, &selected);
        let options = Options {
            width: request.width.unwrap_or_else(Width::widest),
            draws: selected.draws,
            seed: selected.seed,
            threads: request.threads,
            scenarios,
            wanted,
            progress: None,
        };
        Ok(Course {
            model,
            selected,
            threads: request.threads,
            compared,
            at_once,
            memory: request.memory,
            every_draw: request.every_draw,
            planned: Planned::of(model, &options)?,
        })
    }

    /// Room for these draws of a run that is saved, if all of its draws can be kept.
    pub(super) fn blank(&self, draws: Range<usize>) -> Result<eval::Part, Faults> {
        let (all, numbers) = (self.planned.draws(), self.planned.numbers());
        match room::is_enough(self.memory, all, numbers) {
            true => Ok(self.planned.blank(draws)),
            false => Err(room::too_many(self.memory, all, numbers, Because::Saved)),
        }
    }

    /// Room for all draws, or for what remains of them.
    fn room(&self) -> Result<eval::Part, Faults> {
        let (draws, numbers) = (self.planned.draws(), self.planned.numbers());
        if room::is_enough(self.memory, draws, numbers) {
            return Ok(self.planned.blank(0..draws));
        }
        if self.every_draw {
            let because = Because::EveryDraw;
            return Err(room::too_many(self.memory, draws, numbers, because));
        }
        let of_one = |id: &QuantityId| !self.compared.contains(id);
        let digested = self.selected.outcomes.iter().copied().filter(of_one);
        let digested: Vec<QuantityId> = digested.collect();
        let remain = self.planned.numbers_of(&digested);
        if !room::has_room_for_remains(self.memory, remain) {
            let because = Because::Remains;
            return Err(room::too_many(self.memory, draws, remain, because));
        }
        let at_once = self.planned.numbers_of(&self.at_once);
        let streaming = Streaming {
            hold: room::held(self.memory, draws, at_once),
            held: self.at_once.clone(),
            digested,
        };
        Ok(self.planned.streamed(0..draws, &streaming))
    }

    /// Makes the draws of a part that are not made yet, unless `watch` stops it.
    pub(super) fn draw(
        &self,
        part: &mut eval::Part,
        progress: Progress<'_>,
        watch: &mut eval::Watch,
    ) {
        self.planned.draw(part, self.threads, progress, watch);
    }

    /// Draws all.
    pub(super) fn whole(&self, progress: Progress<'_>) -> Result<eval::Part, Faults> {
        let mut part = self.room()?;
        let mut watch = eval::Watch {
            stop: &|| false,
            look: &mut |_| {},
        };
        self.draw(&mut part, progress, &mut watch);
        Ok(part)
    }

    /// What all draws come to: samples, and verdicts on asserts, then on expectations.
    pub(super) fn finish(&self, part: eval::Part, progress: Progress<'_>) -> Result<Run, Faults> {
        let (model, selected) = (self.model, &self.selected);
        let Run {
            mut samples,
            digests,
            mut verdicts,
        } = self.planned.settle(part)?;
        // Scenarios that were run for the sake of a comparison alone are not judged.
        let asked = |scenario: ScenarioId| selected.scenarios.contains(&scenario);
        verdicts.retain(|verdict| verdict.scenario.is_none_or(asked));
        unknown::name(model, &mut verdicts);
        samples.across = threads::on(self.threads, || {
            across::evaluate(model, &samples, &self.compared, selected.seed)
        })?;
        let deciding = Deciding {
            scenarios: &selected.scenarios,
            draws: match digests {
                Some(_) => samples.draws,
                None => selected.draws,
            },
            seed: selected.seed,
            threads: self.threads,
            progress,
        };
        verdicts.extend(threads::on(self.threads, || {
            expectation::decide(model, &samples, &deciding)
        })?);
        Ok(Run {
            samples,
            digests,
            verdicts,
        })
    }
}
