//! The families of distributions and the names of their parameters.

/// A family of distributions; its parameters are a slice in the order given here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// `uniform(low, high)`.
    Uniform,
    /// `normal(mean, sd)`.
    Normal,
    /// `lognormal(mean, sd)`: mean and standard deviation of the value itself, not of its logarithm.
    LogNormal,
    /// `triangular(low, mode, high)`.
    Triangular,
    /// `pert(low, mode, high)`: a beta stretched over the range, with a weight of 4 on the mode.
    Pert,
    /// `beta(a, b)`.
    Beta,
    /// `gamma(shape, scale)`.
    Gamma,
    /// `exponential(mean)`.
    Exponential,
    /// `weibull(shape, scale)`.
    Weibull,
    /// `pareto(low, alpha)`.
    Pareto,
    /// `bernoulli(p)`: 1 with probability p, else 0.
    Bernoulli,
    /// `low to high`: the 5th and 95th percentiles, of a lognormal when both are positive, else of a normal.
    Between,
    /// `k of n`: a share, beta(k + ½, n − k + ½) (H. Jeffreys).
    Share,
    /// `k in T years`: the probability within a year when the rate is gamma(k + ½, 1/T) (H. Jeffreys).
    Rate,
    /// `student_t(df, location, scale)`: Student's t of so many degrees of freedom, stretched and moved.
    StudentT,
    /// `poisson(mean)`.
    Poisson,
    /// `binomial(n, p)`: how many of n trials succeed.
    Binomial,
}

impl Family {
    /// Every family, in the order of the declaration.
    pub const ALL: [Family; 17] = [
        Family::Uniform,
        Family::Normal,
        Family::LogNormal,
        Family::Triangular,
        Family::Pert,
        Family::Beta,
        Family::Gamma,
        Family::Exponential,
        Family::Weibull,
        Family::Pareto,
        Family::Bernoulli,
        Family::Between,
        Family::Share,
        Family::Rate,
        Family::StudentT,
        Family::Poisson,
        Family::Binomial,
    ];

    /// How many parameters the family takes.
    pub fn arity(self) -> usize {
        self.parameter_names().len()
    }

    /// What each parameter is called in messages.
    pub fn parameter_names(self) -> &'static [&'static str] {
        match self {
            Family::Uniform | Family::Between => &["low end", "high end"],
            Family::Normal | Family::LogNormal => &["mean", "standard deviation"],
            Family::Triangular | Family::Pert => &["low end", "mode", "high end"],
            Family::Beta => &["first shape", "second shape"],
            Family::Gamma | Family::Weibull => &["shape", "scale"],
            Family::Exponential | Family::Poisson => &["mean"],
            Family::Pareto => &["low end", "shape"],
            Family::Bernoulli => &["probability"],
            Family::Share => &["count", "number of cases"],
            Family::Rate => &["count", "time observed"],
            Family::StudentT => &["degrees of freedom", "location", "scale"],
            Family::Binomial => &["number of trials", "probability"],
        }
    }
}
