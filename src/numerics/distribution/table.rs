//! Shares of whole numbers, summed once for all draws.

use std::ops::Range;

use super::place::Place;
use crate::numerics::Width;

/// The shares from the end of those that `before` holds for to the end of those that `within` holds for.
fn part(
    shares: &[f64],
    before: impl Fn(f64) -> bool,
    within: impl Fn(f64) -> bool,
) -> Range<usize> {
    let from = shares.partition_point(|share| before(*share));
    from..shares.partition_point(|share| within(*share)).max(from)
}

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
    /// Which of the shares below lie from the least uniform to ½, and which of those above to a hair more.
    lower: Range<usize>,
    upper: Range<usize>,
}

/// The least uniform.
const LEAST: f64 = 0.5 * f64::EPSILON;

/// Up to so many shares for each vector of 64 bits, comparing with all is faster than a search.
const FEW: usize = 8;

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
        let below: Vec<f64> = below.collect();
        let lower = part(&below, |share| share < LEAST, |share| share < 0.5);
        let upper = part(&above, |share| share > 0.6, |share| share > LEAST);
        Table {
            first,
            below,
            above,
            lower,
            upper,
        }
    }

    /// [`Self::quantile`] at the place of each uniform; both slices have the same length.
    #[inline(always)]
    pub fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        const LANES: usize = 16;
        let counts = (
            &self.below[self.lower.clone()],
            &self.above[self.upper.clone()],
        );
        let few = counts.0.len() + counts.1.len() <= FEW * width.bits() / 64;
        let (chunks, _) = uniforms.as_chunks::<LANES>();
        let (out_chunks, _) = out.as_chunks_mut::<LANES>();
        let done = if few { chunks.len() * LANES } else { 0 };
        if few {
            width.run(
                #[inline(always)]
                || {
                    for (out, uniforms) in out_chunks.iter_mut().zip(chunks) {
                        *out = self.compared(counts, &uniforms.map(&place));
                    }
                },
            );
        }
        for (out, &uniform) in out.iter_mut().zip(uniforms).skip(done) {
            *out = self.quantile(place(uniform));
        }
    }

    /// The quantiles of a few places, from how many shares lie on the way to each.
    #[inline(always)]
    fn compared<const N: usize>(
        &self,
        (below, above): (&[f64], &[f64]),
        places: &[Place; N],
    ) -> [f64; N] {
        let mut lower = [self.lower.start as f64; N];
        for &share in below {
            for (count, at) in lower.iter_mut().zip(places) {
                *count += if share < at.below { 1.0 } else { 0.0 };
            }
        }
        let mut upper = [self.upper.start as f64; N];
        for &share in above {
            for (count, at) in upper.iter_mut().zip(places) {
                *count += if share > at.above { 1.0 } else { 0.0 };
            }
        }
        let last = (self.below.len().max(1) - 1) as f64;
        let mut values = [0.0; N];
        let mut outside = false;
        for i in 0..N {
            let steps = if places[i].is_upper() {
                upper[i]
            } else {
                lower[i]
            };
            values[i] = self.first + if steps > last { last } else { steps };
            outside |= places[i].below < LEAST || places[i].above < LEAST;
        }
        // So far out there may be further shares: only in a distribution that is cut.
        if outside {
            return places.map(|at| self.quantile(at));
        }
        values
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
