//! What bounds say of a comparison.

use crate::eval::verdict::Held;
use crate::syntax::ast::Comparison;

/// What is known of left less right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// As found.
    pub found: f64,
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// What the comparison forgives.
    pub forgiven: Forgiven,
}

/// What a comparison forgives: a share of the larger side is more where that is larger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forgiven {
    /// Of what is found.
    pub found: f64,
    /// Where the difference is as low as it may be.
    pub low: f64,
    /// Where it is as high as it may be.
    pub high: f64,
}

impl Forgiven {
    /// The same everywhere.
    #[cfg(test)]
    pub fn everywhere(forgiven: f64) -> Self {
        Forgiven {
            found: forgiven,
            low: forgiven,
            high: forgiven,
        }
    }
}

/// Whether left compares to right like that, as far as the bounds of their difference say. Where everything between the
/// bounds says the same, that is it.
pub fn decided(how: Comparison, known: Difference) -> Held {
    let Difference {
        low,
        high,
        forgiven,
        ..
    } = known;
    let (below, above) = (high < -forgiven.high, low > forgiven.low);
    let (not_below, not_above) = (low >= -forgiven.low, high <= forgiven.high);
    let (yes, no) = match how {
        Comparison::Less => (below, not_below),
        Comparison::AtLeast => (not_below, below),
        Comparison::More => (above, not_above),
        Comparison::AtMost => (not_above, above),
        Comparison::Equal => (not_below && not_above, below || above),
        Comparison::Unequal => (below || above, not_below && not_above),
    };
    match (yes, no) {
        (true, _) => Held::Yes,
        (_, true) => Held::No,
        _ => Held::Undecided,
    }
}

/// The same relation seen from the right.
pub fn mirrored(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::More,
        Comparison::More => Comparison::Less,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        other => other,
    }
}

/// What hits say of a share that is compared with nought or with one: a single draw refutes that none or all are hits,
/// and while no draw does, that holds; that some are hits (or some are not) is shown by one draw alone.
pub fn at_an_end(
    how: Comparison,
    hits: usize,
    of: usize,
    limit: f64,
    forgiven: f64,
) -> Option<Held> {
    let (end, exceptions) = match limit {
        limit if limit.abs() <= forgiven => (0.0, hits),
        limit if (limit - 1.0).abs() <= forgiven => (1.0, of - hits),
        _ => return None,
    };
    let all = match (how, end == 0.0) {
        (Comparison::Equal, _) | (Comparison::AtMost, true) | (Comparison::AtLeast, false) => true,
        (Comparison::Unequal, _) | (Comparison::More, true) | (Comparison::Less, false) => false,
        // A share is never beyond its ends.
        (Comparison::AtLeast, true) | (Comparison::AtMost, false) => return Some(Held::Yes),
        (Comparison::Less, true) | (Comparison::More, false) => return Some(Held::No),
    };
    Some(match (all, exceptions) {
        (true, 0) => Held::Yes,
        (true, _) => Held::No,
        (false, 0) => Held::Undecided,
        (false, _) => Held::Yes,
    })
}

/// How many draws might decide, if what is found stays: bounds close in with the root of the draws. None if no number
/// of draws is likely to.
pub fn draws_needed(how: Comparison, known: Difference, draws: usize) -> Option<u64> {
    let Difference {
        found,
        low,
        high,
        forgiven,
    } = known;
    let reach = match how {
        _ if !(high - low).is_finite() => return None,
        _ if found > 0.0 => found - low,
        _ => high - found,
    };
    let forgiven = forgiven.found;
    // The margin is that to the nearest place where the answer changes.
    let margin = match how {
        Comparison::Less | Comparison::AtLeast => (found + forgiven).abs(),
        Comparison::More | Comparison::AtMost => (found - forgiven).abs(),
        Comparison::Equal | Comparison::Unequal => (found.abs() - forgiven).abs(),
    };
    let times = (reach / margin) * (reach / margin);
    let needed = draws as f64 * times.max(1.0);
    (needed.is_finite() && needed < 1e12).then(|| two_digits(needed))
}

/// Rounded up to two digits.
fn two_digits(number: f64) -> u64 {
    let mut size = 1_u64;
    while number / size as f64 >= 100.0 {
        size *= 10;
    }
    (number / size as f64).ceil() as u64 * size
}

#[cfg(test)]
mod tests {
    use super::*;
    use Comparison::*;

    fn between(low: f64, high: f64) -> Difference {
        Difference {
            found: (low + high) / 2.0,
            low,
            high,
            forgiven: Forgiven::everywhere(1e-9),
        }
    }

    #[test]
    fn bounds_on_one_side_decide() {
        let cases = [(1.0, 2.0), (-2.0, -1.0), (-1.0, 2.0), (0.0, 0.0)];
        let table = |how| cases.map(|(low, high)| decided(how, between(low, high)));
        use Held::{No, Undecided, Yes};
        assert_eq!(table(More), [Yes, No, Undecided, No]);
        assert_eq!(table(AtLeast), [Yes, No, Undecided, Yes]);
        assert_eq!(table(Less), [No, Yes, Undecided, No]);
        assert_eq!(table(AtMost), [No, Yes, Undecided, Yes]);
        assert_eq!(table(Equal), [No, No, Undecided, Yes]);
        assert_eq!(table(Unequal), [Yes, Yes, Undecided, No]);
    }

    #[test]
    fn a_share_of_the_larger_side_is_forgiven_at_either_end() {
        // 5% around 100: 95 on the one side, 100 / 0.95 on the other.
        let of = |low: f64, high: f64| {
            let share = |difference: f64| 0.05 * (100.0 + difference).abs().max(100.0);
            let known = between(low, high);
            let forgiven = Forgiven {
                found: share(known.found),
                low: share(low),
                high: share(high),
            };
            decided(Equal, Difference { forgiven, ..known })
        };
        use Held::{No, Undecided, Yes};
        assert_eq!(of(-5.0, 5.26), Yes);
        assert_eq!(of(-5.0, 5.27), Undecided);
        assert_eq!(of(-5.1, 5.0), Undecided);
        assert_eq!(of(5.27, 9.0), No);
        assert_eq!(of(-9.0, -5.1), No);
    }

    #[test]
    fn one_draw_decides_at_the_ends() {
        use Held::{No, Undecided, Yes};
        let of = |how, hits, limit| at_an_end(how, hits, 10, limit, 1e-9);
        assert_eq!(of(More, 0, 0.0), Some(Undecided));
        assert_eq!(of(More, 1, 0.0), Some(Yes));
        assert_eq!(of(Equal, 10, 1.0), Some(Yes));
        assert_eq!(of(Equal, 9, 1.0), Some(No));
        assert_eq!(of(AtMost, 0, 0.0), Some(Yes));
        assert_eq!(of(Less, 10, 1.0), Some(Undecided));
        assert_eq!(of(More, 10, 1.0), Some(No));
        assert_eq!(of(More, 3, 0.5), None);
    }

    #[test]
    fn four_times_the_draws_halve_the_bounds() {
        let known = Difference {
            found: 1.0,
            low: -1.0,
            high: 3.0,
            forgiven: Forgiven::everywhere(0.0),
        };
        assert_eq!(draws_needed(More, known, 1000), Some(4000));
        assert_eq!(
            draws_needed(
                More,
                Difference {
                    found: 0.0,
                    ..known
                },
                1000
            ),
            None
        );
        assert_eq!(two_digits(123_456.0), 130_000);
    }
}
