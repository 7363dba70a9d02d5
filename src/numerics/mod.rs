#![doc = include_str!("../../grammar/NUMERICS.md")]

pub mod copula;
pub mod discrete;
pub mod distribution;
pub mod histogram;
pub mod maths;
pub mod moments;
pub mod quantiles;
pub mod rng;
pub mod role;
pub mod sample;
pub mod width;

#[cfg(test)]
mod digests;

pub use discrete::{are_weights, discrete_index, discrete_indices};
pub use distribution::{
    Family, Form, Law, ParameterFault, Sampler, cdf, check, check_bounds, quantile, support,
    survival, truncated_quantile,
};
pub use histogram::{Histogram, QUANTILE_ERROR};
pub use moments::Moments;
pub use quantiles::{lower_quantiles, quantiles};
pub use rng::{Stream, uniform};
pub use role::{Role, StreamName, stream_hash};
pub use sample::{lower_place, mean_sd, sample_quantile};
pub use width::Width;
