//! Exact quantiles without sorting: a histogram says in which of its bins they lie, and only those bins are looked into.

mod bins;

use super::sample::{between, places};
use bins::{Bins, Kept, Spot, counted, spots};

/// Below this many values it is quicker to move them all about.
const FEW: usize = 1024;

/// The quantiles of values in any order, each by [`sample_quantile`](super::sample_quantile). NaN where there is no value.
pub fn quantiles<const N: usize>(values: &[f64], probabilities: [f64; N]) -> [f64; N] {
    let near = probabilities.map(|p| places(values.len(), p));
    let mut wanted: Vec<usize> = near.iter().flat_map(|at| [at.below, at.above]).collect();
    let found = at_places(values, &mut wanted);
    let get = |place: usize| found_at(&wanted, &found, place);
    near.map(|at| between(get(at.below), get(at.above), at.share))
}

/// The quantiles that occur among the values: the lower neighbour of each. NaN where there is no value.
pub fn lower_quantiles<const N: usize>(values: &[f64], probabilities: [f64; N]) -> [f64; N] {
    let below = probabilities.map(|p| places(values.len(), p).below);
    let mut wanted = below.to_vec();
    let found = at_places(values, &mut wanted);
    below.map(|place| found_at(&wanted, &found, place))
}

fn found_at(wanted: &[usize], found: &[f64], place: usize) -> f64 {
    let at = wanted.binary_search(&place).ok();
    at.and_then(|at| found.get(at).copied()).unwrap_or(f64::NAN)
}

/// What sorting (as IEEE 754 orders all numbers) would put at each of these places, which are put in order.
fn at_places(values: &[f64], wanted: &mut Vec<usize>) -> Vec<f64> {
    wanted.sort_unstable();
    wanted.dedup();
    if values.is_empty() {
        return Vec::new();
    }
    if values.len() < FEW {
        let mut values = values.to_vec();
        settle(&mut values, wanted, 0);
        return wanted.iter().map(|place| values[*place]).collect();
    }
    let bins = Bins::of(values);
    let numbers = bins.numbers(values);
    let spots = spots(&counted(&numbers), wanted);
    let kept = Kept::of(values, &numbers, &spots);
    let mut gathered = kept.gathered(values, &numbers);
    let places = spots.iter().filter_map(|spot| kept.place(spot));
    settle(&mut gathered, &places.collect::<Vec<usize>>(), 0);
    let found = |spot: &Spot| match kept.place(spot) {
        Some(place) => gathered.get(place).copied().unwrap_or(f64::NAN),
        None => kept.only(spot),
    };
    spots.iter().map(found).collect()
}

/// Moves to each of the places, which rise, what sorting would put there. `values` begins at place `from`.
fn settle(values: &mut [f64], places: &[usize], from: usize) {
    let middle = places.len() / 2;
    let Some(place) = places.get(middle).map(|place| place - from) else {
        return;
    };
    if place >= values.len() {
        return;
    }
    let (below, _, above) = values.select_nth_unstable_by(place, f64::total_cmp);
    settle(below, &places[..middle], from);
    settle(above, &places[middle + 1..], from + place + 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::sample_quantile;

    const WANTED: [f64; 9] = [0.0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1.0];

    /// Numbers of one period of a full cycle: far from sorted, and each once.
    fn cycle(count: usize) -> impl Iterator<Item = f64> {
        (0..count).map(|i| ((i * 7919) % 1_000_003) as f64 / 1_000_003.0)
    }

    fn same_as_sorted(values: &[f64], what: &str) {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let count = values.len();
        let expected = WANTED.map(|p| sample_quantile(&sorted, p).to_bits());
        let found = quantiles(values, WANTED).map(f64::to_bits);
        assert_eq!(found, expected, "{what} {count}");
        let lower = WANTED.map(|p| match sorted.get((p * (count as f64 - 1.0)) as usize) {
            Some(value) => value.to_bits(),
            None => f64::NAN.to_bits(),
        });
        let found = lower_quantiles(values, WANTED).map(f64::to_bits);
        assert_eq!(found, lower, "lower of {what} {count}");
    }

    #[test]
    fn the_same_as_from_a_sorted_sample() {
        type Shape = (&'static str, fn(f64) -> f64);
        let shapes: [Shape; 13] = [
            ("plain", |u| u),
            ("far from nought", |u| 1e9 + u),
            ("both signs", |u| u - 0.3),
            ("negative", |u| -1.0 - 1e6 * u),
            ("heavy tails", |u| {
                let cube = (u - 0.500_001) * (u - 0.500_001) * (u - 0.500_001);
                1.0 / (cube * cube * cube)
            }),
            ("many sizes", |u| f64::from_bits((u * 9e18) as u64)),
            ("all sizes", |u| {
                f64::from_bits((u * f64::MAX.to_bits() as f64) as u64)
            }),
            ("ties", |u| (u * 9.0).floor() - 4.0),
            ("mostly nought", |u| if u < 0.9 { 0.0 } else { u }),
            ("nought of both signs", |u| if u < 0.4 { -0.0 } else { 0.0 }),
            ("alone", |_| 7.5),
            (
                "huge",
                |u| if u < 0.5 { -f64::MAX * u } else { f64::MAX * u },
            ),
            ("tiny", |u| {
                f64::from_bits((u * 1000.0) as u64) * (u - 0.5).signum()
            }),
        ];
        for count in [0, 1, 2, 3, 20, 1000, 1023, 1024, 1025, 5000, 70_001] {
            for (what, shape) in shapes {
                let values: Vec<f64> = cycle(count).map(shape).collect();
                same_as_sorted(&values, what);
            }
        }
    }

    #[test]
    fn a_far_outlier_changes_nothing_else() {
        let mut values: Vec<f64> = cycle(4096).collect();
        let middle = quantiles(&values, [0.5]);
        let highest = values.iter().copied().fold(0.0, f64::max);
        for value in values.iter_mut().filter(|value| **value == highest) {
            *value = 1e300;
        }
        assert_eq!(quantiles(&values, [0.5]), middle);
        assert_eq!(quantiles(&values, [1.0]), [1e300]);
    }

    #[test]
    fn dates_are_never_between_two() {
        let found = lower_quantiles(&[3.0, 1.0, 2.0, 9.0], [0.0, 0.5, 0.95, 1.0]);
        assert_eq!(found, [1.0, 2.0, 3.0, 9.0]);
        assert!(lower_quantiles(&[], [0.5])[0].is_nan());
    }
}
