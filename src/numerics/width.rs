//! How wide the machine's vectors are: the same loop compiled for each width, and the widest chosen at run time.
//!
//! The widths give the same bits: every loop works lane by lane in `+ - × ÷ sqrt`, and none fuses a multiplication with
//! an addition. Only this file and the one below it have unsafe code: a function compiled for a wider machine may only be
//! called on one.

#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(not(target_arch = "x86_64"))]
#[path = "width/no_avx512.rs"]
mod avx512;

pub use avx512::Avx512;

/// A vector width that this machine has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Width(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Width {
    /// What every machine has: 128 bits on x86-64.
    pub const PORTABLE: Width = Width(Kind::Portable);

    /// The widest that this machine has.
    pub fn widest() -> Width {
        Width::available().pop().unwrap_or(Width::PORTABLE)
    }

    /// All that this machine has, the narrowest first.
    pub fn available() -> Vec<Width> {
        #[allow(unused_mut)]
        let mut widths = vec![Width::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                widths.push(Width(Kind::Avx2));
            }
            let wide = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl");
            if wide {
                widths.push(Width(Kind::Avx512));
            }
        }
        widths
    }

    /// What such vectors do by hand, if they have 512 bits.
    pub fn avx512(self) -> Option<Avx512> {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => Some(Avx512::found()),
            _ => None,
        }
    }

    /// Bits of a vector.
    pub fn bits(self) -> usize {
        match self.0 {
            Kind::Portable => 128,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => 256,
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => 512,
        }
    }

    /// Runs a loop compiled for this width. The closure needs `#[inline(always)]`, and so does all it calls: what is not
    /// inlined stays portable.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn run<R>(self, body: impl FnOnce() -> R) -> R {
        match self.0 {
            Kind::Portable => body(),
            // SAFETY: the value exists only where the machine has these features.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { on_avx2(body) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { on_avx512(body) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn on_avx2<R>(body: impl FnOnce() -> R) -> R {
    body()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512dq,avx512vl")]
fn on_avx512<R>(body: impl FnOnce() -> R) -> R {
    body()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_gives_the_same_bits() {
        let values: Vec<f64> = (1..=77).map(|i| 1.0 / f64::from(i)).collect();
        let sums = Width::available().into_iter().map(|width| {
            let mut out = values.clone();
            width.run(
                #[inline(always)]
                || {
                    for value in &mut out {
                        *value = *value * *value + 0.1;
                    }
                },
            );
            out
        });
        let sums: Vec<Vec<f64>> = sums.collect();
        assert!(sums.iter().all(|sum| *sum == sums[0]));
    }

    #[test]
    fn widths_come_narrowest_first() {
        let bits: Vec<usize> = Width::available().into_iter().map(Width::bits).collect();
        assert!(bits[0] == 128 && bits.is_sorted());
        assert_eq!(Width::widest().bits(), bits[bits.len() - 1]);
    }
}
