//! Foreland.
pub mod calendar;
pub mod diagnostics;
pub mod eval;
pub mod fault;
pub mod lower;
pub mod numerics;
pub mod outcome;
pub mod resolve;
pub mod source;
pub mod span;
pub mod suggest;
pub mod syntax;
pub mod types;
pub mod units;
