//! The inverse of the regularised incomplete gamma function by the column, with the bits of
//! [`IncompleteGamma::inverse`].

use super::incomplete_gamma::{IncompleteGamma, TERMS};
use super::search::{CHUNK, GROUP, Search};
use super::solve::Side;
use super::stirling::artanh_less_x;
use crate::numerics::Width;
use crate::numerics::maths::{exp, ln, normal_quantiles, signed_tail};

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

/// The sum or fraction that each lane of a search needs.
struct Sums {
    /// The lanes that need a sum from the front, those that need a fraction from the back.
    order: [u16; CHUNK],
    summed: usize,
    value: [f64; CHUNK],
}

impl Values {
    pub fn new() -> Self {
        Values {
            below: [0.5; CHUNK],
            above: [0.5; CHUNK],
            x: [1.0; CHUNK],
            search: Search::new(),
            sums: Sums {
                order: [0; CHUNK],
                summed: 0,
                value: [1.0; CHUNK],
            },
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

impl Sums {
    /// Parts the lanes by what converges.
    fn part(&mut self, gamma: &IncompleteGamma, search: &Search) {
        let (mut front, mut back) = (0, CHUNK);
        for (lane, v) in search.v[..search.count.min(CHUNK)].iter().enumerate() {
            // Written to both ends and kept at one: a branch would be guessed wrong too often.
            self.order[front % CHUNK] = lane as u16;
            self.order[(back - 1) % CHUNK] = lane as u16;
            let sums = gamma.sums_at(*v);
            front += usize::from(sums);
            back -= usize::from(!sums);
        }
        self.summed = front;
    }

    #[inline(always)]
    fn read(&self, gamma: &IncompleteGamma, search: &mut Search) {
        let shape = gamma.shape();
        for lane in 0..search.whole() {
            let x = search.v[lane];
            search.reading.density[lane] = density(gamma, x);
            search.reading.slope[lane] = shape - x;
            search.reading.bend[lane] = x;
        }
    }

    #[inline(always)]
    fn sum(&mut self, gamma: &IncompleteGamma, search: &Search) {
        let (order, _) = self.order.split_at(self.summed.min(CHUNK));
        for group in order.chunks(GROUP) {
            let x = points(group, search);
            let mut term = [1.0 / gamma.shape(); GROUP];
            let mut sum = term;
            let mut arrived_at = sum;
            let mut going = going(group);
            let mut divisor = gamma.shape();
            for _ in 0..TERMS {
                divisor += 1.0;
                for i in 0..GROUP {
                    term[i] *= x[i] / divisor;
                    sum[i] += term[i];
                    arrived_at[i] = chosen(going[i], sum[i], arrived_at[i]);
                    let arrived = term[i] < sum[i] * 1e-17;
                    going[i] = if arrived { 0 } else { going[i] };
                }
                if all_arrived(&going) {
                    break;
                }
            }
            for (lane, sum) in group.iter().zip(arrived_at) {
                self.value[usize::from(*lane) % CHUNK] = sum;
            }
        }
    }

    #[inline(always)]
    fn fraction(&mut self, gamma: &IncompleteGamma, search: &Search) {
        let count = search.count.min(CHUNK) - self.summed;
        let (_, order) = self.order.split_at(CHUNK - count);
        for group in order.chunks(GROUP) {
            let x = points(group, search);
            let mut b: [f64; GROUP] = std::array::from_fn(|i| x[i] + 1.0 - gamma.shape());
            let mut c = [f64::INFINITY; GROUP];
            let mut d: [f64; GROUP] = std::array::from_fn(|i| 1.0 / b[i]);
            let mut value = d;
            let mut arrived_at = value;
            let mut going = going(group);
            let mut n = 0.0;
            for _ in 0..TERMS {
                n += 1.0;
                let a = -n * (n - gamma.shape());
                for i in 0..GROUP {
                    b[i] += 2.0;
                    d[i] = 1.0 / (a * d[i] + b[i]);
                    c[i] = b[i] + a / c[i];
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
            for (lane, value) in group.iter().zip(arrived_at) {
                self.value[usize::from(*lane) % CHUNK] = value;
            }
        }
    }

    /// Masses.
    #[inline(always)]
    fn finish(&self, gamma: &IncompleteGamma, search: &mut Search) {
        for lane in 0..search.whole() {
            let part = (search.reading.density[lane] * self.value[lane]).min(1.0);
            let below = gamma.sums_at(search.v[lane]);
            let asked = search.end[lane] > 0.0;
            search.reading.mass[lane] = if below == asked { part } else { 1.0 - part };
        }
    }
}

/// The points of a group's lanes.
#[inline(always)]
fn points(group: &[u16], search: &Search) -> [f64; GROUP] {
    std::array::from_fn(|i| match group.get(i) {
        Some(lane) => search.v[usize::from(*lane) % CHUNK],
        None => 1.0,
    })
}

/// All bits of the lanes that a group has.
#[inline(always)]
pub(super) fn going(group: &[u16]) -> [u64; GROUP] {
    std::array::from_fn(|i| if i < group.len() { u64::MAX } else { 0 })
}

/// The one where all bits are set, the other where none is.
#[inline(always)]
pub(super) fn chosen(bits: u64, one: f64, other: f64) -> f64 {
    f64::from_bits((one.to_bits() & bits) | (other.to_bits() & !bits))
}

/// Whether no lane is going on.
#[inline(always)]
pub(super) fn all_arrived(going: &[u64; GROUP]) -> bool {
    going.iter().fold(0, |all, lane| all | lane) == 0
}

/// [`IncompleteGamma::density`] without branches.
#[inline(always)]
fn density(gamma: &IncompleteGamma, x: f64) -> f64 {
    let away = (x - gamma.shape()) / gamma.shape();
    let far = ln(x / gamma.shape()) - away;
    let near = artanh_less_x(away);
    let exponent = if away.abs() > 0.5 { far } else { near };
    gamma.peak() * exp(gamma.shape() * exponent)
}
