//! The names in expressions.

use super::{Visitor, Walk, Wanted};
use crate::syntax::ast::*;

impl<V: Visitor> Walk<'_, V> {
    pub(super) fn paths(&mut self, paths: &mut [crate::span::Spanned<Path>]) {
        for path in paths {
            self.0.path(&mut path.value);
        }
    }

    pub(super) fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e mut Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    pub(super) fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.value {
            ExprKind::Quantity(_)
            | ExprKind::Date(_)
            | ExprKind::Builtin(_)
            | ExprKind::Odds(_) => {}
            ExprKind::Path(path) => self.0.path(path),
            ExprKind::Call(call) => self.call(call),
            ExprKind::List(list) => self.list(list),
            ExprKind::FlowSum(sum) => {
                self.0.name(&mut sum.actor, Wanted::Actor);
                if let Some(other) = &mut sum.other {
                    self.0.name(other, Wanted::Actor);
                }
            }
            ExprKind::Sum(terms) => self.exprs(terms.iter_mut().map(|(_, term)| term)),
            ExprKind::Product(factors) => self.exprs(factors.iter_mut().map(|(_, factor)| factor)),
            ExprKind::And(all) | ExprKind::Or(all) => self.exprs(all),
            ExprKind::Group(a, _) | ExprKind::Negate(a) | ExprKind::Not(a) => self.expr(a),
            ExprKind::Is { subject, label, .. } => {
                self.expr(subject);
                // Options and classes are in name spaces of their own, and a name without a point may be one.
                if label.value.contains('.') {
                    self.0.element(label);
                }
            }
            ExprKind::Power(a, b)
            | ExprKind::Compare(_, a, b)
            | ExprKind::At(a, b)
            | ExprKind::Initially(a, b)
            | ExprKind::To(a, b)
            | ExprKind::Of(a, b)
            | ExprKind::In(a, b)
            | ExprKind::Within(a, b) => self.exprs([a.as_mut(), b.as_mut()]),
            ExprKind::If { arms, otherwise } => {
                for (condition, value) in arms {
                    self.exprs([condition, value]);
                }
                self.expr(otherwise);
            }
        }
    }

    fn call(&mut self, call: &mut Call) {
        let values = call.lists_values();
        for argument in &mut call.arguments {
            match &mut argument.value.value {
                ExprKind::List(list) if values => {
                    let entries = list.entries.iter_mut();
                    self.exprs(entries.flat_map(|(key, value)| [key, value]));
                }
                _ => self.expr(&mut argument.value),
            }
            if let Some(over) = &mut argument.over {
                self.0.name(over, Wanted::Index);
            }
            self.exprs(&mut argument.filter);
            self.window(argument.during.as_mut());
            self.exprs(&mut argument.given);
        }
    }

    /// The name of an element is in a name space of its own.
    fn list(&mut self, list: &mut List) {
        for (key, value) in &mut list.entries {
            if !matches!(key.value, ExprKind::Path(_)) {
                self.expr(key);
            }
            self.expr(value);
        }
    }
}
