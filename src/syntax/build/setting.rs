//! `model`, `use`, `source`, `actor`, `index`, `kind`, `unit`.

use super::super::ast::*;
use super::super::fault::clause::UnknownStep;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, mismatch};
use super::{Context, date, evidence, number, text, unit as units};
use crate::calendar::StepUnit;
use crate::span::{Span, Spanned};

/// `model NAME { … }`
pub fn model(node: Node<'_>, cx: &mut Context) -> Built<ModelDecl> {
    let mut parts = node.parts();
    let mut made = ModelDecl {
        name: text::maybe_name(&mut parts),
        ..ModelDecl::default()
    };
    for clause in parts.need(Rule::model_block)?.parts() {
        match clause.rule() {
            Rule::edition => made.edition.push(number::integer(&clause.only()?, cx)),
            Rule::draws => made.draws.push(number::integer(&clause.only()?, cx)),
            Rule::seed => made.seed.push(number::integer(&clause.only()?, cx)),
            Rule::as_of => made.as_of.push(date::need_date(&mut clause.parts(), cx)?),
            Rule::time => made.time.push(time(clause, cx)?),
            _ => mismatch(&clause)?,
        }
    }
    Ok(made)
}

/// `time 2026-01..2027-12 by 2 months`
fn time(node: Node<'_>, cx: &mut Context) -> Built<TimeClause> {
    let span = node.span();
    let mut parts = node.parts();
    let from = date::need_date(&mut parts, cx)?;
    let to = parts.maybe(Rule::date).map(|node| date::date(&node, cx));
    let by = match parts.maybe(Rule::every) {
        Some(node) => every(node, cx)?,
        None => None,
    };
    Ok(TimeClause {
        from,
        to,
        by,
        span: span.into(),
    })
}

/// `by 2 months`
fn every(node: Node<'_>, cx: &mut Context) -> Built<Option<Spanned<(u32, StepUnit)>>> {
    let mut parts = node.parts();
    let count = parts
        .maybe(Rule::integer)
        .map(|node| number::integer(&node, cx));
    let word = text::need_name(&mut parts)?;
    let span = count.map_or(word.span, |count| count.span.to(word.span));
    let Some(unit) = step_unit(&word.value) else {
        cx.faults.push(UnknownStep::new(&word.value, word.span));
        return Ok(None);
    };
    Ok(Some(Spanned::new(
        (count.map_or(1, |count| count.value as u32), unit),
        span,
    )))
}

fn step_unit(word: &str) -> Option<StepUnit> {
    Some(match word {
        "year" | "years" => StepUnit::Year,
        "quarter" | "quarters" => StepUnit::Quarter,
        "month" | "months" => StepUnit::Month,
        "week" | "weeks" => StepUnit::Week,
        "day" | "days" => StepUnit::Day,
        _ => return None,
    })
}

/// `use "file.fore" as name`
pub fn use_file(node: Node<'_>, cx: &mut Context) -> Built<UseDecl> {
    let mut parts = node.parts();
    Ok(UseDecl {
        file: text::need_text(&mut parts, cx)?,
        alias: text::maybe_name(&mut parts),
    })
}

/// Where the clauses of a `source` block stand, so that a second one can point at the first.
#[derive(Default)]
struct Places {
    published: Option<Span>,
    by: Option<Span>,
    link: Option<Span>,
    file: Option<Span>,
    reliability: Option<Span>,
    note: Option<Span>,
}

/// `source NAME "title" { … }`
pub fn source(node: Node<'_>, cx: &mut Context) -> Built<SourceDecl> {
    let mut parts = node.parts();
    let mut made = SourceDecl {
        name: text::need_name(&mut parts)?,
        title: text::maybe_text(&mut parts, cx),
        published: None,
        by: None,
        link: None,
        file: None,
        reliability: None,
        note: None,
    };
    let mut places = Places::default();
    if let Some(block) = parts.maybe(Rule::source_block) {
        for clause in block.parts() {
            source_clause(clause, &mut made, &mut places, cx)?;
        }
    }
    Ok(made)
}

fn source_clause(
    node: Node<'_>,
    made: &mut SourceDecl,
    places: &mut Places,
    cx: &mut Context,
) -> Built<()> {
    let span = node.span();
    let rule = node.rule();
    if rule == Rule::published {
        let date = date::need_date(&mut node.parts(), cx)?;
        cx.once(
            &mut made.published,
            date,
            "published",
            span,
            &mut places.published,
        );
        return Ok(());
    }
    if rule == Rule::reliability {
        let level = evidence::level(&node.only()?);
        cx.once(
            &mut made.reliability,
            level,
            "reliability",
            span,
            &mut places.reliability,
        );
        return Ok(());
    }
    let (slot, place, clause) = match rule {
        Rule::by_whom => (&mut made.by, &mut places.by, "by"),
        Rule::link => (&mut made.link, &mut places.link, "link"),
        Rule::file => (&mut made.file, &mut places.file, "file"),
        Rule::note => (&mut made.note, &mut places.note, "note"),
        _ => mismatch(&node)?,
    };
    let content = text::need_text(&mut node.parts(), cx)?;
    cx.once(slot, content, clause, span, place);
    Ok(())
}

/// `actor NAME "title"`
pub fn actor(node: Node<'_>, cx: &mut Context) -> Built<ActorDecl> {
    let mut parts = node.parts();
    Ok(ActorDecl {
        name: text::need_name(&mut parts)?,
        title: text::maybe_text(&mut parts, cx),
    })
}

/// `index NAME "title" = a, b, c`
pub fn index(node: Node<'_>, cx: &mut Context) -> Built<IndexDecl> {
    let mut parts = node.parts();
    Ok(IndexDecl {
        name: text::need_name(&mut parts)?,
        title: text::maybe_text(&mut parts, cx),
        elements: text::names(parts.need(Rule::names)?),
    })
}

/// `kind NAME "title"`
pub fn kind(node: Node<'_>, cx: &mut Context) -> Built<KindDecl> {
    let mut parts = node.parts();
    Ok(KindDecl {
        name: text::need_name(&mut parts)?,
        title: text::maybe_text(&mut parts, cx),
    })
}

/// `unit NAME "title" = 31.1 kg`
pub fn unit(node: Node<'_>, cx: &mut Context) -> Built<UnitDecl> {
    let mut parts = node.parts();
    let name = text::need_name(&mut parts)?;
    let title = text::maybe_text(&mut parts, cx);
    let value = parts.need(Rule::quantity)?;
    let span = value.span();
    Ok(UnitDecl {
        name,
        title,
        value: Spanned::new(units::quantity(value, cx)?, span),
    })
}
