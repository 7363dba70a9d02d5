//! Typical parameters of every family, for the tests and digests that go through all of them.

use super::Family;

/// One set of parameters of each family, in the order of [`Family::ALL`].
pub const TYPICAL: [(Family, &[f64]); 17] = [
    (Family::Uniform, &[2.0, 5.0]),
    (Family::Normal, &[100.0, 15.0]),
    (Family::LogNormal, &[18_112.0, 4_000.0]),
    (Family::Triangular, &[1.0, 3.0, 8.0]),
    (Family::Pert, &[10.0, 25.0, 60.0]),
    (Family::Beta, &[4.0, 3.0]),
    (Family::Gamma, &[2.5, 3.0]),
    (Family::Exponential, &[2.0]),
    (Family::Weibull, &[1.5, 2.0]),
    (Family::Pareto, &[1.0, 2.5]),
    (Family::Bernoulli, &[0.3]),
    (Family::Between, &[5.0, 20.0]),
    (Family::Share, &[7.0, 20.0]),
    (Family::Rate, &[3.0, 16.0]),
    (Family::StudentT, &[4.0, 100.0, 15.0]),
    (Family::Poisson, &[3.5]),
    (Family::Binomial, &[20.0, 0.3]),
];
