//! The series and the continued fraction of the incomplete gamma function, for the lanes of a search.

use super::incomplete_gamma::{IncompleteGamma, TERMS};
use super::lanes::{GROUP, all_arrived, chosen, going};
use super::search::{CHUNK, Search};
use super::stirling::artanh_less_x;
use crate::numerics::maths::{exp, ln};

/// The sum or fraction that each lane of a search needs.
pub(super) struct Sums {
    /// The lanes that need a sum from the front, those that need a fraction from the back.
    order: [u16; CHUNK],
    summed: usize,
    value: [f64; CHUNK],
}

impl Sums {
    pub fn new() -> Self {
        Sums {
            order: [0; CHUNK],
            summed: 0,
            value: [1.0; CHUNK],
        }
    }

    /// Parts the lanes by what converges.
    pub fn part(&mut self, gamma: &IncompleteGamma, search: &Search) {
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

    /// Densities.
    #[inline(always)]
    pub fn read(&self, gamma: &IncompleteGamma, search: &mut Search) {
        let shape = gamma.shape();
        for lane in 0..search.whole() {
            let x = search.v[lane];
            search.reading.density[lane] = density(gamma, x);
            search.reading.slope[lane] = shape - x;
            search.reading.bend[lane] = x;
        }
    }

    /// [`IncompleteGamma::series`] of the lanes at the front.
    #[inline(always)]
    pub fn sum(&mut self, gamma: &IncompleteGamma, search: &Search) {
        let (order, _) = self.order.split_at(self.summed.min(CHUNK));
        for group in order.chunks(GROUP) {
            let x = points(group, search);
            let mut term = [1.0 / gamma.shape(); GROUP];
            let mut sum = term;
            let mut arrived_at = sum;
            let mut going = going(group.len());
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

    /// [`IncompleteGamma::fraction`] of the lanes at the back.
    #[inline(always)]
    pub fn fraction(&mut self, gamma: &IncompleteGamma, search: &Search) {
        let count = search.count.min(CHUNK) - self.summed;
        let (_, order) = self.order.split_at(CHUNK - count);
        for group in order.chunks(GROUP) {
            let x = points(group, search);
            let mut b: [f64; GROUP] = std::array::from_fn(|i| x[i] + 1.0 - gamma.shape());
            let mut c = [f64::INFINITY; GROUP];
            let mut d: [f64; GROUP] = std::array::from_fn(|i| 1.0 / b[i]);
            let mut value = d;
            let mut arrived_at = value;
            let mut going = going(group.len());
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
    pub fn finish(&self, gamma: &IncompleteGamma, search: &mut Search) {
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

/// [`IncompleteGamma::density`] without branches.
#[inline(always)]
fn density(gamma: &IncompleteGamma, x: f64) -> f64 {
    let away = (x - gamma.shape()) / gamma.shape();
    let far = ln(x / gamma.shape()) - away;
    let near = artanh_less_x(away);
    let exponent = if away.abs() > 0.5 { far } else { near };
    gamma.peak() * exp(gamma.shape() * exponent)
}
