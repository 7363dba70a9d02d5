//! The stages behind the text.

use super::Progress;
use super::request::Selected;
use crate::eval::samples::Samples;
use crate::fault::Faults;
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

/// Typed model → samples and verdicts. STAND-IN until the engine is merged.
pub(super) fn samples_of(
    selected: &Selected,
    _threads: Option<usize>,
    _progress: Progress<'_>,
) -> Result<(Samples, Vec<Verdict>), Faults> {
    let samples = Samples {
        draws: selected.draws,
        scenarios: Vec::new(),
    };
    Ok((samples, Vec::new()))
}
