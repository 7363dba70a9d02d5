//! Transcendental functions on plain `f64` operations: the same bits on every machine.
//!
//! Each kernel uses only `+ - × ÷ sqrt`, comparisons and bit casts, never a fused multiply-add, and
//! chooses between cases by selecting values rather than by branching, so that a loop over a slice
//! becomes vector code; those with rare or costly cases have a function for columns too. `tests/data/kernels.csv` holds the high-precision table they are tested
//! against; the worst error of each is stated in `grammar/NUMERICS.md`.

mod bits;
mod erfc;
mod exp;
mod log;
mod normal;
mod normal_cdf;
mod normal_column;
mod pow;
#[cfg(test)]
mod tests;
mod trig;

pub use exp::{exp, expm1, exps};
pub use log::{ln, ln_1p, log10};
pub use normal::normal_quantile;
pub use normal_cdf::{normal_cdf, normal_cdfs};
pub use pow::pow;
pub use trig::{cos, cosines, sin, sines};

pub(crate) use normal::normal_quantile_of_tail;
pub(crate) use normal_column::{normal_quantiles, signed_tail};
