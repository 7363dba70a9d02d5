//! Numbers as written, and brackets with a unit.

use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Quantity, UnitExpr};
use crate::types::context::{Checker, Place};
use crate::types::model::{Kind, TExpr, Type};
use crate::units::{Factor, Unit};

impl Checker<'_> {
    pub(super) fn literal(&mut self, quantity: &Quantity, span: Span) -> Option<TExpr> {
        let unit = match &quantity.unit {
            Some(written) => self.unit(written)?,
            None => Unit::none(),
        };
        if quantity.unit.is_some() {
            self.written.push(unit.clone());
        }
        let held = plain_magnitude(&unit);
        let value = held.1.apply(quantity.value);
        Some(TExpr::new(Kind::Number(value), Type::Number(held.0), span))
    }

    /// `(…) USD`: what stands in the brackets takes the unit, or converts to it.
    pub(super) fn group(
        &mut self,
        inner: &Expr,
        unit: &UnitExpr,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let typed = self.number(inner, place);
        let unit = self.unit(unit)?;
        self.written.push(unit.clone());
        self.give_unit(typed?, &unit, span)
    }

    /// A unit after a bracket, a list or a distribution: given to plain numbers, otherwise converted to.
    pub(super) fn give_unit(&mut self, mut typed: TExpr, unit: &Unit, span: Span) -> Option<TExpr> {
        typed.span = span;
        if !typed.unit().is_plain() {
            return self.convert(typed, unit, span);
        }
        Some(adopt(typed, unit))
    }
}

/// A plain number taken to be in this unit; a percentage becomes a fraction.
pub(in crate::types) fn adopt(typed: TExpr, unit: &Unit) -> TExpr {
    let (held, factor) = plain_magnitude(unit);
    let factor = if unit.percent {
        factor.over(Factor::ratio(100, 1))
    } else {
        factor
    };
    let mut scaled = super::convert::scaled(typed, factor);
    scaled.ty = Type::Number(held);
    scaled
}

/// A value in the unit that its declaration has: literals without a unit take it, anything else that fits converts;
/// what does not fit comes back as it was.
pub(in crate::types) fn in_declared_unit(
    typed: TExpr,
    written: &Expr,
    unit: &Unit,
) -> Result<TExpr, Box<TExpr>> {
    let bare = typed.unit().is_plain() && literals_only(written);
    if bare && !(unit.percent && is_share(written)) {
        Ok(adopt(typed, unit))
    } else if typed.unit().fits(unit) {
        Ok(super::convert::converted(typed, unit))
    } else {
        Err(Box::new(typed))
    }
}

/// A beta distribution is one of shares already, and so is a mixture with one: `: %` only says how it is shown.
fn is_share(written: &Expr) -> bool {
    match &written.value {
        ExprKind::Call(call) if call.function.value == "mix" => {
            super::form::values_of(call).into_iter().any(is_share)
        }
        ExprKind::Call(call) => call.function.value == "beta",
        _ => false,
    }
}

/// Numbers are held without `%`; `5 million` without a unit is a plain 5,000,000.
fn plain_magnitude(unit: &Unit) -> (Unit, Factor) {
    let held = unit.held();
    if held.atoms.is_empty() && held.magnitude != 0 {
        let factor = Factor::ten_to(held.magnitude);
        (
            Unit {
                magnitude: 0,
                spelling: None,
                ..held
            },
            factor,
        )
    } else {
        (held, Factor::one())
    }
}

/// Whether a value is made of numbers without a unit only, so that a declared unit is theirs.
pub fn literals_only(expr: &Expr) -> bool {
    match &expr.value {
        ExprKind::Quantity(quantity) => quantity.unit.is_none(),
        ExprKind::Date(_)
        | ExprKind::Builtin(_)
        | ExprKind::Path(_)
        | ExprKind::Group(..)
        | ExprKind::FlowSum(_) => false,
        ExprKind::List(list) => {
            list.unit.is_none() && list.entries.iter().all(|(_, value)| literals_only(value))
        }
        ExprKind::Call(call) => {
            let values = || super::form::values_of(call).into_iter();
            call.unit.is_none() && values().all(literals_only)
        }
        ExprKind::Of(..) | ExprKind::Odds(_) | ExprKind::In(..) | ExprKind::Within(..) => false,
        _ => crate::resolve::children(expr)
            .into_iter()
            .all(literals_only),
    }
}
