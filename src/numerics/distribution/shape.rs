//! A family with its parameters worked out.

use super::bernoulli::Bernoulli;
use super::beta::Beta;
use super::counts::{Binomial, Poisson};
use super::exponential::{Exponential, Pareto, Weibull};
use super::gamma::{Gamma, Rate};
use super::mixture::Mixture;
use super::normal::{LogNormal, Normal};
use super::piecewise::Piecewise;
use super::place::{Distribution, Place};
use super::steps::Steps;
use super::student::StudentT;
use super::triangular::Triangular;
use super::uniform::Uniform;
use super::{Family, ParameterFault, check};

/// One shape per way of sampling; several families may share one.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    Uniform(Uniform),
    Normal(Normal),
    LogNormal(LogNormal),
    Triangular(Triangular),
    Beta(Beta),
    Gamma(Gamma),
    Exponential(Exponential),
    Weibull(Weibull),
    Pareto(Pareto),
    Bernoulli(Bernoulli),
    Rate(Rate),
    StudentT(StudentT),
    Poisson(Poisson),
    Binomial(Binomial),
    Piecewise(Piecewise),
    Steps(Steps),
    Mixture(Mixture),
}

/// Does the same to whichever shape it is, with the shape's own type, so that loops are specialised.
macro_rules! with_shape {
    ($shape:expr, $inner:ident => $body:expr) => {
        match $shape {
            Shape::Uniform($inner) => $body,
            Shape::Normal($inner) => $body,
            Shape::LogNormal($inner) => $body,
            Shape::Triangular($inner) => $body,
            Shape::Beta($inner) => $body,
            Shape::Gamma($inner) => $body,
            Shape::Exponential($inner) => $body,
            Shape::Weibull($inner) => $body,
            Shape::Pareto($inner) => $body,
            Shape::Bernoulli($inner) => $body,
            Shape::Rate($inner) => $body,
            Shape::StudentT($inner) => $body,
            Shape::Poisson($inner) => $body,
            Shape::Binomial($inner) => $body,
            Shape::Piecewise($inner) => $body,
            Shape::Steps($inner) => $body,
            Shape::Mixture($inner) => $body,
        }
    };
}
pub(super) use with_shape;

impl Shape {
    /// The shape that checked parameters make.
    pub fn new(family: Family, params: &[f64]) -> Result<Shape, ParameterFault> {
        check(family, params)?;
        let (first, last) = (params[0], params[params.len() - 1]);
        Ok(match family {
            Family::Uniform => Shape::Uniform(Uniform::new(first, last)),
            Family::Normal => Shape::Normal(Normal::new(first, last)),
            Family::LogNormal => Shape::LogNormal(LogNormal::from_moments(first, last)),
            Family::Triangular => Shape::Triangular(Triangular::new(first, params[1], last)),
            Family::Pert => Shape::Beta(Beta::pert(first, params[1], last)),
            Family::Beta => Shape::Beta(Beta::new(first, last)),
            Family::Gamma => Shape::Gamma(Gamma::new(first, last)),
            Family::Exponential => Shape::Exponential(Exponential { mean: first }),
            Family::Weibull => Shape::Weibull(Weibull::new(first, last)),
            Family::Pareto => Shape::Pareto(Pareto::new(first, last)),
            Family::Bernoulli => Shape::Bernoulli(Bernoulli { p: first }),
            Family::Between if first > 0.0 => Shape::LogNormal(LogNormal::between(first, last)),
            Family::Between => Shape::Normal(Normal::between(first, last)),
            Family::Share => Shape::Beta(Beta::new(first + 0.5, last - first + 0.5)),
            Family::Rate => Shape::Rate(Rate::new(first, last)),
            Family::StudentT => Shape::StudentT(StudentT::new(first, params[1], last)),
            Family::Poisson => Shape::Poisson(Poisson::new(first)),
            Family::Binomial => Shape::Binomial(Binomial::new(first, last)),
        })
    }
}

impl Distribution for Shape {
    fn quantile(&self, at: Place) -> f64 {
        with_shape!(self, shape => shape.quantile(at))
    }

    fn cdf(&self, x: f64) -> f64 {
        with_shape!(self, shape => shape.cdf(x))
    }

    fn survival(&self, x: f64) -> f64 {
        with_shape!(self, shape => shape.survival(x))
    }

    fn support(&self) -> (f64, f64) {
        with_shape!(self, shape => shape.support())
    }

    fn before(&self, x: f64) -> f64 {
        with_shape!(self, shape => shape.before(x))
    }

    fn from(&self, x: f64) -> f64 {
        with_shape!(self, shape => shape.from(x))
    }

    fn within(&self, min: f64, max: f64) -> (f64, f64) {
        with_shape!(self, shape => shape.within(min, max))
    }
}
