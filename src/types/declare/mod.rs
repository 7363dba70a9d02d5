//! Declarations: what each becomes in the typed model.

mod adjustment;
mod allocate;
mod assume;
mod choice;
mod claim;
mod event;
mod outcome;
mod quantity;
mod scenario;
mod stock;
mod table;
