#![doc = include_str!("EDITION-1.md")]

pub mod discrete;
pub mod distribution;
pub mod maths;
pub mod rng;
pub mod sample;
pub mod stream_hash;

#[cfg(test)]
mod digests;

pub use discrete::discrete_index;
pub use distribution::{
    Family, ParameterFault, Sampler, cdf, check, check_bounds, quantile, support, survival,
    truncated_quantile,
};
pub use rng::{Stream, uniform};
pub use sample::{mean_sd, sample_quantile};
pub use stream_hash::{Role, stream_hash};
