//! Clauses of evidence.

use super::super::ast::{Evidence, EvidenceClause, Level};
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, date, text};
use crate::span::Spanned;

/// The evidence block that may end a declaration.
pub fn maybe_block(parts: &mut Parts<'_>, cx: &mut Context) -> Built<Evidence> {
    match parts.maybe(Rule::evidence_block) {
        Some(block) => block.parts().map(|node| clause(node, cx)).collect(),
        None => Ok(Vec::new()),
    }
}

/// One clause of evidence.
pub fn clause(node: Node<'_>, cx: &mut Context) -> Built<Spanned<EvidenceClause>> {
    let inner = node.only()?;
    let span = inner.span();
    let rule = inner.rule();
    let mismatched = mismatch(&inner);
    let mut parts = inner.parts();
    let clause = match rule {
        Rule::cites => EvidenceClause::Source(
            text::need_far_name(&mut parts)?,
            text::maybe_text(&mut parts, cx),
        ),
        Rule::because => EvidenceClause::Because(text::need_text(&mut parts, cx)?),
        Rule::as_of => EvidenceClause::AsOf(date::need_date(&mut parts, cx)?),
        Rule::confidence => EvidenceClause::Confidence(level(&parts.need(Rule::level)?).value),
        Rule::owner => EvidenceClause::Owner(text::need_text(&mut parts, cx)?),
        Rule::review => EvidenceClause::ReviewBy(date::need_date(&mut parts, cx)?),
        Rule::was => EvidenceClause::Was(text::need_name(&mut parts)?),
        Rule::accept => {
            let code = parts.need(Rule::code)?;
            EvidenceClause::Accept(text::name(&code), text::need_text(&mut parts, cx)?)
        }
        _ => mismatched?,
    };
    Ok(Spanned::new(clause, span))
}

/// `high`, `medium`, `low`
pub fn level(node: &Node<'_>) -> Spanned<Level> {
    let level = match node.text() {
        "high" => Level::High,
        "medium" => Level::Medium,
        _ => Level::Low,
    };
    Spanned::new(level, node.span())
}
