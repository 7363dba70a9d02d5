//! A distribution made ready for drawing.

use super::place::{Distribution, Place};
use super::shape::with_shape;
use super::truncation::Cut;
use super::{Family, Law, ParameterFault, Shape};
use crate::numerics::Width;

/// A distribution with everything its parameters decide worked out once, for drawing many values.
#[derive(Debug, Clone)]
pub struct Sampler {
    shape: Shape,
    cut: Option<Cut>,
}

impl Sampler {
    /// The sampler of a family with these parameters, or what is wrong with them.
    pub fn new(family: Family, params: &[f64]) -> Result<Sampler, ParameterFault> {
        Ok(Sampler {
            shape: Shape::new(family, params)?,
            cut: None,
        })
    }

    /// The same, cut to \[min, max\]; either may be infinite.
    pub fn truncated(
        family: Family,
        params: &[f64],
        min: f64,
        max: f64,
    ) -> Result<Sampler, ParameterFault> {
        Sampler::cut(Shape::new(family, params)?, min, max)
    }

    /// The sampler of a distribution, or what is wrong with its numbers.
    pub fn of(law: &Law<f64>) -> Result<Sampler, ParameterFault> {
        let shape = law.form.shape()?;
        let min = law.min.unwrap_or(f64::NEG_INFINITY);
        Sampler::cut(shape, min, law.max.unwrap_or(f64::INFINITY))
    }

    fn cut(shape: Shape, min: f64, max: f64) -> Result<Sampler, ParameterFault> {
        let cut = Cut::new(&shape, min, max)?;
        Ok(Sampler { shape, cut })
    }

    /// The value that a uniform in (0, 1) stands for.
    #[inline]
    pub fn draw(&self, u: f64) -> f64 {
        match &self.cut {
            None => self.shape.quantile(Place::at(u)),
            Some(cut) => cut.clamp(self.shape.quantile(cut.place(u))),
        }
    }

    /// [`Self::draw`] of each uniform, with the same bits; both slices have the same length.
    pub fn fill(&self, width: Width, uniforms: &[f64], out: &mut [f64]) {
        debug_assert_eq!(uniforms.len(), out.len());
        match &self.cut {
            None => with_shape!(&self.shape, shape => shape.column(
                width,
                uniforms,
                out,
                #[inline(always)]
                |u| Place {
                    below: u,
                    above: 1.0 - u,
                },
            )),
            Some(cut) => {
                with_shape!(&self.shape, shape => shape.column(
                    width,
                    uniforms,
                    out,
                    #[inline(always)]
                    |u| cut.place(u),
                ));
                width.run(
                    #[inline(always)]
                    || {
                        for value in out {
                            *value = cut.clamp(*value);
                        }
                    },
                );
            }
        }
    }

    /// The least and the greatest value that can be drawn.
    pub fn support(&self) -> (f64, f64) {
        let (low, high) = self.shape.support();
        match &self.cut {
            None => (low, high),
            Some(cut) => (cut.clamp(low), cut.clamp(high)),
        }
    }

    /// The probability of a value of at most `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.shares(self.shape.cdf(x), self.shape.survival(x)).0
    }

    /// The probability of a value above `x`.
    pub fn survival(&self, x: f64) -> f64 {
        self.shares(self.shape.cdf(x), self.shape.survival(x)).1
    }

    /// The shares below and above a value, of what is left after the cut.
    fn shares(&self, below: f64, above: f64) -> (f64, f64) {
        match &self.cut {
            None => (below, above),
            Some(cut) => cut.shares(below, above),
        }
    }

    /// The value at a place.
    pub(super) fn at(&self, at: Place) -> f64 {
        match &self.cut {
            None => self.shape.quantile(at),
            Some(cut) => cut.clamp(self.shape.quantile(cut.place_of(at))),
        }
    }

    /// The probabilities of a value below `x` and of one from it on.
    pub(super) fn sides(&self, x: f64) -> (f64, f64) {
        self.shares(self.shape.before(x), self.shape.from(x))
    }
}
