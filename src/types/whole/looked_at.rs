//! In which steps results are looked at that are no outcomes: an expectation about 2024 says nothing of 2030.

use super::when::steps::{self, Steps};
use crate::types::model::*;

/// Writes down for each quantity in which steps expectations and outcomes across scenarios look at it, where these can
/// tell. Outcomes are shown in all steps.
pub(super) fn fill(model: &mut TypedModel) {
    let mut looked: Vec<Option<Steps>> = vec![None; model.quantities.len()];
    let mut walk = Walk {
        model,
        looked: &mut looked,
    };
    let all = steps::all(model);
    for expect in &model.expects {
        walk.expr(expect.claim.expression(), &all);
    }
    for outcome in model.outcomes.iter().filter(|outcome| outcome.across) {
        for expr in model.quantity(outcome.quantity).definition.expressions() {
            walk.expr(expr, &all);
        }
    }
    for (quantity, looked) in model.quantities.iter_mut().zip(looked) {
        quantity.looked_at = looked.filter(|_| quantity.role != QuantityRole::Outcome);
    }
}

struct Walk<'m, 'l> {
    model: &'m TypedModel,
    looked: &'l mut Vec<Option<Steps>>,
}

impl Walk<'_, '_> {
    fn expr(&mut self, expr: &TExpr, steps: &Steps) {
        let all = steps::all(self.model);
        match &expr.kind {
            Kind::Result { quantity, .. } => {
                let looked = &mut self.looked[quantity.0];
                let before = looked.take();
                *looked =
                    Some(before.map_or(steps.clone(), |before| steps::joined(&before, steps)));
            }
            Kind::At(of, date) => {
                let timeline = self.model.timeline.as_ref();
                let step = steps::known_date(date).and_then(|date| timeline?.step_at(date));
                self.expr(of, &step.map_or(all, |step| step..step + 1));
                self.expr(date, steps);
            }
            Kind::Reduce { of, window, .. } => match window.as_deref() {
                None => self.expr(of, &all),
                Some((from, to)) => {
                    self.expr(of, &steps::of_window(self.model, from, to));
                    for date in [from, to] {
                        self.expr(date, &all);
                    }
                }
            },
            Kind::Growth { of, lag } => {
                self.expr(of, &(steps.start.saturating_sub(*lag)..steps.end));
            }
            Kind::Previous { of, initial } => {
                self.expr(of, &(steps.start.saturating_sub(1)..steps.end));
                initial.iter().for_each(|initial| self.expr(initial, &all));
            }
            _ if is_of_one_step(&expr.kind) => {
                expr.children().for_each(|child| self.expr(child, steps));
            }
            _ => expr.children().for_each(|child| self.expr(child, &all)),
        }
    }
}

/// Whether a value rests on nothing but the values of the same step.
fn is_of_one_step(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Convert(..)
            | Kind::Sum(_)
            | Kind::Product(_)
            | Kind::Power(..)
            | Kind::Negate(_)
            | Kind::Compare(_)
            | Kind::Not(_)
            | Kind::And(_)
            | Kind::Or(_)
            | Kind::Is { .. }
            | Kind::If { .. }
            | Kind::Call(..)
            | Kind::DaysBetween(..)
            | Kind::Summary { .. }
    )
}
