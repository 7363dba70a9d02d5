//! `outcome`, `scenario`, `assert`, `expect`.

use super::super::ast::*;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::assumption::{need_declared, need_right_side};
use super::{Context, adjustment, date, evidence, expr, primary, text};
use crate::span::{Span, Spanned};

/// `outcome NAME: UNIT for ACTOR = …`
pub fn outcome(node: Node<'_>, cx: &mut Context) -> Built<OutcomeDecl> {
    let mut parts = node.parts();
    let declared = need_declared(&mut parts, cx)?;
    let actor = text::maybe_far_name(&mut parts)?;
    let value = match parts.maybe(Rule::classify) {
        Some(node) => classify(node, cx)?,
        None => OutcomeValue::Expr(need_right_side(&mut parts, &declared, cx)?),
    };
    Ok(OutcomeDecl {
        declared,
        actor,
        value,
        evidence: evidence::maybe_block(&mut parts, cx)?,
    })
}

/// `classify { … }`
fn classify(node: Node<'_>, cx: &mut Context) -> Built<OutcomeValue> {
    let span = node.span();
    let (mut cases, mut ranked, mut first) = (Vec::new(), None, None);
    for line in node.only()?.parts() {
        match line.rule() {
            Rule::case => cases.push(case(line, cx)?),
            Rule::ranked => {
                let place = line.span();
                cx.once(
                    &mut ranked,
                    text::names(line.only()?),
                    "ranked",
                    place,
                    &mut first,
                );
            }
            _ => mismatch(&line)?,
        }
    }
    Ok(OutcomeValue::Classify {
        cases,
        ranked,
        span: span.into(),
    })
}

/// `growth when CONDITION`, `moderate otherwise`
fn case(node: Node<'_>, cx: &mut Context) -> Built<ClassCase> {
    let mut parts = node.parts();
    let name = text::need_name(&mut parts)?;
    let when = match parts.maybe(Rule::when) {
        Some(node) => Some(expr::need_expr(&mut node.parts(), cx)?),
        None => None,
    };
    Ok(ClassCase { name, when })
}

/// `scenario NAME "title" extends B { … }`
pub fn scenario(node: Node<'_>, cx: &mut Context) -> Built<ScenarioDecl> {
    let mut parts = node.parts();
    let name = text::need_name(&mut parts)?;
    let title = text::maybe_text(&mut parts, cx);
    let extends = text::maybe_far_name(&mut parts)?;
    let mut made = ScenarioDecl {
        name,
        title,
        extends,
        clauses: Vec::new(),
        evidence: Vec::new(),
    };
    let Some(block) = parts.maybe(Rule::scenario_block) else {
        return Ok(made);
    };
    for line in block.parts() {
        if line.rule() == Rule::evidence {
            made.evidence.push(evidence::clause(line, cx)?);
        } else {
            let span = line.span();
            made.clauses
                .push(Spanned::new(scenario_clause(line, cx)?, span));
        }
    }
    Ok(made)
}

fn scenario_clause(node: Node<'_>, cx: &mut Context) -> Built<ScenarioClause> {
    let rule = node.rule();
    if rule == Rule::adjustment {
        return Ok(ScenarioClause::Adjust(adjustment::adjustment(node, cx)?));
    }
    let mismatched = mismatch(&node);
    let mut parts = node.parts();
    let path = primary::need_path(&mut parts)?;
    match rule {
        Rule::choose => choose(path, parts, cx),
        Rule::trigger => trigger(path, parts, cx),
        Rule::prevent => Ok(ScenarioClause::Prevent(path)),
        Rule::take => Ok(ScenarioClause::Take {
            assumption: path,
            source: text::need_far_name(&mut parts)?,
        }),
        _ => mismatched,
    }
}

/// `choose alignment = us_aligned from 2028`
fn choose(choice: Spanned<Path>, mut parts: Parts<'_>, cx: &mut Context) -> Built<ScenarioClause> {
    let option = text::need_name(&mut parts)?;
    let from = parts
        .maybe(Rule::moment)
        .map(|node| date::moment(node, cx))
        .transpose()?;
    Ok(ScenarioClause::Choose {
        choice,
        option,
        from,
    })
}

/// `trigger insurgency in 2028 for 2 years`
fn trigger(event: Spanned<Path>, mut parts: Parts<'_>, cx: &mut Context) -> Built<ScenarioClause> {
    let at = date::need_moment(&mut parts, cx)?;
    let lasts = parts
        .maybe(Rule::expr)
        .map(|node| expr::expr(node, cx))
        .transpose()?;
    Ok(ScenarioClause::Trigger { event, at, lasts })
}

/// `assert "…" CONDITION within 0.5% { … }`
pub fn assert(node: Node<'_>, cx: &mut Context) -> Built<AssertDecl> {
    let mut parts = node.parts();
    let title = text::maybe_text(&mut parts, cx);
    let condition = expr::need_expr(&mut parts, cx)?;
    let within = tolerance(&mut parts, cx)?;
    let (refuted, evidence) = claim_block(&mut parts, cx)?;
    Ok(AssertDecl {
        title,
        condition,
        within,
        refuted,
        evidence,
    })
}

/// `expect "…" CLAIM { … }`
pub fn expect(node: Node<'_>, cx: &mut Context) -> Built<ExpectDecl> {
    let mut parts = node.parts();
    let title = text::maybe_text(&mut parts, cx);
    let subject = expr::need_expr(&mut parts, cx)?;
    let claim = expectation(subject, &mut parts, cx)?;
    let (refuted, evidence) = claim_block(&mut parts, cx)?;
    Ok(ExpectDecl {
        title,
        claim,
        refuted,
        evidence,
    })
}

/// `within 0.5%`
fn tolerance(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Option<Expr>> {
    let node = parts.maybe(Rule::tolerance);
    node.map(|node| expr::need_expr(&mut node.parts(), cx))
        .transpose()
}

/// A condition, or what is said of a result's direction or drivers.
fn expectation(outcome: Expr, parts: &mut Parts<'_>, cx: &mut Context) -> Built<Expectation> {
    if let Some(node) = parts.maybe(Rule::rises) {
        return Ok(Expectation::Direction {
            outcome,
            rises: true,
            with: primary::need_path(&mut node.parts())?,
        });
    }
    if let Some(node) = parts.maybe(Rule::falls) {
        return Ok(Expectation::Direction {
            outcome,
            rises: false,
            with: primary::need_path(&mut node.parts())?,
        });
    }
    if let Some(node) = parts.maybe(Rule::turns) {
        return Ok(Expectation::Turns {
            outcome,
            on: node.parts().map(primary::path).collect::<Built<_>>()?,
        });
    }
    Ok(Expectation::Condition {
        condition: outcome,
        within: tolerance(parts, cx)?,
    })
}

/// Evidence and `refuted because "…"`.
fn claim_block(parts: &mut Parts<'_>, cx: &mut Context) -> Built<(Option<Text>, Evidence)> {
    let (mut refuted, mut evidence) = (None, Vec::new());
    let mut first: Option<Span> = None;
    let Some(block) = parts.maybe(Rule::claim_block) else {
        return Ok((refuted, evidence));
    };
    for line in block.parts() {
        if line.rule() == Rule::evidence {
            evidence.push(evidence::clause(line, cx)?);
        } else {
            let span = line.span();
            let reason = text::need_text(&mut line.parts(), cx)?;
            cx.once(&mut refuted, reason, "refuted", span, &mut first);
        }
    }
    Ok((refuted, evidence))
}
