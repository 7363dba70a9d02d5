//! Which draws of a run one of several processes makes.

use std::fmt;
use std::ops::Range;

/// One of several processes that share the draws of a run: `3/8` is the third of eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: usize,
    of: usize,
}

impl Shard {
    /// Draws are shared out by so many, so that what is added up by them is added up alike for any number of shards.
    pub const BLOCK: usize = 4_096;

    /// The most shards of a run.
    pub const MOST: usize = 1_000_000;

    /// The whole run.
    pub const WHOLE: Shard = Shard { index: 1, of: 1 };

    /// The shard of this number, from 1, of so many.
    pub fn new(index: usize, of: usize) -> Option<Shard> {
        let known = (1..=of).contains(&index) && of <= Shard::MOST;
        known.then_some(Shard { index, of })
    }

    /// The shards that a run is made of which this one is of.
    pub fn all(self) -> impl Iterator<Item = Shard> {
        (1..=self.of).map(move |index| Shard { index, ..self })
    }

    /// Its number, from 1.
    pub fn index(self) -> usize {
        self.index
    }

    /// How many shards there are.
    pub fn of(self) -> usize {
        self.of
    }

    /// Its draws of so many, from 0. Where there are fewer blocks than shards, some have none.
    pub fn draws(self, draws: usize) -> Range<usize> {
        let blocks = draws.div_ceil(Shard::BLOCK);
        let begin = |index: usize| {
            // Below the number of blocks, which is one of draws.
            let block = (index as u128 * blocks as u128).div_ceil(self.of as u128) as usize;
            block.saturating_mul(Shard::BLOCK).min(draws)
        };
        begin(self.index - 1)..begin(self.index)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(draws: usize, of: usize) -> Vec<Range<usize>> {
        let first = Shard::new(1, of).unwrap();
        first.all().map(|shard| shard.draws(draws)).collect()
    }

    #[test]
    fn shards_follow_each_other_and_begin_with_a_block() {
        for (draws, of) in [(1, 1), (1, 8), (10_000, 3), (10_000, 8), (400_000, 7)] {
            let ranges = ranges(draws, of);
            let mut next = 0;
            for range in &ranges {
                assert_eq!(range.start, next);
                assert!(range.start % Shard::BLOCK == 0 || range.start == draws);
                next = range.end;
            }
            assert_eq!(next, draws);
        }
        assert_eq!(ranges(1, 3), [0..1, 1..1, 1..1]);
        assert_eq!(ranges(10_000, 2), [0..8_192, 8_192..10_000]);
    }

    #[test]
    fn shards_have_about_as_many_draws() {
        let lengths = ranges(4_096_000, 7).into_iter().map(|range| range.len());
        let lengths: Vec<usize> = lengths.collect();
        let (least, most) = (lengths.iter().min(), lengths.iter().max());
        assert!(
            most.unwrap() - least.unwrap() <= Shard::BLOCK,
            "{lengths:?}"
        );
    }

    #[test]
    fn numbers_that_are_no_shard() {
        assert_eq!(Shard::new(0, 8), None);
        assert_eq!(Shard::new(9, 8), None);
        assert_eq!(Shard::new(1, 0), None);
        assert_eq!(Shard::new(1, Shard::MOST + 1), None);
    }
}
