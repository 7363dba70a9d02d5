//! Transcendental functions on plain `f64` operations: the same bits on every machine.
//!
//! Each kernel uses only `+ - × ÷ sqrt`, comparisons and bit casts, never a fused multiply-add, and
//! chooses between cases by selecting values rather than by branching, so that a loop over a slice
//! becomes vector code. `tests/data/kernels.csv` holds the high-precision table they are tested
//! against; the worst error of each is stated in `grammar/NUMERICS.md`.

mod bits;
mod exp;
mod log;
mod normal;
mod pow;
#[cfg(test)]
mod tests;
mod trig;

pub use exp::{exp, expm1};
pub use log::{ln, ln_1p, log10};
pub use normal::{normal_cdf, normal_quantile};
pub use pow::pow;
pub use trig::{cos, sin};

pub(crate) use normal::{normal_quantile_of_tail, normal_quantiles};
