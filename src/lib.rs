//! Foreland.
pub mod calendar;
pub mod numerics;
pub mod span;
pub mod syntax;
