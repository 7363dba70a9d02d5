//! A mixture: one of several distributions by weight, drawn by the quantile function of the whole.

use super::place::{Distribution, Place};
use super::steps::adds_up;
use super::{ParameterFault, Sampler};

/// Distributions with weights that add up to 1.
#[derive(Debug, Clone)]
pub(super) struct Mixture {
    parts: Vec<(Sampler, f64)>,
}

impl Mixture {
    pub fn new(mut parts: Vec<(Sampler, f64)>) -> Result<Self, ParameterFault> {
        adds_up(parts.iter().map(|(_, weight)| *weight))?;
        parts.retain(|(_, weight)| *weight > 0.0);
        Ok(Mixture { parts })
    }

    fn sum(&self, of: impl Fn(&Sampler) -> f64) -> f64 {
        let terms = self.parts.iter().map(|(part, weight)| weight * of(part));
        terms.sum::<f64>().min(1.0)
    }
}

impl Distribution for Mixture {
    /// The least value with the share asked for below it. It lies between the least and the greatest of the parts'
    /// own quantiles at that place.
    fn quantile(&self, at: Place) -> f64 {
        let quantiles = self.parts.iter().map(|(part, _)| part.at(at));
        let (low, high) = quantiles.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (f64::min(low, x), f64::max(high, x))
        });
        if at.is_upper() {
            first_reached(low, high, |x| at.above - self.survival(x))
        } else {
            first_reached(low, high, |x| self.cdf(x) - at.below)
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        self.sum(|part| part.cdf(x))
    }

    fn survival(&self, x: f64) -> f64 {
        self.sum(|part| part.survival(x))
    }

    fn support(&self) -> (f64, f64) {
        let ends = self.parts.iter().map(|(part, _)| part.support());
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |all, own| {
            (f64::min(all.0, own.0), f64::max(all.1, own.1))
        })
    }

    fn before(&self, x: f64) -> f64 {
        self.sum(|part| part.sides(x).0)
    }

    fn from(&self, x: f64) -> f64 {
        self.sum(|part| part.sides(x).1)
    }
}

/// The least double in `low..=high` at which a function that never falls is not negative; `high` is taken to be one.
///
/// Lines through the ends of the bracket, every second one twice as long so that both ends move; where a round of
/// these does not halve the doubles left, the middle one of them. It ends at two neighbours, so a jump is met exactly.
fn first_reached(low: f64, high: f64, above: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let mut at_low = above(low);
    if at_low >= 0.0 || low >= high {
        return low;
    }
    let mut at_high = above(high).max(0.0);
    let mut round = 0_u32;
    let mut left = rank(high).abs_diff(rank(low));
    while rank(high).abs_diff(rank(low)) > 1 {
        let now = rank(high).abs_diff(rank(low));
        let slow = round.is_multiple_of(2) && round > 0 && now > left / 2;
        if round.is_multiple_of(2) {
            left = now;
        }
        let line = if slow {
            f64::NAN
        } else {
            on_the_line((low, at_low), (high, at_high), round.is_multiple_of(2))
        };
        let x = if line > low && line < high {
            line
        } else {
            middle(low, high)
        };
        let value = above(x);
        if value >= 0.0 {
            (high, at_high) = (x, value);
        } else {
            (low, at_low) = (x, value);
        }
        round += 1;
    }
    high
}

/// Where the line through two points meets zero, or as far again beyond it from the nearer end.
fn on_the_line(low: (f64, f64), high: (f64, f64), once: bool) -> f64 {
    let slope = (high.1 - low.1) / (high.0 - low.0);
    let times = if once { 1.0 } else { 2.0 };
    if -low.1 < high.1 {
        low.0 - times * low.1 / slope
    } else {
        high.0 - times * high.1 / slope
    }
}

/// The place of a double among all doubles.
fn rank(x: f64) -> i64 {
    let bits = x.to_bits().cast_signed();
    if bits < 0 { i64::MIN - bits } else { bits }
}

/// The double in the middle of those between two.
fn middle(low: f64, high: f64) -> f64 {
    let rank = rank(low) + (rank(high).abs_diff(rank(low)) / 2).cast_signed();
    let bits = if rank < 0 { i64::MIN - rank } else { rank };
    f64::from_bits(bits.cast_unsigned())
}
