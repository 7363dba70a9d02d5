//! The yes/no.

use super::place::{Distribution, Place};

/// 1 with probability `p`, else 0.
#[derive(Debug, Clone)]
pub(super) struct Bernoulli {
    pub p: f64,
}

impl Distribution for Bernoulli {
    /// 1 where the share below lies under p: a falling function, unlike every other quantile here, so
    /// that raising p only turns further draws into a yes.
    #[inline(always)]
    fn quantile(&self, at: Place) -> f64 {
        if at.below < self.p { 1.0 } else { 0.0 }
    }

    fn cdf(&self, x: f64) -> f64 {
        1.0 - self.survival(x)
    }

    fn survival(&self, x: f64) -> f64 {
        if x < 0.0 {
            1.0
        } else if x < 1.0 {
            self.p
        } else {
            0.0
        }
    }

    fn support(&self) -> (f64, f64) {
        (
            if self.p < 1.0 { 0.0 } else { 1.0 },
            if self.p > 0.0 { 1.0 } else { 0.0 },
        )
    }
}
