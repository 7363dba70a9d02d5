//! The walk over an expression: one arm an operation.

use foreland::types::model::{Aspect, EventId, Kind, TExpr};

use super::value::{and, combine, or};
use super::{Reference, Thing, Value, day};

impl<'m> Reference<'m> {
    /// The value of an expression in a step.
    pub(super) fn expr(&self, expr: &'m TExpr, step: usize) -> Value {
        match &expr.kind {
            Kind::Number(number) => Value::Number(*number),
            Kind::YesNo(yes) => Value::yes_no(*yes),
            Kind::Date(date) => day(Some(*date)),
            Kind::Label(position) => Value::Number(*position as f64),
            Kind::Quantity(id) => self.quantity(*id, step),
            Kind::Base(id) => self.base(*id, step),
            Kind::Stock(id) => self.opening(*id, step),
            Kind::Closing(id) => self.closing(*id, step),
            Kind::Choice { id, .. } => self.choice(*id, step),
            Kind::Event { id, aspect, lagged } => self.aspect(*id, *aspect, *lagged, step),
            Kind::Now => day(self.first_day(step)),
            Kind::Draw(draw) => self.drawn(draw, step),
            Kind::Table(table) => self.table(table, step),
            Kind::Convert(of, factor) => self
                .expr(of, step)
                .map("a conversion", |number| factor.apply(number)),
            Kind::Sum(terms) => self.sum(terms, step),
            Kind::Product(factors) => self.product(factors, step),
            Kind::Power(base, exponent) => self.power(base, exponent, step),
            Kind::Negate(of) => self.expr(of, step).map("a negation", |number| -number),
            Kind::Compare(compared) => self.compare(compared, step),
            Kind::Not(of) => self.expr(of, step).not(),
            Kind::And(all) => and(all.iter().map(|one| self.expr(one, step))),
            Kind::Or(all) => or(all.iter().map(|one| self.expr(one, step))),
            Kind::Is {
                subject,
                label,
                negated,
            } => self.is(subject, *label, *negated, step),
            Kind::If { arms, otherwise } => self.chosen_arm(arms, otherwise, step),
            Kind::Call(function, arguments) => self.call(*function, arguments, step),
            Kind::DaysBetween(later, earlier) => self.days(later, earlier, step),
            Kind::During(from, to) => self.during(from, to, step, step),
            Kind::Ramp(from, to) => self.ramp(from, to, step),
            _ => self.over_time(expr, step),
        }
    }

    /// Operations that look at more than one step.
    fn over_time(&self, expr: &'m TExpr, step: usize) -> Value {
        match &expr.kind {
            Kind::Previous { of, initial } => self.previous(of, initial.as_deref(), step),
            Kind::Initially(first, later) => self.expr(if step == 0 { first } else { later }, step),
            Kind::Delay(of, by) => self.delay(of, by, step),
            Kind::Smooth(of, over) => self.kept(expr, step, || self.smooth(expr, of, over, step)),
            Kind::Cumulative(of) => self.kept(expr, step, || self.cumulative(expr, of, step)),
            Kind::Growth { of, lag } => self.growth(of, *lag, step),
            // The rest is one value for all steps.
            _ => self.kept(expr, 0, || self.over_the_run(expr)),
        }
    }

    /// Operations that make one value out of all steps.
    fn over_the_run(&self, expr: &'m TExpr) -> Value {
        match &expr.kind {
            Kind::Reduce { how, of, window } => self.reduce(*how, of, window.as_deref()),
            Kind::At(of, date) => self.at(of, date),
            Kind::PresentValue {
                amount,
                rate,
                step_years,
            } => self.present_value(amount, rate, *step_years),
            Kind::Irr { amount, step_years } => self.irr(amount, *step_years),
            Kind::Payback(of) => self.payback(of),
            _ => Value::Fault("an expectation is no part of a draw".to_owned()),
        }
    }

    /// What is remembered of an expression, by its place in memory.
    fn kept(&self, expr: &'m TExpr, step: usize, find: impl FnOnce() -> Value) -> Value {
        let place = std::ptr::from_ref(expr) as usize;
        self.remembered(Thing::Expr(place), step, find)
    }

    fn aspect(&self, id: EventId, aspect: Aspect, lagged: bool, step: usize) -> Value {
        if lagged && step == 0 {
            return Value::Number(0.0);
        }
        let step = if lagged { step - 1 } else { step };
        match aspect {
            Aspect::Active => self.event_active(id, step),
            Aspect::Fired => self.fired(id, step),
            Aspect::Count => self.count(id, step),
        }
    }

    fn is(&self, subject: &'m TExpr, label: usize, negated: bool, step: usize) -> Value {
        combine("is", [self.expr(subject, step)], |[position]| {
            f64::from(u8::from((position == label as f64) != negated))
        })
    }

    fn chosen_arm(&self, arms: &'m [(TExpr, TExpr)], otherwise: &'m TExpr, step: usize) -> Value {
        for (condition, value) in arms {
            let holds = self.expr(condition, step);
            if holds.is_yes() {
                return self.expr(value, step);
            }
            if !holds.is_no() {
                return holds;
            }
        }
        self.expr(otherwise, step)
    }
}
