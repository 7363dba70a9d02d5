//! Durations: in steps, and long enough to mean something.

use crate::span::Span;
use crate::types::constant::constant;
use crate::types::context::Checker;
use crate::types::declare::quantile_of;
use crate::types::fault::draw::{BadDuration, IdleDuration};
use crate::types::model::{Kind, TExpr, Type};
use crate::units::{Factor, Unit};

impl Checker<'_> {
    /// A duration as a number of steps.
    pub(in crate::types) fn in_steps(&mut self, duration: TExpr) -> Option<TExpr> {
        let step = self.step_unit();
        if !duration.unit().fits(&step) {
            let help = format!(
                "write it with a unit of time, as in `{} years`",
                self.text_of(duration.span)
            );
            self.wrong_type("a duration", &duration, help);
            return None;
        }
        let factor = duration
            .unit()
            .factor_to(&step)
            .over(Factor::ratio(i128::from(self.step_count()), 1));
        let mut steps = super::convert::scaled(duration, factor);
        steps.ty = Type::Number(Unit::none());
        Some(steps)
    }

    /// The same for how long something lasts: it cannot be nothing.
    pub(in crate::types) fn lasting(&mut self, duration: TExpr, span: Span) -> Option<TExpr> {
        let steps = self.in_steps(duration)?;
        if longest(&steps).is_some_and(|longest| longest <= 0.0) {
            self.bad_duration(span);
            return None;
        }
        Some(steps)
    }

    /// The same for what may take no time at all, and then has no effect.
    pub(in crate::types) fn taking(
        &mut self,
        duration: TExpr,
        what: &'static str,
        span: Span,
    ) -> Option<TExpr> {
        let steps = self.in_steps(duration)?;
        match longest(&steps) {
            Some(longest) if longest < 0.0 => {
                self.bad_duration(span);
                None
            }
            Some(0.0) => {
                let text = self.text_of(span);
                self.faults.push(IdleDuration { text, what, span });
                Some(steps)
            }
            _ => Some(steps),
        }
    }

    fn bad_duration(&mut self, span: Span) {
        let text = self.text_of(span);
        self.faults.push(BadDuration::new(text, span));
    }
}

/// The length of a known duration in steps; of one that is drawn, what one draw in twenty exceeds.
pub(in crate::types) fn longest(steps: &TExpr) -> Option<f64> {
    match &steps.kind {
        Kind::Draw(draw) => quantile_of(&draw.distribution, 0.95),
        Kind::Convert(inner, factor) => longest(inner).map(|longest| factor.apply(longest)),
        _ => constant(steps),
    }
}
