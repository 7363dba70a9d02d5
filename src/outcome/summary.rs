//! One value of all draws → what is said about it.

use super::display::Display;
use super::order::{lower_quantiles, quantiles};
use super::results::{Found, Numbers, QUANTILES, Summary};
use crate::eval::samples::{Mark, ResultColumn};
use crate::numerics::sample::mean_sd;
use crate::types::model::Type;

/// Summarises one step of a column.
pub(super) fn of_step(column: &ResultColumn, step: usize, display: &Display) -> Summary {
    let all = column.step(step);
    let marks = (0..all.len()).map(|draw| column.mark(step, draw));
    if marks.clone().any(|mark| mark == Mark::Unknown) {
        return Summary {
            draws: 0,
            none: 0.0,
            se: None,
            found: Found::Unknown,
        };
    }
    let mut values: Vec<f64> = all
        .iter()
        .zip(marks)
        .filter(|(_, mark)| *mark == Mark::Present)
        .map(|(value, _)| *value)
        .collect();
    let draws = values.len();
    let found = match values.first() {
        None => Found::Nothing,
        Some(first) if !column.uncertain => Found::Certain(display.value(*first)),
        Some(_) => of_values(&mut values, display),
    };
    Summary {
        draws,
        none: share(all.len() - draws, all.len()),
        se: None,
        found,
    }
}

/// The standard error of a value, as it is shown beside it; none where it is not known or nothing is drawn.
pub(super) fn error_of(errors: &[f64], step: usize, display: &Display) -> Option<f64> {
    let held = errors.get(step).filter(|error| error.is_finite())?;
    matches!(display.ty(), Type::Number(_)).then(|| display.number(*held))
}

fn of_values(values: &mut [f64], display: &Display) -> Found {
    let count = values.len();
    let equal = |wanted: f64| values.iter().filter(|value| **value == wanted).count();
    match display.ty() {
        Type::YesNo => Found::Yes(share(count - equal(0.0), count)),
        Type::Label(_) => Found::Classes(
            display
                .classes()
                .iter()
                .map(|class| share(equal(*class as f64), count))
                .collect(),
        ),
        Type::Date => {
            Found::Dates(lower_quantiles(values, QUANTILES).map(|date| display.date(date)))
        }
        Type::Number(_) => Found::Numbers(of_numbers(values, display)),
    }
}

fn of_numbers(values: &mut [f64], display: &Display) -> Numbers {
    // In the order of the draws, before the quantiles move them about: sums depend on it.
    let (mean, sd) = mean_sd(values);
    let root = (values.len() as f64).sqrt();
    let given = |value: f64| value.is_finite().then(|| display.number(value));
    Numbers {
        mean: display.number(mean),
        sd: given(sd),
        se: given(sd / root),
        quantiles: quantiles(values, QUANTILES).map(|value| display.number(value)),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
