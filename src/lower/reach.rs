//! How far a scenario reaches: the things whose values it may change. All else is evaluated once for all scenarios.

use super::thing::{Numbering, Thing, rests_on};
use crate::types::model::*;

/// For each thing, which things rest on it.
pub struct Dependents {
    numbering: Numbering,
    dependents: Vec<Vec<usize>>,
}

impl Dependents {
    /// Those of a model.
    pub fn of(model: &TypedModel) -> Self {
        let numbering = Numbering::new(model);
        let mut dependents = vec![Vec::new(); numbering.len()];
        for (number, thing) in numbering.all().into_iter().enumerate() {
            for operand in rests_on(model, thing) {
                dependents[numbering.of(operand)].push(number);
            }
        }
        Dependents {
            numbering,
            dependents,
        }
    }

    /// By number, the things that a scenario reaches.
    pub fn reached_by(&self, scenario: &Scenario) -> Vec<bool> {
        let mut reached = vec![false; self.numbering.len()];
        let mut open: Vec<usize> = touched_by(scenario)
            .into_iter()
            .map(|thing| self.numbering.of(thing))
            .collect();
        while let Some(number) = open.pop() {
            if !std::mem::replace(&mut reached[number], true) {
                open.extend(&self.dependents[number]);
            }
        }
        reached
    }
}

/// What a scenario acts on itself.
fn touched_by(scenario: &Scenario) -> Vec<Thing> {
    let choices = scenario
        .chooses
        .iter()
        .map(|choose| Thing::Choice(choose.choice));
    let events = scenario.triggers.iter().map(|trigger| trigger.event);
    let events = events
        .chain(scenario.prevents.iter().copied())
        .flat_map(|id| [Thing::Fired(id), Thing::Remaining(id)]);
    let taken = scenario.takes.iter().map(|(id, _)| Thing::Base(*id));
    let adjusted = scenario.adjustments.iter().map(|(id, _)| Thing::Value(*id));
    let redeclared = scenario.redeclares.iter();
    let redeclared = redeclared.map(|one| Thing::Base(one.quantity));
    choices
        .chain(events)
        .chain(taken)
        .chain(adjusted)
        .chain(redeclared)
        .collect()
}

/// These things and all they rest on, but for those that are known, each after what it rests on itself as far as there
/// is no circle.
pub fn in_order_of_need(
    model: &TypedModel,
    roots: Vec<Thing>,
    known: impl Fn(Thing) -> bool,
) -> Vec<Thing> {
    let numbering = Numbering::new(model);
    let mut seen = vec![false; numbering.len()];
    let mut ordered = Vec::new();
    let mut open: Vec<(Thing, bool)> = roots.into_iter().map(|thing| (thing, false)).collect();
    while let Some((thing, done)) = open.pop() {
        if done {
            ordered.push(thing);
        } else if !std::mem::replace(&mut seen[numbering.of(thing)], true) && !known(thing) {
            open.push((thing, true));
            let operands = rests_on(model, thing);
            open.extend(operands.into_iter().map(|operand| (operand, false)));
        }
    }
    ordered
}
