//! The inverse of the regularised incomplete gamma function by the column, with the bits of
//! [`IncompleteGamma::inverse`].

use super::gamma_sums::Sums;
use super::incomplete_gamma::IncompleteGamma;
use super::search::{CHUNK, Search};
use super::solve::Side;
use crate::numerics::Width;
use crate::numerics::maths::{normal_quantiles, signed_tail};

/// The masses on either side of each place of a chunk, and the values that have them.
pub(in crate::numerics::distribution) struct Values {
    pub below: [f64; CHUNK],
    pub above: [f64; CHUNK],
    pub x: [f64; CHUNK],
    search: Search,
    sums: Sums,
    quantiles: [f64; CHUNK],
    powers: [f64; CHUNK],
}

impl Values {
    pub fn new() -> Self {
        Values {
            below: [0.5; CHUNK],
            above: [0.5; CHUNK],
            x: [1.0; CHUNK],
            search: Search::new(),
            sums: Sums::new(),
            quantiles: [0.0; CHUNK],
            powers: [0.0; CHUNK],
        }
    }

    /// Finds the values of the first `count` places.
    pub fn find(&mut self, width: Width, gamma: &IncompleteGamma, count: usize) {
        let count = count.min(CHUNK);
        self.start(width, gamma, count);
        let sums = &mut self.sums;
        self.search.run(
            width,
            &mut self.x,
            |search| {
                sums.part(gamma, search);
                width.run(
                    #[inline(always)]
                    || {
                        sums.read(gamma, search);
                        sums.sum(gamma, search);
                        sums.fraction(gamma, search);
                        sums.finish(gamma, search);
                    },
                );
            },
            #[inline(always)]
            |end| if end < 0.0 { Side::Upper } else { Side::Lower },
        );
    }

    /// Guesses, and the values that need none.
    fn start(&mut self, width: Width, gamma: &IncompleteGamma, count: usize) {
        width.run(
            #[inline(always)]
            || {
                for place in 0..CHUNK {
                    self.quantiles[place] = signed_tail(self.below[place], self.above[place]);
                }
                // Written twice, so that neither loop has a branch.
                if gamma.is_small() {
                    for place in 0..CHUNK {
                        self.powers[place] = gamma.small_power(self.below[place]);
                    }
                } else {
                    for place in 0..CHUNK {
                        self.powers[place] = gamma.large_power(self.below[place]);
                    }
                }
            },
        );
        if gamma.is_humped() {
            normal_quantiles(width, &mut self.quantiles[..count]);
        }
        width.run(
            #[inline(always)]
            || {
                for place in 0..CHUNK {
                    let (below, above) = (self.below[place], self.above[place]);
                    let end = gamma.end_guess(self.powers[place], below, above);
                    let cube = gamma.normal_guess(self.quantiles[place]);
                    let is_cube = gamma.is_humped() && cube.is_some();
                    self.x[place] = if is_cube { cube.unwrap_or(end) } else { end };
                }
            },
        );
        self.search.clear();
        for place in 0..count {
            let (below, above) = (self.below[place], self.above[place]);
            if gamma.is_at_zero(self.powers[place]) || (below == 1.0 && above == 0.0) {
                self.x[place] = gamma.inverse(below, above);
            } else if below > 0.5 {
                self.search.seek(place, -1.0, above, self.x[place]);
            } else {
                self.search.seek(place, 1.0, below, self.x[place]);
            }
        }
    }
}
