//! Mean and standard deviation of a sample that is seen once, block by block, and not kept.
//!
//! The draws are split into blocks of [`BLOCK`], the first beginning at draw 0. Each block has its own sums; they are
//! joined in the order of the blocks, whatever the order in which they come. So neither result depends on how the
//! draws were split, as long as the parts begin where blocks do.

use std::collections::BTreeMap;

use super::sample::{BLOCK, DOWN};

/// Sums of a sample, draw by draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moments {
    /// Draws from 0 on whose blocks are joined.
    draws: u64,
    joined: Joined,
    /// Blocks that are not full or that have others missing before them, by their first draw.
    waiting: BTreeMap<u64, Block>,
}

/// What is known of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Joined {
    count: u64,
    plain: Part,
    /// Of the values times 2⁻⁶⁰⁰: the sums of the largest numbers there are would run over.
    small: Part,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Part {
    sum: f64,
    /// The sum of the squares of deviations from the mean.
    squares: f64,
}

/// One block, or the first draws of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Block {
    /// Its draws, and those of them that have a value.
    draws: u64,
    count: u64,
    plain: Sums,
    small: Sums,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sums {
    sum: f64,
    /// The first value; deviations from it are small beside the values, and not large beside those from the mean.
    from: f64,
    off: f64,
    off_squared: f64,
}

impl Moments {
    /// Takes draws from `first` on, in their order: the values of those that have one. Draws of one block come one after
    /// another.
    pub fn add(&mut self, first: u64, values: &[f64], there: impl Fn(usize) -> bool) {
        let mut done = 0;
        while done < values.len() {
            let at = first + done as u64;
            let room = BLOCK - (at % BLOCK as u64) as usize;
            let end = values.len().min(done + room);
            let start = self.open(at);
            let block = self.waiting.entry(start).or_default();
            block.draws += (end - done) as u64;
            let given = (done..end).filter(|draw| there(*draw));
            block.add(given.map(|draw| values[draw]));
            done = end;
        }
        self.join_full();
    }

    /// The first draw of the block that has come as far as this draw.
    fn open(&self, draw: u64) -> u64 {
        let before = self.waiting.range(..draw).next_back();
        let before = before.filter(|(first, block)| {
            **first + block.draws == draw && !draw.is_multiple_of(BLOCK as u64)
        });
        before.map_or(draw, |(first, _)| *first)
    }

    /// Takes the sums of other draws.
    pub fn merge(&mut self, other: &Moments) {
        if other.draws > self.draws {
            // Only one part has the first draws; what is joined there cannot be told apart any more.
            (self.draws, self.joined) = (other.draws, other.joined);
        }
        let waiting = other.waiting.iter().map(|(first, block)| (*first, *block));
        self.waiting.extend(waiting);
        self.join_full();
    }

    /// Joins the blocks that are full and have none missing before them.
    fn join_full(&mut self) {
        while let Some(entry) = self.waiting.first_entry() {
            let end = entry.key() + entry.get().draws;
            if *entry.key() != self.draws || !end.is_multiple_of(BLOCK as u64) {
                return;
            }
            self.draws = end;
            self.joined.join(&entry.remove());
        }
    }

    /// The mean and the standard deviation (divisor n − 1). The mean of no value and the deviation of fewer than two are
    /// NaN. Where every draw has a value the mean is that of [`mean_sd`](super::mean_sd), bit for bit.
    pub fn mean_sd(&self) -> (f64, f64) {
        let mut all = self.joined;
        self.waiting.values().for_each(|block| all.join(block));
        let (mean, sd) = all.plain.mean_sd(all.count);
        if all.count == 0
            || (mean.is_finite() && !(sd.is_infinite() || (all.count > 1 && sd.is_nan())))
        {
            return (mean, sd);
        }
        let (mean, sd) = all.small.mean_sd(all.count);
        (mean / DOWN, (sd / DOWN).min(f64::MAX))
    }
}

impl Joined {
    fn join(&mut self, block: &Block) {
        let counts = (self.count, block.count);
        self.plain.join(counts, &block.plain);
        self.small.join(counts, &block.small);
        self.count += block.count;
    }
}

impl Part {
    /// By T. F. Chan, G. H. Golub and R. J. LeVeque (1979).
    fn join(&mut self, (own, others): (u64, u64), block: &Sums) {
        if others > 0 {
            let (own, others) = (own as f64, others as f64);
            let squares = block.off_squared - block.off * block.off / others;
            self.squares += squares.max(0.0);
            if own > 0.0 {
                let apart = block.sum / others - self.sum / own;
                self.squares += apart * apart * (own * others / (own + others));
            }
        }
        // As where all are kept, a sum of nothing is added too.
        self.sum += block.sum;
    }

    fn mean_sd(&self, count: u64) -> (f64, f64) {
        let sd = if count < 2 {
            f64::NAN
        } else {
            (self.squares / (count - 1) as f64).sqrt()
        };
        (self.sum / count as f64, sd)
    }
}

impl Block {
    fn add(&mut self, mut values: impl Iterator<Item = f64>) {
        let (mut plain, mut small, mut count) = (self.plain, self.small, self.count);
        if count == 0 {
            let Some(first) = values.next() else { return };
            plain.from = first;
            small.from = first * DOWN;
            plain.add(first);
            small.add(first * DOWN);
            count = 1;
        }
        for value in values {
            plain.add(value);
            small.add(value * DOWN);
            count += 1;
        }
        (self.plain, self.small, self.count) = (plain, small, count);
    }
}

impl Sums {
    #[inline(always)]
    fn add(&mut self, value: f64) {
        let off = value - self.from;
        self.sum += value;
        self.off += off;
        self.off_squared += off * off;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::mean_sd;

    fn cycle(count: usize) -> Vec<f64> {
        let values = (0..count).map(|i| ((i * 7919) % 1_000_003) as f64 / 1_000_003.0);
        values.collect()
    }

    fn of(first: usize, values: &[f64]) -> Moments {
        let mut moments = Moments::default();
        let mut at = first;
        for part in values.chunks(200) {
            moments.add(at as u64, part, |_| true);
            at += part.len();
        }
        moments
    }

    #[test]
    fn the_mean_is_that_of_the_kept_sample() {
        for count in [0, 1, 2, 100, 4096, 4097, 50_000] {
            for shape in [
                |u: f64| u,
                |u| 1e9 + u,
                |u| u - 0.5,
                |u| f64::MAX * (u - 0.3),
            ] {
                let values: Vec<f64> = cycle(count).into_iter().map(shape).collect();
                let (mean, sd) = mean_sd(&values);
                let found = of(0, &values).mean_sd();
                assert_eq!(found.0.to_bits(), mean.to_bits(), "{count}");
                assert!((found.1 - sd).abs() <= 1e-9 * sd || sd.is_nan() == found.1.is_nan());
            }
        }
    }

    #[test]
    fn the_deviation_is_near_that_of_two_passes() {
        // The first value of the block is far out.
        let mut values = cycle(100_000);
        values[0] = 1e6;
        values[4096] = -1e6;
        let (_, sd) = mean_sd(&values);
        assert!((of(0, &values).mean_sd().1 / sd - 1.0).abs() < 1e-10);
        let far: Vec<f64> = cycle(100_000).iter().map(|u| 1e8 + u).collect();
        assert!((of(0, &far).mean_sd().1 / mean_sd(&far).1 - 1.0).abs() < 1e-7);
    }

    #[test]
    fn any_split_in_any_order_gives_the_same() {
        let values = cycle(50_000);
        let whole = of(0, &values);
        for blocks in [1, 2, 5] {
            let size = blocks * BLOCK;
            let parts: Vec<Moments> = (0..values.len())
                .step_by(size)
                .map(|first| of(first, &values[first..(first + size).min(values.len())]))
                .collect();
            let (mut forth, mut back) = (Moments::default(), Moments::default());
            parts.iter().for_each(|part| forth.merge(part));
            parts.iter().rev().for_each(|part| back.merge(part));
            assert_eq!(whole, forth);
            assert_eq!(whole, back);
        }
    }

    #[test]
    fn draws_without_a_value_are_left_out() {
        let values = cycle(10_000);
        let mut moments = Moments::default();
        moments.add(0, &values, |draw| draw % 3 != 0);
        let given = |(at, value): (usize, &f64)| (at % 3 != 0).then_some(*value);
        let there: Vec<f64> = values.iter().enumerate().filter_map(given).collect();
        let (mean, sd) = mean_sd(&there);
        let found = moments.mean_sd();
        assert!((found.0 / mean - 1.0).abs() < 1e-14 && (found.1 / sd - 1.0).abs() < 1e-12);
    }
}
