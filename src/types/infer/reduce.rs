//! One value out of a series: totals, extremes, first times, finance.

use crate::span::Span;
use crate::syntax::ast::Call;
use crate::types::context::{Checker, Place};
use crate::types::model::{Function, Kind, Reduction, TExpr, Type};

impl Checker<'_> {
    pub(super) fn reduce_number(
        &mut self,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let (how, name) = match call.function.value.as_str() {
            "total" => (Reduction::Total, "total"),
            "average" => (Reduction::Average, "average"),
            "highest" => (Reduction::Highest, "highest"),
            _ => (Reduction::Lowest, "lowest"),
        };
        let (of, window) = self.reduced(call, span, place)?;
        if matches!(of.ty, Type::Date) && how != Reduction::Total {
            return Some(date_out_of(how, of, window, span));
        }
        let of = self.expect_number(of)?;
        let (unit, factor) = match how {
            Reduction::Total => self.over_a_step(&of, name)?,
            _ => (of.unit(), crate::units::Factor::one()),
        };
        let kind = Kind::Reduce {
            how,
            of: Box::new(of),
            window,
        };
        Some(super::convert::scaled(
            TExpr::new(kind, Type::Number(unit), span),
            factor,
        ))
    }

    pub(super) fn reduce_condition(
        &mut self,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let (how, ty) = match call.function.value.as_str() {
            "first" => (Reduction::First, Type::Date),
            "ever" => (Reduction::Ever, Type::YesNo),
            _ => (Reduction::Always, Type::YesNo),
        };
        let (of, window) = self.reduced(call, span, place)?;
        if !matches!(of.ty, Type::YesNo) {
            let help = format!(
                "give it a condition, as in `{}({})`",
                call.function.value,
                self.above_nothing(&of)
            );
            self.wrong_type("a yes/no", &of, help);
            return None;
        }
        Some(TExpr::new(
            Kind::Reduce {
                how,
                of: Box::new(of),
                window,
            },
            ty,
            span,
        ))
    }

    /// The one argument of a reduction with its window.
    #[allow(clippy::type_complexity)]
    fn reduced(
        &mut self,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<(TExpr, Option<Box<(TExpr, TExpr)>>)> {
        self.needs_timeline("a value over time", span)?;
        self.only_plain(call, &["during"])?;
        let [argument] = call.arguments.as_slice() else {
            self.wrong_count(call, "one argument", span);
            return None;
        };
        let of = self.infer(&argument.value, place);
        let window = match &argument.during {
            Some(window) => Some(Box::new(self.window(window, place)?)),
            None => None,
        };
        Some((of?, window))
    }

    pub(super) fn present_value(
        &mut self,
        call: &Call,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        self.needs_timeline("present_value", span)?;
        let [amount, rate] = self.arguments(call, span, place)?;
        let (amount, rate) = (self.amount(amount, "present_value"), self.yearly_rate(rate));
        let (amount, rate) = (Box::new(amount?), Box::new(rate?));
        let ty = amount.ty.clone();
        Some(TExpr::new(
            Kind::PresentValue {
                amount,
                rate,
                step_years: self.step_years(),
            },
            ty,
            span,
        ))
    }

    pub(super) fn irr(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("irr", span)?;
        let [amount] = self.arguments(call, span, place)?;
        let amount = Box::new(self.amount(amount, "irr")?);
        let shown = self.percent_per_year();
        self.written.push(shown);
        Some(TExpr::new(
            Kind::Irr {
                amount,
                step_years: self.step_years(),
            },
            Type::Number(self.per_year()),
            span,
        ))
    }

    pub(super) fn payback(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("payback", span)?;
        let [amount] = self.arguments(call, span, place)?;
        let amount = self.amount(amount, "payback")?;
        Some(TExpr::new(
            Kind::Payback(Box::new(amount)),
            Type::Date,
            span,
        ))
    }
}

/// One date out of a series of them.
fn date_out_of(
    how: Reduction,
    of: TExpr,
    window: Option<Box<(TExpr, TExpr)>>,
    span: Span,
) -> TExpr {
    let kind = Kind::Reduce {
        how,
        of: Box::new(of),
        window,
    };
    let found = TExpr::new(kind, Type::Date, span);
    match how {
        Reduction::Average => whole_day(found),
        _ => found,
    }
}

/// A date is a whole day, an average of dates the nearest.
pub(super) fn whole_day(date: TExpr) -> TExpr {
    let span = date.span;
    TExpr::new(Kind::Call(Function::Round, vec![date]), Type::Date, span)
}
