//! The stages behind the text.

use std::collections::BTreeMap;

use super::Progress;
use super::request::Selected;
use super::setting::Setting;
use crate::eval::samples::Samples;
use crate::eval::verdict::Verdict;
use crate::eval::{self, Options, Run};
use crate::fault::Faults;
use crate::outcome::across;
use crate::outcome::expectation::{self, Deciding};
use crate::resolve::resolve;
use crate::source::Source;
use crate::syntax;
use crate::syntax::ast::Document;
use crate::types;
use crate::types::model::{Quantity, QuantityId, ScenarioId, Type, TypedModel};

/// Document → typed model; `text` is what the document was read from.
pub(super) fn model_of(document: &Document, text: &str) -> (Option<TypedModel>, Faults) {
    let resolved = resolve(document);
    let checked = types::check(&resolved.model, text);
    let mut faults = resolved.faults;
    faults.extend(checked.faults);
    (checked.model, faults)
}

/// The units of the assumptions that settings replace, as the model would write them: none where nothing is to be
/// taken over, `%` where a number without its sign would be read as a hundred times what is meant.
pub(super) fn units_of(source: &Source, settings: &[Setting]) -> BTreeMap<String, String> {
    if settings.is_empty() {
        return BTreeMap::new();
    }
    let (Some(model), _) = model_of(&syntax::parse(source.text()).document, source.text()) else {
        return BTreeMap::new();
    };
    let replaced = |quantity: &&Quantity| {
        let mut settings = settings.iter();
        settings.any(|setting| setting.name() == quantity.origin.name)
    };
    let written = |quantity: &Quantity| match &quantity.ty {
        Type::Number(unit) if unit.dimension().is_none() && !quantity.display.percent => None,
        Type::Number(_) => Some(quantity.display.to_string()),
        Type::Date => Some("date".to_owned()),
        Type::YesNo | Type::Label(_) => None,
    };
    let replaced = model.quantities.iter().filter(replaced);
    replaced
        .filter_map(|quantity| Some((quantity.origin.name.clone(), written(quantity)?)))
        .collect()
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
    samples.across = across::evaluate(model, &samples, &compared, selected.seed)?;
    let deciding = Deciding {
        scenarios: &selected.scenarios,
        draws: selected.draws,
        seed: selected.seed,
        threads,
    };
    verdicts.extend(expectation::decide(model, &samples, &deciding)?);
    Ok((samples, verdicts))
}
