//! Quantiles that are told, and straight lines between them.

use super::ParameterFault;
use super::place::{Distribution, Place};
use super::steps::finite;
use crate::numerics::Width;

/// How many values of a column are made at a time.
const LANES: usize = 8;

/// Up to so many points, passing them all is faster than a search.
const FEW: usize = 24;

/// Shares with the values below which they lie, from a share of 0 to one of 1.
#[derive(Debug, Clone)]
pub(super) struct Piecewise {
    points: Vec<(f64, f64)>,
}

impl Piecewise {
    /// From two or more quantiles; the outermost lines go on to 0 and 1.
    pub fn new(points: &[(f64, f64)]) -> Result<Self, ParameterFault> {
        let rising = points.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return Err(ParameterFault::KeysNotRising);
        };
        if points.len() < 2 || !rising || first.0 < 0.0 || last.0 > 1.0 {
            return Err(ParameterFault::KeysNotRising);
        }
        finite(points.iter().map(|(_, value)| *value))?;
        if points.windows(2).any(|pair| pair[0].1 > pair[1].1) {
            return Err(ParameterFault::ValuesFall);
        }
        let mut whole = Vec::with_capacity(points.len() + 2);
        if first.0 > 0.0 {
            whole.push((0.0, first.1 - first.0 * slope(first, &points[1])));
        }
        whole.extend_from_slice(points);
        if last.0 < 1.0 {
            let before = &points[points.len() - 2];
            whole.push((1.0, last.1 + (1.0 - last.0) * slope(before, last)));
        }
        finite(whole.iter().map(|(_, value)| *value))?;
        Ok(Piecewise { points: whole })
    }
}

/// How much the value rises with the share between two quantiles.
fn slope(from: &(f64, f64), to: &(f64, f64)) -> f64 {
    (to.1 - from.1) / (to.0 - from.0)
}

/// What lies on the line from one point to the other, as far along as `x` is between the ends.
#[inline(always)]
fn between(x: f64, (from, to): (f64, f64), (low, high): (f64, f64)) -> f64 {
    let value = low + (high - low) * ((x - from) / (to - from));
    let value = if value < low { low } else { value };
    if value > high { high } else { value }
}

impl Distribution for Piecewise {
    fn quantile(&self, at: Place) -> f64 {
        let next = self.points.partition_point(|(share, _)| *share < at.below);
        let next = next.clamp(1, self.points.len() - 1);
        let (from, to) = (self.points[next - 1], self.points[next]);
        between(at.below, (from.0, to.0), (from.1, to.1))
    }

    #[inline(always)]
    fn column(
        &self,
        width: Width,
        uniforms: &[f64],
        out: &mut [f64],
        place: impl Fn(f64) -> Place,
    ) {
        let done = if self.points.len() <= FEW {
            let (chunks, _) = uniforms.as_chunks::<LANES>();
            let (outs, _) = out.as_chunks_mut::<LANES>();
            width.run(
                #[inline(always)]
                || {
                    for (out, uniforms) in outs.iter_mut().zip(chunks) {
                        *out = self.passed(uniforms.map(
                            #[inline(always)]
                            |u| place(u).below,
                        ));
                    }
                },
            );
            chunks.len() * LANES
        } else {
            0
        };
        for (out, &uniform) in out.iter_mut().zip(uniforms).skip(done) {
            *out = self.quantile(place(uniform));
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        let next = self.points.partition_point(|(_, value)| *value <= x);
        self.share(next, x)
    }

    fn survival(&self, x: f64) -> f64 {
        1.0 - self.cdf(x)
    }

    fn support(&self) -> (f64, f64) {
        (self.points[0].1, self.points[self.points.len() - 1].1)
    }

    fn before(&self, x: f64) -> f64 {
        let next = self.points.partition_point(|(_, value)| *value < x);
        self.share(next, x)
    }

    fn from(&self, x: f64) -> f64 {
        1.0 - self.before(x)
    }
}

impl Piecewise {
    /// The values at a few shares: every point is passed, and the last one below a share is kept with the next.
    #[inline(always)]
    fn passed(&self, shares: [f64; LANES]) -> [f64; LANES] {
        let pairs = self.points.iter().zip(self.points.iter().skip(1));
        let (mut from, mut to) = ([0.0; LANES], [0.0; LANES]);
        let (mut low, mut high) = ([0.0; LANES], [0.0; LANES]);
        for (first, (before, after)) in pairs.enumerate() {
            for i in 0..LANES {
                let is_past = first == 0 || before.0 < shares[i];
                from[i] = if is_past { before.0 } else { from[i] };
                to[i] = if is_past { after.0 } else { to[i] };
                low[i] = if is_past { before.1 } else { low[i] };
                high[i] = if is_past { after.1 } else { high[i] };
            }
        }
        std::array::from_fn(
            #[inline(always)]
            |i| between(shares[i], (from[i], to[i]), (low[i], high[i])),
        )
    }

    /// The share on the line that ends at a point.
    fn share(&self, next: usize, x: f64) -> f64 {
        if next == 0 {
            return 0.0;
        }
        let from = self.points[next - 1];
        match self.points.get(next) {
            Some(to) if to.1 > from.1 => between(x, (from.1, to.1), (from.0, to.0)),
            Some(to) => to.0,
            None => 1.0,
        }
    }
}
