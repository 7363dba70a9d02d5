//! The state of an event, step by step.

use foreland::numerics::{Role, maths};
use foreland::types::model::{Event, EventId, TLasts, TOccurs};

use super::value::{and, combine, or};
use super::{Reference, Value};

/// What an event is in a step.
#[derive(Clone, Debug)]
pub(super) struct EventState {
    /// Whether it fires.
    pub fired: Value,
    /// Whether it is active.
    pub active: Value,
    /// How often it has fired so far.
    pub count: Value,
    /// Steps that it lasts, this one included.
    remaining: Value,
}

/// Longer than any timeline.
const FOREVER: f64 = 1e15;

impl<'m> Reference<'m> {
    /// The state in a step; those before it are found first.
    pub(super) fn event(&self, id: EventId, step: usize) -> EventState {
        if let Some(known) = self.events.borrow().get(&(id.0, step)) {
            return known.clone();
        }
        let before = step.checked_sub(1).map(|before| self.event(id, before));
        let state = self.next(id, before, step);
        self.events.borrow_mut().insert((id.0, step), state.clone());
        state
    }

    fn next(&self, id: EventId, before: Option<EventState>, step: usize) -> EventState {
        let event = &self.model.events[id.0];
        let (count, left) = match before {
            None => (Value::Number(0.0), Value::Number(0.0)),
            Some(before) => (
                before.count,
                before
                    .remaining
                    .map("a duration", |steps| (steps - 1.0).max(0.0)),
            ),
        };
        let triggered = self.triggered(id, step);
        let prevented = self.scenario.prevents.contains(&id);
        let fired = if triggered.is_yes() || prevented {
            triggered
        } else {
            or([triggered, self.fires_itself(event, &left, step)])
        };
        let remaining = if fired.is_no() {
            left
        } else if fired.is_yes() {
            self.lasts(id, event, step)
        } else {
            fired.clone()
        };
        // Where it is not known how long it lasts, it is not known either whether it is active, from firing on.
        let running = remaining
            .clone()
            .map("a duration", |steps| f64::from(u8::from(steps > 0.0)));
        EventState {
            active: running,
            count: combine("a count", [count, fired.clone()], |[count, fired]| {
                count + fired
            }),
            fired,
            remaining,
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
