//! The regularised incomplete gamma function and its inverse, for one shape.

use super::solve::{Reading, Side, solve};
use super::stirling::{ln_1p_less_x, stirling_rest};
use crate::numerics::maths::{exp, ln, normal_quantile_of_tail, pow};

/// More terms than the slowest sum needs at the largest shape that is let in, 10⁸.
pub(super) const TERMS: u32 = 100_000;

/// The gamma distribution of scale 1 and some shape, with its constants worked out.
#[derive(Debug, Clone)]
pub(in crate::numerics::distribution) struct IncompleteGamma {
    shape: f64,
    /// √(shape / 2π) e^(−Stirling's rest): the density per unit of ln x at x = shape.
    peak: f64,
    /// ln Γ(shape + 1).
    ln_factorial: f64,
    /// Γ(shape + 1); infinite for large shapes, where its logarithm serves.
    factorial: f64,
}

impl IncompleteGamma {
    pub fn new(shape: f64) -> Self {
        let rest = stirling_rest(shape);
        let ln_factorial = libm::lgamma(shape + 1.0);
        IncompleteGamma {
            shape,
            peak: (shape / std::f64::consts::TAU).sqrt() * exp(-rest),
            ln_factorial,
            factorial: exp(ln_factorial),
        }
    }

    #[inline(always)]
    pub fn shape(&self) -> f64 {
        self.shape
    }

    #[inline(always)]
    pub fn peak(&self) -> f64 {
        self.peak
    }

    /// The masses below and above `x`; the smaller is accurate relative to its own size.
    pub fn tails(&self, x: f64) -> (f64, f64) {
        if x <= 0.0 {
            return (0.0, 1.0);
        }
        if x == f64::INFINITY {
            return (1.0, 0.0);
        }
        self.tails_from(x, self.density(x))
    }

    /// The point with these masses below and above.
    pub fn inverse(&self, below: f64, above: f64) -> f64 {
        let power = self.power(below);
        let bent = power + power * (power / (self.shape + 1.0));
        // So near zero the first two terms of the series are the function.
        if self.is_at_zero(power) {
            return bent;
        }
        if below == 1.0 && above == 0.0 {
            return f64::INFINITY;
        }
        let (side, target) = if below > 0.5 {
            (Side::Upper, above)
        } else {
            (Side::Lower, below)
        };
        solve(self.guess(power, below, above), target, side, |x| {
            let density = self.density(x);
            let tails = self.tails_from(x, density);
            let mass = if side == Side::Lower {
                tails.0
            } else {
                tails.1
            };
            Reading {
                mass,
                density,
                slope: self.shape - x,
                bend: x,
            }
        })
    }

    /// xᵃ e^(−x) / Γ(a).
    pub fn density(&self, x: f64) -> f64 {
        let away = (x - self.shape) / self.shape;
        let exponent = if away.abs() > 0.5 {
            ln(x / self.shape) - away
        } else {
            ln_1p_less_x(away)
        };
        self.peak * exp(self.shape * exponent)
    }

    fn tails_from(&self, x: f64, density: f64) -> (f64, f64) {
        if self.sums_at(x) {
            let below = (density * self.series(x)).min(1.0);
            (below, 1.0 - below)
        } else {
            let above = (density * self.fraction(x)).min(1.0);
            (1.0 - above, above)
        }
    }

    /// The sum over n of xⁿ / (a (a+1) … (a+n)).
    fn series(&self, x: f64) -> f64 {
        let mut term = 1.0 / self.shape;
        let mut sum = term;
        let mut divisor = self.shape;
        for _ in 0..TERMS {
            divisor += 1.0;
            term *= x / divisor;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        sum
    }

    /// Legendre's continued fraction 1/(x+1−a− 1(1−a)/(x+3−a− …)), by the modified method of Lentz.
    fn fraction(&self, x: f64) -> f64 {
        let mut b = x + 1.0 - self.shape;
        let mut c = f64::INFINITY;
        let mut d = 1.0 / b;
        let mut value = d;
        let mut i = 0.0;
        for _ in 0..TERMS {
            i += 1.0;
            let a = -i * (i - self.shape);
            b += 2.0;
            d = 1.0 / (a * d + b);
            c = b + a / c;
            let factor = c * d;
            value *= factor;
            if (factor - 1.0).abs() < 2e-16 {
                break;
            }
        }
        value
    }

    /// The quantile that the first term of the series gives.
    fn power(&self, below: f64) -> f64 {
        if self.is_small() {
            self.small_power(below)
        } else {
            self.large_power(below)
        }
    }

    /// Whether the factorial serves, or only its logarithm.
    pub fn is_small(&self) -> bool {
        self.shape < 20.0
    }

    #[inline(always)]
    pub fn small_power(&self, below: f64) -> f64 {
        pow(below * self.factorial, 1.0 / self.shape)
    }

    #[inline(always)]
    pub fn large_power(&self, below: f64) -> f64 {
        exp((ln(below) + self.ln_factorial) / self.shape)
    }

    /// So near zero that the first two terms of the series are the function.
    pub fn is_at_zero(&self, power: f64) -> bool {
        power < 1e-9
    }

    /// Whether the density of ln x does not fall from the start.
    pub fn is_humped(&self) -> bool {
        self.shape >= 1.0
    }

    /// Whether the series serves at a point, or the fraction.
    #[inline(always)]
    pub fn sums_at(&self, x: f64) -> bool {
        x < self.shape + 1.0
    }

    /// A start for the inverse. `power` is the quantile that the first term of the series gives.
    fn guess(&self, power: f64, below: f64, above: f64) -> f64 {
        let near_normal = if self.is_humped() {
            self.normal_guess(normal_quantile_of_tail(below, above))
        } else {
            None
        };
        near_normal.unwrap_or_else(|| self.end_guess(power, below, above))
    }

    /// From the normal quantile, unless that is too far down.
    #[inline(always)]
    pub fn normal_guess(&self, quantile: f64) -> Option<f64> {
        // E. B. Wilson and M. M. Hilferty (1931): the cube root is nearly normal.
        let ninth = 1.0 / (9.0 * self.shape);
        let root = 1.0 - ninth + quantile * ninth.sqrt();
        (root > 0.3).then_some(self.shape * root * root * root)
    }

    /// From the first term at the nearer end.
    #[inline(always)]
    pub fn end_guess(&self, power: f64, below: f64, above: f64) -> f64 {
        let near = power * exp((power / (self.shape + 1.0)).min(1.0));
        let far = -ln(above * self.factorial / self.shape);
        let beyond = far + (self.shape - 1.0) * ln(far);
        let beyond = if far > 1.0 { beyond } else { 0.5 };
        let is_near = power < 0.3 + 0.3 * self.shape || below <= 0.5;
        if is_near { near } else { beyond }
    }
}
