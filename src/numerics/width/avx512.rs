//! What 512-bit vectors do by instructions, or in an order, that the compiler does not find by itself.
//!
//! Each has a portable twin beside its caller, and tests hold both to the same bits.

use std::arch::x86_64::{
    __m512d, __m512i, _mm512_add_epi64, _mm512_add_pd, _mm512_and_si512, _mm512_castpd_si512,
    _mm512_castsi512_pd, _mm512_cmpgt_epu64_mask, _mm512_loadu_pd, _mm512_mask_expand_pd,
    _mm512_maskz_compress_pd, _mm512_mul_pd, _mm512_or_si512, _mm512_rol_epi64, _mm512_set_epi64,
    _mm512_set1_epi64, _mm512_set1_pd, _mm512_srli_epi64, _mm512_storeu_pd, _mm512_sub_epi64,
    _mm512_sub_pd, _mm512_xor_si512,
};

use crate::numerics::rng::{PARITY, UNITS, twenty_rounds};

/// Numbers in a vector.
const LANES: usize = 8;
/// Vectors whose rounds are made side by side: as many as stay in registers.
const VECTORS: usize = 8;
/// Numbers in a word of bits.
const WORD: usize = u64::BITS as usize;

/// The right to use these vectors, which only a machine that has them gives.
#[derive(Clone, Copy, Debug)]
pub struct Avx512(());

#[allow(unsafe_code)]
impl Avx512 {
    /// For a width that has been found on this machine.
    pub(super) fn found() -> Avx512 {
        Avx512(())
    }

    /// Fills whole chunks with the uniforms of draws from `first` on, and says how many values that are.
    pub fn uniforms(self, first: u64, step: u64, key: [u64; 2], out: &mut [f64]) -> usize {
        // SAFETY: the value exists only where the machine has these features.
        unsafe { uniforms(first, step, key, out) }
    }

    /// Puts the values side by side whose bits without the sign, less `from`, are more than `span`, and says how many they
    /// are. It sets their bits, a word for every 64 values; `packed` has room for a vector more than there are values.
    pub fn pack(
        self,
        outside: (u64, u64),
        values: &[f64],
        bits: &mut [u64],
        packed: &mut [f64],
    ) -> usize {
        // SAFETY: as above.
        unsafe { pack(outside, values, bits, packed) }
    }

    /// Puts packed values back where their bits are set.
    pub fn unpack(self, bits: &[u64], packed: &[f64], values: &mut [f64]) {
        // SAFETY: as above.
        unsafe { unpack(bits, packed, values) }
    }
}

/// Four rounds of each vector in turn, and one injection of the key.
macro_rules! four_rounds {
    ($x:ident, $y:ident, [$($turn:literal)*], $first:expr, $second:expr, $injection:literal) => {
        $(
            for (x, y) in $x.iter_mut().zip(&mut $y) {
                *x = _mm512_add_epi64(*x, *y);
                *y = _mm512_xor_si512(_mm512_rol_epi64::<$turn>(*y), *x);
            }
        )*
        for (x, y) in $x.iter_mut().zip(&mut $y) {
            *x = _mm512_add_epi64(*x, all($first));
            *y = _mm512_add_epi64(*y, all($second.wrapping_add($injection)));
        }
    };
}
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn uniforms(first: u64, step: u64, key: [u64; 2], out: &mut [f64]) -> usize {
    let [a, b] = key;
    let lanes = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
    let (chunks, rest) = out.as_chunks_mut::<{ LANES * VECTORS }>();
    let mut next = first.wrapping_add(a);
    for chunk in chunks {
        let mut x = [lanes; VECTORS];
        for x in &mut x {
            *x = _mm512_add_epi64(*x, all(next));
            next = next.wrapping_add(LANES as u64);
        }
        let mut y = [all(step.wrapping_add(b)); VECTORS];
        twenty_rounds!(four_rounds, x, y, [a, b, PARITY ^ a ^ b]);
        for (x, out) in x.iter().zip(chunk.as_chunks_mut().0) {
            store(uniform(*x), out);
        }
    }
    let left = rest.len();
    out.len() - left
}

#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn uniform(x: __m512i) -> __m512d {
    let units = _mm512_set1_pd(UNITS);
    let bits = _mm512_or_si512(_mm512_srli_epi64::<12>(x), _mm512_castpd_si512(units));
    let whole = _mm512_sub_pd(_mm512_castsi512_pd(bits), units);
    let middle = _mm512_add_pd(whole, _mm512_set1_pd(0.5));
    _mm512_mul_pd(middle, _mm512_set1_pd(1.0 / UNITS))
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn pack((from, span): (u64, u64), values: &[f64], bits: &mut [u64], packed: &mut [f64]) -> usize {
    let mut count = 0;
    for (word, values) in bits.iter_mut().zip(values.chunks(WORD)) {
        let (vectors, rest) = values.as_chunks();
        *word = 0;
        for (at, vector) in vectors.iter().enumerate() {
            let vector = load(vector);
            let size = _mm512_and_si512(_mm512_castpd_si512(vector), all(!(1 << 63)));
            let mask = _mm512_cmpgt_epu64_mask(_mm512_sub_epi64(size, all(from)), all(span));
            if let Some(room) = packed[count..].first_chunk_mut() {
                store(_mm512_maskz_compress_pd(mask, vector), room);
            }
            count += mask.count_ones() as usize;
            *word |= u64::from(mask) << (at * LANES);
        }
        for (at, value) in rest.iter().enumerate() {
            let is_outside = value.abs().to_bits().wrapping_sub(from) > span;
            packed[count] = *value;
            count += usize::from(is_outside);
            *word |= u64::from(is_outside) << (vectors.len() * LANES + at);
        }
    }
    count
}

#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn unpack(bits: &[u64], packed: &[f64], values: &mut [f64]) {
    let mut next = 0;
    for (word, values) in bits.iter().zip(values.chunks_mut(WORD)) {
        let (vectors, rest) = values.as_chunks_mut();
        let mut word = *word;
        for vector in vectors {
            let mask = word as u8;
            if let Some(packed) = packed[next..].first_chunk() {
                store(
                    _mm512_mask_expand_pd(load(vector), mask, load(packed)),
                    vector,
                );
            }
            next += mask.count_ones() as usize;
            word >>= LANES;
        }
        for value in rest {
            if word & 1 == 1 {
                *value = packed[next];
                next += 1;
            }
            word >>= 1;
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn all(value: u64) -> __m512i {
    _mm512_set1_epi64(value as i64)
}

#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
#[allow(unsafe_code)]
fn load(values: &[f64; LANES]) -> __m512d {
    // SAFETY: there are as many values as the vector holds, and they need not be aligned.
    unsafe { _mm512_loadu_pd(values.as_ptr()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
#[allow(unsafe_code)]
fn store(vector: __m512d, values: &mut [f64; LANES]) {
    // SAFETY: as above.
    unsafe { _mm512_storeu_pd(values.as_mut_ptr(), vector) }
}
