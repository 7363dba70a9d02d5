//! `5 to 20`, `7 of 20`, `3 in 16 years`, `likely`, `… within 6 years`, and what all distributions share.

use super::convert::{converted, scaled};
use super::literal::{adopt, literals_only};
use crate::calendar::StepUnit;
use crate::numerics::distribution::{self, Family, ParameterFault};
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Odds, UnitExpr};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::draw::{BadParameter, OutsideShare};
use crate::types::model::{Distribution, Draw, Function, Kind, TExpr, Type};
use crate::units::{Factor, Unit};

/// A share of a percent range beyond this outside 0..100% is warned of.
const OUTSIDE: f64 = 0.001;

impl Checker<'_> {
    pub(super) fn spread(&mut self, expr: &Expr, place: &Place) -> Option<TExpr> {
        let span = expr.span;
        let place = self.may_draw(place, span)?;
        match &expr.value {
            ExprKind::To(low, high) => self.range(low, high, span, &place),
            ExprKind::Of(part, whole) => self.share(part, whole, span, &place),
            ExprKind::In(count, time) => self.base_rate(count, time, span, &place),
            ExprKind::Within(chance, time) => self.within(chance, time, span, &place),
            ExprKind::Odds(word) => self.odds(*word, span, &place),
            _ => None,
        }
    }

    fn range(&mut self, low: &Expr, high: &Expr, span: Span, place: &Place) -> Option<TExpr> {
        let bounds = self.sharing(&[low, high], &place.inside())?;
        let unit = bounds.first()?.unit();
        let share = unit.dimension().is_none() && [low, high].into_iter().any(written_percent);
        let drawn = self.drawn_family(
            Family::Between,
            bounds,
            (None, None),
            unit,
            None,
            span,
            place,
        )?;
        if share {
            self.share_within_bounds(&drawn, span);
        }
        Some(drawn)
    }

    /// Warns of a range of percentages that runs out of 0..100%.
    fn share_within_bounds(&mut self, drawn: &TExpr, span: Span) {
        let Kind::Draw(draw) = &drawn.kind else {
            return;
        };
        let Distribution::Family {
            family, parameters, ..
        } = &draw.distribution
        else {
            return;
        };
        let Some(known) = parameters
            .iter()
            .map(constant)
            .collect::<Option<Vec<f64>>>()
        else {
            return;
        };
        // A range that is written beyond 0..100% is no share: growth, or a ratio.
        if known.iter().any(|bound| !(0.0..=1.0).contains(bound)) {
            return;
        }
        let below = distribution::cdf(*family, &known, 0.0);
        let above = 1.0 - distribution::cdf(*family, &known, 1.0);
        if below + above > OUTSIDE {
            let percent = ((below + above) * 1e3).round() / 10.0;
            self.faults.push(OutsideShare {
                text: self.text_of(span),
                percent,
                span,
            });
        }
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
        let (chance, time) = (
            self.number(chance, place),
            self.number(time, &place.inside()),
        );
        let (chance, years) = (self.plain(chance?)?, self.years(time?)?);
        let shown = self.percent_per_year();
        self.written.push(shown);
        Some(annual(chance, years, self.per_year(), span))
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

    /// Numbers that share a unit: one without takes that of the others.
    pub(super) fn sharing(&mut self, exprs: &[&Expr], place: &Place) -> Option<Vec<TExpr>> {
        let typed: Vec<Option<TExpr>> = exprs.iter().map(|expr| self.number(expr, place)).collect();
        let typed: Vec<TExpr> = typed.into_iter().collect::<Option<_>>()?;
        let bare: Vec<bool> = exprs.iter().map(|expr| literals_only(expr)).collect();
        let dimensioned = typed
            .iter()
            .find(|typed| !typed.unit().dimension().is_none());
        let percent = exprs.iter().any(|expr| written_percent(expr));
        let Some((unit, first)) = dimensioned
            .or(typed.first())
            .map(|typed| (typed.unit(), typed.span))
        else {
            return Some(typed);
        };
        let mut shared = Vec::with_capacity(typed.len());
        let mut fits = true;
        for ((value, bare), expr) in typed.into_iter().zip(bare).zip(exprs) {
            let plain = value.unit().dimension().is_none();
            shared.push(if value.unit().fits(&unit) {
                let hundredth = bare && percent && plain && unit.dimension().is_none();
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

    #[allow(clippy::too_many_arguments)]
    pub(super) fn drawn_family(
        &mut self,
        family: Family,
        parameters: Vec<TExpr>,
        (min, max): (Option<TExpr>, Option<TExpr>),
        unit: Unit,
        written: Option<&UnitExpr>,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        if let Some(known) = parameters
            .iter()
            .map(constant)
            .collect::<Option<Vec<f64>>>()
            && let Err(fault) = distribution::check(family, &known)
        {
            let what = parameters.first().map_or(span, |first| first.span);
            let what = parameters.iter().fold(what, |all, each| all.to(each.span));
            let text = self.text_of(span);
            let turned = text
                .split_once(" to ")
                .filter(|_| family == Family::Between && fault == ParameterFault::EndsOutOfOrder);
            let help = match turned {
                Some(_) => "write the lower number first".to_owned(),
                None => "change the numbers so that this holds".to_owned(),
            };
            self.faults.push(BadParameter {
                reason: fault.to_string(),
                help,
                text,
                span: what,
            });
            return None;
        }
        let ty = if family == Family::Bernoulli {
            Type::YesNo
        } else {
            Type::Number(unit)
        };
        self.drawn(
            Distribution::Family {
                family,
                parameters,
                min,
                max,
            },
            ty,
            written,
            span,
            place,
        )
    }

    /// A draw as the place says, in the unit written after it.
    pub(super) fn drawn(
        &mut self,
        distribution: Distribution,
        ty: Type,
        written: Option<&UnitExpr>,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let how = place.draw.clone()?;
        let draw = Draw {
            distribution,
            stream: how.stream,
            role: how.role,
            each: how.each,
        };
        let typed = TExpr::new(Kind::Draw(Box::new(draw)), ty, span);
        match written {
            None => Some(typed),
            Some(written) => {
                let unit = self.unit(written)?;
                self.written.push(unit.clone());
                let typed = self.expect_number(typed)?;
                self.give_unit(typed, &unit, span)
            }
        }
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
fn written_percent(expr: &Expr) -> bool {
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
