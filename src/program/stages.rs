//! The stages behind the text.

use std::collections::BTreeMap;

use super::Progress;
use super::load::{Files, tables};
use super::request::Selected;
use super::setting::{Held, Setting};
use super::threads;
use crate::eval::samples::Samples;
use crate::eval::verdict::Verdict;
use crate::eval::{self, Options, Run};
use crate::fault::Faults;
use crate::link::{Linked, Part, link};
use crate::outcome::expectation::{self, Deciding};
use crate::outcome::{across, unknown};
use crate::resolve::resolve;
use crate::types;
use crate::types::model::{Quantity, QuantityId, ScenarioId, Type, TypedModel};

/// Document → typed model. Where a file is missing, names are looked at and nothing else: what it declares may be
/// needed everywhere.
pub(super) fn model_of(linked: &mut Linked, files: &mut Files<'_>) -> (Option<TypedModel>, Faults) {
    // What is laid from here on is data: no stage reads its text.
    let models = files.sources.end() + 1;
    let mut faults = tables::fill(&mut linked.document, files);
    let resolved = resolve(&linked.document);
    faults.extend(resolved.faults);
    if !linked.complete {
        return (None, faults);
    }
    let text = files.sources.joined(models);
    let checked = types::check(&resolved.model, &text);
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

/// Typed model → samples and verdicts: on asserts, then on expectations.
pub(super) fn samples_of(
    model: &TypedModel,
    selected: &Selected,
    threads: Option<usize>,
    progress: Progress<'_>,
) -> Result<(Samples, Vec<Verdict>), Faults> {
    let (compared, mut wanted): (Vec<QuantityId>, Vec<QuantityId>) = selected
        .outcomes
        .iter()
        .partition(|id| model.is_across(**id));
    let across = across::needs(model, &compared);
    wanted.extend(across.iter().map(|(_, quantity)| *quantity));
    wanted.extend(expectation::needs(model));
    wanted.sort();
    wanted.dedup();
    let mut scenarios = selected.scenarios.clone();
    scenarios.extend(across.iter().map(|(scenario, _)| *scenario));
    scenarios.sort();
    scenarios.dedup();
    selected.fits(model, &scenarios, &wanted)?;
    let options = Options {
        draws: selected.draws,
        seed: selected.seed,
        threads,
        scenarios,
        wanted,
        progress,
    };
    let Run {
        mut samples,
        mut verdicts,
    } = eval::run(model, &options)?;
    // Scenarios that were run for the sake of a comparison alone are not judged.
    let asked = |scenario: ScenarioId| selected.scenarios.contains(&scenario);
    verdicts.retain(|verdict| verdict.scenario.is_none_or(asked));
    unknown::name(model, &mut verdicts);
    samples.across = threads::on(threads, || {
        across::evaluate(model, &samples, &compared, selected.seed)
    })?;
    let deciding = Deciding {
        scenarios: &selected.scenarios,
        draws: selected.draws,
        seed: selected.seed,
        threads,
    };
    verdicts.extend(threads::on(threads, || {
        expectation::decide(model, &samples, &deciding)
    })?);
    Ok((samples, verdicts))
}
