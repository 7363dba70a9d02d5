//! Facts that conditions speak of, and whether some of them can hold at once.

use crate::syntax::ast::Comparison;
use crate::types::whole::when::alike::near;
use crate::types::whole::when::case::opposite;

/// Something that a condition asks for.
#[derive(Clone, Debug)]
pub(in crate::types::whole) enum Fact {
    /// A choice or a class is, or is not, a label.
    Label {
        subject: String,
        label: usize,
        /// How many labels there are.
        among: usize,
        yes: bool,
    },
    /// A number compares so with a constant, or does not.
    Compared {
        subject: String,
        how: Comparison,
        number: f64,
        yes: bool,
    },
    /// Anything else, by its meaning.
    Plain { meaning: String, yes: bool },
}

impl Fact {
    /// Whether some facts can never hold at once, as far as their form tells.
    pub(in crate::types::whole) fn contradict(facts: &[Fact]) -> bool {
        let pairs = facts
            .iter()
            .enumerate()
            .flat_map(|(at, a)| facts[..at].iter().map(move |b| (a, b)));
        pairs.into_iter().any(|(a, b)| a.denies(b))
            || facts.iter().any(|fact| fact.leaves_none(facts))
    }

    fn denies(&self, other: &Fact) -> bool {
        match (self, other) {
            (
                Fact::Label {
                    subject: a,
                    label,
                    yes,
                    ..
                },
                Fact::Label {
                    subject: b,
                    label: theirs,
                    yes: also,
                    ..
                },
            ) if a == b => match label == theirs {
                true => yes != also,
                false => *yes && *also,
            },
            (
                Fact::Plain { meaning: a, yes },
                Fact::Plain {
                    meaning: b,
                    yes: also,
                },
            ) => a == b && yes != also,
            (
                Fact::Compared {
                    subject: a,
                    how,
                    number,
                    yes,
                },
                Fact::Compared {
                    subject: b,
                    how: theirs,
                    number: other,
                    yes: also,
                },
            ) if a == b => {
                let asked = |how: Comparison, yes: bool| if yes { how } else { opposite(how) };
                // A comparison with no value is false either way round, so two denied ones can both be.
                (*yes || *also)
                    && apart(
                        (asked(*how, *yes), *number),
                        (asked(*theirs, *also), *other),
                    )
            }
            _ => false,
        }
    }

    /// Whether facts leave a choice none of its labels.
    fn leaves_none(&self, facts: &[Fact]) -> bool {
        let Fact::Label {
            subject,
            among,
            yes: false,
            ..
        } = self
        else {
            return false;
        };
        let mut denied: Vec<usize> = facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Label {
                    subject: own,
                    label,
                    yes: false,
                    ..
                } if own == subject => Some(*label),
                _ => None,
            })
            .collect();
        denied.sort_unstable();
        denied.dedup();
        denied.len() >= *among
    }
}

/// Whether no number compares in both ways.
fn apart(a: (Comparison, f64), b: (Comparison, f64)) -> bool {
    use Comparison::{Equal, Unequal};
    match (a.0, b.0) {
        (Equal, Unequal) | (Unequal, Equal) => a.1 == b.1,
        (Unequal, _) | (_, Unequal) => false,
        _ => below(a, b) || below(b, a),
    }
}

/// Whether all that compares like the first lies below all that compares like the second.
fn below(a: (Comparison, f64), b: (Comparison, f64)) -> bool {
    use Comparison::*;
    if !matches!(a.0, Less | AtMost | Equal) || !matches!(b.0, More | AtLeast | Equal) {
        return false;
    }
    // What a comparison forgives cannot close a gap that is wider than that.
    let strict = a.0 == Less || b.0 == More;
    (strict && a.1 <= b.1) || (a.1 < b.1 && !near(a.1, b.1))
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::syntax::ast::Comparison::*;

    #[test]
    fn comparisons_that_exclude_each_other() {
        assert!(apart((Less, 3.0), (AtLeast, 3.0)));
        assert!(apart((More, 5.0), (AtMost, 3.0)));
        assert!(apart((Equal, 1.0), (Equal, 2.0)));
        assert!(apart((Equal, 1.0), (Unequal, 1.0)));
        assert!(!apart((AtMost, 3.0), (AtLeast, 3.0)));
        assert!(!apart((Less, 5.0), (More, 3.0)));
        assert!(!apart((Unequal, 1.0), (Unequal, 2.0)));
    }
}
