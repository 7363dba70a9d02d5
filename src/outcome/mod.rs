//! Samples → outcomes.

pub mod verdict;
