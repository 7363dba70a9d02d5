//! Numbers in options, events and scenarios.

use super::{Common, Lister, Row};
use crate::review::drives::{Inlet, Way};
use crate::review::parts::{Part, Says, Sort, written};
use crate::review::register::{Kind, Spread, Value};
use crate::source::Texts;
use crate::span::Span;
use crate::syntax::ast::*;
use crate::types::has_number;
use crate::types::model::ScenarioId;

impl<T: Texts> Lister<'_, '_, T> {
    /// A number in an option, an event or a scenario.
    pub(super) fn part(&mut self, part: &Part<'_>, common: Common<'_>) {
        if part.sort != Sort::Value {
            return;
        }
        let of = common.declaration;
        let text = |expr: &Expr| Value::of(expr, None, None, self.texts);
        let (value, ways, number) = match &part.says {
            Says::Expr(expr) if common.kind == Kind::Option => {
                (text(expr), self.inlets.weights(of), has_number(expr))
            }
            Says::Expr(expr) => self.hazard(expr, of),
            Says::Adjustment(it) => self.adjusting(it),
            Says::Clause(ScenarioClause::Adjust(it)) => self.adjusting(it),
            Says::Clause(ScenarioClause::Trigger { event, at, lasts }) => {
                let mut value = text(lasts.as_ref().unwrap_or(at));
                let date = written(self.texts, at.span);
                value.holds = lasts.as_ref().map(|_| format!("in {date}"));
                (value, self.triggered(of, &event.value), true)
            }
            Says::Switch(it) => (self.switch(it), self.inlets.switch(*it.span), true),
            Says::Occurs(Occurs::In(date)) => (text(date), self.inlets.event(of), has_number(date)),
            Says::Lasts(Lasts::For(time)) => (text(time), self.inlets.event(of), has_number(time)),
            Says::Lasts(Lasts::Forever(_)) => (forever(), self.inlets.event(of), false),
            _ => return,
        };
        let name = match common.kind {
            Kind::Option => format!("{of}.{}", part.key),
            _ => format!("{of}: {}", part.key),
        };
        let row = Row {
            name,
            value,
            span: part.span,
            ways,
            number,
            claimed: None,
        };
        self.push(common, row);
    }

    /// An event that a scenario triggers comes in there.
    fn triggered(&self, scenario: &str, event: &Path) -> Vec<Way> {
        let mut scenarios = self.model.scenarios.iter();
        let scenario = scenarios
            .position(|it| it.origin.name == scenario)
            .map(ScenarioId);
        let events = self.inlets.event(&event.head.value).into_iter();
        events.map(|(inlet, _)| (inlet, scenario)).collect()
    }

    fn hazard(&self, expr: &Expr, event: &str) -> (Value, Vec<Way>, bool) {
        let ways = self.inlets.hazard(event);
        let mut value = Value::of(expr, None, None, self.texts);
        value.spread = ways.first().and_then(|(inlet, _)| match inlet {
            Inlet::Quantity(id) => Spread::of(self.model.quantity(*id), None),
            _ => None,
        });
        (value, ways, has_number(expr))
    }

    fn adjusting(&self, it: &Adjustment) -> (Value, Vec<Way>, bool) {
        (self.adjustment(it), self.inlets.adjustment(it), true)
    }

    /// The amount of an adjustment; when and how long it acts stands behind what it names.
    fn adjustment(&self, it: &Adjustment) -> Value {
        let (Change::Set(amount)
        | Change::Scale(amount)
        | Change::Raise(amount)
        | Change::Cut(amount)
        | Change::Add(amount)) = &it.change;
        let head = amount.span.to(it.target.span);
        let rest = written(
            self.texts,
            Span {
                start: head.end,
                ..*it.span
            },
        );
        let mut value = Value::of(amount, None, None, self.texts);
        value.holds = Some(rest).filter(|rest| !rest.is_empty());
        value
    }

    fn switch(&self, it: &Switch) -> Value {
        let mut value = match &it.probability {
            Some(probability) => Value::of(probability, None, None, self.texts),
            None => Value::default(),
        };
        let when = it.when.as_ref();
        value.holds = when.map(|when| format!("when {}", written(self.texts, when.span)));
        value
    }
}

fn forever() -> Value {
    Value {
        text: "forever".to_owned(),
        uncertainty: "known".to_owned(),
        ..Value::default()
    }
}
