//! Functions that look back in time.

use super::convert::converted;
use crate::resolve::SymbolKind;
use crate::span::Span;
use crate::syntax::ast::{Call, Expr, ExprKind};
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::call::NotAStock;
use crate::types::fault::time::{NoWholeYear, NotARate};
use crate::types::model::{Kind, TExpr, Type};
use crate::units::{Base, Exponent, Factor, Unit};

impl Checker<'_> {
    pub(super) fn previous(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("previous", span)?;
        self.only_plain(call, &["initial"])?;
        let (of, initial) = match call.arguments.as_slice() {
            [of] if of.label.is_none() => (of, None),
            [of, initial] if of.label.is_none() && initial.label.is_some() => (of, Some(initial)),
            _ => {
                self.wrong_count(call, "`previous(x)` or `previous(x, initial: value)`", span);
                return None;
            }
        };
        let initial = match initial {
            Some(initial) => Some(self.infer(&initial.value, place)?),
            None => None,
        };
        if let Some(initial) = &initial {
            self.told_by_initial(&of.value, initial);
        }
        let before = Place {
            before: true,
            ..place.clone()
        };
        let outer = std::mem::replace(&mut self.lagging, true);
        let of = self.infer(&of.value, &before);
        self.lagging = outer;
        let of = of?;
        let mut both: Vec<TExpr> = [of].into_iter().chain(initial).collect();
        self.unify(&mut both)?;
        let mut both = both.into_iter();
        let of = Box::new(both.next()?);
        let ty = of.ty.clone();
        Some(TExpr::new(
            Kind::Previous {
                of,
                initial: both.next().map(Box::new),
            },
            ty,
            span,
        ))
    }

    /// `previous(x, initial: v)` tells what x is, where that is not known yet.
    fn told_by_initial(&mut self, of: &Expr, initial: &TExpr) {
        let ExprKind::Path(path) = &of.value else {
            return;
        };
        if let Some(Entity::Quantity(id)) = self.path_quietly(path) {
            self.begins_as(id, initial);
        }
    }

    pub(super) fn delay(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("delay", span)?;
        let [of, duration] = self.arguments(call, span, place)?;
        let written = duration.span;
        let steps = self.taking(duration, "nothing is delayed", written)?;
        let ty = of.ty.clone();
        Some(TExpr::new(
            Kind::Delay(Box::new(of), Box::new(steps)),
            ty,
            span,
        ))
    }

    pub(super) fn smooth(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("smooth", span)?;
        let [of, duration] = self.arguments(call, span, place)?;
        let written = duration.span;
        let steps = self.taking(duration, "nothing is smoothed", written)?;
        let ty = of.ty.clone();
        Some(TExpr::new(
            Kind::Smooth(Box::new(of), Box::new(steps)),
            ty,
            span,
        ))
    }

    pub(super) fn ramp(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("ramp", span)?;
        self.only_plain(call, &[])?;
        let [from, to] = call.arguments.as_slice() else {
            self.wrong_count(call, "two dates: `ramp(2026, 2030)`", span);
            return None;
        };
        let (from, to) = (
            self.moment(&from.value, place),
            self.moment(&to.value, place),
        );
        Some(TExpr::new(
            Kind::Ramp(Box::new(from?), Box::new(to?)),
            Type::Number(Unit::none()),
            span,
        ))
    }

    pub(super) fn growth(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("growth", span)?;
        let [of] = self.arguments(call, span, place)?;
        let steps = 1.0 / self.step_years();
        if steps.fract() != 0.0 {
            self.faults.push(NoWholeYear {
                step: self.step_unit_name().counted(self.step_count()),
                span,
            });
            return None;
        }
        self.written.push(Unit {
            percent: true,
            ..Unit::none()
        });
        let kind = Kind::Growth {
            of: Box::new(of),
            lag: steps as usize,
        };
        Some(TExpr::new(kind, Type::Number(Unit::none()), span))
    }

    pub(super) fn cumulative(&mut self, call: &Call, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("cumulative", span)?;
        let [of] = self.arguments(call, span, place)?;
        let (unit, factor) = self.over_a_step(&of, "cumulative")?;
        let sum = TExpr::new(Kind::Cumulative(Box::new(of)), Type::Number(unit), span);
        Some(super::convert::scaled(sum, factor))
    }

    /// The unit of a rate times a step, with the factor for the number; a fault where it is no rate.
    pub(super) fn over_a_step(
        &mut self,
        of: &TExpr,
        function: &'static str,
    ) -> Option<(Unit, Factor)> {
        let unit = of.unit();
        if unit.dimension().exponent(&Base::Time) < Exponent::from_integer(0) {
            return Some(self.times_step(&unit));
        }
        let text = self.text_of(of.span);
        let help = match of.kind {
            Kind::Stock(_) => format!(
                "`{text}` is an amount at hand: read it at the end with `closing({text})`, or use `average`, `highest` or `lowest`"
            ),
            _ => format!(
                "if `{text}` is meant as a rate, add the missing `/year` where its numbers are written; otherwise use `average`, `highest` or `lowest`"
            ),
        };
        self.faults.push(NotARate {
            help,
            function,
            text,
            unit: super::super::fault::difference::shown(&unit),
            span: of.span,
        });
        None
    }

    /// The amount of each step behind a rate.
    pub(super) fn amount(&mut self, of: TExpr, function: &'static str) -> Option<TExpr> {
        let (unit, factor) = self.over_a_step(&of, function)?;
        let mut amount = super::convert::scaled(of, factor);
        amount.ty = Type::Number(unit);
        Some(amount)
    }

    pub(super) fn closing(&mut self, call: &Call, span: Span) -> Option<TExpr> {
        self.needs_timeline("closing", span)?;
        self.only_plain(call, &[])?;
        let [argument] = call.arguments.as_slice() else {
            self.wrong_count(call, "one stock: `closing(store)`", span);
            return None;
        };
        let place = argument.value.span;
        let stock = match &argument.value.value {
            ExprKind::Path(path) => self
                .family_of(&path.head, SymbolKind::Stock)
                .zip(Some(path)),
            _ => None,
        };
        let Some((family, path)) = stock.filter(|(_, path)| path.member().is_none()) else {
            let text = self.text_of(place);
            self.faults.push(NotAStock { text, span: place });
            return None;
        };
        let stock = self.member_here(&family, &path.head.value, path.elements(), place)?;
        let Entity::Stock(id) = stock else {
            return None;
        };
        let ty = self.stock_type(id)?;
        Some(TExpr::new(Kind::Closing(id), ty, span))
    }

    /// A rate a year as a plain fraction.
    pub(super) fn yearly_rate(&mut self, rate: TExpr) -> Option<TExpr> {
        let per_year = self.per_year();
        // 1% a month is not 12% a year; what is computed is a rate, and converts.
        let stated = matches!(rate.kind, Kind::Number(_) | Kind::Quantity(_));
        let fits = rate.unit().fits(&per_year);
        if !fits || (stated && !rate.unit().factor_to(&per_year).is_one()) {
            let help = format!(
                "a discount rate is the effective one within a year: write `{}%/year`, or declare it with `: %/year`",
                8
            );
            self.wrong_type("a rate per year", &rate, help);
            return None;
        }
        let mut rate = converted(rate, &per_year);
        rate.ty = Type::Number(Unit::none());
        Some(rate)
    }
}
