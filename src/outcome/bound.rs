//! Bounds for what a sample estimates: exact ones for shares and quantiles, Student's t for all else.
//!
//! - A share: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
//!   binomial", Biometrika 26 (1934).
//! - A quantile: the order statistics whose ranks are quantiles of the binomial, which needs no assumption about the
//!   distribution: G. J. Hahn and W. Q. Meeker, "Statistical intervals" (1991), section 5.2.
//! - Anything else that is worked out from summaries: the delete-a-group jackknife of M. H. Quenouille (1956) and
//!   J. W. Tukey (1958), see J. Shao and D. Tu, "The jackknife and bootstrap" (1995), section 1.2, with Student's t on
//!   one degree of freedom less than there are groups. For a difference of means that is the paired t interval over
//!   the means of the groups.
//!
//! `error` is the chance that an interval misses what it is about, half of it on either side.

use crate::numerics::{Family, cdf, mean_sd, quantile, survival};

/// Low and high end.
pub type Interval = (f64, f64);

/// Where the share lies of which so many of so many draws are hits.
pub fn share(hits: usize, of: usize, error: f64) -> Interval {
    let (k, n) = (hits as f64, of as f64);
    let low = match hits {
        0 => 0.0,
        _ => quantile(Family::Beta, &[k, n - k + 1.0], error / 2.0),
    };
    let high = match hits == of {
        true => 1.0,
        false => quantile(Family::Beta, &[k + 1.0, n - k], 1.0 - error / 2.0),
    };
    (low, high)
}

/// Where the quantile at `p` lies of what a sorted sample is drawn from; the lowest and the highest value themselves at
/// 0 and 1.
pub fn quantile_of(sorted: &[f64], p: f64, error: f64) -> Interval {
    let (Some(lowest), Some(highest)) = (sorted.first(), sorted.last()) else {
        return (f64::NEG_INFINITY, f64::INFINITY);
    };
    if p <= 0.0 || p >= 1.0 {
        let end = if p <= 0.0 { *lowest } else { *highest };
        return (end, end);
    }
    let n = sorted.len();
    let shapes = |rank: usize| [rank as f64, (n - rank + 1) as f64];
    // Rank r is above the quantile if fewer than r values are below it, and below it if at least r are.
    let above = |rank: usize| survival(Family::Beta, &shapes(rank), p) <= error / 2.0;
    let below = |rank: usize| cdf(Family::Beta, &shapes(rank), p) <= error / 2.0;
    let low = last_rank(n, above).and_then(|rank| sorted.get(rank - 1));
    let high = first_rank(n, below).and_then(|rank| sorted.get(rank - 1));
    (
        low.copied().unwrap_or(f64::NEG_INFINITY),
        high.copied().unwrap_or(f64::INFINITY),
    )
}

/// The highest rank, from 1 to n, that has a property which all ranks below it have too.
fn last_rank(n: usize, has: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if has(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    (low > 0).then_some(low)
}

/// The lowest rank that has a property which all ranks above it have too.
fn first_rank(n: usize, has: impl Fn(usize) -> bool) -> Option<usize> {
    let rank = last_rank(n, |rank| !has(rank)).map_or(1, |rank| rank + 1);
    (rank <= n).then_some(rank)
}

/// The standard error of an estimate that comes out like this without each of the groups of draws in turn.
pub fn jackknife_error(without: &[f64]) -> f64 {
    let Some(first) = without.first() else {
        return f64::NAN;
    };
    if without.iter().all(|value| value == first) {
        return 0.0;
    }
    let groups = without.len() as f64;
    (groups - 1.0) / groups.sqrt() * mean_sd(without).1
}

/// Where the estimated lies, by Student's t.
pub fn student(estimate: f64, without: &[f64], error: f64) -> Interval {
    let reach = match jackknife_error(without) {
        0.0 => 0.0,
        deviation => deviation * student_quantile(without.len() as f64 - 1.0, error / 2.0),
    };
    (estimate - reach, estimate + reach)
}

/// The value that Student's t with `df` degrees of freedom exceeds with the probability `tail`, below a half:
/// df / (df + t²) has the distribution Beta(df / 2, 1 / 2).
pub fn student_quantile(df: f64, tail: f64) -> f64 {
    let share = quantile(Family::Beta, &[df / 2.0, 0.5], 2.0 * tail);
    (df * (1.0 - share) / share).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} {b}");
    }

    #[test]
    fn shares_in_closed_form() {
        // No hit in n: 1 − (error / 2)^(1 / n).
        let (low, high) = share(0, 10, 0.05);
        assert_eq!(low, 0.0);
        near(high, 1.0 - crate::numerics::maths::pow(0.025, 0.1));
        let (low, high) = share(10, 10, 0.05);
        near(low, crate::numerics::maths::pow(0.025, 0.1));
        assert_eq!(high, 1.0);
        // 1 of 2: 1 − sqrt(1 − error / 2) and sqrt(1 − error / 2).
        let (low, high) = share(1, 2, 0.05);
        near(low, 1.0 - 0.975_f64.sqrt());
        near(high, 0.975_f64.sqrt());
    }

    #[test]
    fn ranks_of_a_median() {
        // Bin(10, ½): P(X < 2) = 11/1024 ≤ 2.5% < P(X < 3) = 56/1024, so the second from either end.
        let sorted: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(quantile_of(&sorted, 0.5, 0.05), (2.0, 9.0));
        assert_eq!(quantile_of(&sorted, 0.0, 0.05), (1.0, 1.0));
        assert_eq!(quantile_of(&sorted, 1.0, 0.05), (10.0, 10.0));
        let (low, high) = quantile_of(&sorted[..2], 0.5, 0.05);
        assert!(low.is_infinite() && high.is_infinite());
    }

    #[test]
    fn student_in_closed_form() {
        // One degree of freedom: Cauchy, tan; two: (1 − 2 tail) / sqrt(2 tail (1 − tail)).
        near(student_quantile(1.0, 0.25), 1.0);
        let tail: f64 = 0.001;
        let wanted = (1.0 - 2.0 * tail) / (2.0 * tail * (1.0 - tail)).sqrt();
        near(student_quantile(2.0, tail), wanted);
        near(student_quantile(31.0, 0.025), 2.039_513_446_396_4);
    }

    #[test]
    fn the_jackknife_of_a_mean_is_its_standard_error() {
        let values = [1.0, 4.0, 2.0, 8.0, 5.0];
        let total: f64 = values.iter().sum();
        let without: Vec<f64> = values.iter().map(|value| (total - value) / 4.0).collect();
        near(
            jackknife_error(&without),
            mean_sd(&values).1 / 5.0_f64.sqrt(),
        );
        assert_eq!(student(3.0, &[2.0; 5], 0.01), (3.0, 3.0));
    }
}
