//! Which outcomes an assumed number can move: the way from where it stands in the model to what is reported.
//!
//! It follows the formulas as they stand, scenario by scenario, and draws nothing: what is not listed cannot move, what
//! is listed may still turn out not to.

mod reached;

use std::collections::{BTreeMap, BTreeSet};

use crate::span::Span;
use crate::syntax::ast::{Adjustment, Path, PathStep};
use crate::types::model::*;

/// Where a number comes into a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inlet {
    /// The value of a quantity.
    Quantity(QuantityId),
    /// Which option holds.
    Choice(ChoiceId),
    /// When an event fires and how long it lasts.
    Event(EventId),
}

/// An inlet, and the scenario in which the number comes in by it; nothing for all of them.
pub type Way = (Inlet, Option<ScenarioId>);

/// Where everything that a document writes stands in the model made of it.
pub struct Inlets<'m> {
    model: &'m TypedModel,
    /// Quantities by the name that was declared, without elements.
    quantities: BTreeMap<&'m str, Vec<QuantityId>>,
    choices: BTreeMap<&'m str, Vec<ChoiceId>>,
    events: BTreeMap<&'m str, Vec<EventId>>,
    /// What each adjustment adjusts, whoever declares it, by its place.
    adjustments: BTreeMap<Span, Vec<Way>>,
    switches: BTreeMap<Span, Vec<ChoiceId>>,
}

impl<'m> Inlets<'m> {
    /// Those of a model.
    pub fn of(model: &'m TypedModel) -> Self {
        let mut inlets = Inlets {
            model,
            quantities: BTreeMap::new(),
            choices: BTreeMap::new(),
            events: BTreeMap::new(),
            adjustments: BTreeMap::new(),
            switches: BTreeMap::new(),
        };
        for (at, quantity) in model.quantities.iter().enumerate() {
            let id = QuantityId(at);
            let name = quantity.origin.base();
            inlets.quantities.entry(name).or_default().push(id);
            for adjustment in &quantity.adjustments {
                inlets.adjusted(id, adjustment);
            }
        }
        for (at, choice) in model.choices.iter().enumerate() {
            let name = choice.origin.base();
            inlets.choices.entry(name).or_default().push(ChoiceId(at));
        }
        for (at, event) in model.events.iter().enumerate() {
            let name = event.origin.base();
            inlets.events.entry(name).or_default().push(EventId(at));
            for switch in &event.switches {
                let choices = inlets.switches.entry(switch.span).or_default();
                choices.push(switch.choice);
            }
        }
        for (at, scenario) in model.scenarios.iter().enumerate() {
            for (target, adjustment) in &scenario.adjustments {
                let way = (Inlet::Quantity(*target), Some(ScenarioId(at)));
                let ways = inlets.adjustments.entry(adjustment.span).or_default();
                ways.push(way);
            }
        }
        inlets
    }

    /// What an option adjusts comes in where it can hold.
    fn adjusted(&mut self, id: QuantityId, adjustment: &crate::types::model::Adjustment) {
        let ways = self.adjustments.entry(adjustment.span).or_default();
        let inlet = Inlet::Quantity(id);
        match adjustment.owner {
            Owner::Option(choice, option) => {
                let holds = in_which(self.model, |it| can_hold(self.model, it, choice, option));
                ways.extend(holds.into_iter().map(|scenario| (inlet, scenario)));
            }
            Owner::Event(_) | Owner::Scenario(_) => ways.push((inlet, None)),
        }
    }

    /// A quantity, or some elements of one.
    pub fn quantity(&self, name: &str, element: Option<&str>) -> Vec<QuantityId> {
        let all = self.quantities.get(name).into_iter().flatten().copied();
        all.filter(|id| {
            let whole = &self.model.quantity(*id).origin.name;
            element.is_none_or(|element| has_element(whole, element))
        })
        .collect()
    }

    /// The ways by which a quantity comes in.
    pub fn value(&self, name: &str, element: Option<&str>) -> Vec<Way> {
        let all = self.quantity(name, element).into_iter();
        all.map(|id| (Inlet::Quantity(id), None)).collect()
    }

    /// What a path names, with or without elements.
    pub fn path(&self, path: &Path) -> Vec<Way> {
        let members = path.steps.iter().filter_map(|step| match step {
            PathStep::Member(member) => Some(format!(".{}", member.value)),
            PathStep::Element(_) => None,
        });
        let name = path.head.value.clone() + &members.collect::<String>();
        if let Some(event) = name.strip_suffix(".hazard") {
            return self.hazard(event);
        }
        let elements = path.elements().unwrap_or_default();
        let mut all = self.quantity(&name, None);
        all.retain(|id| {
            let whole = &self.model.quantity(*id).origin.name;
            elements.iter().all(|it| has_element(whole, &it.value))
        });
        let all = all.into_iter();
        all.map(|id| (Inlet::Quantity(id), None)).collect()
    }

    /// Whatever a declaration of this name is.
    pub fn declared(&self, name: &str) -> Vec<Way> {
        let choices = self.choices.get(name).into_iter().flatten();
        let choices = choices.map(|id| (Inlet::Choice(*id), None));
        let mut ways = self.value(name, None);
        ways.extend(choices.chain(self.event(name)));
        ways
    }

    /// A claim comes in where no scenario takes another, and where it has weight or is taken.
    pub fn claim(&self, name: &str, at: usize) -> Vec<Way> {
        let mut ways = Vec::new();
        for id in self.quantity(name, None) {
            let weight = match &self.model.quantity(id).definition {
                Definition::Claims(claims) => claims.get(at).map_or(0.0, |claim| claim.weight),
                _ => 0.0,
            };
            let holds = in_which(self.model, |scenario| {
                let taken = scenario.takes.iter().rfind(|(of, _)| *of == id);
                taken.map_or(weight > 0.0, |(_, taken)| *taken == at)
            });
            let inlet = Inlet::Quantity(id);
            ways.extend(holds.into_iter().map(|scenario| (inlet, scenario)));
        }
        ways
    }

    /// The weights of a choice come in where no scenario chooses from the start.
    pub fn weights(&self, choice: &str) -> Vec<Way> {
        let mut ways = Vec::new();
        for id in self.choices.get(choice).into_iter().flatten() {
            let open = in_which(self.model, |scenario| {
                let mut chooses = scenario.chooses.iter();
                !chooses.any(|it| it.choice == *id && it.from.is_none())
            });
            let inlet = Inlet::Choice(*id);
            ways.extend(open.into_iter().map(|scenario| (inlet, scenario)));
        }
        ways
    }

    /// What an event does, by when it fires and how long it lasts.
    pub fn event(&self, name: &str) -> Vec<Way> {
        let all = self.events.get(name).into_iter().flatten();
        all.map(|id| (Inlet::Event(*id), None)).collect()
    }

    /// The hazard of an event.
    pub fn hazard(&self, name: &str) -> Vec<Way> {
        let all = self.events.get(name).into_iter().flatten();
        let hazards = all.filter_map(|id| self.model.events[id.0].hazard);
        hazards.map(|id| (Inlet::Quantity(id), None)).collect()
    }

    /// What an adjustment adjusts.
    pub fn adjustment(&self, adjustment: &Adjustment) -> Vec<Way> {
        let known = self.adjustments.get(&adjustment.span.0);
        known.cloned().unwrap_or_default()
    }

    /// What a switch switches.
    pub fn switch(&self, span: Span) -> Vec<Way> {
        let all = self.switches.get(&span).into_iter().flatten();
        all.map(|id| (Inlet::Choice(*id), None)).collect()
    }
}

/// The scenarios of which something is true: nothing stands for all of them.
fn in_which(model: &TypedModel, is: impl Fn(&Scenario) -> bool) -> Vec<Option<ScenarioId>> {
    let numbered = model.scenarios.iter().enumerate();
    let found: Vec<Option<ScenarioId>> = numbered
        .filter(|(_, scenario)| is(scenario))
        .map(|(at, _)| Some(ScenarioId(at)))
        .collect();
    match found.len() == model.scenarios.len() {
        true => vec![None],
        false => found,
    }
}

/// Whether an option can hold in a scenario.
fn can_hold(model: &TypedModel, scenario: &Scenario, choice: ChoiceId, option: usize) -> bool {
    let of_choice = |it: &&TChoose| it.choice == choice;
    let chosen: BTreeSet<usize> = scenario
        .chooses
        .iter()
        .filter(of_choice)
        .map(|it| it.option)
        .collect();
    let from_start = scenario
        .chooses
        .iter()
        .filter(of_choice)
        .any(|it| it.from.is_none());
    let switches = model.events.iter().flat_map(|event| &event.switches);
    let mut switched = switches.filter(|switch| switch.choice == choice);
    let options = &model.choices[choice.0].options;
    let weighted = options.iter().any(|it| it.weight.is_some());
    chosen.contains(&option)
        || switched.any(|switch| switch.option == option)
        || !from_start && (weighted || option == 0)
}

/// Whether one of the elements of `output[mountain, light]` is this.
fn has_element(name: &str, element: &str) -> bool {
    let inside = name
        .split_once('[')
        .map(|(_, inside)| inside.trim_end_matches(']'));
    inside.is_some_and(|inside| inside.split(", ").any(|each| each == element))
}
