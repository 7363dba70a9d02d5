//! Cutting a distribution to bounds.

use super::place::{Distribution, Place};
use super::{ParameterFault, Shape};

/// Bounds, and the shares of the uncut distribution on either side of them.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    min: f64,
    max: f64,
    below: [f64; 2],
    above: [f64; 2],
}

impl Cut {
    /// The cut of a shape to \[min, max\]; none where both are infinite.
    pub fn new(shape: &Shape, min: f64, max: f64) -> Result<Option<Cut>, ParameterFault> {
        if min == f64::NEG_INFINITY && max == f64::INFINITY {
            return Ok(None);
        }
        if matches!(shape, Shape::Bernoulli(_)) {
            return Err(ParameterFault::BoundsOnYesNo);
        }
        if min.is_nan() || max.is_nan() || min >= max {
            return Err(ParameterFault::BoundsOutOfOrder);
        }
        let below = [shape.before(min), shape.cdf(max)];
        let above = [shape.from(min), shape.survival(max)];
        let inside = if below[0] < 0.5 {
            below[1] - below[0]
        } else {
            above[0] - above[1]
        };
        if inside > 0.0 {
            let (min, max) = shape.within(min, max);
            Ok(Some(Cut {
                min,
                max,
                below,
                above,
            }))
        } else {
            Err(ParameterFault::NothingBetweenBounds)
        }
    }

    /// The place in the uncut distribution of a uniform in (0, 1). Both shares are interpolated, so
    /// that neither tail is a difference from one.
    #[inline(always)]
    pub fn place(&self, u: f64) -> Place {
        self.place_of(Place::at(u))
    }

    /// The place in the uncut distribution of one in the cut.
    #[inline(always)]
    pub fn place_of(&self, at: Place) -> Place {
        Place {
            below: self.below[0] + at.below * (self.below[1] - self.below[0]),
            above: self.above[1] + at.above * (self.above[0] - self.above[1]),
        }
    }

    /// What the shares of the uncut distribution below and above `x` are of the cut one.
    pub fn shares(&self, below: f64, above: f64) -> (f64, f64) {
        let [low, high] = self.below;
        let [all, beyond] = self.above;
        let (inside, left, right) = if low < 0.5 {
            (high - low, below - low, high - below)
        } else {
            (all - beyond, all - above, above - beyond)
        };
        // Each from the end whose shares are the accurate ones.
        let right = if above < 0.5 { above - beyond } else { right };
        (
            (left / inside).clamp(0.0, 1.0),
            (right / inside).clamp(0.0, 1.0),
        )
    }

    /// The value nearest to `x` within the bounds.
    #[inline(always)]
    pub fn clamp(&self, x: f64) -> f64 {
        let x = if x < self.min { self.min } else { x };
        if x > self.max { self.max } else { x }
    }
}
