//! From one unit to another of the same dimension, and what is said where they differ.

use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind};
use crate::types::context::{Checker, State};
use crate::types::declare::{bare, nothing};
use crate::types::fault::shape::WrongType;
use crate::types::fault::unit::{MissingRate, UnitsDiffer};
use crate::types::fault::{difference, way_out};
use crate::types::model::{Kind, LabelSet, QuantityId, TExpr, Type};
use crate::units::{Base, Dimension, Factor, Unit};

/// `typed` times a factor; a literal is multiplied at once, by the same operations.
pub(in crate::types) fn scaled(typed: TExpr, factor: Factor) -> TExpr {
    if factor.is_one() {
        return typed;
    }
    match typed.kind {
        Kind::Number(value) => TExpr {
            kind: Kind::Number(factor.apply(value)),
            ..typed
        },
        _ => {
            let (ty, span) = (typed.ty.clone(), typed.span);
            TExpr::new(Kind::Convert(Box::new(typed), factor), ty, span)
        }
    }
}

/// `typed` held in `unit`, which fits.
pub(in crate::types) fn converted(typed: TExpr, unit: &Unit) -> TExpr {
    let factor = typed.unit().factor_to(unit);
    let mut scaled = scaled(typed, factor);
    scaled.ty = Type::Number(unit.held());
    scaled
}

impl Checker<'_> {
    /// `typed` held in `unit`, or a fault that shows both.
    pub(in crate::types) fn convert(
        &mut self,
        typed: TExpr,
        unit: &Unit,
        wanted_by: Span,
    ) -> Option<TExpr> {
        let typed = self.expect_number(typed)?;
        if typed.unit().fits(unit) {
            return Some(converted(typed, unit));
        }
        self.units_differ("is", unit, wanted_by, &typed);
        None
    }

    /// Both sides of an addition or a comparison, or of a value and the unit it must have.
    pub(in crate::types) fn units_differ(
        &mut self,
        doing: &str,
        left: &Unit,
        left_span: Span,
        right: &TExpr,
    ) {
        let right_unit = right.unit();
        let (left_dimension, right_dimension) = (left.dimension(), right_unit.dimension());
        let message = difference::message(doing, left, &right_unit);
        let text = self.text_of(right.span);
        // `is` tells of a unit that is wanted, without a value that is in it.
        let valued = Some(left_span).filter(|_| doing != "is");
        let literal = matches!(right.kind, Kind::Number(_));
        // A plain number lacks its unit, whatever could turn it into one.
        let converts = match literal && right_dimension.is_none() {
            true => None,
            false => self
                .converter(&right_unit, left, &text)
                .or_else(|| self.kinds_apart(doing, (left, valued), right)),
        };
        let help = match self.told_otherwise(right, left) {
            Some(help) => help,
            None => difference::help(left, &right_unit, &text, literal, converts),
        };
        let help = match self.other_meant(left, left_span, &right_unit) {
            Some(meant) if !help.starts_with("did you mean") => {
                format!("did you mean `{meant}`? if not, {help}")
            }
            _ => help,
        };
        let spans = (left_span, right.span);
        let (left, right) = (difference::shown(left), difference::shown(&right_unit));
        if difference::is_rate_slip(&left_dimension, &right_dimension) {
            self.faults.push(MissingRate {
                message,
                help,
                left,
                right,
                first: spans.0,
                second: spans.1,
            });
        } else {
            self.faults.push(UnitsDiffer {
                message,
                help,
                left,
                right,
                first: spans.0,
                second: spans.1,
            });
        }
    }

    /// A number on the other side that lacks one unit, or has one too many.
    fn other_meant(&self, unit: &Unit, span: Span, wanted: &Unit) -> Option<String> {
        let text = self.text_of(span);
        let number = text.starts_with(|first: char| first.is_ascii_digit());
        let alone = !text.contains(['(', '[', '+', ',']) && !text.contains(" *");
        let one = text.split(' ').count() == 2;
        way_out::meant(&text, wanted, unit).filter(|_| number && alone && one)
    }

    /// Where only an `initial` tells the unit of a value, what to write for it.
    fn told_otherwise(&self, value: &TExpr, wanted: &Unit) -> Option<String> {
        let Kind::Previous {
            of,
            initial: Some(initial),
        } = &value.kind
        else {
            return None;
        };
        let Kind::Quantity(id) = of.kind else {
            return None;
        };
        let told = self.quantities[id.0].told == Some(initial.span);
        let number = self.text_of(initial.span);
        let number = number.split(' ').next().filter(|_| told)?;
        let (name, unit) = (&self.quantities[id.0].origin.name, bare(wanted));
        Some(format!(
            "`initial` tells the unit here: write `previous({name}, initial: {number} {unit})`"
        ))
    }

    /// What to write to turn `text` from one unit into another, if the model has an assumption that converts.
    pub(in crate::types) fn converter(&self, from: &Unit, to: &Unit, text: &str) -> Option<String> {
        let wanted = to.dimension().over(&from.dimension());
        if wanted.is_none() || !wanted.parts().all(|(base, _)| is_qualifier(base)) {
            return None;
        }
        let inverse = from.dimension().over(&to.dimension());
        let text = way_out::operand(text);
        let turns = way_out::turns(&wanted);
        let first = |dimension: &Dimension| {
            let still = |id: &&QuantityId| match &self.quantities[id.0].state {
                State::Known(Type::Number(unit)) => unit.dimension() == *dimension,
                _ => false,
            };
            let all = self.by_dimension.get(dimension).into_iter().flatten();
            all.copied().find(|id| still(&id))
        };
        let (times, over) = (first(&wanted), first(&inverse));
        let id = times.into_iter().chain(over).min()?;
        let name = &self.quantities[id.0].origin.name;
        let sign = if times == Some(id) { '*' } else { '/' };
        Some(format!("`{name}` {turns}: write `{text} {sign} {name}`"))
    }

    /// A number, or a fault that says what it is instead.
    pub(in crate::types) fn expect_number(&mut self, typed: TExpr) -> Option<TExpr> {
        if let Type::Number(_) = typed.ty {
            return Some(typed);
        }
        let text = self.text_of(typed.span);
        let help = match &typed.ty {
            Type::Number(_) | Type::YesNo => {
                format!("turn it into a number: `if {text} then 1 else 0`")
            }
            Type::Date => "subtract a date from it: a date minus a date is a duration".to_owned(),
            Type::Label(_) => format!("say what each stands for: `if {text} is … then … else …`"),
        };
        self.wrong_type("a number", &typed, help);
        None
    }

    /// `fee > 0%`: a number as a condition, with nothing in its own unit.
    pub(in crate::types) fn above_nothing(&self, typed: &TExpr) -> String {
        let text = way_out::operand(&self.text_of(typed.span));
        match &typed.ty {
            Type::Number(_) if self.is_share(typed) => format!("{text} > 0%"),
            Type::Number(unit) => format!("{text} > {}", nothing(unit)),
            _ => format!("{text} > 0"),
        }
    }

    /// Whether a plain number is written as a percentage where it is declared.
    pub(in crate::types) fn is_share(&self, typed: &TExpr) -> bool {
        match typed.kind {
            Kind::Quantity(id) => self.is_percentage(id),
            _ => false,
        }
    }

    /// Whether a quantity is a plain number that is written as a percentage.
    pub(in crate::types) fn is_percentage(&self, id: QuantityId) -> bool {
        let draft = &self.quantities[id.0];
        let mut units = draft.declared.iter().chain(&draft.written);
        let plain = matches!(&draft.state, State::Known(Type::Number(unit)) if unit.is_plain());
        plain && units.any(|unit| unit.percent && unit.is_plain())
    }

    /// A date; a bare four-digit year is one here.
    pub(in crate::types) fn expect_date(&mut self, typed: TExpr) -> Option<TExpr> {
        if matches!(typed.ty, Type::Date) {
            return Some(typed);
        }
        let help = "write a date such as `2027`, `2027-03` or `2027-03-31`".to_owned();
        self.wrong_type("a date", &typed, help);
        None
    }

    pub(in crate::types) fn wrong_type(
        &mut self,
        wanted: &'static str,
        typed: &TExpr,
        help: String,
    ) {
        let is = self.described(&typed.ty);
        let text = self.text_of(typed.span);
        self.faults.push(WrongType {
            wanted,
            is,
            text,
            help,
            span: typed.span,
        });
    }

    /// What a type is, in an analyst's words.
    pub(in crate::types) fn described(&self, ty: &Type) -> String {
        match ty {
            Type::Number(unit) if unit.is_plain() => "a plain number".to_owned(),
            Type::Number(unit) => format!("a number in `{unit}`"),
            Type::YesNo => "a yes/no".to_owned(),
            Type::Date => "a date".to_owned(),
            Type::Label(LabelSet::Choice(id)) => {
                format!("an option of `{}`", self.choices[id.0].origin.name)
            }
            Type::Label(LabelSet::Class(id)) => {
                format!("a class of `{}`", self.quantities[id.0].origin.name)
            }
        }
    }
}

/// Whether a ratio of this alone is a rate of exchange, a deflator, or a share of one kind in another.
fn is_qualifier(base: &Base) -> bool {
    matches!(base, Base::Currency(_) | Base::PriceBase(_) | Base::Kind(_))
}

/// Whether an expression is a bare four-digit year.
pub(in crate::types) fn bare_year(expr: &Expr) -> Option<i32> {
    match &expr.value {
        ExprKind::Quantity(quantity)
            if quantity.unit.is_none()
                && quantity.value.fract() == 0.0
                && (1000.0..=9999.0).contains(&quantity.value) =>
        {
            Some(quantity.value as i32)
        }
        _ => None,
    }
}
