//! What operands are about: numbers, names, calls, brackets and lists.

use super::super::ast::*;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, date, expr, text, unit};
use crate::span::Spanned;

/// One operand without what stands before and behind it.
pub fn primary(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    match node.rule() {
        Rule::quantity => {
            let span = node.span();
            Ok(Spanned::new(
                ExprKind::Quantity(unit::quantity(node, cx)?),
                span,
            ))
        }
        Rule::path_or_call => path_or_call(node, cx),
        Rule::date_literal => Ok(date::date_expr(&node, cx)),
        Rule::group => group(node, cx),
        Rule::list => list(node, cx),
        Rule::builtin => builtin(&node),
        _ => mismatch(&node),
    }
}

/// `(a + b) USD`; plain brackets leave no node but widen the place.
pub fn group(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let span = node.span();
    let mut parts = node.parts();
    let inner = expr::need_value(&mut parts, cx)?;
    Ok(match unit::maybe_unit(&mut parts)? {
        Some(unit) => Spanned::new(ExprKind::Group(Box::new(inner), unit), span),
        None => Spanned::new(inner.value, span),
    })
}

/// `now`, `start`, `step`
pub fn builtin(node: &Node<'_>) -> Built<Expr> {
    let kind = match node.text() {
        "now" => Builtin::Now,
        "start" => Builtin::Start,
        _ => Builtin::Step,
    };
    Ok(Spanned::new(ExprKind::Builtin(kind), node.span()))
}

/// `[2025: 60, 2030: 75] USD/kg linear`
fn list(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let span = node.span();
    let mut parts = node.parts();
    let mut entries = Vec::new();
    while let Some(entry) = parts.maybe(Rule::entry) {
        let mut entry = entry.parts();
        entries.push((
            expr::need_value(&mut entry, cx)?,
            expr::need_value(&mut entry, cx)?,
        ));
    }
    date::keys(entries.iter_mut().map(|(key, _)| key));
    let unit = unit::maybe_unit(&mut parts)?;
    let fill = maybe_fill(&mut parts);
    Ok(Spanned::new(
        ExprKind::List(List {
            entries,
            unit,
            fill,
        }),
        span,
    ))
}

/// `linear` or `step`, if it is there.
pub fn maybe_fill(parts: &mut Parts<'_>) -> Option<Fill> {
    parts.maybe(Rule::fill).map(|node| {
        if node.text() == "linear" {
            Fill::Linear
        } else {
            Fill::Step
        }
    })
}

/// `inflow(a, USD)`, `f(x)`, `a.b[c]`
pub fn path_or_call(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let span = node.span();
    let mut parts = node.parts();
    if let Some(sum) = parts.maybe(Rule::flow_sum) {
        return flow_sum(sum);
    }
    let head = text::need_name(&mut parts)?;
    let kind = match parts.maybe(Rule::call) {
        Some(node) => ExprKind::Call(call(head, node, cx)?),
        None => ExprKind::Path(Path {
            head,
            steps: steps(parts)?,
        }),
    };
    Ok(Spanned::new(kind, span))
}

/// A name with members and elements, where no call can stand.
pub fn path(node: Node<'_>) -> Built<Spanned<Path>> {
    let span = node.span();
    let mut parts = node.parts();
    let head = text::need_name(&mut parts)?;
    Ok(Spanned::new(
        Path {
            head,
            steps: steps(parts)?,
        },
        span,
    ))
}

/// The next part as a path.
pub fn need_path(parts: &mut Parts<'_>) -> Built<Spanned<Path>> {
    path(parts.need(Rule::path)?)
}

fn steps(parts: Parts<'_>) -> Built<Vec<PathStep>> {
    parts
        .map(|part| match part.rule() {
            Rule::member => Ok(PathStep::Member(text::need_name(&mut part.parts())?)),
            Rule::subscript => {
                let elements = part.parts().map(element);
                Ok(PathStep::Element(elements.collect::<Built<_>>()?))
            }
            _ => mismatch(&part),
        })
        .collect()
}

/// `mountain`, `y.mine`, or the date that a column is called by.
fn element(node: Node<'_>) -> Built<Name> {
    let mut parts = node.parts();
    match text::maybe_far_name(&mut parts)? {
        Some(name) => Ok(name),
        None => Ok(text::name(&parts.any()?)),
    }
}

/// The brackets of a call and the unit behind them.
fn call(function: Name, node: Node<'_>, cx: &mut Context) -> Built<Call> {
    let mut parts = node.parts();
    let mut arguments = Vec::new();
    while let Some(node) = parts.maybe(Rule::argument) {
        let mut made = argument(node, cx)?;
        if function.value == "ramp" {
            made.value = date::as_date(made.value);
        }
        arguments.push(made);
    }
    Ok(Call {
        function,
        arguments,
        unit: unit::maybe_unit(&mut parts)?,
    })
}

/// `initial: 0`, `x over mine where c`, `x during 2027..2030`, `c given d`
fn argument(node: Node<'_>, cx: &mut Context) -> Built<Argument> {
    let mut parts = node.parts();
    let label = parts
        .maybe(Rule::label)
        .map(|node| text::need_name(&mut node.parts()))
        .transpose()?;
    let value = expr::need_value(&mut parts, cx)?;
    let mut made = Argument {
        label,
        value,
        over: None,
        filter: None,
        during: None,
        given: None,
    };
    let (mut over, mut during, mut given) = (None, None, None);
    for part in parts {
        let span = part.span();
        match part.rule() {
            Rule::over => {
                let mut parts = part.parts();
                let name = text::need_far_name(&mut parts)?;
                if let Some(filter) = parts.maybe(Rule::filter) {
                    made.filter = Some(expr::need_expr(&mut filter.parts(), cx)?);
                }
                cx.once(&mut made.over, name, "over", span, &mut over);
            }
            Rule::during => {
                let window = date::window(part.only()?, cx)?;
                cx.once(&mut made.during, window, "during", span, &mut during);
            }
            _ => {
                let condition = expr::need_expr(&mut part.parts(), cx)?;
                cx.once(&mut made.given, condition, "given", span, &mut given);
            }
        }
    }
    Ok(made)
}

/// `inflow(a from b, USD)`
fn flow_sum(node: Node<'_>) -> Built<Expr> {
    let span = node.span();
    let mut parts = node.parts();
    let side = match parts.need(Rule::flow_side)?.text() {
        "inflow" => FlowSide::In,
        "outflow" => FlowSide::Out,
        _ => FlowSide::Net,
    };
    let actor = text::need_far_name(&mut parts)?;
    let other = text::maybe_far_name(&mut parts)?;
    let unit = parts.maybe(Rule::display).map(unit::display).transpose()?;
    Ok(Spanned::new(
        ExprKind::FlowSum(FlowSum {
            side,
            actor,
            other,
            unit,
        }),
        span,
    ))
}
