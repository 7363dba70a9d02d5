//! Whether an adjustment acts, and how strongly.

use foreland::types::model::{Adjustment, Origin, Owner, QuantityId, QuantityRole};

use super::value::{and, combine};
use super::{Reference, Value};

/// An adjustment with the quantity it acts on.
#[derive(Clone, Copy)]
pub(super) struct Acting<'m> {
    /// What it acts on.
    pub target: QuantityId,
    /// The adjustment.
    pub adjustment: &'m Adjustment,
}

impl<'m> Reference<'m> {
    /// What acts on a quantity in this scenario, in the order in which it combines.
    pub(super) fn acting_on(&self, target: QuantityId) -> Vec<Acting<'m>> {
        let model = self.model;
        let scenario = self.scenario;
        if let Some(redeclared) = scenario.redeclared(target)
            && !redeclared.adjusted
        {
            return Vec::new();
        }
        let own = model.quantity(target).adjustments.iter();
        let of_scenario = scenario.adjustments.iter().filter(|(of, _)| *of == target);
        let mut all: Vec<Acting<'m>> = own
            .chain(of_scenario.map(|(_, adjustment)| adjustment))
            .map(|adjustment| Acting { target, adjustment })
            .collect();
        all.sort_by_key(|one| self.rank(&one.adjustment.owner));
        all
    }

    /// The oldest declared name of an owner, and the option's position.
    fn rank(&self, owner: &Owner) -> (&'m str, usize) {
        match owner {
            Owner::Option(choice, option) => {
                (oldest(&self.model.choices[choice.0].origin), *option)
            }
            Owner::Event(event) => (oldest(&self.model.events[event.0].origin), 0),
            Owner::Scenario(scenario) => (oldest(&self.model.scenarios[scenario.0].origin), 0),
        }
    }

    /// Whether an adjustment is active in a step.
    pub(super) fn active(&self, acting: Acting<'m>, step: usize) -> Value {
        let Acting { target, adjustment } = acting;
        let owner = match &adjustment.owner {
            Owner::Option(choice, option) => self.choice(*choice, step).map("an option", |held| {
                f64::from(u8::from(held == *option as f64))
            }),
            Owner::Event(event) => {
                let lagged = self.model.quantity(target).role == QuantityRole::Hazard;
                match step {
                    0 if lagged => Value::yes_no(false),
                    _ => self.event_active(*event, step - usize::from(lagged)),
                }
            }
            Owner::Scenario(_) => Value::yes_no(true),
        };
        // A condition of what is not active is not looked at.
        if owner.is_no() {
            return owner;
        }
        let within = match &adjustment.during {
            Some((from, to)) => self.during(from, to, step, step),
            None => Value::yes_no(true),
        };
        let holds = match &adjustment.when {
            Some(when) => self.expr(when, step),
            None => Value::yes_no(true),
        };
        and([owner, within, holds])
    }

    /// How strongly an adjustment acts: 1 while active, then fading to 0.
    pub(super) fn intensity(&self, acting: Acting<'m>, step: usize) -> Value {
        let now = self.active(acting, step);
        let Some(fading) = &acting.adjustment.fading else {
            return now;
        };
        if !now.is_no() {
            return now;
        }
        for before in (0..step).rev() {
            let then = self.active(acting, before);
            if then.is_yes() {
                let since = (step - before) as f64;
                return combine("fading", [self.expr(fading, step)], |[steps]| {
                    if steps > 0.0 {
                        (1.0 - since / steps).max(0.0)
                    } else {
                        0.0
                    }
                });
            }
            if !then.is_no() {
                return then;
            }
        }
        Value::Number(0.0)
    }
}

fn oldest(origin: &Origin) -> &str {
    match origin.was.as_slice() {
        [oldest, ..] => oldest,
        [] => &origin.name,
    }
}
