//! The continued fraction of the incomplete beta function, for the lanes of a search.

use super::incomplete_beta::{IncompleteBeta, Lower, Point, TERMS};
use super::lanes::{GROUP, all_arrived, chosen, going};
use super::search::{CHUNK, Search};
use super::stirling::artanh_less_x;
use crate::numerics::maths::{exp, ln};

/// The continued fraction that each lane of a search needs.
pub(super) struct Fractions {
    own: [bool; CHUNK],
    a: [f64; CHUNK],
    b: [f64; CHUNK],
    x: [f64; CHUNK],
    rest: [f64; CHUNK],
    value: [f64; CHUNK],
}

impl Fractions {
    pub fn new() -> Self {
        Fractions {
            own: [true; CHUNK],
            a: [1.0; CHUNK],
            b: [1.0; CHUNK],
            x: [0.5; CHUNK],
            rest: [0.5; CHUNK],
            value: [1.0; CHUNK],
        }
    }

    /// Densities, and which fraction converges at each lane's point.
    #[inline(always)]
    pub fn prepare(&mut self, beta: &IncompleteBeta, search: &mut Search) {
        for lane in 0..search.whole() {
            let from = beta.seen(search.end[lane] < 0.0);
            let at = Point::from_odds(search.v[lane]);
            let own = from.converges_at(at);
            let reading = &mut search.reading;
            reading.density[lane] = density(&from, at);
            reading.slope[lane] = from.a * at.rest - from.b * at.x;
            reading.bend[lane] = (from.a + from.b) * at.x * at.rest;
            self.own[lane] = own;
            self.a[lane] = if own { from.a } else { from.b };
            self.b[lane] = if own { from.b } else { from.a };
            self.x[lane] = if own { at.x } else { at.rest };
            self.rest[lane] = if own { at.rest } else { at.x };
        }
    }

    /// The fractions of the first `count` lanes.
    #[inline(always)]
    pub fn work_out(&mut self, count: usize) {
        for first in (0..count.min(CHUNK)).step_by(GROUP) {
            self.group(first, count - first);
        }
    }

    /// [`Lower::fraction`] of a group of lanes, of which `open` are asked for: each stops changing where it alone would.
    #[inline(always)]
    fn group(&mut self, first: usize, open: usize) {
        let lanes = |array: &[f64; CHUNK]| -> [f64; GROUP] {
            std::array::from_fn(|lane| array[(first + lane) % CHUNK])
        };
        let (a, b, x, rest) = (
            lanes(&self.a),
            lanes(&self.b),
            lanes(&self.x),
            lanes(&self.rest),
        );
        let lead: [f64; GROUP] = std::array::from_fn(|i| a[i] * rest[i] - b[i] * x[i] + 1.0);
        let mut value: [f64; GROUP] = std::array::from_fn(|i| a[i] * lead[i] / (a[i] + 1.0));
        let mut arrived_at = value;
        let mut c = value;
        let mut d = [0.0; GROUP];
        let mut going = going(open);
        let mut m = 0.0;
        for _ in 0..TERMS {
            m += 1.0;
            for i in 0..GROUP {
                let middle = a[i] + 2.0 * m;
                let ratio = m * x[i] / (middle - 1.0);
                let turn = ratio * (b[i] - m);
                let above =
                    turn * ((a[i] + m - 1.0) * (a[i] + b[i] + m - 1.0) * (x[i] / (middle - 1.0)));
                let below =
                    m + turn + (a[i] + m) * ((lead[i] + m * (1.0 + rest[i])) / (middle + 1.0));
                d[i] = 1.0 / (below + above * d[i]);
                c[i] = below + above / c[i];
                let factor = c[i] * d[i];
                value[i] *= factor;
                arrived_at[i] = chosen(going[i], value[i], arrived_at[i]);
                let arrived = (factor - 1.0).abs() < 2e-16;
                going[i] = if arrived { 0 } else { going[i] };
            }
            if all_arrived(&going) {
                break;
            }
        }
        for (i, value) in arrived_at.into_iter().enumerate() {
            self.value[(first + i) % CHUNK] = 1.0 / value;
        }
    }

    /// Masses.
    #[inline(always)]
    pub fn finish(&self, search: &mut Search) {
        for lane in 0..search.whole() {
            let part = search.reading.density[lane] * self.value[lane];
            search.reading.mass[lane] = if self.own[lane] { part } else { 1.0 - part };
        }
    }
}

/// [`Lower::density`] without branches.
#[inline(always)]
fn density(from: &Lower, at: Point) -> f64 {
    let away = at.x * from.b - at.rest * from.a;
    let size = from.a + from.b;
    let exponent = from.a * deviance(away / from.a, at.x * (size / from.a))
        + from.b * deviance(-away / from.b, at.rest * (size / from.b));
    from.peak * exp(exponent)
}

#[inline(always)]
fn deviance(excess: f64, ratio: f64) -> f64 {
    let far = ln(ratio) - excess;
    let near = artanh_less_x(excess);
    if excess.abs() > 0.5 { far } else { near }
}
