//! `table`.

use super::super::ast::*;
use super::super::grammar::Rule;
use super::super::tree::{Built, Node, mismatch};
use super::{Context, date, evidence, expr, primary, text, unit};
use crate::span::Spanned;

/// `table NAME by year { … }`
pub fn table(node: Node<'_>, cx: &mut Context) -> Built<TableDecl> {
    let mut parts = node.parts();
    let name = text::need_name(&mut parts)?;
    let title = text::maybe_text(&mut parts, cx);
    let by = text::need_far_name(&mut parts)?;
    let file = parts
        .maybe(Rule::table_file)
        .map(|node| file(node, cx))
        .transpose()?;
    let mut made = TableDecl {
        name,
        title,
        by,
        file,
        columns: Vec::new(),
        rows: Vec::new(),
        evidence: Vec::new(),
    };
    if let Some(block) = parts.maybe(Rule::table_block) {
        for line in block.parts() {
            table_line(line, &mut made, cx)?;
        }
    }
    Ok(made)
}

fn table_line(node: Node<'_>, made: &mut TableDecl, cx: &mut Context) -> Built<()> {
    match node.rule() {
        Rule::row => made.rows.push(row(node, cx)?),
        Rule::evidence => made.evidence.push(evidence::clause(node, cx)?),
        Rule::columns => {
            for part in node.parts() {
                made.columns.push(column(part)?);
            }
        }
        _ => mismatch(&node)?,
    }
    Ok(())
}

/// `from "book.xlsx" sheet "Trade"`
fn file(node: Node<'_>, cx: &mut Context) -> Built<(Text, Option<Text>)> {
    let mut parts = node.parts();
    Ok((
        text::need_text(&mut parts, cx)?,
        text::maybe_text(&mut parts, cx),
    ))
}

/// `exports: billion USD/year linear`
fn column(node: Node<'_>) -> Built<Column> {
    let mut parts = node.parts();
    let name = text::name(&parts.any()?);
    let index = parts.maybe(Rule::far_index);
    let unit = match index {
        Some(index) => Some(DeclaredUnit::Index(text::name(&index))),
        None => unit::maybe_declared(&mut parts)?,
    };
    Ok(Column {
        name,
        unit,
        fill: primary::maybe_fill(&mut parts),
    })
}

/// `2023 = 0.979, 225`
fn row(node: Node<'_>, cx: &mut Context) -> Built<Row> {
    let span = node.span();
    let mut parts = node.parts();
    let first = parts.any()?;
    let key = match first.rule() {
        Rule::date => date::date_expr(&first, cx),
        _ => {
            let head = text::name(&first);
            Spanned::new(
                ExprKind::Path(Path {
                    head,
                    steps: Vec::new(),
                }),
                first.span(),
            )
        }
    };
    let cells = parts.map(|part| cell(part, cx)).collect::<Built<_>>()?;
    Ok(Row {
        key,
        cells,
        span: span.into(),
    })
}

/// One cell.
fn cell(node: Node<'_>, cx: &mut Context) -> Built<Cell> {
    let inner = node.only()?;
    match inner.rule() {
        Rule::unknown => Ok(Cell::Unknown(inner.span().into())),
        Rule::expr => Ok(Cell::Value(expr::expr(inner, cx)?)),
        _ => mismatch(&inner),
    }
}
