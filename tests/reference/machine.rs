//! The one place where the reference's tests meet the rest of the program.

use foreland::eval::samples::Samples;
use foreland::types::model::{QuantityId, TypedModel};

/// Why a text was not a model.
pub struct Refused(pub String);

/// Text → typed model; warnings are nobody's business here.
pub fn checked(_text: &str) -> Result<TypedModel, Refused> {
    Err(Refused("not wired yet".to_owned()))
}

/// All scenarios, these quantities, so many draws; or what the engine says is wrong.
pub fn run(_model: &TypedModel, _wanted: &[QuantityId], _draws: usize) -> Result<Samples, String> {
    Err("not wired yet".to_owned())
}
