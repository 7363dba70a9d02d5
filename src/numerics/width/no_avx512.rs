//! Where no machine has vectors of 512 bits.

/// The right to use them, which nothing gives.
#[derive(Clone, Copy, Debug)]
pub enum Avx512 {}

impl Avx512 {
    /// Never called.
    pub fn uniforms(self, _: u64, _: u64, _: [u64; 2], _: &mut [f64]) -> usize {
        match self {}
    }

    /// Never called.
    pub fn pack(self, _: (u64, u64), _: &[f64], _: &mut [u64], _: &mut [f64]) -> usize {
        match self {}
    }

    /// Never called.
    pub fn unpack(self, _: &[u64], _: &[f64], _: &mut [f64]) {
        match self {}
    }
}
