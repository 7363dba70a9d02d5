//! Why a declaration could not be parsed, as precisely as the text around the failure tells.

pub mod expected;
pub mod place;
pub mod token;

use crate::fault::Fault;
use place::Place;

/// The most telling diagnostic for a failure.
pub fn explain(place: &Place<'_>) -> Fault {
    Box::new(expected::unexpected(place))
}
