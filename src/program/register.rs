//! The register of a model that was checked.

use super::Checked;
use crate::review::register::{Register, register as listed};

/// What a model assumes, if it has no error. Evidence also counts as stale if what it speaks of lies more than `old` years
/// before the date of the model.
pub fn register(checked: &Checked, old: Option<u32>) -> Option<Register> {
    let model = checked.model.as_ref()?;
    Some(listed(&checked.document, model, &checked.sources, old))
}
