//! The regularised incomplete beta function and its inverse, for one pair of shapes.

use super::solve::{Reading, Side, solve};
use super::stirling::{ln_1p_less_x, stirling_rest};
use crate::numerics::maths::{exp, ln, ln_1p, normal_quantile_of_tail, pow};

/// More terms than the slowest fraction needs at the largest shapes that are let in, 10⁸.
pub(super) const TERMS: u32 = 100_000;

/// A point in (0, 1) with its distance from 1, both accurate.
#[derive(Debug, Clone, Copy)]
pub(in crate::numerics::distribution) struct Point {
    pub x: f64,
    pub rest: f64,
}

impl Point {
    /// The point with x / (1 − x) = `odds`.
    #[inline(always)]
    pub(super) fn from_odds(odds: f64) -> Self {
        let rest = 1.0 / (1.0 + odds);
        let endless = odds == f64::INFINITY;
        Point {
            x: if endless { 1.0 } else { odds * rest },
            rest,
        }
    }

    #[inline(always)]
    pub(super) fn mirrored(self) -> Self {
        Point {
            x: self.rest,
            rest: self.x,
        }
    }
}

/// The beta distribution of two shapes, with its constants worked out.
#[derive(Debug, Clone)]
pub(in crate::numerics::distribution) struct IncompleteBeta {
    pub(super) lower: Lower,
    /// The same seen from 1.
    pub(super) upper: Lower,
}

impl IncompleteBeta {
    pub fn new(a: f64, b: f64) -> Self {
        IncompleteBeta {
            lower: Lower::new(a, b),
            upper: Lower::new(b, a),
        }
    }

    /// The distribution seen from 1, or from zero.
    #[inline(always)]
    pub(super) fn seen(&self, upper: bool) -> Lower {
        let (one, zero) = (&self.upper, &self.lower);
        let pick = |of: fn(&Lower) -> f64| if upper { of(one) } else { of(zero) };
        Lower {
            a: pick(|l| l.a),
            b: pick(|l| l.b),
            peak: pick(|l| l.peak),
            ln_a_beta: pick(|l| l.ln_a_beta),
            joint: pick(|l| l.joint),
        }
    }

    /// xᵃ (1 − x)ᵇ / B(a, b) at a point inside.
    pub fn density(&self, at: Point) -> f64 {
        self.lower.density(at)
    }

    /// The masses below and above a point; the smaller is accurate relative to its own size.
    pub fn tails(&self, at: Point) -> (f64, f64) {
        if at.x <= 0.0 {
            return (0.0, 1.0);
        }
        if at.rest <= 0.0 {
            return (1.0, 0.0);
        }
        if self.lower.converges_at(at) {
            let below = self.lower.mass(at);
            (below, 1.0 - below)
        } else {
            let above = self.upper.mass(at.mirrored());
            (1.0 - above, above)
        }
    }

    /// The point with these masses below and above.
    pub fn inverse(&self, below: f64, above: f64) -> Point {
        if below > 0.5 {
            return inverse_lower(&self.upper, &self.lower, above).mirrored();
        }
        inverse_lower(&self.lower, &self.upper, below)
    }
}

/// The point with mass `target` below it, at most ½, in the distribution `from` sees from its zero.
fn inverse_lower(from: &Lower, other: &Lower, target: f64) -> Point {
    let power = from.power(target);
    if from.is_at_zero(power) {
        let x = power + power * (power * ((from.b - 1.0) / (from.a + 1.0)));
        return Point { x, rest: 1.0 - x };
    }
    let guess = if from.is_humped() {
        from.normal_guess(normal_quantile_of_tail(target, 1.0 - target))
    } else {
        from.end_guess(other, power, target)
    };
    let odds = solve(guess, target, Side::Lower, |odds| {
        let at = Point::from_odds(odds);
        let density = from.density(at);
        let mass = if from.converges_at(at) {
            density * from.fraction(at)
        } else {
            1.0 - density * other.fraction(at.mirrored())
        };
        let slope = from.a * at.rest - from.b * at.x;
        Reading {
            mass,
            density,
            slope,
            bend: (from.a + from.b) * at.x * at.rest,
        }
    });
    Point::from_odds(odds)
}

/// The distribution seen from its zero: mass below a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lower {
    pub a: f64,
    pub b: f64,
    /// √(ab / 2πn) e^(Stirling's rests): the density per unit of ln(x/(1−x)) at x = a/n.
    pub peak: f64,
    /// ln(a B(a, b)).
    ln_a_beta: f64,
    /// Where there is no hump: the mass up to which the guess starts from zero.
    joint: f64,
}

impl Lower {
    fn new(a: f64, b: f64) -> Self {
        let size = a + b;
        let rests = stirling_rest(size) - stirling_rest(a) - stirling_rest(b);
        let peak = (a / size * (b / std::f64::consts::TAU)).sqrt() * exp(rests);
        // The density divided by xᵃ, as x goes to zero, is 1 / B(a, b).
        let ln_beta = -ln(peak) - a * ln_1p(b / a) - b * ln_1p(a / b);
        Lower {
            a,
            b,
            peak,
            ln_a_beta: ln(a) + ln_beta,
            joint: if a >= 1.0 && b >= 1.0 {
                0.5
            } else {
                // Each end's first term alone, joined where their masses meet.
                let left = pow(a / size, a) / a;
                let right = pow(b / size, b) / b;
                left / (left + right)
            },
        }
    }

    /// The quantile that the first term of the series gives.
    #[inline(always)]
    pub fn power(&self, target: f64) -> f64 {
        exp((ln(target) + self.ln_a_beta) / self.a)
    }

    /// So near zero that the first two terms of the series are the function.
    #[inline(always)]
    pub fn is_at_zero(&self, power: f64) -> bool {
        power * self.b.max(1.0) < 1e-9
    }

    /// Whether the density falls towards both ends, or is level.
    #[inline(always)]
    pub fn is_humped(&self) -> bool {
        self.a >= 1.0 && self.b >= 1.0
    }

    /// A start for the inverse, as odds, where there is a hump: from the normal quantile of the mass.
    #[inline(always)]
    pub fn normal_guess(&self, quantile: f64) -> f64 {
        // M. Abramowitz and I. Stegun (1964), formula 26.5.22.
        let (a, b, z) = (self.a, self.b, -quantile);
        let (left, right) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
        let lambda = (z * z - 3.0) / 6.0;
        let h = 2.0 / (left + right);
        let w =
            z * (h + lambda).sqrt() / h - (right - left) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
        a / (b * exp((2.0 * w).clamp(-600.0, 600.0)))
    }

    /// The same where there is none; `power` is what [`Self::power`] gives.
    #[inline(always)]
    pub fn end_guess(&self, other: &Lower, power: f64, target: f64) -> f64 {
        let x = power.min(0.99);
        let rest = exp((ln(1.0 - target) + other.ln_a_beta) / self.b).clamp(1e-300, 0.99);
        if target < self.joint {
            x / (1.0 - x)
        } else {
            (1.0 - rest) / rest
        }
    }

    /// xᵃ (1 − x)ᵇ / B(a, b).
    fn density(&self, at: Point) -> f64 {
        let away = at.x * self.b - at.rest * self.a;
        let size = self.a + self.b;
        let exponent = self.a * deviance(away / self.a, at.x * (size / self.a))
            + self.b * deviance(-away / self.b, at.rest * (size / self.b));
        self.peak * exp(exponent)
    }

    #[inline(always)]
    pub fn converges_at(&self, at: Point) -> bool {
        at.x * (self.b + 1.0) <= (self.a + 1.0) * at.rest
    }

    fn mass(&self, at: Point) -> f64 {
        (self.density(at) * self.fraction(at)).min(1.0)
    }

    /// Iₓ(a, b) over the density, as the continued fraction of A. R. DiDonato and A. H. Morris (TOMS 18,
    /// 1992), by the modified method of Lentz. It sees x only through a (1 − x) − b x where that is small.
    fn fraction(&self, at: Point) -> f64 {
        let (a, b, x) = (self.a, self.b, at.x);
        let lead = a * at.rest - b * x + 1.0;
        let mut value = a * lead / (a + 1.0);
        let mut c = value;
        let mut d = 0.0;
        let mut m = 0.0;
        for _ in 0..TERMS {
            m += 1.0;
            let middle = a + 2.0 * m;
            let ratio = m * x / (middle - 1.0);
            let turn = ratio * (b - m);
            let above = turn * ((a + m - 1.0) * (a + b + m - 1.0) * (x / (middle - 1.0)));
            let below = m + turn + (a + m) * ((lead + m * (1.0 + at.rest)) / (middle + 1.0));
            d = 1.0 / (below + above * d);
            c = below + above / c;
            let factor = c * d;
            value *= factor;
            if (factor - 1.0).abs() < 2e-16 {
                break;
            }
        }
        1.0 / value
    }
}

/// ln(ratio) − (ratio − 1), given both, each accurate.
fn deviance(excess: f64, ratio: f64) -> f64 {
    if excess.abs() > 0.5 {
        ln(ratio) - excess
    } else {
        ln_1p_less_x(excess)
    }
}
