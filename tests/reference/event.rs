//! Events, step by step.

use foreland::numerics::{Role, maths};
use foreland::types::model::{Event, EventId, TLasts, TOccurs};

use super::value::{and, combine, or};
use super::{Reference, Thing, Value};

/// Longer than any timeline.
const FOREVER: f64 = 1e15;

impl<'m> Reference<'m> {
    /// Whether an event fires in a step.
    pub(super) fn fired(&self, id: EventId, step: usize) -> Value {
        self.remembered(Thing::Fired(id.0), step, || {
            let left = self.left(id, step);
            let triggered = self.triggered(id, step);
            if triggered.is_yes() || self.scenario.prevents.contains(&id) {
                return triggered;
            }
            let event = &self.model.events[id.0];
            or([triggered, self.fires_itself(event, &left, step)])
        })
    }

    /// Whether it is active. Where it is not known how long it lasts, that is not known either, from firing on.
    pub(super) fn event_active(&self, id: EventId, step: usize) -> Value {
        let remaining = self.remaining(id, step);
        remaining.map("a duration", |steps| f64::from(u8::from(steps > 0.0)))
    }

    /// How often it has fired so far.
    pub(super) fn count(&self, id: EventId, step: usize) -> Value {
        self.remembered(Thing::Count(id.0), step, || {
            let before = match step {
                0 => Value::Number(0.0),
                _ => self.count(id, step - 1),
            };
            combine(
                "a count",
                [before, self.fired(id, step)],
                |[count, fired]| count + fired,
            )
        })
    }

    /// Steps that it lasts, this one included.
    fn remaining(&self, id: EventId, step: usize) -> Value {
        self.remembered(Thing::Remaining(id.0), step, || {
            let fired = self.fired(id, step);
            if fired.is_no() {
                self.left(id, step)
            } else if fired.is_yes() {
                self.lasts(id, &self.model.events[id.0], step)
            } else {
                fired
            }
        })
    }

    /// What the step before left of it.
    fn left(&self, id: EventId, step: usize) -> Value {
        match step {
            0 => Value::Number(0.0),
            _ => self
                .remaining(id, step - 1)
                .map("a duration", |steps| (steps - 1.0).max(0.0)),
        }
    }

    /// Whether a trigger of the scenario says that it fires now.
    fn triggered(&self, id: EventId, step: usize) -> Value {
        let triggers = self
            .scenario
            .triggers
            .iter()
            .filter(|trigger| trigger.event == id);
        or(triggers.map(|trigger| self.contains(step, &trigger.at)))
    }

    /// Whether it fires by its hazard, at its date or by its condition.
    fn fires_itself(&self, event: &'m Event, left: &Value, step: usize) -> Value {
        let allowed = match &event.only_when {
            Some(only_when) => self.expr(only_when, step),
            None => Value::yes_no(true),
        };
        if allowed.is_no() {
            return allowed;
        }
        let idle = left
            .clone()
            .map("a duration", |steps| f64::from(u8::from(steps <= 0.0)));
        let by_hazard = if idle.is_no() {
            idle
        } else {
            and([idle, self.hazard_fires(event, step)])
        };
        and([allowed, or([by_hazard, self.occurs(event, step)])])
    }

    fn hazard_fires(&self, event: &'m Event, step: usize) -> Value {
        let Some(hazard) = event.hazard else {
            return Value::yes_no(false);
        };
        let uniform = self.uniform(&event.origin.stream, Role::Fire, step as u64);
        let years = self.step_years();
        self.quantity(hazard, step).map("a hazard", |p| {
            let within = if years == 1.0 {
                p
            } else {
                -maths::expm1(years * maths::ln_1p(-p))
            };
            f64::from(u8::from(uniform < within))
        })
    }

    fn occurs(&self, event: &'m Event, step: usize) -> Value {
        match &event.occurs {
            None => Value::yes_no(false),
            Some(TOccurs::At(date)) => self.contains(step, date),
            Some(TOccurs::When(condition)) => {
                let now = self.expr(condition, step);
                match step {
                    0 => now,
                    _ if now.is_no() => now,
                    _ => and([now, self.expr(condition, step - 1).not()]),
                }
            }
        }
    }

    /// How many steps it lasts when it fires now: as the last trigger of this step says, or as declared.
    fn lasts(&self, id: EventId, event: &'m Event, step: usize) -> Value {
        let scenario = self.scenario;
        let of_trigger = scenario
            .triggers
            .iter()
            .filter(|trigger| trigger.event == id && self.contains(step, &trigger.at).is_yes())
            .filter_map(|trigger| trigger.lasts.as_ref())
            .next_back();
        let steps = match (of_trigger, &event.lasts) {
            (Some(steps), _) | (None, TLasts::Steps(steps)) => self.expr(steps, step),
            (None, TLasts::Step) => Value::Number(1.0),
            (None, TLasts::Forever) => Value::Number(FOREVER),
        };
        steps.map("a duration", |steps| (steps + 0.5).floor().max(1.0))
    }
}
