//! The stages behind the text. STAND-IN: those that are not merged yet do nothing.

use super::Progress;
use super::request::Selected;
use crate::eval::samples::Samples;
use crate::fault::Faults;
use crate::outcome::verdict::Verdict;
use crate::syntax::ast::Document;
use crate::types::model::TypedModel;

/// Document → typed model.
pub(super) fn model_of(_: &Document) -> (Option<TypedModel>, Faults) {
    (None, Faults::default())
}

/// Typed model → samples and verdicts.
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
