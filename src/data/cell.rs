//! What a cell becomes in its column.

use super::number::{self, NoNumber, Value};
use crate::calendar::Period;
use crate::span::{Origin, Span, Spanned};
use crate::syntax::ast::{
    Cell, Column, DeclaredUnit, Expr, ExprKind, Qualifier, Quantity, UnitExpr,
};

/// A cell that is not empty, as a row of the model would have it.
pub(super) fn read(text: &str, column: &Column, span: Span) -> Result<Cell, NoNumber> {
    if let Some(DeclaredUnit::Date(_)) = column.unit {
        return date(text, span);
    }
    Ok(match (number::read(text)?, &column.unit) {
        (Value::Unknown, _) => Cell::Unknown(Origin(span)),
        (Value::Number(value), _) => Cell::Value(quantity(value, None, span)),
        (Value::Percent { number, share }, Some(DeclaredUnit::Unit(unit))) => {
            match (unit.percent, unit.factors.is_empty()) {
                (true, true) => percentage(share, span),
                // Under `%/year` the sign is the column's.
                (true, false) => Cell::Value(quantity(number, None, span)),
                (false, _) => return Err(no_percentage(column, unit, number)),
            }
        }
        (Value::Percent { share, .. }, _) => percentage(share, span),
    })
}

fn percentage(share: f64, span: Span) -> Cell {
    let unit = UnitExpr {
        magnitude: 0,
        percent: true,
        factors: Vec::new(),
        span: Origin(span),
    };
    Cell::Value(quantity(share, Some(unit), span))
}

fn quantity(value: f64, unit: Option<UnitExpr>, span: Span) -> Expr {
    Spanned::new(ExprKind::Quantity(Quantity { value, unit }), span)
}

/// The share that the sign makes of the number is never offered: in a column of money it would be a hundredfold slip.
fn no_percentage(column: &Column, unit: &UnitExpr, number: f64) -> NoNumber {
    let name = &column.name.value;
    let unit = written(unit);
    NoNumber {
        is: "a percentage, which the column is not",
        help: format!(
            "delete the `%` if {number} {unit} is meant; if a share is meant, declare the column as `{name}: %`"
        ),
    }
}

/// A unit on one line, as its column declares it.
fn written(unit: &UnitExpr) -> String {
    let mut text = match unit.magnitude {
        3 => "thousand ".to_owned(),
        6 => "million ".to_owned(),
        9 => "billion ".to_owned(),
        12 => "trillion ".to_owned(),
        _ => String::new(),
    };
    for (at, factor) in unit.factors.iter().enumerate() {
        text.push_str(match (at, factor.exponent < 0) {
            (0, false) => "",
            (0, true) => "1/",
            (_, false) => "*",
            (_, true) => "/",
        });
        text.push_str(&factor.name.value);
        if factor.exponent.abs() != 1 {
            text.push_str(&format!("^{}", factor.exponent.abs()));
        }
        for of in &factor.of {
            text.push_str(&match of {
                Qualifier::Year(year) => format!(" of {}", year.value),
                Qualifier::Kind(kind) => format!(" of {}", kind.value),
            });
        }
    }
    text
}

fn date(text: &str, span: Span) -> Result<Cell, NoNumber> {
    if text.eq_ignore_ascii_case("unknown") {
        return Ok(Cell::Unknown(Origin(span)));
    }
    match Period::parse(text) {
        Some(period) => Ok(Cell::Value(Spanned::new(ExprKind::Date(period), span))),
        None => Err(NoNumber {
            is: "not a date",
            help: "write a date such as `2027`, `2027-Q1`, `2027-03` or `2027-03-31`".to_owned(),
        }),
    }
}
