//! The stages behind the text.

use super::Progress;
use super::request::Selected;
use crate::eval::samples::Samples;
use crate::eval::{self, Options, Run};
use crate::fault::Faults;
use crate::outcome::expectation;
use crate::outcome::verdict::Verdict;
use crate::resolve::resolve;
use crate::syntax::ast::Document;
use crate::types;
use crate::types::model::TypedModel;

/// Document → typed model; `text` is what the document was read from.
pub(super) fn model_of(document: &Document, text: &str) -> (Option<TypedModel>, Faults) {
    let resolved = resolve(document);
    let checked = types::check(&resolved.model, text);
    let mut faults = resolved.faults;
    faults.extend(checked.faults);
    (checked.model, faults)
}

/// Typed model → samples and verdicts: on asserts, then on expectations.
pub(super) fn samples_of(
    model: &TypedModel,
    selected: &Selected,
    threads: Option<usize>,
    progress: Progress<'_>,
) -> Result<(Samples, Vec<Verdict>), Faults> {
    let mut wanted = selected.outcomes.clone();
    wanted.extend(expectation::needs(model));
    wanted.sort();
    wanted.dedup();
    selected.fits(model, &wanted)?;
    let options = Options {
        draws: selected.draws,
        seed: selected.seed,
        threads,
        scenarios: selected.scenarios.clone(),
        wanted,
        progress,
    };
    let Run {
        samples,
        mut verdicts,
    } = eval::run(model, &options)?;
    verdicts.extend(expectation::decide(model, &samples, selected.seed)?);
    Ok((samples, verdicts))
}
