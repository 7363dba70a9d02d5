//! `5 to 20`, `7 of 20`, `3 in 16 years`, `likely`, `… within 6 years`, and what all distributions share.

use super::convert::{converted, scaled};
use super::literal::{adopt, literals_only};
use crate::calendar::StepUnit;
use crate::numerics::{Family, Form, Law, ParameterFault, Sampler};
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
        Some((drawn, share))
    }

    /// Warns of a distribution over percentages that runs out of 0..100%; `held` where its draws are held there.
    pub(super) fn share_within_bounds(&mut self, drawn: &TExpr, span: Span, held: bool) {
        let Kind::Draw(draw) = &drawn.kind else {
            return;
        };
        let Some(known) = known(&draw.distribution) else {
            return;
        };
        let Form::Family(family, parameters) = &known.form else {
            return;
        };
        // What is written beyond 0..100% is no share: growth, or a ratio.
        if parameters.iter().any(|each| !(0.0..=1.0).contains(each)) {
            return;
        }
        let Ok(sampler) = Sampler::of(&known) else {
            return;
        };
        let (below, above) = (sampler.cdf(0.0), sampler.survival(1.0));
        // What falls as often as it rises is a change.
        if below >= 0.5 {
            return;
        }
        // Around a few per cent, a mean and a deviation may well be those of a growth that can be negative.
        let sides = *family == Family::Between || above > OUTSIDE;
        if sides && below + above > OUTSIDE {
            let percent = ((below + above) * 1e3).round() / 10.0;
            let fault = OutsideShare {
                text: self.text_of(span),
                percent,
                held,
                span,
            };
            match self.busy.last() {
                Some((id, _)) if !held => self.shares.push((*id, fault)),
                _ => self.faults.push(fault),
            }
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

    /// A chance, its numbers in 0..1 as far as they are known. The draws of a range, whose ends are quantiles, are held
    /// there: the last ones of a range up to 35% lie above 100%.
    pub(in crate::types) fn chance(&mut self, typed: TExpr, span: Span) -> Option<TExpr> {
        self.within_share(&typed, span)?;
        let Some(law) = law_of(&typed).filter(|law| has_range(law)) else {
            return Some(typed);
        };
        if let Form::Family(Family::Between, ends) = &law.form {
            for end in ends.clone() {
                self.within_share(&end, end.span)?;
            }
        }
        self.share_within_bounds(&typed, span, true);
        let bound = |value| TExpr::new(Kind::Number(value), typed.ty.clone(), span);
        let (low, high, ty) = (bound(0.0), bound(1.0), typed.ty.clone());
        let arguments = vec![typed, low, high];
        Some(TExpr::new(Kind::Call(Function::Clamp, arguments), ty, span))
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
        let dimensioned = typed
            .iter()
            .find(|typed| !typed.unit().dimension().is_none());
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
            let plain = value.unit().dimension().is_none();
            let taking = bare && !unit.atoms.is_empty() && value.unit().atoms.is_empty();
            shared.push(if value.unit().fits(&unit) && !taking {
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
        let law = Law {
            form: Form::Family(family, parameters),
            min,
            max,
        };
        self.lawful(&law, span)?;
        let ty = if family == Family::Bernoulli {
            Type::YesNo
        } else {
            Type::Number(unit)
        };
        self.drawn(law, ty, written, span, place)
    }

    /// Refuses numbers that make no distribution, as far as they are known.
    pub(super) fn lawful(&mut self, law: &Distribution, span: Span) -> Option<()> {
        let uncut = Law::of(law.form.clone());
        let fault = [law, &uncut]
            .into_iter()
            .find_map(|law| Sampler::of(&known(law)?).err());
        let Some(fault) = fault else {
            return Some(());
        };
        use ParameterFault::{BoundsOnYesNo, BoundsOutOfOrder, NothingBetweenBounds};
        let of_bounds = matches!(
            fault,
            BoundsOnYesNo | BoundsOutOfOrder | NothingBetweenBounds
        );
        let numbers = if of_bounds {
            law.min.iter().chain(&law.max).collect()
        } else {
            uncut.numbers()
        };
        let places = numbers.into_iter().map(|number| number.span);
        let what = places.reduce(Span::to).unwrap_or(span);
        let text = self.text_of(span);
        self.faults.push(BadParameter {
            help: mend(fault, &law.form, &text),
            reason: fault.to_string(),
            text,
            span: what,
        });
        None
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
            tied: Vec::new(),
            samples: Vec::new(),
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

/// What a value is drawn from, if it is a draw as it is.
fn law_of(typed: &TExpr) -> Option<&Distribution> {
    match &typed.kind {
        Kind::Draw(draw) => Some(&draw.distribution),
        _ => None,
    }
}

fn has_range(law: &Distribution) -> bool {
    match &law.form {
        Form::Family(family, _) => *family == Family::Between,
        Form::Mixture(parts) => parts.iter().any(|(part, _)| has_range(part)),
        _ => false,
    }
}

/// A distribution whose numbers are constants.
fn known(law: &Distribution) -> Option<Law<f64>> {
    law.try_map(&mut |number| constant(number).ok_or(())).ok()
}

/// What to do about numbers that make no distribution.
fn mend(fault: ParameterFault, form: &Form<TExpr>, text: &str) -> String {
    match (fault, form) {
        (ParameterFault::EndsOutOfOrder, Form::Family(Family::Between, _))
            if text.contains(" to ") =>
        {
            "write the lower number first".to_owned()
        }
        (ParameterFault::NotWhole { .. }, _) => {
            "write a whole number, or `round(…)` of what gives it".to_owned()
        }
        (ParameterFault::KeysNotRising, _) => {
            "give two or more, as in `[10%: 3, 50%: 5, 90%: 9]`".to_owned()
        }
        (ParameterFault::NothingBetweenBounds, _) => {
            "move `min` or `max` so that some of its values lie between them".to_owned()
        }
        (ParameterFault::BoundsOutOfOrder, _) => {
            "exchange them, or leave one of them out".to_owned()
        }
        _ => "change the numbers so that this holds".to_owned(),
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
