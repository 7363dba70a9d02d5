//! Standard normal quantiles by the column.

use super::normal::{CENTRE_ENDS, SHOULDER_ENDS, centre, far, shoulder};
use crate::numerics::Width;

/// How many quantiles of a column are made at a time.
const CHUNK: usize = 512;

/// The probability on the smaller side of a place, with the sign of the quantile there.
#[inline(always)]
pub(crate) fn signed_tail(below: f64, above: f64) -> f64 {
    if below > 0.5 { above } else { -below }
}

/// A quantile's size with the sign of its tail: turned over below the median. Rounding can make a tail a hair more than
/// ½, and then the size is below zero.
#[inline(always)]
fn turned(size: f64, tail: f64) -> f64 {
    f64::from_bits(size.to_bits() ^ (tail.to_bits() & (1 << 63)))
}

/// Turns signed tails into standard normal quantiles, with the bits of
/// [`normal_quantile_of_tail`](super::normal_quantile_of_tail).
///
/// Every value is worked out as if it lay in the centre, and those that do not are gathered and worked out again.
pub(crate) fn normal_quantiles(width: Width, values: &mut [f64]) {
    let mut outer = Outer::new();
    for values in values.chunks_mut(CHUNK) {
        outer.gather(values);
        width.run(
            #[inline(always)]
            || {
                for value in values.iter_mut() {
                    *value = turned(centre(value.abs()), *value);
                }
                outer.work_out();
            },
        );
        outer.scatter(values);
    }
}

/// Those values of a chunk that lie outside the centre.
struct Outer {
    count: usize,
    at: [u16; CHUNK],
    tails: [f64; CHUNK],
    sizes: [f64; CHUNK],
}

impl Outer {
    fn new() -> Self {
        Outer {
            count: 0,
            at: [0; CHUNK],
            tails: [0.05; CHUNK],
            sizes: [0.0; CHUNK],
        }
    }

    fn gather(&mut self, values: &[f64]) {
        const CENTRE: u64 = CENTRE_ENDS.to_bits();
        const WIDTH: u64 = f64::INFINITY.to_bits() - CENTRE;
        let mut count = 0_usize;
        for (at, value) in (0_u16..).zip(values) {
            // Written always and kept or not: a branch would be guessed wrong too often.
            let slot = count % CHUNK;
            self.at[slot] = at;
            self.tails[slot] = *value;
            // Not a number, or a tail below 0.1.
            let outside = value.abs().to_bits().wrapping_sub(CENTRE) > WIDTH;
            count += usize::from(outside);
        }
        self.count = count;
    }

    #[inline(always)]
    fn work_out(&mut self) {
        // Whole vectors: what lies beyond the count is not read.
        let whole = self.count.next_multiple_of(8).min(CHUNK);
        for (size, tail) in self.sizes[..whole].iter_mut().zip(&self.tails[..whole]) {
            *size = turned(shoulder(tail.abs()), *tail);
        }
    }

    fn scatter(&self, values: &mut [f64]) {
        let gathered = self.at.iter().zip(&self.tails).zip(&self.sizes);
        for ((at, tail), size) in gathered.take(self.count) {
            let Some(value) = values.get_mut(usize::from(*at)) else {
                continue;
            };
            *value = if tail.abs() >= SHOULDER_ENDS {
                *size
            } else {
                turned(far(tail.abs()), *tail)
            };
        }
    }
}
