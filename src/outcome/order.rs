//! The few values of a sorted sample that its quantiles need, without sorting all of it.

use crate::numerics::sample::sample_quantile;

/// The quantiles of values that are in no order, which are moved about.
pub fn quantiles<const N: usize>(values: &mut [f64], probabilities: [f64; N]) -> [f64; N] {
    let mut places: Vec<usize> = probabilities
        .iter()
        .flat_map(|p| neighbours(values.len(), *p))
        .collect();
    places.sort_unstable();
    places.dedup();
    settle(values, &places, 0);
    probabilities.map(|p| sample_quantile(values, p))
}

/// The quantiles that occur in the sample: the lower neighbour of each.
pub fn lower_quantiles<const N: usize>(values: &mut [f64], probabilities: [f64; N]) -> [f64; N] {
    values.sort_unstable_by(f64::total_cmp);
    probabilities.map(|p| {
        let [below, _] = neighbours(values.len(), p);
        values.get(below).copied().unwrap_or(f64::NAN)
    })
}

/// The places between which a quantile of definition 7 lies.
fn neighbours(count: usize, p: f64) -> [usize; 2] {
    let last = count.saturating_sub(1);
    let below = ((p.clamp(0.0, 1.0) * last as f64) as usize).min(last);
    [below, (below + 1).min(last)]
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

    #[test]
    fn the_same_as_from_a_sorted_sample() {
        for count in [0, 1, 2, 3, 5, 20, 21, 101, 1000] {
            // A full cycle of residues: every value once, far from sorted.
            let mut values: Vec<f64> = (0..count).map(|i| f64::from((i * 7919) % 1009)).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let wanted = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0];
            let found = quantiles(&mut values, wanted);
            for (p, found) in wanted.into_iter().zip(found) {
                assert_eq!(
                    found.to_bits(),
                    sample_quantile(&sorted, p).to_bits(),
                    "{count} {p}"
                );
            }
        }
    }

    #[test]
    fn dates_are_never_between_two() {
        assert_eq!(
            lower_quantiles(&mut [3.0, 1.0, 2.0, 9.0], [0.0, 0.5, 0.95, 1.0]),
            [1.0, 2.0, 3.0, 9.0]
        );
        assert!(lower_quantiles(&mut [], [0.5])[0].is_nan());
    }
}
