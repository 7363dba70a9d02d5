//! Foreland.
pub mod calendar;
pub mod fault;
pub mod numerics;
pub mod span;
pub mod syntax;
