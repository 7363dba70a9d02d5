//! `5 to 20`, `7 of 20`, `3 in 16 years`, `likely`, `… within 6 years`.

use super::convert::converted;
use crate::calendar::StepUnit;
use crate::numerics::Family;
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Odds};
use crate::types::context::{Checker, Place};
use crate::types::model::{Function, Kind, TExpr, Type};
use crate::units::Unit;

impl Checker<'_> {
    pub(super) fn spread(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let span = expr.span;
        let place = self.may_draw(place, span)?;
        match &expr.value {
            ExprKind::To(low, high) => {
                let (drawn, share) = self.range(low, high, span, &place)?;
                if share {
                    self.share_within_bounds(&drawn, span, false);
                }
                Some(drawn)
            }
            ExprKind::Of(part, whole) => self.share(part, whole, span, &place),
            ExprKind::In(count, time) => self.base_rate(count, time, span, &place),
            ExprKind::Within(chance, time) => self.within(chance, time, span, &place),
            ExprKind::Odds(word) => self.odds(*word, span, &place),
            _ => None,
        }
    }

    /// A range, and whether it is one of percentages.
    fn range(
        &mut self,
        low: &Expr,
        high: &Expr,
        span: Span,
        place: &Place,
    ) -> Option<(TExpr, bool)> {
        let bounds = self.sharing(&[low, high], &place.inside(), &[])?;
        let unit = bounds.first()?.unit();
        let share = unit.is_plain() && [low, high].into_iter().any(written_percent);
        let drawn = self.drawn_family(
            Family::Between,
            bounds,
            (None, None),
            unit,
            None,
            span,
            place,
        )?;
        Some((drawn, share))
    }

    fn share(&mut self, part: &Expr, whole: &Expr, span: Span, place: &Place) -> Option<TExpr> {
        let inside = place.inside();
        let (part, whole) = (self.number(part, &inside), self.number(whole, &inside));
        let (part, whole) = (self.plain(part?)?, self.plain(whole?)?);
        let percent = Unit {
            percent: true,
            ..Unit::none()
        };
        self.written.push(percent);
        self.drawn_family(
            Family::Share,
            vec![part, whole],
            (None, None),
            Unit::none(),
            None,
            span,
            place,
        )
    }

    fn base_rate(&mut self, count: &Expr, time: &Expr, span: Span, place: &Place) -> Option<TExpr> {
        let inside = place.inside();
        let (count, time) = (self.number(count, &inside), self.number(time, &inside));
        let (count, time) = (self.plain(count?)?, self.years(time?)?);
        let shown = self.percent_per_year();
        self.written.push(shown);
        let unit = self.per_year();
        self.drawn_family(
            Family::Rate,
            vec![count, time],
            (None, None),
            unit,
            None,
            span,
            place,
        )
    }

    /// A probability over some years, as the one within a year behind it.
    fn within(&mut self, chance: &Expr, time: &Expr, span: Span, place: &Place) -> Option<TExpr> {
        let (typed, time) = (
            self.number_of_chance(chance, place),
            self.number(time, &place.inside()),
        );
        let (typed, years) = (self.plain(typed?)?, self.years(time?)?);
        let chance = self.chance(typed, chance.span)?;
        let shown = self.percent_per_year();
        self.written.push(shown);
        Some(annual(chance, years, self.per_year(), span))
    }

    /// What stands before `within`: a range says by itself whether it stays inside 0..100%.
    fn number_of_chance(&mut self, chance: &Expr, place: &Place) -> Option<TExpr> {
        match &chance.value {
            ExprKind::To(low, high) => {
                let place = self.may_draw(place, chance.span)?;
                Some(self.range(low, high, chance.span, &place)?.0)
            }
            _ => self.number(chance, place),
        }
    }

    /// A duration in years, as a plain number.
    pub(in crate::types) fn years(&mut self, time: TExpr) -> Option<TExpr> {
        let year = self.catalogue.unit(StepUnit::Year.name());
        if !time.unit().fits(&year) {
            let help = format!(
                "write it with a unit of time, as in `{} years`",
                self.text_of(time.span)
            );
            self.wrong_type("a duration", &time, help);
            return None;
        }
        let mut years = converted(time, &year);
        years.ty = Type::Number(Unit::none());
        Some(years)
    }

    fn odds(&mut self, word: Odds, span: Span, place: &Place) -> Option<TExpr> {
        let (low, high) = band(word);
        let bound = |value: f64| TExpr::new(Kind::Number(value), Type::Number(Unit::none()), span);
        self.written.push(Unit {
            percent: true,
            ..Unit::none()
        });
        let bounds = vec![bound(low), bound(high)];
        self.drawn_family(
            Family::Uniform,
            bounds,
            (None, None),
            Unit::none(),
            None,
            span,
            place,
        )
    }
}

/// The annual probability behind `chance` over `years`.
pub(in crate::types) fn annual(chance: TExpr, years: TExpr, unit: Unit, span: Span) -> TExpr {
    TExpr::new(
        Kind::Call(Function::AnnualProbability, vec![chance, years]),
        Type::Number(unit),
        span,
    )
}

/// Whether a literal is written as a percentage.
pub(super) fn written_percent(expr: &Expr) -> bool {
    match &expr.value {
        ExprKind::Quantity(quantity) => quantity.unit.as_ref().is_some_and(|unit| unit.percent),
        ExprKind::Negate(inner) => written_percent(inner),
        _ => false,
    }
}

/// The bands of ICD 203.
fn band(word: Odds) -> (f64, f64) {
    match word {
        Odds::AlmostNoChance => (0.01, 0.05),
        Odds::VeryUnlikely => (0.05, 0.20),
        Odds::Unlikely => (0.20, 0.45),
        Odds::RoughlyEven => (0.45, 0.55),
        Odds::Likely => (0.55, 0.80),
        Odds::VeryLikely => (0.80, 0.95),
        Odds::AlmostCertain => (0.95, 0.99),
    }
}
