//! What remains of one value of all draws → what is said about it.

use std::collections::BTreeMap;

use super::display::Display;
use super::results::{Found, Numbers, QUANTILES, Summary};
use super::summary::share;
use crate::eval::digest::{Digest, Held};
use crate::numerics::{Histogram, Moments, QUANTILE_ERROR, lower_place};
use crate::types::model::Type;

/// Summarises one step of so many draws.
pub(super) fn of_digest(digest: &Digest, display: &Display) -> Summary {
    if digest.unknown {
        return Summary {
            draws: 0,
            none: 0.0,
            se: None,
            found: Found::Unknown,
        };
    }
    let found = match (&digest.held, digest.first) {
        (_, None) => Found::Nothing,
        (Held::Same, Some((_, value))) => Found::Certain(display.value(value)),
        (Held::Numbers(histogram, moments), _) => {
            Found::Numbers(of_numbers(histogram, moments, display))
        }
        (Held::Whole(counts), _) => of_counts(counts, digest.present, display),
    };
    Summary {
        draws: digest.present as usize,
        none: share(
            digest.none as usize,
            (digest.none + digest.present) as usize,
        ),
        se: None,
        found,
    }
}

fn of_numbers(histogram: &Histogram, moments: &Moments, display: &Display) -> Numbers {
    let (mean, sd) = moments.mean_sd();
    let root = (histogram.count() as f64).sqrt();
    let given = |value: f64| value.is_finite().then(|| display.number(value));
    let quantiles = QUANTILES.map(|p| histogram.quantile(p));
    let exact = quantiles.iter().all(|quantile| quantile.is_exact);
    Numbers {
        mean: display.number(mean),
        sd: given(sd),
        se: given(sd / root),
        quantiles: quantiles.map(|quantile| display.number(quantile.value)),
        quantile_error: if exact { 0.0 } else { QUANTILE_ERROR },
    }
}

/// Of counts nothing is lost.
fn of_counts(counts: &BTreeMap<i64, u64>, present: u64, display: &Display) -> Found {
    let count = |value: i64| counts.get(&value).copied().unwrap_or(0) as usize;
    let of_all = |part: usize| share(part, present as usize);
    match display.ty() {
        Type::Label(_) => {
            let classes = display.classes().iter();
            Found::Classes(classes.map(|class| of_all(count(*class as i64))).collect())
        }
        Type::Date => Found::Dates(QUANTILES.map(|p| {
            let place = lower_place(present as usize, p) as u64;
            let mut below = 0;
            let mut dates = counts.iter();
            let date = dates.find(|(_, count)| {
                below += **count;
                place < below
            });
            display.date(date.map_or(f64::NAN, |(date, _)| *date as f64))
        })),
        Type::YesNo | Type::Number(_) => Found::Yes(of_all(present as usize - count(0))),
    }
}
