//! Summaries of a sample: quantiles, mean and standard deviation, the same however it was split.

/// Values are summed in blocks of this many, and the blocks' sums in the order of their index:
/// the split is fixed, so threads may take blocks in any order.
pub const BLOCK: usize = 4096;

/// The p-quantile of values sorted upwards, by definition 7 of R. Hyndman and Y. Fan (1996):
/// linear between neighbours, the lowest value at p = 0 and the highest at p = 1.
/// NaN for an empty sample; p is clamped into \[0, 1\].
pub fn sample_quantile(sorted: &[f64], p: f64) -> f64 {
    let at = places(sorted.len(), p);
    let get = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    between(get(at.below), get(at.above), at.share)
}

/// Between which places of a sorted sample a quantile lies, and how far from the first to the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub below: usize,
    pub above: usize,
    pub share: f64,
}

/// The places of the p-quantile of so many values.
pub(super) fn places(count: usize, p: f64) -> Places {
    let last = count.saturating_sub(1);
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = (place as usize).min(last);
    Places {
        below,
        above: (below + 1).min(last),
        share: place - below as f64,
    }
}

/// The place of the lower neighbour of the p-quantile among so many sorted values.
pub fn lower_place(count: usize, p: f64) -> usize {
    places(count, p).below
}

/// The value that lies this share of the way from the lower to the higher.
pub(super) fn between(low: f64, high: f64, share: f64) -> f64 {
    if share == 0.0 || low == high {
        low
    } else {
        low + share * (high - low)
    }
}

/// The mean and the standard deviation (divisor n − 1, from deviations about the mean in a second pass).
/// The mean of no value and the deviation of fewer than two are NaN.
pub fn mean_sd(values: &[f64]) -> (f64, f64) {
    let (mean, sd) = plain_mean_sd(values);
    // Sums of the largest numbers there are run over; a power of two brings them back without another rounding.
    let overflows =
        (!mean.is_finite() || sd.is_infinite()) && values.iter().all(|value| value.is_finite());
    if !overflows || values.is_empty() {
        return (mean, sd);
    }
    let small: Vec<f64> = values.iter().map(|value| value * DOWN).collect();
    let (mean, sd) = plain_mean_sd(&small);
    (mean / DOWN, (sd / DOWN).min(f64::MAX))
}

/// 2⁻⁶⁰⁰
pub(super) const DOWN: f64 = f64::from_bits((1023 - 600) << 52);

fn plain_mean_sd(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = sum_in_blocks(values, |value| value) / count;
    let squares = sum_in_blocks(values, |value| (value - mean) * (value - mean));
    let sd = if values.len() < 2 {
        f64::NAN
    } else {
        (squares / (count - 1.0)).sqrt()
    };
    (mean, sd)
}

/// The sum of `term` over blocks of [`BLOCK`] values, each summed from its first value, merged in index order.
///
/// Each sum waits for its last addition, so several blocks are summed at a time.
pub fn sum_in_blocks(values: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    values
        .chunks(8 * BLOCK)
        .fold(0.0, |sum, group| match group.len().div_ceil(BLOCK) {
            8 => side_by_side::<8>(sum, group, &term),
            7 => side_by_side::<7>(sum, group, &term),
            6 => side_by_side::<6>(sum, group, &term),
            5 => side_by_side::<5>(sum, group, &term),
            4 => side_by_side::<4>(sum, group, &term),
            3 => side_by_side::<3>(sum, group, &term),
            2 => side_by_side::<2>(sum, group, &term),
            _ => side_by_side::<1>(sum, group, &term),
        })
}

/// Adds the sums of `N` blocks, of which the last may be shorter.
fn side_by_side<const N: usize>(sum: f64, group: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let mut rest = group.chunks(BLOCK);
    let blocks: [&[f64]; N] = std::array::from_fn(|_| rest.next().unwrap_or_default());
    let least = blocks.iter().map(|block| block.len()).min().unwrap_or(0);
    let mut sums = [0.0; N];
    let heads = blocks.map(|block| &block[..least]);
    for at in 0..least {
        for (sum, head) in sums.iter_mut().zip(heads) {
            *sum += term(head[at]);
        }
    }
    let tails = blocks.map(|block| &block[least..]);
    if let (Some(tails), Some(sums)) = (tails.get(..N - 1), sums.get_mut(..N - 1)) {
        let length = tails.first().map_or(0, |tail| tail.len());
        for at in 0..length {
            for (sum, tail) in sums.iter_mut().zip(tails) {
                *sum += term(tail[at]);
            }
        }
    }
    sums.into_iter().fold(sum, |sum, block| sum + block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_by_definition_seven() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        let quantiles = [0.0, 0.25, 0.5, 0.75, 1.0].map(|p| sample_quantile(&sorted, p));
        assert_eq!(quantiles, [1.0, 1.75, 3.0, 5.0, 8.0]);
        assert_eq!(sample_quantile(&[5.0], 0.3), 5.0);
        assert!(sample_quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn mean_and_deviation() {
        assert_eq!(
            mean_sd(&[1.0, 2.0, 3.0, 4.0]),
            (2.5, (5.0_f64 / 3.0).sqrt())
        );
        let (mean, sd) = mean_sd(&[3.0]);
        assert!(mean == 3.0 && sd.is_nan() && mean_sd(&[]).0.is_nan());
    }

    #[test]
    fn a_sum_is_that_of_its_blocks_in_order() {
        let values: Vec<f64> = (0..10_000).map(|i| 1.0 / f64::from(i + 1)).collect();
        let plain = |block: &[f64]| block.iter().fold(0.0, |sum, value| sum + value);
        let expected =
            (plain(&values[..4096]) + plain(&values[4096..8192])) + plain(&values[8192..]);
        assert_eq!(sum_in_blocks(&values, |value| value), expected);
    }

    #[test]
    fn however_many_blocks_are_summed_at_a_time() {
        let values: Vec<f64> = (0..80_000).map(|i| 1.0 / f64::from(i + 1)).collect();
        for blocks in 0..=18 {
            for length in [1, 3000, BLOCK].map(|last| blocks * BLOCK + last) {
                let values = &values[..length];
                let block = |block: &[f64]| block.iter().fold(0.0, |sum, value| sum + value);
                let plain = values.chunks(BLOCK).map(block).fold(0.0, |a, b| a + b);
                assert_eq!(sum_in_blocks(values, |value| value), plain, "{length}");
            }
        }
    }
}
