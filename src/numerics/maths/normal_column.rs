//! Standard normal quantiles by the column.

use super::bits::STAGE;
use super::log::ln_of_tail;
use super::normal::{
    CENTRE_ENDS, SHOULDER_ENDS, centre, centre_of, centre_ratio, depth, far, outside_of, shoulder,
    shoulder_ratio,
};
use crate::numerics::Width;

/// How many quantiles of a column are made at a time.
const CHUNK: usize = 512;
/// [`STAGE`] of the fewer that lie outside the centre.
const OUTER_STAGE: usize = 32;
/// Bits of a word.
const WORD: usize = u64::BITS as usize;

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
/// Every value is worked out as if it lay in the centre, and those that do not are packed and worked out again.
pub(crate) fn normal_quantiles(width: Width, values: &mut [f64]) {
    let mut outer = Outer::new();
    for values in values.chunks_mut(CHUNK) {
        outer.pack(width, values);
        width.run(
            #[inline(always)]
            || {
                let (stages, rest) = values.as_chunks_mut();
                for stage in stages {
                    centre_in_stages(stage);
                }
                for value in rest {
                    *value = turned(centre(value.abs()), *value);
                }
                outer.work_out();
            },
        );
        outer.unpack(width, values);
    }
}

/// The quantiles of tails in the centre, a stage of all after the other.
#[inline(always)]
fn centre_in_stages(values: &mut [f64; STAGE]) {
    let (mut above, mut below) = ([0.0; STAGE], [0.0; STAGE]);
    for at in 0..STAGE {
        (above[at], below[at]) = centre_ratio(values[at].abs());
    }
    for at in 0..STAGE {
        let size = centre_of(values[at].abs(), (above[at], below[at]));
        values[at] = turned(size, values[at]);
    }
}

/// The same of tails in the shoulder.
#[inline(always)]
fn shoulder_in_stages(values: &mut [f64; OUTER_STAGE]) {
    let (mut head, mut low) = ([0.0; OUTER_STAGE], [0.0; OUTER_STAGE]);
    for at in 0..OUTER_STAGE {
        (head[at], low[at]) = ln_of_tail(values[at].abs());
    }
    let (mut deep, mut lost) = ([0.0; OUTER_STAGE], [0.0; OUTER_STAGE]);
    for at in 0..OUTER_STAGE {
        (deep[at], lost[at]) = depth((head[at], low[at]));
    }
    let (mut above, mut below) = ([0.0; OUTER_STAGE], [0.0; OUTER_STAGE]);
    for at in 0..OUTER_STAGE {
        (above[at], below[at]) = shoulder_ratio(deep[at]);
    }
    for at in 0..OUTER_STAGE {
        let size = outside_of((deep[at], lost[at]), (above[at], below[at]));
        values[at] = turned(size, values[at]);
    }
}

/// Outside lie those whose bits without the sign, less this, are more than [`SPAN`]: tails below 0.1, and what is not a
/// number.
const INSIDE: u64 = CENTRE_ENDS.to_bits();
const SPAN: u64 = f64::INFINITY.to_bits() - INSIDE;

/// Sets the bits of those that lie outside.
#[inline(always)]
fn set_bits(values: &[f64], bits: &mut [u64]) {
    for (word, values) in bits.iter_mut().zip(values.chunks(WORD)) {
        *word = (0_u64..).zip(values).fold(0, |word, (bit, value)| {
            let is_outside = value.abs().to_bits().wrapping_sub(INSIDE) > SPAN;
            word | u64::from(is_outside) << bit
        });
    }
}

/// Whether a tail lies beyond the shoulder, or is not a number.
#[inline(always)]
fn is_far(tail: f64) -> bool {
    (tail.abs() < SHOULDER_ENDS) | tail.is_nan()
}

/// Those values of a chunk that lie outside the centre.
struct Outer {
    /// A bit for each value of the chunk.
    is: [u64; CHUNK / WORD],
    count: usize,
    /// Those values, and room for a stage more.
    tails: [f64; CHUNK + OUTER_STAGE],
}

impl Outer {
    fn new() -> Self {
        Outer {
            is: [0; CHUNK / WORD],
            count: 0,
            tails: [0.05; CHUNK + OUTER_STAGE],
        }
    }

    fn pack(&mut self, width: Width, values: &[f64]) {
        self.count = match width.avx512() {
            Some(wide) => wide.pack((INSIDE, SPAN), values, &mut self.is, &mut self.tails),
            None => {
                width.run(
                    #[inline(always)]
                    || set_bits(values, &mut self.is),
                );
                pack(&self.is, values, &mut self.tails)
            }
        };
    }

    #[inline(always)]
    fn work_out(&mut self) {
        let tails = self.tails[..self.count].iter();
        let far_away = tails.fold(false, |any, tail| any | is_far(*tail));
        if far_away {
            for tail in &mut self.tails[..self.count] {
                let size = if is_far(*tail) { far } else { shoulder };
                *tail = turned(size(tail.abs()), *tail);
            }
            return;
        }
        // Whole stages: what lies beyond the count is not read.
        let whole = self.count.next_multiple_of(OUTER_STAGE);
        let (stages, _) = self.tails[..whole].as_chunks_mut();
        for stage in stages {
            shoulder_in_stages(stage);
        }
    }

    fn unpack(&self, width: Width, values: &mut [f64]) {
        match width.avx512() {
            Some(wide) => wide.unpack(&self.is, &self.tails, values),
            None => unpack(&self.is, &self.tails, values),
        }
    }
}

/// Puts the values whose bits are set side by side, and says how many they are.
fn pack(bits: &[u64], values: &[f64], packed: &mut [f64]) -> usize {
    let mut count = 0;
    for (word, values) in bits.iter().zip(values.chunks(WORD)) {
        let mut word = *word;
        while word != 0 {
            packed[count] = values[word.trailing_zeros() as usize];
            count += 1;
            word &= word - 1;
        }
    }
    count
}

/// Puts packed values back where their bits are set.
fn unpack(bits: &[u64], packed: &[f64], values: &mut [f64]) {
    let mut packed = packed.iter();
    for (word, values) in bits.iter().zip(values.chunks_mut(WORD)) {
        let mut word = *word;
        while word != 0
            && let Some(value) = packed.next()
        {
            values[word.trailing_zeros() as usize] = *value;
            word &= word - 1;
        }
    }
}
