//! Comparisons.

use super::convert::{bare_year, converted};
use crate::calendar::Period;
use crate::span::Span;
use crate::suggest::list_of;
use crate::syntax::ast::{Comparison, Expr};
use crate::types::context::{Checker, Place};
use crate::types::fault::shape::CannotCompare;
use crate::types::model::{Compared, Kind, LabelSet, TExpr, Type};

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        how: Comparison,
        left: &Expr,
        right: &Expr,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let (typed_left, typed_right) = (self.infer(left, place), self.infer(right, place));
        let (typed_left, typed_right) = (typed_left?, typed_right?);
        let (typed_left, typed_right) = match (&typed_left.ty, &typed_right.ty) {
            (Type::Date, Type::Number(_)) => {
                let year = self.date_or_year(typed_right, right)?;
                (typed_left, year)
            }
            (Type::Number(_), Type::Date) => (self.date_or_year(typed_left, left)?, typed_right),
            _ => (typed_left, typed_right),
        };
        let (left, right) = self.comparable(how, typed_left, typed_right)?;
        let compared = Compared {
            how,
            left,
            right,
            operands: Vec::new(),
            within: None,
        };
        Some(TExpr::new(
            Kind::Compare(Box::new(compared)),
            Type::YesNo,
            span,
        ))
    }

    /// A date, or a bare year as one.
    pub(in crate::types) fn date_or_year(&mut self, typed: TExpr, written: &Expr) -> Option<TExpr> {
        match bare_year(self.written_here(written)) {
            Some(year) => Some(self.date(Period::Year(year), typed.span)),
            None => self.expect_date(typed),
        }
    }

    /// How an option or a class is asked for.
    pub(in crate::types) fn by_name(&self, typed: &TExpr, set: LabelSet) -> String {
        let (text, (_, labels)) = (self.text_of(typed.span), self.labels(set));
        let asked = labels
            .iter()
            .take(4)
            .map(|label| format!("{text} is {label}"));
        let what = match set {
            LabelSet::Choice(_) => "option",
            LabelSet::Class(_) => "class",
        };
        format!("ask for one {what} by name: {}", list_of(asked, "or"))
    }

    fn comparable(&mut self, how: Comparison, left: TExpr, right: TExpr) -> Option<(TExpr, TExpr)> {
        let equality = matches!(how, Comparison::Equal | Comparison::Unequal);
        let help = match (&left.ty, &right.ty) {
            (Type::Number(unit), Type::Number(own)) if own.fits(unit) => {
                let right = converted(right, unit);
                return Some((left, right));
            }
            (Type::Number(unit), Type::Number(_)) => {
                let unit = unit.clone();
                self.units_differ("compare", &unit, left.span, &right);
                return None;
            }
            (Type::Date, Type::Date) => return Some((left, right)),
            (Type::YesNo, Type::YesNo) if equality => return Some((left, right)),
            (Type::Label(a), Type::Label(b)) if a == b && equality => return Some((left, right)),
            (Type::Label(set), _) => self.by_name(&left, *set),
            (_, Type::Label(set)) => self.by_name(&right, *set),
            (Type::YesNo, _) | (_, Type::YesNo) => {
                "use a yes/no by itself, with `not`, `and`, `or`".to_owned()
            }
            _ => "compare numbers with numbers, dates with dates".to_owned(),
        };
        let (a, b) = (self.described(&left.ty), self.described(&right.ty));
        self.faults.push(CannotCompare {
            left: a,
            right: b,
            help,
            first: left.span,
            second: right.span,
        });
        None
    }
}
