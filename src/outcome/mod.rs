//! Samples → outcomes.

pub mod expectation;
pub mod verdict;
