//! Two versions of a model → what changed, and what each change does to the results.

mod measure;
mod read;
mod run;
mod side_by_side;

pub use read::{Both, Compared, Side, compare};
pub use run::effects;
