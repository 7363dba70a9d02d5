//! A date that is drawn: what is drawn is the time until it.

use crate::calendar::Period;
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::context::Checker;
use crate::types::fault::shape::WrongType;
use crate::types::infer::bare_year;
use crate::types::model::QuantityId;

impl Checker<'_> {
    /// Reports a distribution over dates, once, with the way to say it.
    pub(super) fn no_date_is_drawn(&mut self, id: QuantityId, value: &Expr) -> Option<()> {
        let declared = self.quantities[id.0].date;
        let first = ends(value).into_iter().find(|end| is_date(end, declared));
        let Some(first) = first else {
            return Some(());
        };
        let name = &self.quantities[id.0].origin.name;
        // A bare year would be a number there.
        let date = match bare_year(first) {
            Some(year) => format!("{year}-01"),
            None => self.text_of(first.span),
        };
        let help = format!(
            "draw how long it takes from a date on, and add the two: `assume wait ~ triangular(0, 6, 18) months` and `let {name} = {date} + wait`"
        );
        self.faults.push(WrongType {
            wanted: "a distribution of numbers",
            is: "one of dates".to_owned(),
            text: self.text_of(value.span),
            help,
            span: value.span,
        });
        None
    }
}

/// The values that a distribution is written with.
fn ends(value: &Expr) -> Vec<&Expr> {
    match &value.value {
        ExprKind::To(low, high) => vec![low, high],
        ExprKind::Call(call) => {
            let arguments = call.arguments.iter().map(|argument| &argument.value);
            let each = arguments.map(|argument| match &argument.value {
                ExprKind::List(list) => list.entries.iter().map(|(value, _)| value).collect(),
                _ => vec![argument],
            });
            each.flatten().collect()
        }
        _ => Vec::new(),
    }
}

/// A bare year is one where a date is declared.
fn is_date(expr: &Expr, declared: bool) -> bool {
    match &expr.value {
        ExprKind::Date(Period::Year(_)) => declared,
        ExprKind::Date(_) => true,
        _ => declared && bare_year(expr).is_some(),
    }
}
