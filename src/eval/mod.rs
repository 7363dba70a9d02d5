//! Plan → Samples.

pub mod samples;
