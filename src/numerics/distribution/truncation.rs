//! Cutting a distribution to bounds.

use super::place::{Distribution, Place};
use super::{Family, ParameterFault, Shape};

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
    pub fn new(
        family: Family,
        shape: &Shape,
        min: f64,
        max: f64,
    ) -> Result<Option<Cut>, ParameterFault> {
        if min == f64::NEG_INFINITY && max == f64::INFINITY {
            return Ok(None);
        }
        if family == Family::Bernoulli {
            return Err(ParameterFault::BoundsOnYesNo);
        }
        if min.is_nan() || max.is_nan() || min >= max {
            return Err(ParameterFault::BoundsOutOfOrder);
        }
        let below = [shape.cdf(min), shape.cdf(max)];
        let above = [shape.survival(min), shape.survival(max)];
        let inside = if below[0] < 0.5 {
            below[1] - below[0]
        } else {
            above[0] - above[1]
        };
        if inside > 0.0 {
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
        Place {
            below: self.below[0] + u * (self.below[1] - self.below[0]),
            above: self.above[1] + (1.0 - u) * (self.above[0] - self.above[1]),
        }
    }

    /// The value nearest to `x` within the bounds.
    #[inline(always)]
    pub fn clamp(&self, x: f64) -> f64 {
        let x = if x < self.min { self.min } else { x };
        if x > self.max { self.max } else { x }
    }
}
