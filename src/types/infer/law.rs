//! What all distributions share: a lawful set of numbers, and a draw from it.

use crate::numerics::{Family, Form, Law, ParameterFault, Sampler};
use crate::span::Span;
use crate::syntax::ast::UnitExpr;
use crate::types::constant::constant;
use crate::types::context::{Checker, Place};
use crate::types::fault::draw::BadParameter;
use crate::types::model::{Distribution, Draw, Kind, TExpr, Type};
use crate::units::Unit;

impl Checker<'_> {
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

/// A distribution whose numbers are constants.
pub(super) fn known(law: &Distribution) -> Option<Law<f64>> {
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
