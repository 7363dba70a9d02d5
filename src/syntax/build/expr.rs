//! Expressions as a whole, and the distributions written with a word.

use super::super::ast::{Expr, ExprKind, Odds};
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, operator, unit};
use crate::span::{Span, Spanned};

/// The next part as a value.
pub fn need_value(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Expr> {
    value(parts.need(Rule::value)?, cx)
}

/// The next part as an expression.
pub fn need_expr(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Expr> {
    expr(parts.need(Rule::expr)?, cx)
}

/// An expression, a range, a share, a base rate or a probability word.
pub fn value(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let mut parts = node.parts();
    let first = parts.any()?;
    if first.rule() == Rule::odds {
        return Ok(Spanned::new(
            ExprKind::Odds(odds(first.text())),
            first.span(),
        ));
    }
    let left = expr(first, cx)?;
    match parts.maybe(Rule::spread) {
        Some(node) => spread(left, node, cx),
        None => Ok(left),
    }
}

/// What a word makes of the operand before it.
fn spread(left: Expr, node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let mut made = left;
    for part in node.parts() {
        let span = made.span.to(part.span());
        let kind = match part.rule() {
            Rule::unit => ExprKind::Group(Box::new(made), unit::unit(part)?),
            rule => {
                let right = Box::new(operator::operation(part.only()?, cx)?);
                let left = Box::new(made);
                match rule {
                    Rule::to => ExprKind::To(left, right),
                    Rule::share => ExprKind::Of(left, right),
                    Rule::rate => ExprKind::In(left, right),
                    _ => ExprKind::Within(left, right),
                }
            }
        };
        made = Spanned::new(kind, span);
    }
    Ok(made)
}

/// An expression.
pub fn expr(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let inner = node.only()?;
    match inner.rule() {
        Rule::operation => operator::operation(inner, cx),
        Rule::conditional => conditional(inner, cx),
        Rule::initially => initially(inner, cx),
        _ => mismatch(&inner),
    }
}

/// `if a then b else if c then d else e`
fn conditional(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let span = node.span();
    let mut parts = node.parts();
    let mut arms = Vec::new();
    while let Some(arm) = parts.maybe(Rule::arm) {
        let mut arm = arm.parts();
        arms.push((need_expr(&mut arm, cx)?, need_expr(&mut arm, cx)?));
    }
    let otherwise = Box::new(need_expr(&mut parts, cx)?);
    Ok(Spanned::new(ExprKind::If { arms, otherwise }, span))
}

/// `initially v then EXPR`
fn initially(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let span: Span = node.span();
    let mut parts = node.parts();
    let first = Box::new(need_expr(&mut parts, cx)?);
    let then = Box::new(need_expr(&mut parts, cx)?);
    Ok(Spanned::new(ExprKind::Initially(first, then), span))
}

/// The band of a probability word.
fn odds(words: &str) -> Odds {
    match words {
        "almost no chance" | "remote" => Odds::AlmostNoChance,
        "very unlikely" | "highly improbable" => Odds::VeryUnlikely,
        "unlikely" | "improbable" => Odds::Unlikely,
        "likely" | "probable" => Odds::Likely,
        "very likely" | "highly probable" => Odds::VeryLikely,
        "almost certain" | "nearly certain" => Odds::AlmostCertain,
        _ => Odds::RoughlyEven,
    }
}
