//! Operations: columns in, a column out. None of them knows a node, a model or a step; a value that cannot be is NaN,
//! and whoever called turns it into a fault.

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
