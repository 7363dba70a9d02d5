//! What must hold of a model as a whole.

mod circle;
mod conflict;
mod coverage;
mod decided;
mod display;
mod evidence;
mod finish;
mod forgive;
mod idle;
mod looked_at;
mod names;
mod options;
mod out_of_line;
mod outside_share;
mod parts;
mod probability;
mod quote;
mod same;
mod series;
mod share;
mod when;

pub use evidence::{has_number, is_overdue, is_supported};
pub use idle::reach::{Behind, Reach};
pub(super) use out_of_line::Series;
pub(super) use same::{is_same, which_scenario};
