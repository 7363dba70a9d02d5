//! Foreland.
pub mod calendar;
pub mod fault;
pub mod numerics;
pub mod resolve;
pub mod span;
pub mod syntax;
pub mod types;
pub mod units;
