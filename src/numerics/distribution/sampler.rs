//! A distribution made ready for drawing.

use super::place::{Distribution, Place};
use super::shape::with_shape;
use super::truncation::Cut;
use super::{Family, ParameterFault, Shape};

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
        let shape = Shape::new(family, params)?;
        let cut = Cut::new(family, &shape, min, max)?;
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
    pub fn fill(&self, uniforms: &[f64], out: &mut [f64]) {
        match &self.cut {
            None => with_shape!(&self.shape, shape => {
                each(uniforms, out, |u| shape.quantile(Place::at(u)))
            }),
            Some(cut) => with_shape!(&self.shape, shape => {
                each(uniforms, out, |u| cut.clamp(shape.quantile(cut.place(u))))
            }),
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
}

#[inline(always)]
fn each(uniforms: &[f64], out: &mut [f64], value: impl Fn(f64) -> f64) {
    debug_assert_eq!(uniforms.len(), out.len());
    for (out, &u) in out.iter_mut().zip(uniforms) {
        *out = value(u);
    }
}
