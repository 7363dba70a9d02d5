//! Numerics edition 1. (Placeholder until the real one is merged.)
#![allow(missing_docs)]
pub mod maths {
    pub fn pow(x: f64, y: f64) -> f64 {
        libm::pow(x, y)
    }
}
pub mod rng {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Role {
        Value,
        Claim,
        Option,
        Fire,
        Duration,
        Hazard,
        Switch(u32),
        Parameter(u32),
    }
}
pub mod distribution {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Family {
        Uniform,
        Normal,
        LogNormal,
        Triangular,
        Pert,
        Beta,
        Gamma,
        Exponential,
        Weibull,
        Pareto,
        Bernoulli,
        Between,
        Share,
        Rate,
    }
}
