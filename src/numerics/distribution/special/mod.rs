//! The incomplete gamma and beta functions and their inverses, on plain `f64` operations.

pub(super) mod beta_column;
pub(super) mod gamma_column;
pub(super) mod incomplete_beta;
pub(super) mod incomplete_gamma;
pub(super) mod search;
mod solve;
mod stirling;
