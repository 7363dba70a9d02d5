//! Foreland.
pub mod numerics;
