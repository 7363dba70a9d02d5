//! Shares of whole numbers, summed once for all draws.

use super::place::Place;

/// Shares smaller than this are left out at the ends.
const NOTHING: f64 = 1e-100;

/// The shares of the whole numbers around a mode.
#[derive(Debug, Clone)]
pub(super) struct Table {
    first: f64,
    /// For each number the share of it and all below, summed from below.
    below: Vec<f64>,
    /// For each number the share of all above it, summed from above.
    above: Vec<f64>,
}

impl Table {
    /// From the share of the mode, and how many times the share of k that of k + 1 is; nothing lies above `last`.
    pub fn new(mode: f64, share: f64, last: f64, up: impl Fn(f64) -> f64) -> Self {
        let mut shares = Vec::new();
        let (mut k, mut mass) = (mode, share);
        while mass > NOTHING {
            shares.push(mass);
            if k <= 0.0 {
                break;
            }
            k -= 1.0;
            mass /= up(k);
        }
        let first = mode - (shares.len().max(1) - 1) as f64;
        shares.reverse();
        let (mut k, mut mass) = (mode, share);
        while k < last {
            mass *= up(k);
            k += 1.0;
            if mass <= NOTHING {
                break;
            }
            shares.push(mass);
        }
        let mut above = vec![0.0; shares.len()];
        let mut sum = 0.0;
        for (above, mass) in above.iter_mut().zip(&shares).rev() {
            *above = f64::min(sum, 1.0);
            sum += mass;
        }
        let below = shares.iter().scan(0.0, |sum, mass| {
            *sum += mass;
            Some(f64::min(*sum, 1.0))
        });
        Table {
            first,
            below: below.collect(),
            above,
        }
    }

    /// The least number that has, with all below it, the share asked for.
    pub fn quantile(&self, at: Place) -> f64 {
        let steps = if at.is_upper() {
            self.above.partition_point(|above| *above > at.above)
        } else {
            self.below.partition_point(|below| *below < at.below)
        };
        self.first + steps.min(self.below.len().max(1) - 1) as f64
    }

    /// The shares up to a whole number and above it.
    pub fn tails(&self, k: f64) -> (f64, f64) {
        if k < self.first {
            return (0.0, 1.0);
        }
        let place = (k - self.first) as usize;
        match (self.below.get(place), self.above.get(place)) {
            // The smaller is the accurate one.
            (Some(below), Some(_)) if *below < 0.5 => (*below, 1.0 - below),
            (Some(_), Some(above)) => (1.0 - above, *above),
            _ => (1.0, 0.0),
        }
    }
}
