//! Units of measure: dimensions with rational exponents, and the exact factors between units of one dimension.
//!
//! A number of the model is held in the unit it was written in; only where two units of one dimension meet is one
//! converted to the other, by an exact rational [`Factor`]. So `100 t/year` for one year is exactly 100 t.

mod catalogue;
mod dimension;
mod factor;
mod give;
mod powers;
mod show;
mod unit;

pub use catalogue::{Catalogue, is_currency};
pub use dimension::{Base, Dimension, Exponent};
pub use factor::Factor;
pub use give::plain_number;
pub use powers::Powers;
pub use show::{grouped, number, told};
pub use unit::{Atom, Unit};
