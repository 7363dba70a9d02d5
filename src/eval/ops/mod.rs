//! Operations: columns in, a column out. None of them knows a node, a model or a step; a value that cannot be is NaN,
//! and whoever called turns it into a fault.
//!
//! A loop is given a closure, never the name of a function: what a name stands for is called, not inlined, and then the
//! loop is no vector code.

#![allow(clippy::redundant_closure)]

pub mod adjust;
pub mod arithmetic;
pub mod call;
pub mod chance;
pub mod compare;
pub mod date;
pub mod draw;
pub mod event;
pub mod finance;
pub mod logic;
pub mod reduce;
pub mod series;
pub mod summary;
pub mod table;
#[cfg(test)]
mod tests;
