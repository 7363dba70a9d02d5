//! Two sets of one quantity that can hold at once with different values.

use super::settle::told;
use crate::fault::Faults;
use crate::syntax::ast::Comparison;
use crate::types::model::*;

/// Reports the first conflict of each quantity in each rank.
pub(super) fn conflicts(model: &TypedModel, text: &str, faults: &mut Faults) {
    for (at, quantity) in model.quantities.iter().enumerate() {
        let sets: Vec<&Adjustment> = quantity
            .adjustments
            .iter()
            .filter(|each| is_set(each))
            .collect();
        pairs(model, &sets, &quantity.origin.name, text, faults);
        let mut told = Vec::new();
        for scenario in &model.scenarios {
            let sets: Vec<&Adjustment> = scenario
                .adjustments
                .iter()
                .filter(|(target, adjustment)| {
                    target.0 == at && is_set(adjustment) && !told.contains(&adjustment.span)
                })
                .map(|(_, adjustment)| adjustment)
                .collect();
            if pairs(model, &sets, &quantity.origin.name, text, faults) {
                told.extend(sets.iter().map(|set| set.span));
            }
        }
    }
}

fn is_set(adjustment: &Adjustment) -> bool {
    matches!(adjustment.change, TChange::Set(_))
}

fn pairs(
    model: &TypedModel,
    sets: &[&Adjustment],
    target: &str,
    text: &str,
    faults: &mut Faults,
) -> bool {
    for (at, second) in sets.iter().enumerate() {
        for first in &sets[..at] {
            if !exclusive(first, second, text) {
                faults.push(told(model, (first, second), target, text));
                return true;
            }
        }
    }
    false
}

/// Whether two sets are of different rank, never active together, or the same.
fn exclusive(a: &Adjustment, b: &Adjustment, text: &str) -> bool {
    let apart = match (&a.owner, &b.owner) {
        (Owner::Option(choice, option), Owner::Option(other, theirs)) => {
            choice == other && option != theirs
        }
        (Owner::Event(_), Owner::Event(_)) | (Owner::Scenario(_), Owner::Scenario(_)) => false,
        _ => true,
    };
    apart
        || same_value(a, b, text)
        || disjoint_windows(a, b)
        || opposite(a, b, text)
        || gives_way(a, b)
        || gives_way(b, a)
}

/// Whether the condition of one denies that what the other belongs to holds.
fn gives_way(one: &Adjustment, other: &Adjustment) -> bool {
    one.when
        .as_ref()
        .is_some_and(|when| denies(when, &other.owner))
}

fn denies(when: &TExpr, owner: &Owner) -> bool {
    match (&when.kind, owner) {
        (Kind::And(all), _) => all.iter().any(|each| denies(each, owner)),
        (
            Kind::Is {
                subject,
                label,
                negated,
            },
            Owner::Option(choice, option),
        ) => {
            let asked = matches!(subject.kind, Kind::Choice { id } if id == *choice);
            asked && (label == option) == *negated
        }
        (Kind::Not(inner), Owner::Event(event)) => {
            matches!(inner.kind, Kind::Event { id, aspect: Aspect::Active, lagged: false } if id == *event)
        }
        _ => false,
    }
}

fn same_value(a: &Adjustment, b: &Adjustment, text: &str) -> bool {
    match (&a.change, &b.change) {
        (TChange::Set(a), TChange::Set(b)) => same_text(a, b, text),
        _ => false,
    }
}

fn same_text(a: &TExpr, b: &TExpr, text: &str) -> bool {
    let words = |expr: &TExpr| {
        text.get(expr.span.range())
            .map(|text| text.split_whitespace().collect::<Vec<_>>())
    };
    words(a).is_some() && words(a) == words(b)
}

fn disjoint_windows(a: &Adjustment, b: &Adjustment) -> bool {
    let known = |adjustment: &Adjustment| match &adjustment.during {
        Some((
            TExpr {
                kind: Kind::Date(from),
                ..
            },
            TExpr {
                kind: Kind::Date(to),
                ..
            },
        )) => Some((*from, *to)),
        _ => None,
    };
    match (known(a), known(b)) {
        (Some(a), Some(b)) => a.1 < b.0 || b.1 < a.0,
        _ => false,
    }
}

/// Whether the conditions exclude each other by their form.
fn opposite(a: &Adjustment, b: &Adjustment, text: &str) -> bool {
    let (Some(a), Some(b)) = (&a.when, &b.when) else {
        return false;
    };
    match (&a.kind, &b.kind) {
        (Kind::Not(inner), _) if same_text(inner, b, text) => true,
        (_, Kind::Not(inner)) if same_text(inner, a, text) => true,
        (
            Kind::Is {
                subject,
                label,
                negated,
            },
            Kind::Is {
                subject: other,
                label: theirs,
                negated: denied,
            },
        ) => {
            same_text(subject, other, text)
                && ((label != theirs && !negated && !denied)
                    || (label == theirs && negated != denied))
        }
        (Kind::Compare(a), Kind::Compare(b)) => {
            same_text(&a.left, &b.left, text)
                && same_text(&a.right, &b.right, text)
                && complements(a.how, b.how)
        }
        _ => false,
    }
}

fn complements(a: Comparison, b: Comparison) -> bool {
    use Comparison::*;
    matches!(
        (a, b),
        (Less, AtLeast)
            | (AtLeast, Less)
            | (More, AtMost)
            | (AtMost, More)
            | (Equal, Unequal)
            | (Unequal, Equal)
            | (Less, More)
            | (More, Less)
    )
}
