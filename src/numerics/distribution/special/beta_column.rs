//! The inverse of the regularised incomplete beta function by the column, with the bits of
//! [`IncompleteBeta::inverse`].

use super::beta_fractions::Fractions;
use super::incomplete_beta::{IncompleteBeta, Lower, Point};
use super::search::{CHUNK, Search};
use super::solve::Side;
use crate::numerics::Width;
use crate::numerics::maths::normal_quantiles;

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

impl Points {
    pub fn new() -> Self {
        Points {
            below: [0.5; CHUNK],
            above: [0.5; CHUNK],
            x: [0.5; CHUNK],
            rest: [0.5; CHUNK],
            search: Search::new(),
            fractions: Fractions::new(),
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
