//! `let`, `flow`, `stock`.

use super::super::ast::{FlowDecl, LetDecl, StockDecl};
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, mismatch};
use super::assumption::{need_declared, need_right_side};
use super::{Context, date, evidence, expr, text};

/// `let NAME: UNIT = EXPR`
pub fn let_value(node: Node<'_>, cx: &mut Context) -> Built<LetDecl> {
    let mut parts = node.parts();
    let declared = need_declared(&mut parts, cx)?;
    let value = need_right_side(&mut parts, &declared, cx)?;
    Ok(LetDecl {
        declared,
        value,
        evidence: evidence::maybe_block(&mut parts, cx)?,
    })
}

/// `flow NAME: UNIT from A to B during 2027..2030 = EXPR`
pub fn flow(node: Node<'_>, cx: &mut Context) -> Built<FlowDecl> {
    let mut parts = node.parts();
    let declared = need_declared(&mut parts, cx)?;
    let from = text::need_far_name(&mut parts)?;
    let to = text::need_far_name(&mut parts)?;
    let during = match parts.maybe(Rule::during) {
        Some(node) => Some(date::window(node.only()?, cx)?),
        None => None,
    };
    let value = expr::need_value(&mut parts, cx)?;
    Ok(FlowDecl {
        declared,
        from,
        to,
        during,
        value,
        evidence: evidence::maybe_block(&mut parts, cx)?,
    })
}

/// `stock NAME: UNIT starts EXPR { … }`
pub fn stock(node: Node<'_>, cx: &mut Context) -> Built<StockDecl> {
    let mut parts = node.parts();
    let declared = need_declared(&mut parts, cx)?;
    let starts = expr::need_expr(&mut parts, cx)?;
    let mut made = StockDecl {
        declared,
        starts,
        gains: Vec::new(),
        loses: Vec::new(),
        evidence: Vec::new(),
    };
    let Some(block) = parts.maybe(Rule::stock_block) else {
        return Ok(made);
    };
    for line in block.parts() {
        match line.rule() {
            Rule::gains => made.gains.push(expr::need_expr(&mut line.parts(), cx)?),
            Rule::loses => made.loses.push(expr::need_expr(&mut line.parts(), cx)?),
            Rule::evidence => made.evidence.push(evidence::clause(line, cx)?),
            _ => mismatch(&line)?,
        }
    }
    Ok(made)
}
