//! The text of clauses, as messages quote it.

use crate::span::Span;
use crate::types::model::{Adjustment, Origin};

/// The text at a place, on one line.
pub(super) fn words(span: Span, text: &str) -> String {
    let text = text.get(span.range()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The `when` of an adjustment with its condition.
pub(super) fn condition(adjustment: &Adjustment, text: &str) -> Option<Span> {
    let when = adjustment.when.as_ref()?.span;
    let before = text.get(..when.range().start)?.trim_end();
    let start = before.strip_suffix("when")?.len();
    Some(Span::new(start, when.range().end))
}

/// Whether it is worth a warning that something does nothing: a file that is used serves many models, each with a
/// part of it.
pub(super) fn is_worth_a_warning(origin: &Origin) -> bool {
    origin.stream.file.is_empty()
}
