//! What an expression means and in which unit: one arm, one function.
//!
//! `None` means that a fault has been reported and nothing more can be said.

mod call;
mod chance;
mod compare;
mod condition;
mod convert;
mod draw;
mod duration;
mod element;
mod family;
mod filter;
mod flow;
mod form;
mod hint;
mod kinds;
mod law;
mod list;
mod literal;
mod mixture;
mod moment;
mod name;
mod operator;
mod reduce;
mod result;
mod sample;
mod series;
mod sharing;
mod summary;

pub(super) use call::is_function;
pub(super) use convert::{bare_year, converted, scaled};
pub(super) use duration::longest;
pub use family::is_distribution;
pub(super) use flow::Flows;
pub(super) use list::Entry;
pub(super) use literal::in_declared_unit;
pub use literal::literals_only;

use super::context::{Checker, Place};
use super::model::{Kind, TExpr, Type};
use crate::syntax::ast::{Expr, ExprKind, List};

/// Whether a list has names for keys.
fn by_element(list: &List) -> bool {
    let mut keys = list.entries.iter().map(|(key, _)| &key.value);
    keys.any(|key| matches!(key, ExprKind::Path(_)))
}

impl Checker<'_> {
    /// The typed form of an expression.
    pub(super) fn infer(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let span = expr.span;
        let inside = place.inside();
        match &expr.value {
            ExprKind::Quantity(quantity) => self.literal(quantity, span),
            ExprKind::Date(period) => Some(self.date(*period, span)),
            ExprKind::Path(path) => self.path(path, span, place),
            ExprKind::Builtin(builtin) => self.builtin(*builtin, span),
            ExprKind::Call(call) => self.call(call, span, place),
            ExprKind::Group(inner, unit) => self.group(inner, unit, span, place),
            ExprKind::List(list) if by_element(list) => self.element_list(list, span, place),
            ExprKind::List(list) => self.list(list, span, &inside),
            ExprKind::Sum(terms) => self.sum(terms, span, &inside),
            ExprKind::Product(factors) => self.product(factors, span, &inside),
            ExprKind::Power(base, exponent) => self.power(base, exponent, span, &inside),
            ExprKind::Negate(inner) => self.negate(inner, span, &inside),
            ExprKind::Compare(how, left, right) => self.compare(*how, left, right, span, &inside),
            ExprKind::Not(inner) => {
                let inner = self.condition(inner, &inside)?;
                Some(TExpr::new(Kind::Not(Box::new(inner)), Type::YesNo, span))
            }
            ExprKind::And(all) => {
                let all = self.conditions(all, &inside)?;
                Some(TExpr::new(Kind::And(all), Type::YesNo, span))
            }
            ExprKind::Or(all) => {
                let all = self.conditions(all, &inside)?;
                Some(TExpr::new(Kind::Or(all), Type::YesNo, span))
            }
            ExprKind::Is {
                subject,
                negated,
                label,
            } => self.is(subject, *negated, label, span, &inside),
            ExprKind::At(of, date) => self.at(of, date, span, &inside),
            ExprKind::If { arms, otherwise } => self.branches(arms, otherwise, span, &inside),
            ExprKind::Initially(first, then) => self.initially(first, then, span, &inside),
            ExprKind::FlowSum(sum) => self.flow_sum(sum, span),
            ExprKind::To(..)
            | ExprKind::Of(..)
            | ExprKind::In(..)
            | ExprKind::Within(..)
            | ExprKind::Odds(_) => self.spread(expr, place),
        }
    }

    /// An expression that must be a number.
    pub(super) fn number(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let typed = self.infer(expr, place)?;
        self.expect_number(typed)
    }

    /// An expression that must be yes or no.
    pub(super) fn condition(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let typed = self.infer(expr, place)?;
        if matches!(typed.ty, Type::YesNo) {
            return Some(typed);
        }
        let help = match &typed.ty {
            Type::Label(set) => self.by_name(&typed, *set),
            Type::Date => format!("compare it, as in `{} <= 2030`", self.text_of(expr.span)),
            _ => format!(
                "compare it with a number, as in `{}`",
                self.above_nothing(&typed)
            ),
        };
        self.wrong_type("a yes/no", &typed, help);
        None
    }

    fn conditions(&mut self, all: &[Expr], place: &Place) -> Option<Vec<TExpr>> {
        let typed: Vec<Option<TExpr>> =
            all.iter().map(|each| self.condition(each, place)).collect();
        typed.into_iter().collect()
    }
}
