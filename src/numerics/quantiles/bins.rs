//! The bins of a histogram that quantiles are found with.

use crate::numerics::width::Width;

/// Bins of a histogram.
const BINS: usize = 1024;
/// Histograms that are counted side by side, so that a value need not wait for the one before it in the same bin.
const LANES: usize = 4;
/// Numbers that are looked through at a time.
const WORD: usize = u64::BITS as usize;
/// Values by which the bins are laid out.
const PROBES: usize = 64;

/// Where one of the wanted values is.
pub(super) struct Spot {
    pub bin: usize,
    /// How many values its bin has.
    pub of: usize,
    /// Its place among them.
    pub place: usize,
}

/// Where the values at these places are, which rise.
pub(super) fn spots(counts: &[usize], wanted: &[usize]) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(wanted.len());
    let (mut below, mut next) = (0, wanted.iter().peekable());
    for (bin, of) in counts.iter().copied().enumerate() {
        while let Some(place) = next.next_if(|place| **place < below + of) {
            let place = place - below;
            spots.push(Spot { bin, of, place });
        }
        below += of;
    }
    spots
}

/// The bins that are looked into.
pub(super) struct Kept {
    /// Whether a bin is.
    is: [bool; BINS],
    /// How many values those before it have.
    before: [usize; BINS],
    /// How many values all of them have.
    all: usize,
    /// Of bins that are not: their value, if it is but one.
    only: [f64; BINS],
}

impl Kept {
    pub fn of(values: &[f64], numbers: &[u16], spots: &[Spot]) -> Kept {
        let mut kept = Kept {
            is: [false; BINS],
            before: [0; BINS],
            all: 0,
            only: [f64::NAN; BINS],
        };
        let mut looked = None;
        for spot in spots {
            if looked.replace(spot.bin) == Some(spot.bin) {
                continue;
            }
            match only_value(values, numbers, spot) {
                Some(value) => kept.only[spot.bin] = value,
                None => {
                    kept.is[spot.bin] = true;
                    kept.before[spot.bin] = kept.all;
                    kept.all += spot.of;
                }
            }
        }
        kept
    }

    /// The place of a spot among all values that are kept.
    pub fn place(&self, spot: &Spot) -> Option<usize> {
        self.is[spot.bin].then(|| self.before[spot.bin] + spot.place)
    }

    /// The value of a spot whose bin is not kept.
    pub fn only(&self, spot: &Spot) -> f64 {
        self.only.get(spot.bin).copied().unwrap_or(f64::NAN)
    }

    /// The values of the bins that are kept.
    pub fn gathered(&self, values: &[f64], numbers: &[u16]) -> Vec<f64> {
        if self.all == 0 {
            return Vec::new();
        }
        let bins: Vec<u16> = (0..BINS as u16)
            .filter(|bin| self.is[usize::from(*bin)])
            .collect();
        let (numbers, rest) = numbers.as_chunks();
        let mut words = vec![0; numbers.len()];
        Width::widest().run(
            #[inline(always)]
            || {
                for (word, numbers) in words.iter_mut().zip(numbers) {
                    *word = bits_of(numbers, &bins);
                }
            },
        );
        let mut out = Vec::with_capacity(self.all);
        for (mut word, values) in words.into_iter().zip(values.chunks(WORD)) {
            while word != 0 {
                out.push(values[word.trailing_zeros() as usize]);
                word &= word - 1;
            }
        }
        let last = values[values.len() - rest.len()..].iter().zip(rest);
        out.extend(last.filter_map(|(value, number)| bins.contains(number).then_some(*value)));
        out
    }
}

/// Bins that are narrow where there are many values: by sign, exponent and leading bits.
#[derive(Clone, Copy, Default)]
pub(super) struct Bins {
    /// What is taken off the bits of a number's size.
    off: i64,
    /// What is left at the least.
    least: i64,
    low: i64,
    high: i64,
    shift: u32,
}

impl Bins {
    pub fn of(values: &[f64]) -> Self {
        let probes = || (0..PROBES).map(|at| values[at * values.len() / PROBES]);
        let mut sizes: Vec<i64> = probes().map(size).filter(|size| *size > 0).collect();
        sizes.sort_unstable();
        let least = sizes.get(sizes.len() / 32).copied().unwrap_or(0);
        let most = sizes.last().copied().unwrap_or(0);
        let mut bins = Bins {
            // Nought has a bin of its own.
            least: (most - least) / 256 + 1,
            ..Bins::default()
        };
        bins.off = (least - bins.least).max(0);
        let mut keys: Vec<i64> = probes().map(|value| bins.key(value)).collect();
        keys.sort_unstable();
        // Nearly all values lie between; those that do not are put into the outermost bins.
        let (low, high) = (keys[1], keys[PROBES - 2]);
        let spread = high.wrapping_sub(low) as u64;
        let bits = u64::BITS - spread.leading_zeros();
        Bins {
            low,
            high,
            shift: bits.saturating_sub(BINS.ilog2()),
            ..bins
        }
    }

    /// The bin of each value; it never falls where values rise.
    pub fn numbers(self, values: &[f64]) -> Vec<u16> {
        let mut numbers = vec![0; values.len()];
        Width::widest().run(
            #[inline(always)]
            || {
                for (number, value) in numbers.iter_mut().zip(values) {
                    // Not `clamp`: what may panic is not made into vectors.
                    let key = self.key(*value).max(self.low).min(self.high);
                    *number = (key.wrapping_sub(self.low) as u64 >> self.shift) as u16;
                }
            },
        );
        numbers
    }

    /// A whole number that never falls where values rise.
    #[inline(always)]
    fn key(self, value: f64) -> i64 {
        let size = size(value);
        let above = if size == 0 {
            0
        } else {
            (size - self.off).max(self.least)
        };
        let sign = value.to_bits() as i64 >> 63;
        (above ^ sign) - sign
    }
}

/// A bit for each number that is one of these.
#[inline(always)]
fn bits_of(numbers: &[u16; WORD], bins: &[u16]) -> u64 {
    let mut is_kept = [0_u8; WORD];
    for bin in bins {
        for (is_kept, number) in is_kept.iter_mut().zip(numbers) {
            *is_kept |= u8::from(number == bin);
        }
    }
    let bits = (0_u64..).zip(is_kept);
    bits.fold(0, |word, (bit, is_kept)| word | u64::from(is_kept) << bit)
}

/// The value of a bin that has many, if they are all alike: then none of them need be looked for.
fn only_value(values: &[f64], numbers: &[u16], spot: &Spot) -> Option<f64> {
    if spot.of <= values.len() / 16 {
        return None;
    }
    let mut of_bin = values.iter().zip(numbers);
    let (first, _) = of_bin.find(|(_, number)| usize::from(**number) == spot.bin)?;
    let count = Width::widest().run(
        #[inline(always)]
        || count_of(*first, values),
    );
    (count == spot.of).then_some(*first)
}

/// How many of the values have just these bits.
#[inline(always)]
fn count_of(wanted: f64, values: &[f64]) -> usize {
    let same = |value: &&f64| value.to_bits() == wanted.to_bits();
    values.iter().filter(same).count()
}

/// The bits of a number without its sign.
#[inline(always)]
fn size(value: f64) -> i64 {
    value.abs().to_bits() as i64
}

/// How many values each bin has.
pub(super) fn counted(numbers: &[u16]) -> Vec<usize> {
    let mut counts = vec![[0_u32; BINS]; LANES];
    let mut totals = vec![0_usize; BINS];
    // Lanes are emptied before they can run over.
    for numbers in numbers.chunks(1 << 31) {
        let mut rows = numbers.chunks_exact(LANES);
        for row in &mut rows {
            for (counts, number) in counts.iter_mut().zip(row) {
                counts[usize::from(*number) % BINS] += 1;
            }
        }
        for number in rows.remainder() {
            totals[usize::from(*number) % BINS] += 1;
        }
        for counts in &mut counts {
            for (total, count) in totals.iter_mut().zip(counts) {
                *total += std::mem::take(count) as usize;
            }
        }
    }
    totals
}
