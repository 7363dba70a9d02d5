//! Declarations: what each becomes in the typed model.

mod across;
mod adjustment;
mod allocate;
mod assume;
mod choice;
mod claim;
mod correlate;
mod direction;
mod drawn_date;
mod event;
mod guess;
mod inherit;
mod outcome;
mod quantity;
mod scenario;
mod sign;
mod stock;
mod table;
mod tie;

pub(super) use assume::quantile_of;
pub(super) use guess::{bare, nothing};
