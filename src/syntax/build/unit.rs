//! Units and the numbers that carry them.

use super::super::ast::{DeclaredUnit, Qualifier, Quantity, UnitExpr, UnitFactor};
use super::super::fault::number::{MagnitudeWord, PercentWord};
use super::super::grammar::Rule;
use super::super::scan;
use super::super::tree::{Built, Node, Parts, mismatch};
use super::{Context, number, text};
use crate::span::Spanned;

/// `18_112 t of REO/year`, `18%`, `8%/year`, `2% t/t`
pub fn quantity(node: Node<'_>, cx: &mut Context) -> Built<Quantity> {
    let mut parts = node.parts();
    let digits = parts.need(Rule::number)?;
    let percent = parts.maybe(Rule::percent);
    let value = number::number(&digits, if percent.is_some() { -2 } else { 0 }, cx);
    let over = parts.maybe(Rule::unit_product);
    let unit = match (parts.maybe(Rule::unit), percent) {
        (Some(written), _) => Some(checked(&digits, unit(written)?, cx)),
        (None, Some(sign)) => Some(percent_unit(&sign, over)?),
        (None, None) => None,
    };
    Ok(Quantity { value, unit })
}

/// Refuses `5 percent` and `6 tn`: a word that looks like a unit and is none.
fn checked(digits: &Node<'_>, unit: UnitExpr, cx: &mut Context) -> UnitExpr {
    if let [only] = unit.factors.as_slice() {
        let word = only.name.value.as_str();
        let span = digits.span().to(*unit.span);
        let digits = digits.text();
        match (word, scan::magnitude(word)) {
            ("percent" | "pct" | "per_cent" | "percentage", _) => cx.faults.push(PercentWord {
                word: word.to_owned(),
                digits: digits.to_owned(),
                span,
            }),
            ("tn" | "trn" | "bn" | "bln" | "mrd" | "mn" | "mln" | "mio", Some(suffix)) => {
                let help = format!("write `{digits}{suffix}`");
                cx.faults.push(MagnitudeWord {
                    word: word.to_owned(),
                    help,
                    span,
                });
            }
            _ => {}
        }
    }
    unit
}

/// `%`, `%/year`; the product is what stands below the line.
fn percent_unit(sign: &Node<'_>, over: Option<Node<'_>>) -> Built<UnitExpr> {
    let mut factors = Vec::new();
    let mut span = sign.span();
    if let Some(over) = over {
        span = span.to(over.span());
        product(over.parts(), -1, &mut factors)?;
    }
    Ok(UnitExpr {
        magnitude: 0,
        percent: true,
        factors,
        span: span.into(),
    })
}

/// `billion USD of 2025/year`, `million`
pub fn unit(node: Node<'_>) -> Built<UnitExpr> {
    let span = node.span();
    let mut parts = node.parts();
    let magnitude = parts
        .maybe(Rule::magnitude)
        .map_or(0, |word| magnitude(word.text()));
    let mut factors = Vec::new();
    if let Some(factors_node) = parts.maybe(Rule::unit_product) {
        product(factors_node.parts(), 1, &mut factors)?;
    }
    Ok(UnitExpr {
        magnitude,
        percent: false,
        factors,
        span: span.into(),
    })
}

/// The unit that follows a bracket, if there is one.
pub fn maybe_unit(parts: &mut Parts<'_>) -> Built<Option<UnitExpr>> {
    match parts.maybe(Rule::unit) {
        Some(node) => unit(node).map(Some),
        None => parts.maybe(Rule::display).map(display).transpose(),
    }
}

/// `: USD/kg`, `: %/year`, `: date`, if there is one.
pub fn maybe_declared(parts: &mut Parts<'_>) -> Built<Option<DeclaredUnit>> {
    let Some(node) = parts.maybe(Rule::display) else {
        return Ok(None);
    };
    let unit = display(node)?;
    let is_date = unit.bare().is_some_and(|name| name.value == "date");
    Ok(Some(if is_date {
        DeclaredUnit::Date(unit.span)
    } else {
        DeclaredUnit::Unit(unit)
    }))
}

/// A unit that stands without a number.
pub fn display(node: Node<'_>) -> Built<UnitExpr> {
    let mut parts = node.parts();
    let first = parts.any()?;
    match first.rule() {
        Rule::unit => unit(first),
        Rule::percent => percent_unit(&first, parts.maybe(Rule::unit_product)),
        _ => mismatch(&first),
    }
}

fn magnitude(word: &str) -> u8 {
    match word {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => 0,
    }
}

/// Adds the factors of a product, each to the power `times`: brackets are multiplied out.
fn product(parts: Parts<'_>, times: i32, factors: &mut Vec<UnitFactor>) -> Built<()> {
    for part in parts {
        match part.rule() {
            Rule::unit_factor => factor(part, times, factors)?,
            Rule::times_factor => factor(part.only()?, times, factors)?,
            Rule::over_factor => factor(part.only()?, times.saturating_neg(), factors)?,
            _ => mismatch(&part)?,
        }
    }
    Ok(())
}

fn factor(node: Node<'_>, times: i32, factors: &mut Vec<UnitFactor>) -> Built<()> {
    let mut parts = node.parts();
    let first = parts.any()?;
    let power = parts
        .maybe(Rule::exponent)
        .map_or(1, |node| exponent(node.text()));
    let exponent = times.saturating_mul(power);
    match first.rule() {
        Rule::unit_one => Ok(()),
        Rule::unit_product => product(first.parts(), exponent, factors),
        Rule::unit_name => {
            let of = parts.map(qualifier).collect::<Built<_>>()?;
            factors.push(UnitFactor {
                name: text::name(&first),
                of,
                exponent,
            });
            Ok(())
        }
        _ => mismatch(&first),
    }
}

/// `^-2`; what no unit ever has is held at the ends.
fn exponent(text: &str) -> i32 {
    let digits = text.trim_start_matches('^');
    digits.parse().unwrap_or(if digits.starts_with('-') {
        i32::MIN
    } else {
        i32::MAX
    })
}

fn qualifier(node: Node<'_>) -> Built<Qualifier> {
    let part = node.only()?;
    match part.rule() {
        Rule::year => Ok(Qualifier::Year(Spanned::new(
            part.text().parse().unwrap_or(0),
            part.span(),
        ))),
        Rule::name => Ok(Qualifier::Kind(text::name(&part))),
        _ => mismatch(&part),
    }
}

/// Whether a declared unit is `: date`.
pub fn is_date(unit: Option<&DeclaredUnit>) -> bool {
    matches!(unit, Some(DeclaredUnit::Date(_)))
}
