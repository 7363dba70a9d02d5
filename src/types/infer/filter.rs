//! `sum(x over mine where CONDITION)`: of the elements only those for which something holds.

use crate::calendar::Period;
use crate::span::Span;
use crate::syntax::ast::{Scale, Sign};
use crate::types::model::{Function, Kind, Reduction, TExpr, Type};
use crate::units::Unit;

/// What one element gives, and the condition under which it counts; nothing where it always does.
pub(super) struct Term {
    pub(super) holds: Option<TExpr>,
    pub(super) value: TExpr,
}

/// What a condition says whatever happens.
pub(super) fn settled(condition: &TExpr) -> Option<bool> {
    match &condition.kind {
        Kind::YesNo(yes) => Some(*yes),
        Kind::Not(inner) => settled(inner).map(|yes| !yes),
        Kind::And(all) => {
            let mut all = all.iter().map(settled);
            match all.clone().any(|each| each == Some(false)) {
                true => Some(false),
                false => all.all(|each| each == Some(true)).then_some(true),
            }
        }
        Kind::Or(all) => {
            let mut all = all.iter().map(settled);
            match all.clone().any(|each| each == Some(true)) {
                true => Some(true),
                false => all.all(|each| each == Some(false)).then_some(false),
            }
        }
        _ => None,
    }
}

/// How values become one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    Sum,
    Average,
    Extreme(Function),
}

impl Joined {
    pub(super) fn of(name: &str) -> Joined {
        match name {
            "highest" => Joined::Extreme(Function::Max),
            "lowest" => Joined::Extreme(Function::Min),
            "average" => Joined::Average,
            _ => Joined::Sum,
        }
    }
}

/// Values of one type as one; the type is said, for there may be none.
pub(super) fn joined(how: Joined, terms: Vec<Term>, ty: &Type, span: Span) -> TExpr {
    match how {
        Joined::Sum => sum(terms, ty, span),
        _ if terms.is_empty() => none(ty, span),
        Joined::Average => average(terms, ty, span),
        Joined::Extreme(function) => extreme(function, terms, ty, span),
    }
}

fn average(terms: Vec<Term>, ty: &Type, span: Span) -> TExpr {
    let plain = Type::Number(Unit::none());
    let always = terms.iter().filter(|term| term.holds.is_none()).count();
    let sometimes: Vec<TExpr> = terms.iter().filter_map(|term| term.holds.clone()).collect();
    let count = TExpr::new(Kind::Number(always as f64), plain.clone(), span);
    let count = match sometimes.is_empty() {
        true => count,
        false => {
            let one = TExpr::new(Kind::Number(1.0), plain.clone(), span);
            let ones = sometimes.iter().map(|holds| Term {
                holds: Some(holds.clone()),
                value: one.clone(),
            });
            let first = Term {
                holds: None,
                value: count,
            };
            sum([first].into_iter().chain(ones).collect(), &plain, span)
        }
    };
    let whole = sum(terms, ty, span);
    let factors = vec![(Scale::Times, whole), (Scale::Over, count)];
    let average = TExpr::new(Kind::Product(factors), ty.clone(), span);
    if always > 0 {
        return average;
    }
    let any = TExpr::new(Kind::Or(sometimes), Type::YesNo, span);
    choice(vec![(any, average)], none(ty, span))
}

/// Where a term does not count, one that does stands in for it: that changes no extreme.
fn extreme(how: Function, terms: Vec<Term>, ty: &Type, span: Span) -> TExpr {
    let always = terms.iter().find(|term| term.holds.is_none());
    let counts = match always {
        Some(term) => term.value.clone(),
        None => {
            let arms = terms.iter().filter_map(|term| {
                let holds = term.holds.clone()?;
                Some((holds, term.value.clone()))
            });
            choice(arms.collect(), none(ty, span))
        }
    };
    let terms = terms.into_iter().map(|term| match term.holds {
        None => term.value,
        Some(holds) => choice(vec![(holds, term.value)], counts.clone()),
    });
    TExpr::new(Kind::Call(how, terms.collect()), ty.clone(), span)
}

/// A value that there is none of: the date at which something happens that never does, or the days to it.
fn none(ty: &Type, span: Span) -> TExpr {
    let never = TExpr::new(Kind::YesNo(false), Type::YesNo, span);
    let first = Kind::Reduce {
        how: Reduction::First,
        of: Box::new(never),
        window: None,
    };
    let date = TExpr::new(first, Type::Date, span);
    if matches!(ty, Type::Date) {
        return date;
    }
    let some = Kind::Date(Period::Year(2000).first());
    let some = TExpr::new(some, Type::Date, span);
    let days = Kind::DaysBetween(Box::new(date), Box::new(some));
    TExpr::new(days, ty.clone(), span)
}

fn sum(terms: Vec<Term>, ty: &Type, span: Span) -> TExpr {
    let nothing = || TExpr::new(Kind::Number(0.0), ty.clone(), span);
    if terms.is_empty() {
        return nothing();
    }
    let terms = terms.into_iter().map(|term| match term.holds {
        None => (Sign::Plus, term.value),
        Some(holds) => (Sign::Plus, choice(vec![(holds, term.value)], nothing())),
    });
    TExpr::new(Kind::Sum(terms.collect()), ty.clone(), span)
}

fn choice(arms: Vec<(TExpr, TExpr)>, otherwise: TExpr) -> TExpr {
    let (ty, span) = (otherwise.ty.clone(), otherwise.span);
    let otherwise = Box::new(otherwise);
    TExpr::new(Kind::If { arms, otherwise }, ty, span)
}
