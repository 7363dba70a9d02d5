//! `choice` and `event`.

use super::super::ast::*;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, adjustment, date, evidence, expr, primary, text};
use crate::span::Spanned;

/// `NAME[index] "title"`
fn need_titled(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Declared> {
    super::assumption::declared(parts.need(Rule::titled)?, cx)
}

/// `choice NAME "title" by ACTOR { … }`
pub fn choice(node: Node<'_>, cx: &mut Context) -> Built<ChoiceDecl> {
    let mut parts = node.parts();
    let declared = need_titled(&mut parts, cx)?;
    let by = text::maybe_far_name(&mut parts)?;
    let mut made = ChoiceDecl {
        declared,
        by,
        options: Vec::new(),
        evidence: Vec::new(),
    };
    for line in parts.need(Rule::choice_block)?.parts() {
        match line.rule() {
            Rule::option => made.options.push(option(line, cx)?),
            Rule::evidence => made.evidence.push(evidence::clause(line, cx)?),
            _ => mismatch(&line)?,
        }
    }
    Ok(made)
}

/// `option us_aligned "…" { … }`
fn option(node: Node<'_>, cx: &mut Context) -> Built<ChoiceOption> {
    let span = node.span();
    let mut parts = node.parts();
    let name = text::need_name(&mut parts)?;
    let title = text::maybe_text(&mut parts, cx);
    let mut made = ChoiceOption {
        name,
        title,
        weights: Vec::new(),
        adjustments: Vec::new(),
        evidence: Vec::new(),
        span: span.into(),
    };
    let Some(block) = parts.maybe(Rule::option_block) else {
        return Ok(made);
    };
    for line in block.parts() {
        match line.rule() {
            Rule::weight => made.weights.push(expr::need_expr(&mut line.parts(), cx)?),
            Rule::adjustment => made.adjustments.push(adjustment::adjustment(line, cx)?),
            Rule::evidence => made.evidence.push(evidence::clause(line, cx)?),
            _ => mismatch(&line)?,
        }
    }
    Ok(made)
}

/// `event NAME "title" { … }`
pub fn event(node: Node<'_>, cx: &mut Context) -> Built<EventDecl> {
    let mut parts = node.parts();
    let mut made = EventDecl {
        declared: need_titled(&mut parts, cx)?,
        hazard: Vec::new(),
        occurs: Vec::new(),
        only_when: Vec::new(),
        lasts: Vec::new(),
        adjustments: Vec::new(),
        switches: Vec::new(),
        evidence: Vec::new(),
    };
    for line in parts.need(Rule::event_block)?.parts() {
        event_line(line, &mut made, cx)?;
    }
    Ok(made)
}

fn event_line(node: Node<'_>, made: &mut EventDecl, cx: &mut Context) -> Built<()> {
    match node.rule() {
        Rule::hazard => made.hazard.push(expr::need_value(&mut node.parts(), cx)?),
        Rule::occurs => made.occurs.push(occurs(node, cx)?),
        Rule::only => made.only_when.push(expr::need_expr(&mut node.parts(), cx)?),
        Rule::lasts => made.lasts.push(lasts(node.only()?, cx)?),
        Rule::switch => made.switches.push(switch(node, cx)?),
        Rule::adjustment => made.adjustments.push(adjustment::adjustment(node, cx)?),
        Rule::evidence => made.evidence.push(evidence::clause(node, cx)?),
        _ => mismatch(&node)?,
    }
    Ok(())
}

/// `occurs in 2027`, `occurs when CONDITION`
fn occurs(node: Node<'_>, cx: &mut Context) -> Built<Spanned<Occurs>> {
    let span = node.span();
    let inner = node.only()?;
    let made = match inner.rule() {
        Rule::occurs_in => Occurs::In(date::need_moment(&mut inner.parts(), cx)?),
        _ => Occurs::When(expr::need_expr(&mut inner.parts(), cx)?),
    };
    Ok(Spanned::new(made, span))
}

/// `lasts 1 to 3 years`, `lasts forever`
fn lasts(node: Node<'_>, cx: &mut Context) -> Built<Lasts> {
    match node.rule() {
        Rule::forever => Ok(Lasts::Forever(node.span().into())),
        _ => Ok(Lasts::For(expr::value(node, cx)?)),
    }
}

/// `switch alignment to withdrawn when C with probability 25%`
fn switch(node: Node<'_>, cx: &mut Context) -> Built<Switch> {
    let span = node.span();
    let mut parts = node.parts();
    let choice = primary::need_path(&mut parts)?;
    let to = text::need_name(&mut parts)?;
    let mut made = Switch {
        choice,
        to,
        when: None,
        probability: None,
        span: span.into(),
    };
    let (mut when, mut chance) = (None, None);
    for part in parts {
        let (rule, span) = (part.rule(), part.span());
        let value = expr::need_expr(&mut part.parts(), cx)?;
        match rule {
            Rule::when => cx.once(&mut made.when, value, "when", span, &mut when),
            _ => cx.once(
                &mut made.probability,
                value,
                "with probability",
                span,
                &mut chance,
            ),
        }
    }
    Ok(made)
}
