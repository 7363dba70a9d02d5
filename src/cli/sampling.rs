//! What is run of a model, and how often: the options that commands share.

use clap::{Args, value_parser};

use crate::program::Request;

/// What is run, and how.
#[derive(Debug, Args)]
pub(super) struct Sampling {
    /// How many draws to make, instead of what the model says
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=100_000_000))]
    pub(super) draws: Option<u32>,
    /// Another seed: other draws of the same distributions
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// Only these scenarios
    #[arg(long = "scenario", value_name = "A,B", value_delimiter = ',')]
    pub(super) scenarios: Vec<String>,
    /// Only these outcomes
    #[arg(long = "outcome", value_name = "NAME", value_delimiter = ',')]
    pub(super) outcomes: Vec<String>,
    /// How many threads to use; results do not depend on it
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
}

impl Sampling {
    /// What is asked for.
    pub(super) fn request(&self) -> Request {
        Request {
            scenarios: self.scenarios.clone(),
            outcomes: self.outcomes.clone(),
            draws: self.draws.map(|draws| draws as usize),
            seed: self.seed,
            threads: self.threads.map(usize::from),
            ..Request::default()
        }
    }
}
