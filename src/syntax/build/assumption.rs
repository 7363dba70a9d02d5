//! `assume`, `correlate`, and the head that declarations of quantities share.

use super::super::ast::*;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, date, evidence, expr, primary, text, unit};

/// `NAME[index] "title": UNIT`
pub fn declared(node: Node<'_>, cx: &mut Context) -> Built<Declared> {
    let mut parts = node.parts();
    Ok(Declared {
        name: text::need_name(&mut parts)?,
        index: parts
            .maybe(Rule::indexes)
            .map(text::far_names)
            .transpose()?
            .unwrap_or_default(),
        title: text::maybe_text(&mut parts, cx),
        unit: unit::maybe_declared(&mut parts)?,
    })
}

/// The next part as the head of a declaration.
pub fn need_declared(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Declared> {
    declared(parts.need(Rule::declared)?, cx)
}

/// The right side of a declaration; a bare year is a date under `: date`.
pub fn need_right_side(
    parts: &mut Parts<'_>,
    declared: &Declared,
    cx: &mut Context,
) -> Built<Expr> {
    let value = expr::need_value(parts, cx)?;
    Ok(if unit::is_date(declared.unit.as_ref()) {
        date::as_date(value)
    } else {
        value
    })
}

/// `assume …`
pub fn assume(node: Node<'_>, cx: &mut Context) -> Built<AssumeDecl> {
    let mut parts = node.parts();
    let declared = need_declared(&mut parts, cx)?;
    let mut evidence = Vec::new();
    let right = parts.any()?;
    let value = match right.rule() {
        Rule::known => known(right, &declared, cx)?,
        Rule::uncertain => uncertain(right, &declared, &mut evidence, cx)?,
        _ => mismatch(&right)?,
    };
    evidence.extend(evidence::maybe_block(&mut parts, cx)?);
    Ok(AssumeDecl {
        declared,
        value,
        evidence,
    })
}

/// `= EXPR`, `= unknown`, `= at most EXPR`
fn known(node: Node<'_>, declared: &Declared, cx: &mut Context) -> Built<AssumeValue> {
    let mut parts = node.parts();
    if let Some(unknown) = parts.maybe(Rule::unknown) {
        return Ok(AssumeValue::Unknown(unknown.span().into()));
    }
    match parts.maybe(Rule::bound) {
        Some(bound) => {
            let mut parts = bound.parts();
            let most = parts.need(Rule::bound_side)?.text() == "most";
            let side = if most {
                BoundSide::AtMost
            } else {
                BoundSide::AtLeast
            };
            let limit = expr::need_expr(&mut parts, cx)?;
            let limit = if unit::is_date(declared.unit.as_ref()) {
                date::as_date(limit)
            } else {
                limit
            };
            Ok(AssumeValue::Bound(side, limit))
        }
        None => Ok(AssumeValue::Known(need_right_side(
            &mut parts, declared, cx,
        )?)),
    }
}

/// `~ DISTRIBUTION each year`, `~ claims { … }`
fn uncertain(
    node: Node<'_>,
    declared: &Declared,
    evidence: &mut Evidence,
    cx: &mut Context,
) -> Built<AssumeValue> {
    let mut parts = node.parts();
    if let Some(claims) = parts.maybe(Rule::claims) {
        return Ok(AssumeValue::Claims(claims_rows(
            claims.only()?,
            evidence,
            cx,
        )?));
    }
    let value = need_right_side(&mut parts, declared, cx)?;
    let each = parts.maybe(Rule::each).map(each).transpose()?;
    Ok(AssumeValue::Uncertain(value, each))
}

/// The claims of a block; its evidence goes to `evidence`.
fn claims_rows(block: Node<'_>, evidence: &mut Evidence, cx: &mut Context) -> Built<Vec<Claim>> {
    let mut claims = Vec::new();
    for row in block.parts() {
        match row.rule() {
            Rule::claim => claims.push(claim(row, cx)?),
            Rule::evidence => evidence.push(evidence::clause(row, cx)?),
            _ => mismatch(&row)?,
        }
    }
    Ok(claims)
}

/// `60% from ainvest "quote" weight 30%`
fn claim(node: Node<'_>, cx: &mut Context) -> Built<Claim> {
    let span = node.span();
    let mut parts = node.parts();
    let value = expr::need_value(&mut parts, cx)?;
    let source = text::need_far_name(&mut parts)?;
    let quote = text::maybe_text(&mut parts, cx);
    let weight = parts
        .maybe(Rule::weight)
        .map(|node| expr::need_expr(&mut node.parts(), cx))
        .transpose()?;
    Ok(Claim {
        value,
        source,
        quote,
        weight,
        span: span.into(),
    })
}

/// `each year`, `each step`, `each EVENT`
fn each(node: Node<'_>) -> Built<Each> {
    let mut parts = node.parts();
    if let Some(step) = parts.maybe(Rule::each_step) {
        return Ok(Each::Step(step.span().into()));
    }
    let name = text::need_far_name(&mut parts)?;
    Ok(match name.value.as_str() {
        "year" => Each::Year(name.span.into()),
        _ => Each::Event(name),
    })
}

/// `correlate a, b = 0.6`
pub fn correlate(node: Node<'_>, cx: &mut Context) -> Built<CorrelateDecl> {
    let mut parts = node.parts();
    let mut names = Vec::new();
    while let Some(path) = parts.maybe(Rule::path) {
        names.push(primary::path(path)?);
    }
    let value = expr::need_expr(&mut parts, cx)?;
    Ok(CorrelateDecl {
        names,
        value,
        evidence: evidence::maybe_block(&mut parts, cx)?,
    })
}
