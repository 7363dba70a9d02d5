//! What can be wrong with what a model means, by concern. Each fault is rendered where it is defined.

pub mod adjust;
pub mod call;
pub mod correlate;
pub(super) mod difference;
pub mod draw;
pub mod element;
pub mod evidence;
mod exchange;
pub(super) mod kinds;
pub mod name;
pub mod setting;
pub mod shape;
pub mod table;
pub mod time;
pub mod unit;
pub(super) mod way_out;
pub mod weight;
pub mod whole;
