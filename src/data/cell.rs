//! What a cell becomes in its column.

use super::number::{self, NoNumber, Value};
use crate::calendar::Period;
use crate::span::{Origin, Span, Spanned};
use crate::syntax::ast::{Cell, Column, DeclaredUnit, Expr, ExprKind, Quantity, UnitExpr};

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
                (false, _) => return Err(no_percentage(column, share)),
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

fn no_percentage(column: &Column, share: f64) -> NoNumber {
    let name = &column.name.value;
    NoNumber {
        is: "a percentage, which the column is not",
        help: format!("write `{name}: %` in `columns`, or the plain number in the cell: `{share}`"),
    }
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
