//! The inverse of the regularised incomplete beta function by the column, with the bits of
//! [`IncompleteBeta::inverse`].

use super::gamma_column::{all_arrived, chosen};
use super::incomplete_beta::{IncompleteBeta, Lower, Point, TERMS};
use super::search::{CHUNK, GROUP, Search};
use super::solve::Side;
use super::stirling::artanh_less_x;
use crate::numerics::Width;
use crate::numerics::maths::{exp, ln, normal_quantiles};

/// The masses on either side of each place of a chunk, and the points that have them.
pub(in crate::numerics::distribution) struct Points {
    pub below: [f64; CHUNK],
    pub above: [f64; CHUNK],
    pub x: [f64; CHUNK],
    pub rest: [f64; CHUNK],
    search: Search,
    fractions: Fractions,
    quantiles: [f64; CHUNK],
    powers: [f64; CHUNK],
}

/// The continued fraction that each lane of a search needs.
struct Fractions {
    own: [bool; CHUNK],
    a: [f64; CHUNK],
    b: [f64; CHUNK],
    x: [f64; CHUNK],
    rest: [f64; CHUNK],
    value: [f64; CHUNK],
}

impl Points {
    pub fn new() -> Self {
        Points {
            below: [0.5; CHUNK],
            above: [0.5; CHUNK],
            x: [0.5; CHUNK],
            rest: [0.5; CHUNK],
            search: Search::new(),
            fractions: Fractions {
                own: [true; CHUNK],
                a: [1.0; CHUNK],
                b: [1.0; CHUNK],
                x: [0.5; CHUNK],
                rest: [0.5; CHUNK],
                value: [1.0; CHUNK],
            },
            quantiles: [0.0; CHUNK],
            powers: [0.0; CHUNK],
        }
    }

    /// Finds the points of the first `count` places.
    pub fn find(&mut self, width: Width, beta: &IncompleteBeta, count: usize) {
        self.start(width, beta, count.min(CHUNK));
        let fractions = &mut self.fractions;
        self.search.run(
            width,
            &mut self.x,
            |search| {
                width.run(
                    #[inline(always)]
                    || fractions.prepare(beta, search),
                );
                width.run(
                    #[inline(always)]
                    || fractions.work_out(search.count),
                );
                width.run(
                    #[inline(always)]
                    || fractions.finish(search),
                );
            },
            #[inline(always)]
            |_| Side::Lower,
        );
        self.finish(width, beta, count.min(CHUNK));
    }

    /// Guesses.
    fn start(&mut self, width: Width, beta: &IncompleteBeta, count: usize) {
        let humped = beta.lower.is_humped();
        width.run(
            #[inline(always)]
            || {
                for place in 0..CHUNK {
                    let (from, _, target) = self.seen(beta, place);
                    self.powers[place] = from.power(target);
                    self.quantiles[place] = -target;
                }
            },
        );
        if humped {
            normal_quantiles(width, &mut self.quantiles[..count]);
        }
        width.run(
            #[inline(always)]
            || {
                for place in 0..CHUNK {
                    let (from, other, target) = self.seen(beta, place);
                    let power = self.powers[place];
                    self.x[place] = if humped {
                        from.normal_guess(self.quantiles[place])
                    } else {
                        from.end_guess(&other, power, target)
                    };
                    // What the series settles is not sought.
                    self.rest[place] = if from.is_at_zero(power) { 0.0 } else { 1.0 };
                }
            },
        );
        self.search.clear();
        for place in 0..count {
            if self.rest[place] == 0.0 {
                continue;
            }
            let upper = self.below[place] > 0.5;
            let (end, target) = if upper {
                (-1.0, self.above[place])
            } else {
                (1.0, self.below[place])
            };
            self.search.seek(place, end, target, self.x[place]);
        }
    }

    /// The distribution as seen from the nearer end of a place, from the other, and the mass on the nearer side.
    #[inline(always)]
    fn seen(&self, beta: &IncompleteBeta, place: usize) -> (Lower, Lower, f64) {
        let upper = self.below[place] > 0.5;
        let from = beta.seen(upper);
        let other = beta.seen(!upper);
        let target = if upper {
            self.above[place]
        } else {
            self.below[place]
        };
        (from, other, target)
    }

    /// From odds to points.
    fn finish(&mut self, width: Width, beta: &IncompleteBeta, count: usize) {
        for place in 0..count {
            self.powers[place] = self.rest[place];
        }
        width.run(
            #[inline(always)]
            || {
                for place in 0..CHUNK {
                    let point = Point::from_odds(self.x[place]);
                    let upper = self.below[place] > 0.5;
                    self.x[place] = if upper { point.rest } else { point.x };
                    self.rest[place] = if upper { point.x } else { point.rest };
                }
            },
        );
        for place in 0..count {
            if self.powers[place] == 0.0 {
                let point = beta.inverse(self.below[place], self.above[place]);
                (self.x[place], self.rest[place]) = (point.x, point.rest);
            }
        }
    }
}

impl Fractions {
    /// Densities, and which fraction converges at each lane's point.
    #[inline(always)]
    fn prepare(&mut self, beta: &IncompleteBeta, search: &mut Search) {
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

    #[inline(always)]
    fn work_out(&mut self, count: usize) {
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
        let mut going: [u64; GROUP] = std::array::from_fn(|i| if i < open { u64::MAX } else { 0 });
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
    fn finish(&self, search: &mut Search) {
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
