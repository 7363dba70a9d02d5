//! Which named things have a node already: for all scenarios, or for the one that is being lowered.

use super::NodeId;
use super::reach::Dependents;
use super::thing::{Numbering, Thing};
use crate::types::model::{Scenario, ScenarioId, TypedModel};

/// How far a thing is.
#[derive(Clone, Copy)]
pub enum Entry {
    /// Not begun.
    New,
    /// Begun: to need it now is a circle.
    Open,
    /// Done.
    Done(NodeId),
}

/// The things of a model with their nodes.
pub struct Memo {
    numbering: Numbering,
    dependents: Dependents,
    shared: Vec<Entry>,
    scenario: ScenarioId,
    /// By number, whether a thing is the scenario's own.
    reached: Vec<bool>,
    own: Vec<Entry>,
}

impl Memo {
    /// Nothing begun, no scenario entered.
    pub fn of(model: &TypedModel) -> Self {
        let numbering = Numbering::new(model);
        let things = numbering.len();
        Memo {
            numbering,
            dependents: Dependents::of(model),
            shared: vec![Entry::New; things],
            scenario: ScenarioId(0),
            reached: vec![false; things],
            own: vec![Entry::New; things],
        }
    }

    /// From here on, what this scenario reaches is its own.
    pub fn enter(&mut self, id: ScenarioId, scenario: &Scenario) {
        self.scenario = id;
        self.reached = self.dependents.reached_by(scenario);
        self.own = vec![Entry::New; self.numbering.len()];
    }

    /// The scenario that was entered.
    pub fn scenario(&self) -> ScenarioId {
        self.scenario
    }

    /// Whether the scenario may change a thing.
    pub fn is_own(&self, thing: Thing) -> bool {
        self.reached[self.numbering.of(thing)]
    }

    /// How far a thing is.
    pub fn entry(&self, thing: Thing) -> Entry {
        let entries = if self.is_own(thing) {
            &self.own
        } else {
            &self.shared
        };
        entries[self.numbering.of(thing)]
    }

    /// Says how far a thing is.
    pub fn note(&mut self, thing: Thing, entry: Entry) {
        let number = self.numbering.of(thing);
        if self.reached[number] {
            self.own[number] = entry;
        } else {
            self.shared[number] = entry;
        }
    }
}
