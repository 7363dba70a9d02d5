//! A place in a distribution, measured from both ends, and what every shape answers.

use crate::numerics::Width;

/// The shares of a distribution below and above a value. They add up to one; the smaller is the
/// accurate one, so formulas start from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub below: f64,
    pub above: f64,
}

impl Place {
    /// The place with a share `p` below it.
    #[inline(always)]
    pub fn at(p: f64) -> Self {
        Place {
            below: p,
            above: 1.0 - p,
        }
    }

    /// Whether the place lies above the median.
    #[inline(always)]
    pub fn is_upper(self) -> bool {
        self.below > 0.5
    }
}

/// What a shape with settled parameters answers.
pub(super) trait Distribution {
    /// The value at a place.
    fn quantile(&self, at: Place) -> f64;

    /// [`Self::quantile`] at the place of each uniform, with the same bits; both slices have the same length.
    #[inline(always)]
    fn column(&self, width: Width, uniforms: &[f64], out: &mut [f64], place: impl Fn(f64) -> Place)
    where
        Self: Sized,
    {
        width.run(
            #[inline(always)]
            || {
                for (out, &uniform) in out.iter_mut().zip(uniforms) {
                    *out = self.quantile(place(uniform));
                }
            },
        );
    }

    /// The probability of a value of at most `x`.
    fn cdf(&self, x: f64) -> f64;
    /// The probability of a value above `x`.
    fn survival(&self, x: f64) -> f64;
    /// The least and the greatest possible value.
    fn support(&self) -> (f64, f64);

    /// The probability of a value below `x`: less than [`Self::cdf`] where `x` has a share of its own.
    fn before(&self, x: f64) -> f64 {
        self.cdf(x)
    }

    /// The probability of a value of at least `x`.
    fn from(&self, x: f64) -> f64 {
        self.survival(x)
    }

    /// The least possible value from `min` on and the greatest up to `max`, where single values are possible; else
    /// the bounds themselves.
    fn within(&self, min: f64, max: f64) -> (f64, f64) {
        (min, max)
    }
}
