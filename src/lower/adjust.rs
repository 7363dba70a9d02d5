//! Which adjustments act on a quantity, in which order, and how strongly.

use super::NodeId;
use super::build::{Builder, Circle, Filling, GAP, Lowered};
use super::fold;
use super::op::Op;
use super::thing::Thing;
use crate::types::model::*;

impl<'m> Builder<'m> {
    /// What acts on a quantity in this scenario, in the order in which it combines: by the owner's declared name, then
    /// by option, then as written.
    ///
    /// With each comes its place among those that are listed: a scenario's list has its parents' adjustments first,
    /// whatever the names.
    pub fn in_combining_order(&self, id: QuantityId) -> Vec<(usize, &'m Adjustment)> {
        let of_scenario = self.scenario().adjustments.iter();
        let of_scenario = of_scenario.filter(|(on, _)| *on == id).map(|(_, own)| own);
        let declared = self.model.quantity(id).adjustments.iter();
        let mut all: Vec<_> = declared.chain(of_scenario).enumerate().collect();
        all.sort_by_key(|(_, adjustment)| self.owner_key(&adjustment.owner));
        all
    }

    fn owner_key(&self, owner: &Owner) -> (&'m str, usize) {
        match owner {
            Owner::Option(id, option) => (&self.model.choices[id.0].origin.name, *option),
            Owner::Event(id) => (&self.model.events[id.0].origin.name, 0),
            Owner::Scenario(id) => (&self.model.scenarios[id.0].origin.name, 0),
        }
    }

    /// How strongly an adjustment acts in this step; `None` if it never does. An event acts on a hazard as the step
    /// before left it.
    pub fn intensity_on(
        &mut self,
        adjustment: &'m Adjustment,
        hazard: bool,
    ) -> Result<Option<NodeId>, Circle> {
        let lagged_event = match adjustment.owner {
            Owner::Event(id) if hazard => Some(id),
            _ => None,
        };
        let intensity = match lagged_event {
            None => self.intensity(adjustment)?,
            Some(id) if !self.can_fire(id) => self.number(0.0),
            Some(_) => {
                let initial = Some(self.number(0.0));
                let op = Op::Lag { of: GAP, initial };
                self.push_with_gap(op, adjustment.span, Filling::Intensity(adjustment))
            }
        };
        Ok(Some(intensity).filter(|node| self.constant(*node) != Some(0.0)))
    }

    /// How strongly an adjustment acts in this step, from 0 to 1.
    pub fn intensity(&mut self, adjustment: &'m Adjustment) -> Lowered {
        let span = adjustment.span;
        let mut parts = Vec::new();
        match adjustment.owner {
            Owner::Option(id, option) => {
                let choice = self.thing(Thing::Choice(id))?;
                parts.push(fold::is(self, choice, option, false, span));
            }
            Owner::Event(id) => parts.push(self.aspect(id, Aspect::Active)?),
            Owner::Scenario(_) => {}
        }
        // What never acts is not looked at further: it may rest on anything.
        if parts.iter().any(|part| self.constant(*part) == Some(0.0)) {
            return Ok(self.number(0.0));
        }
        if let Some((from, to)) = &adjustment.during {
            let op = Op::During(self.expr(from)?, self.expr(to)?);
            parts.push(self.push(op, span));
        }
        parts.extend(self.optional(adjustment.when.as_ref())?);
        let active = fold::and(self, parts, span);
        match (&adjustment.fading, &adjustment.change) {
            (Some(over), TChange::Factor(_) | TChange::Add(_))
                if self.constant(active).is_none() =>
            {
                let op = Op::Fading(active, self.expr(over)?);
                Ok(self.push(op, span))
            }
            _ => Ok(active),
        }
    }
}
