//! Whether parameters and bounds make a distribution.

use super::ParameterFault::{self, *};
use super::truncation::Cut;
use super::{Family, Shape};

/// Whether `params` make a distribution of this family; the fault that is met first otherwise.
pub fn check(family: Family, params: &[f64]) -> Result<(), ParameterFault> {
    let names = family.parameter_names();
    if params.len() != names.len() {
        return Err(Count {
            takes: names.len(),
            given: params.len(),
        });
    }
    for (value, parameter) in params.iter().zip(names) {
        if !value.is_finite() {
            return Err(NotFinite { parameter });
        }
    }
    match family {
        Family::Uniform | Family::Between => ordered(params[0], params[1]),
        Family::Normal => positive(family, params, &[1]),
        Family::LogNormal | Family::Weibull | Family::Pareto => positive(family, params, &[0, 1]),
        Family::Beta => positive(family, params, &[0, 1]).and(moderate(family, params, &[0, 1])),
        Family::Gamma => positive(family, params, &[0, 1]).and(moderate(family, params, &[0])),
        Family::Exponential => positive(family, params, &[0]),
        Family::Triangular | Family::Pert => with_mode(params[0], params[1], params[2]),
        Family::Bernoulli if (0.0..=1.0).contains(&params[0]) => Ok(()),
        Family::Bernoulli => Err(NotProbability),
        Family::Share => share(family, params),
        Family::Rate => counted(family, params).and(moderate(family, params, &[0])),
        Family::StudentT => student(family, params),
        Family::Poisson => not_negative(family, params).and(moderate(family, params, &[0])),
        Family::Binomial => trials(family, params),
    }
}

/// Whether the distribution can be cut to \[min, max\], either of which may be infinite.
pub fn check_bounds(
    family: Family,
    params: &[f64],
    min: f64,
    max: f64,
) -> Result<(), ParameterFault> {
    Cut::new(&Shape::new(family, params)?, min, max).map(|_| ())
}

fn positive(family: Family, params: &[f64], which: &[usize]) -> Result<(), ParameterFault> {
    match which.iter().find(|&&i| params[i] <= 0.0) {
        Some(&i) => Err(NotPositive {
            parameter: family.parameter_names()[i],
        }),
        None => Ok(()),
    }
}

/// Beyond this the sums of the incomplete gamma and beta functions grow long, and the shape is normal.
const LARGEST_SHAPE: f64 = 1e8;

fn moderate(family: Family, params: &[f64], which: &[usize]) -> Result<(), ParameterFault> {
    match which.iter().find(|&&i| params[i] > LARGEST_SHAPE) {
        Some(&i) => Err(TooLarge {
            parameter: family.parameter_names()[i],
        }),
        None => Ok(()),
    }
}

fn ordered(low: f64, high: f64) -> Result<(), ParameterFault> {
    if low >= high {
        Err(EndsOutOfOrder)
    } else if (high - low).is_finite() {
        Ok(())
    } else {
        Err(EndsTooFarApart)
    }
}

fn with_mode(low: f64, mode: f64, high: f64) -> Result<(), ParameterFault> {
    ordered(low, high)?;
    if low <= mode && mode <= high {
        Ok(())
    } else {
        Err(ModeOutside)
    }
}

/// Below this a double cannot hold the far values that draws would have.
const FEWEST_DEGREES: f64 = 0.2;

fn student(family: Family, params: &[f64]) -> Result<(), ParameterFault> {
    if params[0] < FEWEST_DEGREES {
        return Err(TooFewDegrees);
    }
    positive(family, params, &[2]).and(moderate(family, params, &[0]))
}

fn trials(family: Family, params: &[f64]) -> Result<(), ParameterFault> {
    not_negative(family, params)?;
    moderate(family, params, &[0])?;
    if params[0].fract() != 0.0 {
        return Err(NotWhole {
            parameter: family.parameter_names()[0],
        });
    }
    if (0.0..=1.0).contains(&params[1]) {
        Ok(())
    } else {
        Err(NotProbability)
    }
}

/// A first parameter from 0 on.
fn not_negative(family: Family, params: &[f64]) -> Result<(), ParameterFault> {
    if params[0] < 0.0 {
        return Err(Negative {
            parameter: family.parameter_names()[0],
        });
    }
    Ok(())
}

/// A count from 0 on over a positive number of cases or length of time.
fn counted(family: Family, params: &[f64]) -> Result<(), ParameterFault> {
    not_negative(family, params)?;
    positive(family, params, &[1])
}

fn share(family: Family, params: &[f64]) -> Result<(), ParameterFault> {
    counted(family, params)?;
    moderate(family, params, &[1])?;
    if params[0] > params[1] {
        Err(CountAboveCases)
    } else {
        Ok(())
    }
}
