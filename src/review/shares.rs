//! How the move of a result is shared among the changes that make it.
//!
//! A change's share is its Shapley value (L. S. Shapley, "A value for n-person games", 1953): what it adds to those
//! made before it, on average over all orders in which the changes can be made. Shares add up to the whole move. All
//! orders are looked at for few changes; for many a sample, in pairs of an order and its reverse (R. Mitchell et al.,
//! "Sampling permutations for Shapley value estimation", 2022).

use std::collections::{BTreeMap, BTreeSet};

use crate::numerics::{Role, Stream, StreamName};

/// Some of the changes: by position, whether it is made.
pub type Made = Vec<bool>;

/// So many changes are shared over all orders, however large the model.
pub const EXACT: usize = 6;
/// So many models between the versions are run at most.
const MOST: usize = 512;
/// Pairs of orders that a sample has at least, so that it has an error.
const FEWEST: usize = 2;

/// Which models between two versions are needed.
#[derive(Clone, Debug)]
pub struct Design {
    changes: usize,
    /// The models that are needed.
    needed: Vec<Made>,
    /// Pairs of orders; none where all orders count.
    pairs: Vec<[Vec<usize>; 2]>,
}

/// What is said of one result.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// By change, what it moves alone, all others as they were.
    pub alone: Vec<f64>,
    /// By change, its share of the whole move.
    pub shares: Vec<f64>,
    /// By change, the standard error of its share; none where all orders count.
    pub errors: Option<Vec<f64>>,
}

impl Design {
    /// For so many changes, with about as many models as there may be. `seed` chooses the orders of a sample.
    pub fn of(changes: usize, seed: u64, models: usize) -> Design {
        let models = models.min(MOST);
        let all = 1usize.checked_shl(changes as u32).unwrap_or(usize::MAX);
        if changes <= EXACT || all <= models {
            return Design::over(changes, Vec::new());
        }
        let once = 2 + changes;
        let pair = 2 * (changes - 2);
        let pairs = (models.saturating_sub(once) / pair).max(FEWEST);
        let order = |at: usize| {
            let order = shuffled(changes, seed, at);
            let reverse = order.iter().rev().copied().collect();
            [order, reverse]
        };
        Design::over(changes, (0..pairs).map(order).collect())
    }

    fn over(changes: usize, pairs: Vec<[Vec<usize>; 2]>) -> Design {
        Design {
            changes,
            needed: needed(changes, &pairs),
            pairs,
        }
    }

    /// Whether all orders count.
    pub fn is_exact(&self) -> bool {
        self.pairs.is_empty()
    }

    /// How many orders are looked at, where not all are.
    pub fn orders(&self) -> usize {
        2 * self.pairs.len()
    }

    /// The models that are needed, each once: the older version first, then each change alone, the newer version last.
    pub fn needed(&self) -> &[Made] {
        &self.needed
    }

    /// What each change moves of a result of which `value` tells what it is in each model that is needed; nothing where
    /// it is not known in one.
    pub fn share(&self, value: impl Fn(&Made) -> Option<f64>) -> Option<Shared> {
        let mut values: BTreeMap<&Made, f64> = BTreeMap::new();
        for made in &self.needed {
            values.insert(made, value(made)?);
        }
        let of = |made: &Made| values.get(made).copied().unwrap_or(f64::NAN);
        let none = vec![false; self.changes];
        let alone = (0..self.changes).map(|change| of(&with(&none, change)) - of(&none));
        let alone: Vec<f64> = alone.collect();
        if self.is_exact() {
            return Some(Shared {
                alone,
                shares: (0..self.changes)
                    .map(|change| self.over_all(change, &of))
                    .collect(),
                errors: None,
            });
        }
        let pairs: Vec<Vec<f64>> = self
            .pairs
            .iter()
            .map(|pair| self.over_pair(pair, &of))
            .collect();
        let count = pairs.len() as f64;
        let shares: Vec<f64> = (0..self.changes)
            .map(|change| pairs.iter().map(|pair| pair[change]).sum::<f64>() / count)
            .collect();
        Some(Shared {
            errors: Some(errors(&pairs, &shares, &alone)),
            alone,
            shares,
        })
    }

    /// Σ |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)) over all S without i.
    fn over_all(&self, change: usize, of: &dyn Fn(&Made) -> f64) -> f64 {
        let n = self.changes;
        let mut total = 0.0;
        for bits in (0..1u32 << n).filter(|bits| bits & (1 << change) == 0) {
            let size = bits.count_ones() as usize;
            // 1 / (n · C(n − 1, |S|))
            let weight = 1.0 / (n as f64 * choose(n - 1, size));
            let before = made(bits, n);
            total += weight * (of(&with(&before, change)) - of(&before));
        }
        total
    }

    /// What each change adds to those before it, on average over an order and its reverse.
    fn over_pair(&self, pair: &[Vec<usize>; 2], of: &dyn Fn(&Made) -> f64) -> Vec<f64> {
        let mut added = vec![0.0; self.changes];
        for order in pair {
            let mut made = vec![false; self.changes];
            for change in order {
                let before = of(&made);
                made[*change] = true;
                added[*change] += (of(&made) - before) / 2.0;
            }
        }
        added
    }
}

/// Standard errors of shares that are averages over pairs of orders. Few pairs may agree by luck: the error of a change
/// is no smaller, for its size, than that of all changes together.
fn errors(pairs: &[Vec<f64>], shares: &[f64], alone: &[f64]) -> Vec<f64> {
    let count = pairs.len() as f64;
    let variance = |change: usize| {
        let apart = pairs.iter().map(|pair| pair[change] - shares[change]);
        apart.map(|apart| apart * apart).sum::<f64>() / (count - 1.0) / count
    };
    let size = |change: usize| shares[change].abs().max(alone[change].abs());
    let own: Vec<f64> = (0..shares.len()).map(variance).collect();
    let squares = |of: &dyn Fn(usize) -> f64| (0..shares.len()).map(of).sum::<f64>();
    let sizes = squares(&|change| size(change) * size(change));
    let common = match sizes > 0.0 {
        true => squares(&|change| own[change]) / sizes,
        false => 0.0,
    };
    let error = |change: usize| own[change].max(common * size(change) * size(change)).sqrt();
    (0..shares.len()).map(error).collect()
}

/// The models that these orders need, all of them where there are none: the fewer changes the earlier.
fn needed(changes: usize, pairs: &[[Vec<usize>; 2]]) -> Vec<Made> {
    let none = vec![false; changes];
    let mut needed: BTreeSet<Made> = BTreeSet::new();
    if pairs.is_empty() {
        needed.extend((0..1u32 << changes).map(|bits| made(bits, changes)));
    }
    for order in pairs.iter().flatten() {
        let mut made = none.clone();
        for change in order {
            made[*change] = true;
            needed.insert(made.clone());
        }
    }
    needed.extend((0..changes).map(|change| with(&none, change)));
    needed.insert(none);
    let mut needed: Vec<Made> = needed.into_iter().collect();
    needed.sort_by_key(|made| made.iter().filter(|made| **made).count());
    needed
}

fn made(bits: u32, changes: usize) -> Made {
    (0..changes)
        .map(|change| bits & (1 << change) != 0)
        .collect()
}

fn with(made: &Made, change: usize) -> Made {
    let mut made = made.clone();
    made[change] = true;
    made
}

/// n over k.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |all, i| all * (n - i) as f64 / (i + 1) as f64)
}

/// An order of the changes, each as likely as any other.
fn shuffled(changes: usize, seed: u64, at: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..changes).collect();
    let stream = Stream::new(seed, StreamName::of("order of changes").hash(Role::Value));
    for last in (1..changes).rev() {
        let uniform = stream.uniform(at as u64, last as u64);
        let other = (uniform * (last + 1) as f64) as usize;
        order.swap(last, other.min(last));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares of a function of the changes made, and its whole move.
    fn shared(changes: usize, of: impl Fn(&Made) -> f64) -> (Shared, f64) {
        let design = Design::of(changes, 1, 48);
        let shared = design.share(|made| Some(of(made))).unwrap();
        let whole = of(&vec![true; changes]) - of(&vec![false; changes]);
        (shared, whole)
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
    }

    #[test]
    fn what_adds_up_is_shared_as_it_is_added() {
        for changes in [1, 3, 6, 7, 12] {
            let step = |change: usize| (change as f64 + 1.0) * 1.5;
            let (shared, whole) = shared(changes, |made| {
                let made = made.iter().enumerate().filter(|(_, made)| **made);
                made.map(|(change, _)| step(change)).sum()
            });
            for change in 0..changes {
                assert!(near(shared.alone[change], step(change)));
                assert!(near(shared.shares[change], step(change)), "{changes}");
            }
            assert!(near(shared.shares.iter().sum(), whole));
            if let Some(errors) = shared.errors {
                assert!(errors.iter().all(|error| *error < 1e-12));
            }
        }
    }

    /// 10·20·30 → 11·24·21: for three factors φ₁ = Δ₁ · (b c / 3 + b′ c / 6 + b c′ / 6 + b′ c′ / 3).
    #[test]
    fn a_product_of_three() {
        let (was, is) = ([10.0, 20.0, 30.0], [11.0, 24.0, 21.0]);
        let (shared, whole) = shared(3, |made| {
            let factors = made.iter().enumerate();
            factors
                .map(|(at, made)| if *made { is[at] } else { was[at] })
                .product()
        });
        for change in 0..3 {
            let (b, c) = ((change + 1) % 3, (change + 2) % 3);
            let others = was[b] * was[c] / 3.0
                + is[b] * was[c] / 6.0
                + was[b] * is[c] / 6.0
                + is[b] * is[c] / 3.0;
            assert!(near(
                shared.shares[change],
                (is[change] - was[change]) * others
            ));
        }
        assert!(near(shared.shares.iter().sum(), whole));
        assert_eq!(shared.errors, None);
    }

    /// Nine changes, sampled: the error that is told covers the exact value of the product's factor.
    #[test]
    fn a_sample_tells_its_error_and_adds_up() {
        let factor = |change: usize| 1.0 + (change as f64 + 1.0) / 20.0;
        let value = |made: &Made| {
            let made = made.iter().enumerate().filter(|(_, made)| **made);
            made.map(|(change, _)| factor(change)).product::<f64>()
        };
        let (shared, whole) = shared(9, value);
        assert!(near(shared.shares.iter().sum(), whole));
        let all = Design::over(9, Vec::new());
        let exact = all.share(|made| Some(value(made))).unwrap();
        for (change, error) in shared.errors.unwrap().into_iter().enumerate() {
            let off = (shared.shares[change] - exact.shares[change]).abs();
            assert!(
                off <= 6.0 * error + 0.02 * whole,
                "{change}: {off} of {error}"
            );
        }
    }

    #[test]
    fn only_what_is_needed_is_asked_for() {
        assert_eq!(Design::of(0, 1, 48).needed(), [Vec::<bool>::new()]);
        assert_eq!(Design::of(3, 1, 48).needed().len(), 8);
        assert!(Design::of(9, 1, 512).is_exact() && !Design::of(10, 1, 9_999).is_exact());
        let ten = Design::of(10, 1, 48);
        assert!(ten.needed().len() <= 2 + 10 + ten.orders() * 8);
        assert_eq!(ten.needed().first(), Some(&vec![false; 10]));
        assert_eq!(ten.needed().last(), Some(&vec![true; 10]));
    }
}
