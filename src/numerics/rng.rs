//! The generator: Threefry2x64-20 as a function from (seed, name, draw, step) to a uniform.
//!
//! It keeps no state, so a draw is the same whoever asks for it, in whatever order.
//! Source: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.

use super::Width;

/// The key schedule's constant, from the Skein hash.
pub(super) const PARITY: u64 = 0x1bd1_1bda_a9fc_1a22;

/// All rounds, four at a time with an injection of the key after them; written out because a loop is many times slower.
macro_rules! twenty_rounds {
    ($four_rounds:ident, $x:ident, $y:ident, $key:expr) => {
        let [a, b, c] = $key;
        $four_rounds!($x, $y, [16 42 12 31], b, c, 1);
        $four_rounds!($x, $y, [16 32 24 21], c, a, 2);
        $four_rounds!($x, $y, [16 42 12 31], a, b, 3);
        $four_rounds!($x, $y, [16 32 24 21], b, c, 4);
        $four_rounds!($x, $y, [16 42 12 31], c, a, 5);
    };
}
pub(super) use twenty_rounds;

/// Four rounds and one injection of the key.
macro_rules! four_rounds {
    ($x:ident, $y:ident, [$($turn:literal)*], $first:expr, $second:expr, $injection:literal) => {
        $(
            $x = $x.wrapping_add($y);
            $y = $y.rotate_left($turn) ^ $x;
        )*
        $x = $x.wrapping_add($first);
        $y = $y.wrapping_add($second).wrapping_add($injection);
    };
}

/// The 20-round Threefry block of two 64-bit words.
#[inline(always)]
pub fn threefry2x64(counter: [u64; 2], key: [u64; 2]) -> [u64; 2] {
    let [a, b] = key;
    let mut x = counter[0].wrapping_add(a);
    let mut y = counter[1].wrapping_add(b);
    twenty_rounds!(four_rounds, x, y, [a, b, PARITY ^ a ^ b]);
    [x, y]
}

/// The same rounds, on the lanes of a chunk side by side.
macro_rules! four_rounds_of_lanes {
    ($x:ident, $y:ident, [$($turn:literal)*], $first:expr, $second:expr, $injection:literal) => {
        $(
            for (x, y) in $x.iter_mut().zip(&mut $y) {
                *x = x.wrapping_add(*y);
                *y = y.rotate_left($turn) ^ *x;
            }
        )*
        for (x, y) in $x.iter_mut().zip(&mut $y) {
            *x = x.wrapping_add($first);
            *y = y.wrapping_add($second).wrapping_add($injection);
        }
    };
}

/// The first word of [`threefry2x64`] for consecutive draws in one step.
#[inline(always)]
fn threefry_lanes<const LANES: usize>(first: u64, step: u64, key: [u64; 2]) -> [u64; LANES] {
    let [a, b] = key;
    let mut x: [u64; LANES] =
        std::array::from_fn(|lane| first.wrapping_add(lane as u64).wrapping_add(a));
    let mut y = [step.wrapping_add(b); LANES];
    twenty_rounds!(four_rounds_of_lanes, x, y, [a, b, PARITY ^ a ^ b]);
    x
}

/// 2⁵²: bits are read as this plus a whole number, which is exact and needs no integer conversion.
pub(super) const UNITS: f64 = 4_503_599_627_370_496.0;

/// A uniform strictly between 0 and 1 from the upper 52 bits of `x`: a whole number and a half times 2⁻⁵².
#[inline(always)]
pub fn uniform(x: u64) -> f64 {
    let whole = f64::from_bits((x >> 12) | UNITS.to_bits()) - UNITS;
    (whole + 0.5) * (1.0 / UNITS)
}

/// The random numbers that belong to one name in one role: a function of draw and step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    key: [u64; 2],
}

impl Stream {
    /// The stream of a run's seed and a name's [`stream_hash`](super::stream_hash).
    pub fn new(seed: u64, name_hash: u64) -> Self {
        Stream {
            key: [seed, name_hash],
        }
    }

    /// The uniform of one draw and step, in (0, 1).
    #[inline]
    pub fn uniform(&self, draw: u64, step: u64) -> f64 {
        uniform(threefry2x64([draw, step], self.key)[0])
    }

    /// The uniforms of `out.len()` draws from `first_draw` on, in one step: the same bits as [`Self::uniform`].
    pub fn uniforms(&self, width: Width, first_draw: u64, step: u64, out: &mut [f64]) {
        let done = match width.avx512() {
            Some(wide) => wide.uniforms(first_draw, step, self.key, out),
            None => self.in_chunks(width, first_draw, step, out),
        };
        for (draw, value) in (done as u64..).zip(&mut out[done..]) {
            *value = self.uniform(first_draw.wrapping_add(draw), step);
        }
    }

    /// Fills whole chunks, and says how many values that are.
    fn in_chunks(&self, width: Width, first_draw: u64, step: u64, out: &mut [f64]) -> usize {
        // As many as keep the rounds of a chunk in registers.
        const LANES: usize = 8;
        let (chunks, rest) = out.as_chunks_mut::<LANES>();
        let left = rest.len();
        width.run(
            #[inline(always)]
            || {
                let mut first = first_draw;
                for chunk in chunks {
                    let words = threefry_lanes::<LANES>(first, step, self.key);
                    for (value, word) in chunk.iter_mut().zip(words) {
                        *value = uniform(word);
                    }
                    first = first.wrapping_add(LANES as u64);
                }
            },
        );
        out.len() - left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        let all = u64::MAX;
        let pi = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344];
        let pi_key = [0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89];
        let cases = [
            (
                [0, 0],
                [0, 0],
                [0xc2b6_e3a8_c2c6_9865, 0x6f81_ed42_f350_084d],
            ),
            (
                [all, all],
                [all, all],
                [0xe02c_b7c4_d95d_277a, 0xd066_33d0_893b_8b68],
            ),
            (pi, pi_key, [0x263c_7d30_bb0f_0af1, 0x56be_8361_d331_1526]),
        ];
        for (counter, key, expected) in cases {
            assert_eq!(threefry2x64(counter, key), expected);
        }
    }

    #[test]
    fn uniforms_stay_inside_the_unit_interval() {
        assert_eq!(uniform(0), 0.5 / 4_503_599_627_370_496.0);
        assert_eq!(uniform(u64::MAX), 1.0 - f64::EPSILON / 2.0);
        assert_eq!(uniform(1 << 63), 0.5 + 0.5 / 4_503_599_627_370_496.0);
    }

    #[test]
    fn a_column_has_the_bits_of_its_draws() {
        let stream = Stream::new(7, 11);
        let first = u64::MAX - 40;
        for width in Width::available() {
            let mut column = [0.0; 133];
            stream.uniforms(width, first, 3, &mut column);
            for (lane, value) in (0..).zip(column) {
                let alone = stream.uniform(first.wrapping_add(lane), 3);
                assert_eq!(value.to_bits(), alone.to_bits());
            }
        }
    }
}
