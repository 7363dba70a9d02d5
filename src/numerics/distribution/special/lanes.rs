//! Loops over a group of lanes, of which each stops changing where it alone would end.

/// How many lanes such a loop takes at once.
pub(super) const GROUP: usize = 8;

/// All bits of the lanes that a group has.
#[inline(always)]
pub(super) fn going(lanes: usize) -> [u64; GROUP] {
    std::array::from_fn(|i| if i < lanes { u64::MAX } else { 0 })
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
