//! What options, events and scenarios do to named quantities.

use super::super::ast::{Adjustment, Change, Expr, Path};
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, mismatch};
use super::{Context, date, expr, primary};
use crate::span::Spanned;

/// `cut output by 20% when unrest.active during 2027..2030 fading over 2 years`
pub fn adjustment(node: Node<'_>, cx: &mut Context) -> Built<Adjustment> {
    let span = node.span();
    let mut parts = node.parts();
    let (change, target) = change(parts.any()?, cx)?;
    let mut made = Adjustment {
        change,
        target,
        when: None,
        during: None,
        fading: None,
        span: span.into(),
    };
    let (mut when, mut during, mut fading) = (None, None, None);
    for part in parts {
        let span = part.span();
        match part.rule() {
            Rule::when => {
                let condition = expr::need_expr(&mut part.parts(), cx)?;
                cx.once(&mut made.when, condition, "when", span, &mut when);
            }
            Rule::during => {
                let window = date::window(part.only()?, cx)?;
                cx.once(&mut made.during, window, "during", span, &mut during);
            }
            _ => {
                let time = expr::need_expr(&mut part.parts(), cx)?;
                cx.once(&mut made.fading, time, "fading", span, &mut fading);
            }
        }
    }
    Ok(made)
}

/// The verb with its amount, and what it is done to.
fn change(node: Node<'_>, cx: &mut Context) -> Built<(Change, Spanned<Path>)> {
    let rule = node.rule();
    let mismatched = mismatch(&node);
    let mut parts = node.parts();
    if rule == Rule::add {
        let amount = expr::need_expr(&mut parts, cx)?;
        return Ok((Change::Add(amount), primary::need_path(&mut parts)?));
    }
    let target = primary::need_path(&mut parts)?;
    let wrap: fn(Expr) -> Change = match rule {
        Rule::set => return Ok((Change::Set(expr::need_value(&mut parts, cx)?), target)),
        Rule::scale => Change::Scale,
        Rule::raise => Change::Raise,
        Rule::cut => Change::Cut,
        _ => mismatched?,
    };
    Ok((wrap(expr::need_expr(&mut parts, cx)?), target))
}
