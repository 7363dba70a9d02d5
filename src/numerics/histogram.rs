//! Counts of values by their leading bits: what remains of a sample that is too large to be kept.
//!
//! A value's key is its sign, its exponent and the first 8 bits of its mantissa, so the values of one key differ by less
//! than 1/256. Histograms are merged by adding counts: the order does not matter, nor how the sample was split.

use std::cmp::Ordering;

use super::sample::{between, places};

/// Bits of the mantissa that a key has.
const KEPT: u32 = 8;
/// Bits of a number that a key leaves out.
const DROPPED: u32 = 52 - KEPT;
/// Keys of a page: one power of two.
const KEYS: usize = 1 << KEPT;

/// How far a quantile may be off, relative to itself; between a negative and a positive value, relative to the larger
/// of the two. (Below 10⁻³⁰⁷ the error is not relative, and less than 10⁻³¹⁰.) A quantile that falls on values whose key no
/// other value has is exact.
pub const QUANTILE_ERROR: f64 = 1.0 / 512.0;

/// Counts of numbers by key.
#[derive(Clone, Debug)]
pub struct Histogram {
    /// The number of the first page that `pages` has a place for.
    first: i32,
    /// One more than the index of each page in `kept`; nought where there is none.
    pages: Vec<u16>,
    kept: Vec<Page>,
    count: u64,
    least: f64,
    greatest: f64,
}

/// A quantile of a histogram.
#[derive(Clone, Copy, Debug)]
pub struct Quantile {
    /// Its value.
    pub value: f64,
    /// Whether that is what the sample itself gives.
    pub is_exact: bool,
}

#[derive(Clone, Debug)]
struct Page(Box<[Slot; KEYS]>);

/// The values of a key.
#[derive(Clone, Copy, Debug)]
struct Slot {
    count: u64,
    /// The value, as long as there is but one; else NaN.
    only: f64,
}

const EMPTY: Slot = Slot {
    count: 0,
    only: f64::NAN,
};

impl Default for Histogram {
    fn default() -> Self {
        Histogram {
            first: 0,
            pages: Vec::new(),
            kept: Vec::new(),
            count: 0,
            least: f64::INFINITY,
            greatest: f64::NEG_INFINITY,
        }
    }
}

impl Histogram {
    /// Counts values, which are numbers.
    pub fn add(&mut self, values: impl Iterator<Item = f64>) {
        let (mut least, mut greatest, mut count) = (self.least, self.greatest, 0);
        for value in values {
            // Nought has no sign here.
            let value = value + 0.0;
            least = if value < least { value } else { least };
            greatest = if value > greatest { value } else { greatest };
            count += 1;
            let (page, key) = key_of(value);
            self.page(page).0[key % KEYS].add_one(value);
        }
        (self.least, self.greatest) = (least, greatest);
        self.count += count;
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Histogram) {
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
        self.count += other.count;
        for (number, page) in other.in_order() {
            let own = self.page(number);
            own.0
                .iter_mut()
                .zip(page.0.iter())
                .for_each(|(own, slot)| own.add(*slot));
        }
    }

    /// How many values were counted.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The least and the greatest value; nothing where there is none.
    pub fn ends(&self) -> Option<(f64, f64)> {
        (self.count > 0).then_some((self.least, self.greatest))
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.kept.len() * size_of::<[Slot; KEYS]>() + self.pages.len() * size_of::<u16>()
    }

    /// The p-quantile by definition 7, as [`sample_quantile`](super::sample_quantile) gives it, within [`QUANTILE_ERROR`]. NaN
    /// where there is no value.
    pub fn quantile(&self, p: f64) -> Quantile {
        let at = places(self.count as usize, p);
        let (low, high) = (self.at(at.below), self.at(at.above));
        Quantile {
            value: between(low.value, high.value, at.share),
            is_exact: low.is_exact && (high.is_exact || at.share == 0.0),
        }
    }

    /// The value at a place of the sorted sample, as near as its key tells.
    fn at(&self, place: usize) -> Quantile {
        let exact = |value: f64| Quantile {
            value,
            is_exact: true,
        };
        if self.count == 0 {
            return exact(f64::NAN);
        } else if place == 0 {
            return exact(self.least);
        } else if place + 1 == self.count as usize {
            return exact(self.greatest);
        }
        let mut below = 0;
        for (number, page) in self.in_order() {
            for (key, slot) in page.0.iter().enumerate() {
                below += slot.count;
                if place < below as usize {
                    return Quantile {
                        value: slot.value(number, key).clamp(self.least, self.greatest),
                        is_exact: !slot.only.is_nan(),
                    };
                }
            }
        }
        exact(self.greatest)
    }

    #[inline]
    fn page(&mut self, number: i32) -> &mut Page {
        let at = number.wrapping_sub(self.first) as usize;
        match self.pages.get(at) {
            Some(kept) if *kept > 0 => &mut self.kept[usize::from(*kept) - 1],
            _ => self.new_page(number),
        }
    }

    #[cold]
    fn new_page(&mut self, number: i32) -> &mut Page {
        if self.pages.is_empty() {
            self.first = number;
        }
        if number < self.first {
            let more = self.first.abs_diff(number) as usize;
            self.pages.splice(0..0, std::iter::repeat_n(0, more));
            self.first = number;
        }
        let at = number.abs_diff(self.first) as usize;
        if at >= self.pages.len() {
            self.pages.resize(at + 1, 0);
        }
        if self.pages[at] == 0 {
            self.kept.push(Page(Box::new([EMPTY; KEYS])));
            self.pages[at] = self.kept.len() as u16;
        }
        &mut self.kept[usize::from(self.pages[at]) - 1]
    }

    /// The pages that there are, with their numbers, from the lowest values to the highest.
    fn in_order(&self) -> impl Iterator<Item = (i32, &Page)> {
        let numbered = (self.first..).zip(&self.pages);
        numbered.filter_map(|(number, at)| {
            Some((number, self.kept.get(usize::from(*at).checked_sub(1)?)?))
        })
    }
}

impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): ((i32, &Page), (i32, &Page))| {
            let mut slots = one.1.0.iter().zip(other.1.0.iter());
            one.0 == other.0 && slots.all(|(one, other)| one.is(other))
        };
        self.count == other.count
            && self.in_order().count() == other.in_order().count()
            && self.in_order().zip(other.in_order()).all(same)
    }
}

impl Slot {
    #[inline]
    fn add_one(&mut self, value: f64) {
        let is_first = self.count == 0;
        let same = self.only.to_bits() == value.to_bits();
        self.only = if is_first || same { value } else { f64::NAN };
        self.count += 1;
    }

    fn add(&mut self, other: Slot) {
        let same = self.only.to_bits() == other.only.to_bits();
        self.only = match (self.count, other.count) {
            (_, 0) => self.only,
            (0, _) => other.only,
            _ if same => self.only,
            _ => f64::NAN,
        };
        self.count += other.count;
    }

    fn value(&self, page: i32, key: usize) -> f64 {
        if self.only.is_nan() {
            middle_of(page, key)
        } else {
            self.only
        }
    }

    fn is(&self, other: &Slot) -> bool {
        let order = self.only.total_cmp(&other.only);
        self.count == other.count && order == Ordering::Equal
    }
}

/// The page of a value, and its key there. Both rise with the value.
fn key_of(value: f64) -> (i32, usize) {
    let bits = value.abs().to_bits() >> DROPPED;
    let (page, key) = ((bits >> KEPT) as i32, bits as usize % KEYS);
    if value < 0.0 {
        (-1 - page, KEYS - 1 - key)
    } else {
        (page, key)
    }
}

/// The middle of the numbers that have a key.
fn middle_of(page: i32, key: usize) -> f64 {
    let negative = page < 0;
    let (page, key) = if negative {
        (-1 - page, KEYS - 1 - key)
    } else {
        (page, key)
    };
    let bits = (((page as u64) << KEPT) | key as u64) << DROPPED;
    let size = f64::from_bits(bits | 1 << (DROPPED - 1));
    if negative { -size } else { size }
}

#[cfg(test)]
mod tests;
