//! The incomplete gamma and beta functions and their inverses, on plain `f64` operations.

pub(super) mod beta_column;
mod beta_fractions;
pub(super) mod gamma_column;
mod gamma_sums;
pub(super) mod incomplete_beta;
pub(super) mod incomplete_gamma;
mod lanes;
pub(super) mod search;
mod solve;
mod stirling;
