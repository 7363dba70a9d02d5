//! Sums, products, powers.

use super::convert::{converted, scaled};
use crate::span::Span;
use crate::syntax::ast::{Expr, Scale, Sign};
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::unit::{BadExponent, PowerOfUnit, TooHighPower};
use crate::types::model::{Function, Kind, TExpr, Type};
use crate::units::{Exponent, Factor, Unit};

/// Kinds that a unit consists of at most.
const MOST_KINDS: usize = 64;

impl Checker<'_> {
    pub(super) fn sum(
        &mut self,
        terms: &[(Sign, Expr)],
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let typed: Vec<Option<TExpr>> = terms
            .iter()
            .map(|(_, term)| self.infer(term, place))
            .collect();
        let typed: Vec<(Sign, TExpr)> = terms
            .iter()
            .map(|(sign, _)| *sign)
            .zip(typed)
            .map(|(sign, term)| Some((sign, term?)))
            .collect::<Option<_>>()?;
        if typed.iter().any(|(_, term)| matches!(term.ty, Type::Date)) {
            return self.date_sum(typed, terms, span);
        }
        let numbers: Option<Vec<(Sign, TExpr)>> = typed
            .into_iter()
            .map(|(sign, term)| Some((sign, self.expect_number(term)?)))
            .collect();
        self.number_sum(numbers?, span)
    }

    fn number_sum(&mut self, terms: Vec<(Sign, TExpr)>, span: Span) -> Option<TExpr> {
        let (unit, mut before) = match terms.first() {
            Some((_, first)) => (first.unit(), first.span),
            None => return None,
        };
        let mut sum = Vec::with_capacity(terms.len());
        let mut fits = true;
        for (sign, term) in terms {
            if term.unit().fits(&unit) {
                if fits {
                    before = before.to(term.span);
                }
                sum.push((sign, converted(term, &unit)));
            } else {
                let doing = if sign == Sign::Plus {
                    "add"
                } else {
                    "subtract"
                };
                self.units_differ(doing, &unit, before, &term);
                fits = false;
            }
        }
        fits.then(|| TExpr::new(Kind::Sum(sum), Type::Number(unit), span))
    }

    /// A date plus or minus durations, or less another date.
    fn date_sum(
        &mut self,
        typed: Vec<(Sign, TExpr)>,
        written: &[(Sign, Expr)],
        span: Span,
    ) -> Option<TExpr> {
        let mut total: Option<TExpr> = None;
        for ((sign, term), (_, source)) in typed.into_iter().zip(written) {
            total = Some(match total {
                None => term,
                Some(before) => self.date_step(before, sign, term, source, span)?,
            });
        }
        total
    }

    fn date_step(
        &mut self,
        before: TExpr,
        sign: Sign,
        term: TExpr,
        source: &Expr,
        span: Span,
    ) -> Option<TExpr> {
        let year = super::convert::bare_year(source).filter(|_| matches!(before.ty, Type::Date));
        let term = match year {
            Some(year) => self.date(crate::calendar::Period::Year(year), term.span),
            None => term,
        };
        match (&before.ty, sign, &term.ty) {
            (Type::Date, Sign::Minus, Type::Date) => Some(self.days_between(before, term, span)),
            (Type::Date, _, Type::Number(unit)) if unit.fits(&self.catalogue.unit("day")) => {
                let days = converted(term, &self.catalogue.unit("day"));
                let days = if sign == Sign::Minus {
                    negated(days)
                } else {
                    days
                };
                Some(TExpr::new(
                    Kind::Call(Function::ShiftDate, vec![before, days]),
                    Type::Date,
                    span,
                ))
            }
            (Type::Date, _, _) => {
                let help = "a date takes a duration, as in `start + 5 years`, or is taken from another date".to_owned();
                self.wrong_type("a duration", &term, help);
                None
            }
            (Type::Number(_), _, Type::Number(_)) => {
                self.number_sum(vec![(Sign::Plus, before), (sign, term)], span)
            }
            _ => {
                let help = "put the date first: a date plus a duration is a date".to_owned();
                self.wrong_type("a number", &term, help);
                None
            }
        }
    }

    fn days_between(&mut self, later: TExpr, earlier: TExpr, span: Span) -> TExpr {
        let day = self.catalogue.unit("day");
        let days = TExpr::new(
            Kind::DaysBetween(Box::new(later), Box::new(earlier)),
            Type::Number(day),
            span,
        );
        let plural = self
            .setting
            .timeline
            .as_ref()
            .map_or("years", |timeline| timeline.step_unit().plural());
        converted(days, &self.catalogue.unit(plural))
    }

    pub(super) fn product(
        &mut self,
        factors: &[(Scale, Expr)],
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let typed: Vec<Option<TExpr>> = factors
            .iter()
            .map(|(_, factor)| self.number(factor, place))
            .collect();
        let typed: Vec<TExpr> = typed.into_iter().collect::<Option<_>>()?;
        let sides = factors.iter().map(|(side, _)| *side);
        let product = product_of(sides.zip(typed).collect(), span);
        self.of_a_sane_unit(product)
    }

    pub(super) fn negate(&mut self, inner: &Expr, span: Span, place: &Place) -> Option<TExpr> {
        let mut inner = negated(self.number(inner, place)?);
        inner.span = span;
        Some(inner)
    }

    pub(super) fn power(
        &mut self,
        base: &Expr,
        exponent: &Expr,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let (base, exponent) = (self.number(base, place), self.number(exponent, place));
        let (base, exponent) = (base?, exponent?);
        let unit = exponent.unit();
        if !unit.is_plain() {
            self.faults.push(BadExponent {
                unit: unit.to_string(),
                span: exponent.span,
            });
            return None;
        }
        let exponent = converted(exponent, &Unit::none());
        if base.unit().is_plain() {
            let base = converted(base, &Unit::none());
            return Some(TExpr::new(
                Kind::Power(Box::new(base), Box::new(exponent)),
                Type::Number(Unit::none()),
                span,
            ));
        }
        let Some(ratio) = constant(&exponent).and_then(as_ratio) else {
            self.faults.push(PowerOfUnit {
                unit: base.unit().to_string(),
                base: base.span,
                exponent: exponent.span,
            });
            return None;
        };
        let (unit, factor) = base.unit().power(ratio);
        let power = TExpr::new(
            Kind::Power(Box::new(base), Box::new(exponent)),
            Type::Number(unit),
            span,
        );
        self.of_a_sane_unit(scaled(power, factor))
    }

    /// Powers of units that nothing is measured in would run out of the numbers that count them.
    pub(super) fn of_a_sane_unit(&mut self, typed: TExpr) -> Option<TExpr> {
        const HIGHEST: i32 = 1_000;
        let unit = typed.unit();
        let atoms = unit.atoms.iter().map(|(_, exponent)| exponent);
        let many = unit.kinds.len() > MOST_KINDS;
        let mut exponents = atoms.chain(unit.kinds.iter().map(|(_, exponent)| exponent));
        let far = |exponent: &Exponent| exponent.numer().abs().max(*exponent.denom()) > HIGHEST;
        if !many && !exponents.any(far) && unit.has_size() {
            return Some(typed);
        }
        self.faults.push(TooHighPower { span: typed.span });
        None
    }
}

/// The product of numbers with the conversion that its units ask for.
pub(in crate::types) fn product_of(factors: Vec<(Scale, TExpr)>, span: Span) -> TExpr {
    let mut unit = Unit::none();
    let mut factor = Factor::one();
    for (at, (side, typed)) in factors.iter().enumerate() {
        let exponent = Exponent::from_integer(if *side == Scale::Times { 1 } else { -1 });
        if at == 0 && *side == Scale::Times {
            unit = typed.unit();
            continue;
        }
        if unit.kinds.len() > MOST_KINDS {
            // A unit of so many kinds is refused below; that it is not whole makes no difference.
            break;
        }
        let (product, more) = unit.times(&typed.unit(), exponent);
        unit = product;
        factor = factor.times(more);
    }
    let product = TExpr::new(Kind::Product(factors), Type::Number(unit), span);
    scaled(product, factor)
}

fn negated(inner: TExpr) -> TExpr {
    let (ty, span) = (inner.ty.clone(), inner.span);
    match inner.kind {
        Kind::Number(value) => TExpr::new(Kind::Number(-value), ty, span),
        _ => TExpr::new(Kind::Negate(Box::new(inner)), ty, span),
    }
}

/// A small rational such as 2, ½ or ⅔.
fn as_ratio(value: f64) -> Option<Exponent> {
    (1..=12).find_map(|denominator| {
        let numerator = value * f64::from(denominator);
        let nearest = numerator.round();
        ((numerator - nearest).abs() < 1e-9 && nearest.abs() <= 100.0)
            .then(|| Exponent::new(nearest as i32, denominator))
    })
}
