//! The incomplete gamma and beta functions and their inverses, on plain `f64` operations.

pub(super) mod incomplete_beta;
pub(super) mod incomplete_gamma;
mod solve;
mod stirling;
