//! [`Model`](crate::resolve::Model) → [`TypedModel`](model::TypedModel): units, kinds of values, and what must hold of a model as a whole.

mod check;
mod constant;
mod context;
mod declare;
mod element;
pub mod fault;
mod infer;
pub mod model;
mod setting;
mod units;
mod whole;

pub use check::{Checked, check};
pub use constant::constant;
pub use infer::{is_distribution, literals_only};
pub use whole::{Behind, Reach, has_number, is_overdue, is_supported};
