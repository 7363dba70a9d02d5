//! Finding where a tail has a given mass, by Halley's method in a logarithmic coordinate.

use crate::numerics::maths::{expm1, ln_1p};

/// Which tail a mass is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}

/// A distribution at one point v > 0, everything per unit of y = ln v.
pub(super) struct Reading {
    /// The mass of the tail asked for.
    pub mass: f64,
    /// The density d mass / dy, taken positive.
    pub density: f64,
    /// d ln density / dy.
    pub slope: f64,
    /// −d slope / dy, which says how fast Halley's error falls.
    pub bend: f64,
}

/// More steps than bisection of every positive double would need.
pub(super) const STEPS: usize = 200;

/// The v at which the tail's mass is `target`, starting from a guess. Steps that leave the bracket
/// found so far are replaced by bisection, so it ends whatever the guess.
pub(super) fn solve(guess: f64, target: f64, side: Side, read: impl Fn(f64) -> Reading) -> f64 {
    let (mut low, mut high) = (0.0, f64::INFINITY);
    let mut v = guess;
    for _ in 0..STEPS {
        let reading = read(v);
        if (reading.mass > target) == (side == Side::Lower) {
            high = v;
        } else {
            low = v;
        }
        let step = halley(&reading, target, side);
        let next = v + v * expm1(step);
        if is_near(&reading, step) {
            return next;
        }
        v = if next > low && next < high {
            next
        } else {
            middle(v, low, high)
        };
        if v == low || v == high {
            return v;
        }
    }
    v
}

/// Whether a step is the last one needed: the error left is of third order in it.
#[inline(always)]
pub(super) fn is_near(reading: &Reading, step: f64) -> bool {
    step.abs() * step.abs() * step.abs() * (1.0 + reading.bend) < 1e-15
}

/// The step in y towards ln mass = ln target; NaN where the mass or the density has vanished.
#[inline(always)]
pub(super) fn halley(reading: &Reading, target: f64, side: Side) -> f64 {
    let pull = reading.density / reading.mass;
    let distance = ln_1p((reading.mass - target) / target);
    let (newton, curve) = match side {
        Side::Lower => (distance / pull, reading.slope - pull),
        Side::Upper => (-distance / pull, reading.slope + pull),
    };
    let damping = 1.0 - 0.5 * newton * curve;
    -newton / damping.clamp(0.5, 2.0)
}

/// A point well inside the bracket: its geometric middle, or a leap where an end is still open.
pub(super) fn middle(v: f64, low: f64, high: f64) -> f64 {
    if high == f64::INFINITY {
        v * 16.0
    } else if low == 0.0 {
        v / 65_536.0
    } else {
        low.sqrt() * high.sqrt()
    }
}
