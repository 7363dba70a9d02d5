//! Dates, windows, and the bare years that are dates where a date is expected.

use super::super::ast::{Builtin, Expr, ExprKind, Window};
use super::super::fault::date::ImpossibleDate;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, primary};
use crate::calendar::Period;
use crate::span::Spanned;

/// `2027`, `2027-03`, `2027-Q1`, `2027-03-31`
pub fn date(node: &Node<'_>, cx: &mut Context) -> Spanned<Period> {
    let (text, span) = (node.text(), node.span());
    if let Some(period) = Period::parse(text) {
        return Spanned::new(period, span);
    }
    cx.faults.push(ImpossibleDate::new(text, span));
    let year = text
        .get(..4)
        .and_then(|year| year.parse().ok())
        .unwrap_or(0);
    Spanned::new(Period::Year(year), span)
}

/// The next part as a date.
pub fn need_date(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Spanned<Period>> {
    Ok(date(&parts.need(Rule::date)?, cx))
}

/// A date as an expression.
pub fn date_expr(node: &Node<'_>, cx: &mut Context) -> Expr {
    let period = date(node, cx);
    Spanned::new(ExprKind::Date(period.value), period.span)
}

/// A date, or something that yields one.
pub fn moment(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let inner = node.only()?;
    match inner.rule() {
        Rule::date => Ok(date_expr(&inner, cx)),
        Rule::group => primary::group(inner, cx),
        Rule::builtin => primary::builtin(&inner),
        Rule::path_or_call => primary::path_or_call(inner, cx),
        _ => mismatch(&inner),
    }
}

/// The next part as a moment.
pub fn need_moment(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Expr> {
    moment(parts.need(Rule::moment)?, cx)
}

/// `2027..2030`
pub fn window(node: Node<'_>, cx: &mut Context) -> Built<Window> {
    let mut parts = node.parts();
    let from = need_moment(&mut parts, cx)?;
    let to = parts
        .maybe(Rule::moment)
        .map(|node| moment(node, cx))
        .transpose()?;
    Ok(Window { from, to })
}

/// The year of a number written as four bare digits.
fn bare_year(expr: &Expr) -> Option<i32> {
    match &expr.value {
        ExprKind::Quantity(quantity)
            if quantity.unit.is_none()
                && expr.span.end.saturating_sub(expr.span.start) == 4
                && quantity.value.fract() == 0.0
                && (1000.0..10_000.0).contains(&quantity.value) =>
        {
            Some(quantity.value as i32)
        }
        _ => None,
    }
}

/// Reads a bare year as the date it is where only a date can stand.
pub fn as_date(mut expr: Expr) -> Expr {
    if let Some(year) = bare_year(&expr) {
        expr.value = ExprKind::Date(Period::Year(year));
    }
    expr
}

/// Whether a bare year opposite this can only be a date.
fn is_moment(expr: &Expr) -> bool {
    matches!(
        expr.value,
        ExprKind::Date(_) | ExprKind::Builtin(Builtin::Now | Builtin::Start)
    )
}

/// Reads bare years as dates if one of the others is a date.
pub fn opposite_dates<'a>(exprs: impl Iterator<Item = &'a mut Expr>) {
    let mut exprs: Vec<&mut Expr> = exprs.collect();
    if exprs.iter().any(|expr| is_moment(expr)) {
        exprs.iter_mut().for_each(|expr| read_date(expr));
    }
}

fn read_date(expr: &mut Expr) {
    if let Some(year) = bare_year(expr) {
        expr.value = ExprKind::Date(Period::Year(year));
    }
}

/// Reads the keys of a list as dates if all of them are years or dates.
pub fn keys<'a>(keys: impl Iterator<Item = &'a mut Expr>) {
    let mut keys: Vec<&mut Expr> = keys.collect();
    if keys
        .iter()
        .all(|key| bare_year(key).is_some() || is_moment(key))
    {
        keys.iter_mut().for_each(|key| read_date(key));
    }
}
