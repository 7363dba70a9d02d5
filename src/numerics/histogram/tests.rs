use super::*;
use crate::numerics::quantiles;

const WANTED: [f64; 9] = [0.0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1.0];

/// Numbers between 0 and 1, far from sorted, and each once.
fn cycle(count: usize) -> impl Iterator<Item = f64> {
    (0..count).map(|i| ((i * 7919) % 1_000_003) as f64 / 1_000_003.0)
}

fn of(values: &[f64]) -> Histogram {
    let mut histogram = Histogram::default();
    histogram.add(values.iter().copied());
    histogram
}

fn values_at<const N: usize>(histogram: &Histogram, wanted: [f64; N]) -> [f64; N] {
    wanted.map(|p| histogram.quantile(p).value)
}

type Shape = (&'static str, fn(f64) -> f64);

const SHAPES: [Shape; 12] = [
    ("plain", |u| u),
    ("far from nought", |u| 1e9 + u),
    ("both signs", |u| u - 0.3),
    ("negative", |u| -1.0 - 1e6 * u),
    ("heavy tails", |u| {
        let cube = (u - 0.500_001) * (u - 0.500_001) * (u - 0.500_001);
        1.0 / (cube * cube * cube)
    }),
    ("all sizes", |u| {
        f64::from_bits((u * f64::MAX.to_bits() as f64) as u64)
    }),
    ("ties", |u| (u * 9.0).floor() - 4.0),
    ("mostly nought", |u| if u < 0.9 { 0.0 } else { u }),
    ("alone", |_| 0.3),
    (
        "huge",
        |u| {
            if u < 0.5 { -f64::MAX * u } else { f64::MAX * u }
        },
    ),
    ("tiny", |u| (u - 0.5) * 1e-290),
    ("two", |u| if u < 0.499 { -1e3 } else { 1e-3 }),
];

#[test]
fn quantiles_keep_the_stated_error() {
    for count in [1, 2, 3, 20, 1000, 70_001] {
        for (what, shape) in SHAPES {
            let values: Vec<f64> = cycle(count).map(shape).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let exact = quantiles(&values, WANTED);
            let of_values = of(&values);
            for (at, found) in WANTED
                .map(|p| of_values.quantile(p))
                .into_iter()
                .enumerate()
            {
                let near = places(count, WANTED[at]);
                let (low, high) = (sorted[near.below], sorted[near.above]);
                let size = if low < 0.0 && high > 0.0 {
                    low.abs().max(high)
                } else {
                    exact[at].abs()
                };
                let off = (found.value - exact[at]).abs();
                assert!(off == 0.0 || !found.is_exact, "{what} {count} {at}");
                let most = size * QUANTILE_ERROR + f64::MIN_POSITIVE;
                assert!(
                    off <= most,
                    "{what} {count} {at}: {found:?} for {}",
                    exact[at]
                );
            }
        }
    }
}

#[test]
fn what_has_a_key_of_its_own_is_exact() {
    let exact = [SHAPES[6], SHAPES[7], SHAPES[8], SHAPES[11]];
    for (what, shape) in exact {
        let values: Vec<f64> = cycle(10_000).map(shape).collect();
        let wanted = [0.0, 0.1, 0.4, 0.6];
        assert_eq!(
            values_at(&of(&values), wanted),
            quantiles(&values, wanted),
            "{what}"
        );
    }
    let whole: Vec<f64> = (-512..=512).map(f64::from).collect();
    assert_eq!(values_at(&of(&whole), WANTED), quantiles(&whole, WANTED));
}

#[test]
fn any_split_in_any_order_gives_the_same() {
    for (what, shape) in SHAPES {
        let values: Vec<f64> = cycle(5000).map(shape).collect();
        let whole = of(&values);
        let (mut forth, mut back) = (Histogram::default(), Histogram::default());
        values.chunks(317).for_each(|part| forth.merge(&of(part)));
        values
            .chunks(1009)
            .rev()
            .for_each(|part| back.merge(&of(part)));
        assert!(whole == forth && whole == back, "{what}");
        assert_eq!(whole.ends(), back.ends(), "{what}");
        let bits = |histogram: &Histogram| values_at(histogram, WANTED).map(f64::to_bits);
        assert_eq!(bits(&whole), bits(&forth), "{what}");
        assert_eq!(bits(&whole), bits(&back), "{what}");
    }
}

#[test]
fn the_ends_are_exact() {
    let values: Vec<f64> = cycle(1000).map(|u| 1e6 * u - 3e5).collect();
    let [least, greatest] = values_at(&of(&values), [0.0, 1.0]);
    assert_eq!([least, greatest], quantiles(&values, [0.0, 1.0]));
}

#[test]
fn its_size_does_not_grow_with_the_sample() {
    let few: Vec<f64> = cycle(1000).map(|u| 1.0 + u).collect();
    let many: Vec<f64> = cycle(100_000).map(|u| 1.0 + u).collect();
    assert_eq!(of(&few).bytes(), of(&many).bytes());
    assert!(of(&[]).quantile(0.5).value.is_nan() && of(&[]).ends().is_none());
}
