//! Two sets of one quantity that can hold at once with different values.

mod settle;

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::Faults;
use crate::span::Span;
use crate::types::model::*;
use crate::types::whole::conflict::settle::told;
use crate::types::whole::when::active::Activity;
use crate::types::whole::when::alike::alike;
use crate::types::whole::when::case::Case;

/// Reports the first conflict of each quantity in each rank.
pub(in crate::types::whole) fn conflicts(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let model = activity.model;
    let mut search = Search {
        activity,
        text,
        touching: touching(model),
        found: BTreeSet::new(),
        faults,
    };
    for (at, quantity) in model.quantities.iter().enumerate() {
        let own = quantity.adjustments.iter();
        let sets: Vec<&Adjustment> = own.filter(|each| is_set(each)).collect();
        search.pairs(QuantityId(at), &sets, None);
    }
    let mut inherited = BTreeSet::new();
    for (at, scenario) in model.scenarios.iter().enumerate() {
        let mut sets: BTreeMap<QuantityId, Vec<&Adjustment>> = BTreeMap::new();
        for (target, each) in scenario.adjustments.iter().filter(|(_, each)| is_set(each)) {
            sets.entry(*target).or_default().push(each);
        }
        for (target, sets) in sets.iter().filter(|(_, sets)| sets.len() > 1) {
            // What a parent is told of is not told of its children again.
            let own: Vec<_> = sets
                .iter()
                .copied()
                .filter(|set| !inherited.contains(&(*target, set.span)))
                .collect();
            if search.pairs(*target, &own, Some(at)) {
                inherited.extend(own.iter().map(|set| (*target, set.span)));
            }
        }
    }
}

fn is_set(adjustment: &Adjustment) -> bool {
    matches!(adjustment.change, TChange::Set(_))
}

struct Search<'a, 'm> {
    activity: &'a Activity<'m>,
    text: &'a str,
    touching: Vec<Vec<usize>>,
    /// What is told of: one declaration may have made several quantities or events.
    found: BTreeSet<(Span, Span)>,
    faults: &'a mut Faults,
}

impl<'m> Search<'_, 'm> {
    /// `of`: the position of the scenario whose sets they are, if they are a scenario's.
    fn pairs(&mut self, target: QuantityId, sets: &[&Adjustment], of: Option<usize>) -> bool {
        let mut known: BTreeMap<(usize, usize), Vec<Case>> = BTreeMap::new();
        for (at, second) in sets.iter().enumerate() {
            for (before, first) in sets[..at].iter().enumerate() {
                if !of_one_rank(first, second) || same_value(first, second) {
                    continue;
                }
                let in_question = match of {
                    Some(scenario) => vec![scenario],
                    None => self.scenarios_of(first, second),
                };
                let both_hold = in_question.into_iter().any(|scenario| {
                    for (position, set) in [(before, first), (at, second)] {
                        let entry = known.entry((position, scenario));
                        entry.or_insert_with(|| self.acts(set, target, scenario));
                    }
                    let cases = self.activity.cases;
                    let both = cases.both(&known[&(before, scenario)], &known[&(at, scenario)]);
                    self.activity.is_possible(&both)
                });
                if both_hold {
                    self.tell((first, second), target);
                    return true;
                }
            }
        }
        false
    }

    fn acts(&self, set: &Adjustment, target: QuantityId, scenario: usize) -> Vec<Case> {
        let scenario = &self.activity.model.scenarios[scenario];
        self.activity.acts(set, target, scenario)
    }

    /// The scenarios that set off or prevent the events of two sets, and one that does neither.
    fn scenarios_of(&self, a: &Adjustment, b: &Adjustment) -> Vec<usize> {
        let events = [event_of(a), event_of(b)].into_iter().flatten();
        let mut touching: Vec<usize> = events
            .flat_map(|event| &self.touching[event.0])
            .copied()
            .collect();
        touching.sort_unstable();
        touching.dedup();
        let mut others = 0..self.activity.model.scenarios.len();
        let other = others.find(|at| touching.binary_search(at).is_err());
        other.into_iter().chain(touching).collect()
    }

    fn tell(&mut self, (first, second): (&Adjustment, &Adjustment), target: QuantityId) {
        let model = self.activity.model;
        if self.found.insert((first.span, second.span)) {
            let name = &model.quantity(target).origin.name;
            let fault = told(model, (first, second), name, self.text);
            self.faults.0.push(fault);
        }
    }
}

/// By event, the scenarios that trigger or prevent it.
fn touching(model: &TypedModel) -> Vec<Vec<usize>> {
    let mut touching = vec![Vec::new(); model.events.len()];
    for (at, scenario) in model.scenarios.iter().enumerate() {
        let triggered = scenario.triggers.iter().map(|trigger| trigger.event);
        for event in triggered.chain(scenario.prevents.iter().copied()) {
            touching[event.0].push(at);
        }
    }
    touching
}

fn of_one_rank(a: &Adjustment, b: &Adjustment) -> bool {
    matches!(
        (&a.owner, &b.owner),
        (Owner::Option(..), Owner::Option(..))
            | (Owner::Event(_), Owner::Event(_))
            | (Owner::Scenario(_), Owner::Scenario(_))
    )
}

fn same_value(a: &Adjustment, b: &Adjustment) -> bool {
    match (&a.change, &b.change) {
        (TChange::Set(a), TChange::Set(b)) => alike(a, b),
        _ => false,
    }
}

fn event_of(adjustment: &Adjustment) -> Option<EventId> {
    match adjustment.owner {
        Owner::Event(event) => Some(event),
        _ => None,
    }
}
