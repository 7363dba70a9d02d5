//! Which adjustments act on a quantity, in which order, and how strongly.

use super::build::{Builder, Circle};
use super::fold;
use super::op::{Op, Strength};
use super::thing::Thing;
use crate::types::model::*;

impl<'m> Builder<'m> {
    /// What acts on a quantity in this scenario, in the order in which it combines: by the owner's declared name, then
    /// by option, then as written.
    ///
    /// With each comes its place among those that are listed: a scenario's list has its parents' adjustments first,
    /// whatever the names.
    pub fn in_combining_order(&self, id: QuantityId) -> Vec<(usize, &'m Adjustment)> {
        let scenario = self.scenario();
        if scenario.redeclared(id).is_some_and(|one| !one.adjusted) {
            return Vec::new();
        }
        let of_scenario = scenario.adjustments.iter();
        let of_scenario = of_scenario.filter(|(on, _)| *on == id).map(|(_, own)| own);
        let declared = self.model.quantity(id).adjustments.iter();
        let mut all: Vec<_> = declared.chain(of_scenario).enumerate().collect();
        all.sort_by_key(|(_, adjustment)| self.owner_key(&adjustment.owner));
        all
    }

    fn owner_key(&self, owner: &Owner) -> (&'m str, usize) {
        match owner {
            Owner::Option(id, option) => (self.model.choices[id.0].origin.oldest_name(), *option),
            Owner::Event(id) => (self.model.events[id.0].origin.oldest_name(), 0),
            Owner::Scenario(id) => (self.model.scenarios[id.0].origin.oldest_name(), 0),
        }
    }

    /// How strongly an adjustment acts in this step; `None` if it never does. An event acts on a hazard as the step
    /// before left it.
    pub fn strength(
        &mut self,
        adjustment: &'m Adjustment,
        hazard: bool,
    ) -> Result<Option<Strength>, Circle> {
        let span = adjustment.span;
        let owner = match adjustment.owner {
            Owner::Option(id, option) => {
                let choice = self.thing(Thing::Choice(id))?;
                fold::is(self, choice, option, false, span)
            }
            Owner::Event(id) => self.event_aspect(id, Aspect::Active, hazard, span)?,
            Owner::Scenario(_) => self.number(1.0),
        };
        // What never acts is not looked at further: it may rest on anything.
        if self.constant(owner) == Some(0.0) {
            return Ok(None);
        }
        let mut parts = vec![owner];
        if let Some((from, to)) = &adjustment.during {
            let op = Op::During(self.expr(from)?, self.expr(to)?);
            parts.push(self.push(op, span));
        }
        parts.extend(self.optional(adjustment.when.as_ref())?);
        let active = fold::and(self, parts, span);
        let settled = self.constant(active);
        Ok(match (settled, &adjustment.fading, &adjustment.change) {
            (Some(0.0), ..) => None,
            (Some(_), ..) => Some(Strength::Full),
            (None, Some(over), TChange::Factor(_) | TChange::Add(_)) => {
                let op = Op::Fading(active, self.expr(over)?);
                Some(Strength::Of(self.push(op, span)))
            }
            _ => Some(Strength::While(active)),
        })
    }
}
