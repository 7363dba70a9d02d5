//! Events to nodes: what makes them fire, and how long they last.

use super::NodeId;
use super::build::{Builder, Circle, Filling, GAP, Lowered};
use super::fold;
use super::op::{FOREVER, Fires, Firing, Lasting, Op};
use super::thing::Thing;
use crate::numerics::Role;
use crate::span::Span;
use crate::types::model::*;

impl<'m> Builder<'m> {
    /// Whether anything can make an event fire in this scenario.
    pub fn can_fire(&self, id: EventId) -> bool {
        let event = &self.model.events[id.0];
        let by_itself = event.hazard.is_some() || event.occurs.is_some();
        (by_itself && !self.is_prevented(id)) || self.triggers_of(id).next().is_some()
    }

    fn is_prevented(&self, id: EventId) -> bool {
        self.scenario().prevents.contains(&id)
    }

    /// Whether it fires by triggers alone that all say for how long: what else it lasts is not looked at.
    fn only_for_a_time(&self, id: EventId) -> bool {
        let event = &self.model.events[id.0];
        let by_itself = event.hazard.is_some() || event.occurs.is_some();
        (self.is_prevented(id) || !by_itself)
            && self.triggers_of(id).all(|trigger| trigger.lasts.is_some())
    }

    fn triggers_of(&self, id: EventId) -> impl Iterator<Item = &'m TTrigger> + use<'m> {
        let triggers = self.scenario().triggers.iter();
        triggers.filter(move |trigger| trigger.event == id)
    }

    /// Whether an event fires in this step.
    pub fn fired(&mut self, id: EventId) -> Lowered {
        if !self.can_fire(id) {
            return Ok(self.number(0.0));
        }
        let event = &self.model.events[id.0];
        let span = event.origin.name_span;
        let mut firing = Firing {
            remaining: GAP,
            only_when: None,
            strikes: None,
            occurs: None,
            triggers: Vec::new(),
        };
        if !self.is_prevented(id) {
            firing.only_when = self.optional(event.only_when.as_ref())?;
            firing.strikes = self.strikes(event)?;
            firing.occurs = match &event.occurs {
                Some(occurs) => Some(self.occurs(occurs, span)?),
                None => None,
            };
        }
        for trigger in self.triggers_of(id) {
            firing.triggers.push(self.trigger(trigger)?);
        }
        let filling = Filling::Thing(Thing::Remaining(id));
        Ok(self.push_with_gap(Op::Fired(firing), span, filling))
    }

    fn strikes(&mut self, event: &'m Event) -> Result<Option<NodeId>, Circle> {
        let Some(hazard) = event.hazard else {
            return Ok(None);
        };
        let span = self.model.quantity(hazard).origin.name_span;
        let op = Op::StepProbability {
            annual: self.thing(Thing::Value(hazard))?,
            step_years: self.clock.step_years(),
        };
        let stream = event.origin.stream.hash(Role::Fire);
        let op = Op::Chance {
            probability: self.push(op, span),
            uniform: self.push(Op::Uniform { stream }, span),
        };
        Ok(Some(self.push(op, span)))
    }

    /// At a date, or in each step in which a condition holds that did not hold in the step before.
    fn occurs(&mut self, occurs: &'m TOccurs, span: Span) -> Lowered {
        match occurs {
            TOccurs::At(date) => {
                let date = self.held(date)?;
                Ok(self.push(Op::InStep(date), span))
            }
            TOccurs::When(condition) => {
                let now = self.expr(condition)?;
                let lag = Op::Lag {
                    of: now,
                    initial: Some(self.number(0.0)),
                };
                let before = self.push(lag, condition.span);
                let not_before = fold::not(self, before, condition.span);
                Ok(fold::and(self, vec![now, not_before], condition.span))
            }
        }
    }

    fn trigger(&mut self, trigger: &'m TTrigger) -> Lowered {
        let date = self.held(&trigger.at)?;
        Ok(self.push(Op::InStep(date), trigger.span))
    }

    /// How many steps an event still lasts, this one included.
    pub fn remaining(&mut self, id: EventId) -> Lowered {
        if !self.can_fire(id) {
            return Ok(self.number(0.0));
        }
        let event = &self.model.events[id.0];
        let lasts = match &event.lasts {
            TLasts::Steps(steps) if !self.only_for_a_time(id) => self.expr(steps)?,
            TLasts::Forever => self.number(FOREVER),
            TLasts::Step | TLasts::Steps(_) => self.number(1.0),
        };
        let mut triggers = Vec::new();
        for trigger in self.triggers_of(id) {
            if let Some(steps) = &trigger.lasts {
                triggers.push((self.trigger(trigger)?, self.expr(steps)?));
            }
        }
        let op = Op::Remaining(Lasting {
            fires: Fires::As(self.thing(Thing::Fired(id))?),
            lasts,
            triggers,
        });
        Ok(self.push(op, event.origin.name_span))
    }

    /// Something about an event, as of this step or the one before.
    pub fn event_aspect(
        &mut self,
        id: EventId,
        aspect: Aspect,
        lagged: bool,
        span: Span,
    ) -> Lowered {
        if !lagged || !self.can_fire(id) {
            return self.aspect(id, aspect);
        }
        let op = Op::Lag {
            of: GAP,
            initial: Some(self.number(0.0)),
        };
        Ok(self.push_with_gap(op, span, Filling::Aspect(id, aspect)))
    }

    /// Something about an event in this step.
    pub fn aspect(&mut self, id: EventId, aspect: Aspect) -> Lowered {
        if !self.can_fire(id) {
            return Ok(self.number(0.0));
        }
        let span = self.model.events[id.0].origin.name_span;
        let op = match aspect {
            Aspect::Fired => return self.thing(Thing::Fired(id)),
            Aspect::Active => Op::Active(self.thing(Thing::Remaining(id))?),
            Aspect::Count => Op::Cumulative(self.thing(Thing::Fired(id))?),
        };
        Ok(self.push(op, span))
    }
}
