//! What an expression means, apart from where it stands: two with one meaning always come to the same value.

use std::fmt::Write;

use crate::types::constant::constant;
use crate::types::model::*;

/// Whether two expressions in one unit always have the same value, as far as their form tells.
pub(in crate::types::whole) fn alike(a: &TExpr, b: &TExpr) -> bool {
    match (constant(a), constant(b)) {
        (Some(a), Some(b)) => near(a, b),
        _ => meaning(a) == meaning(b),
    }
}

/// Whether two numbers differ by no more than rounding.
pub(in crate::types::whole) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// A text that two expressions share only if they mean the same.
pub(in crate::types::whole) fn meaning(expr: &TExpr) -> String {
    let mut text = String::new();
    enter(expr, &mut text);
    text
}

fn enter(expr: &TExpr, text: &mut String) {
    // Writing into a text cannot fail.
    let _ = match (constant(expr), &expr.ty) {
        (Some(value), Type::Number(unit)) => write!(text, "{value:.11e} {unit}"),
        _ => write!(text, "{}", head(expr)),
    };
    if constant(expr).is_some() {
        return;
    }
    text.push('(');
    for child in expr.children() {
        enter(child, text);
        text.push(',');
    }
    text.push(')');
}

/// What an expression does, without what it does it to.
fn head(expr: &TExpr) -> String {
    match &expr.kind {
        Kind::Number(_)
        | Kind::YesNo(_)
        | Kind::Date(_)
        | Kind::Label(_)
        | Kind::Quantity(_)
        | Kind::Base(_)
        | Kind::Stock(_)
        | Kind::Closing(_)
        | Kind::Choice { .. }
        | Kind::Event { .. }
        | Kind::Now
        | Kind::Result { .. } => format!("{:?}", expr.kind),
        Kind::Convert(_, factor) => format!("convert {factor:?}"),
        Kind::Sum(terms) => {
            let signs: Vec<_> = terms.iter().map(|(sign, _)| sign).collect();
            format!("sum {signs:?}")
        }
        Kind::Product(factors) => {
            let sides: Vec<_> = factors.iter().map(|(side, _)| side).collect();
            format!("product {sides:?}")
        }
        Kind::Compare(compared) => {
            format!("compare {:?} {}", compared.how, compared.within.is_some())
        }
        Kind::Is { label, negated, .. } => format!("is {label} {negated}"),
        Kind::Call(function, _) => format!("call {function:?}"),
        Kind::Growth { lag, .. } => format!("growth {lag}"),
        Kind::Reduce { how, window, .. } => format!("reduce {how:?} {}", window.is_some()),
        Kind::Previous { initial, .. } => format!("previous {}", initial.is_some()),
        Kind::Summary { how, given, .. } => format!("summary {how:?} {}", given.is_some()),
        Kind::Draw(draw) => format!("draw {:?} {:?} {:?}", draw.stream, draw.role, draw.each),
        Kind::Table(table) => {
            let known: Vec<bool> = table.values.iter().map(Option::is_some).collect();
            let at = table.at.is_some();
            format!("table {:?} {known:?} {:?} {at}", table.keys, table.fill)
        }
        other => format!("{:?}", std::mem::discriminant(other)),
    }
}
