//! Numbers that share a unit.

use super::convert::{converted, scaled};
use super::draw::written_percent;
use super::literal::{adopt, literals_only};
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::context::{Checker, Place};
use crate::types::model::TExpr;
use crate::units::{Factor, Unit};

impl Checker<'_> {
    /// Numbers that share a unit: one without takes that of the others. The last of them are `bounds`, where what
    /// is known as a bound may stand.
    pub(super) fn sharing(
        &mut self,
        exprs: &[&Expr],
        place: &Place,
        bounds: &[&Expr],
    ) -> Option<Vec<TExpr>> {
        let bound = Place {
            bounds: true,
            ..place.inside()
        };
        let mut typed: Vec<Option<TExpr>> =
            exprs.iter().map(|expr| self.number(expr, place)).collect();
        typed.extend(bounds.iter().map(|expr| self.number(expr, &bound)));
        let typed: Vec<TExpr> = typed.into_iter().collect::<Option<_>>()?;
        let exprs = &[exprs, bounds].concat();
        let bare: Vec<bool> = exprs.iter().map(|expr| literals_only(expr)).collect();
        let dimensioned = typed.iter().find(|typed| !typed.unit().is_plain());
        // `5 to 20 kg/t` has a unit too, though it is a ratio.
        let ratio = typed.iter().find(|typed| !typed.unit().atoms.is_empty());
        // The tree holds `3% t/t` as 0.03 in `t/t`.
        let of_hundred = |expr: &&Expr| {
            matches!(expr.value, ExprKind::Quantity(_)) && self.text_of(expr.span).contains('%')
        };
        let percent = exprs
            .iter()
            .any(|expr| written_percent(expr) || of_hundred(expr));
        let Some((unit, first)) = dimensioned
            .or(ratio)
            .or(typed.first())
            .map(|typed| (typed.unit(), typed.span))
        else {
            return Some(typed);
        };
        let mut shared = Vec::with_capacity(typed.len());
        let mut fits = true;
        for ((value, bare), expr) in typed.into_iter().zip(bare).zip(exprs) {
            let plain = value.unit().is_plain();
            let taking = bare && !unit.atoms.is_empty() && value.unit().atoms.is_empty();
            shared.push(if value.unit().fits(&unit) && !taking {
                let hundredth = bare && percent && plain && unit.is_plain();
                let value = if hundredth {
                    scaled(value, Factor::ratio(1, 100))
                } else {
                    value
                };
                converted(value, &unit)
            } else if bare || (plain && written_percent(expr)) {
                let shown = Unit {
                    percent: bare && percent,
                    ..unit.clone()
                };
                adopt(value, &shown)
            } else {
                self.units_differ("combine", &unit, first, &value);
                fits = false;
                value
            });
        }
        fits.then_some(shared)
    }
}
