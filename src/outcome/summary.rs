//! One value of all draws → what is said about it.

use super::display::Display;
use super::results::{Found, Numbers, QUANTILES, Summary};
use crate::eval::samples::ResultColumn;
use crate::numerics::{lower_quantiles, mean_sd, quantiles};
use crate::types::model::Type;

/// Summarises one step of a column.
pub(super) fn of_step(column: &ResultColumn, step: usize, display: &Display) -> Summary {
    let all = column.step(step);
    let Some(values) = column.present(step) else {
        return Summary {
            draws: 0,
            none: 0.0,
            se: None,
            found: Found::Unknown,
        };
    };
    let draws = values.len();
    let found = match values.first() {
        None => Found::Nothing,
        Some(first) if !column.uncertain => Found::Certain(display.value(*first)),
        Some(_) => of_values(&values, display),
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

fn of_values(values: &[f64], display: &Display) -> Found {
    let equal = |wanted: f64| values.iter().filter(|value| **value == wanted).count();
    match display.ty() {
        Type::YesNo => Found::Yes(share(values.len() - equal(0.0), values.len())),
        Type::Label(_) => Found::Classes(of_classes(values, display)),
        Type::Date => {
            Found::Dates(lower_quantiles(values, QUANTILES).map(|date| display.date(date)))
        }
        Type::Number(_) => Found::Numbers(of_numbers(values, display)),
    }
}

fn of_classes(values: &[f64], display: &Display) -> Vec<f64> {
    let highest = display.classes().iter().max();
    let mut counts = vec![0; highest.map_or(0, |class| class + 1)];
    for value in values {
        if let Some(count) = counts.get_mut(*value as usize) {
            *count += 1;
        }
    }
    let classes = display.classes().iter();
    let count = |class: &usize| counts.get(*class).copied().unwrap_or(0);
    classes
        .map(|class| share(count(class), values.len()))
        .collect()
}

fn of_numbers(values: &[f64], display: &Display) -> Numbers {
    let (mean, sd) = mean_sd(values);
    let root = (values.len() as f64).sqrt();
    let given = |value: f64| value.is_finite().then(|| display.number(value));
    Numbers {
        mean: display.number(mean),
        sd: given(sd),
        se: given(sd / root),
        quantiles: quantiles(values, QUANTILES).map(|value| display.number(value)),
        quantile_error: 0.0,
    }
}

/// The share of a part in a whole.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
