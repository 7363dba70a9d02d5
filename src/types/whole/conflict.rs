//! Two sets of one quantity that can hold at once with different values.

use std::collections::{BTreeMap, BTreeSet};

use super::active::{Activity, triggers};
use super::alike::alike;
use super::settle::told;
use crate::fault::Faults;
use crate::span::Span;
use crate::types::model::*;

/// Reports the first conflict of each quantity in each rank.
pub(super) fn conflicts(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let model = activity.model;
    let mut search = Search {
        activity,
        text,
        found: BTreeSet::new(),
        faults,
    };
    for (at, quantity) in model.quantities.iter().enumerate() {
        let own = quantity.adjustments.iter();
        let sets: Vec<&Adjustment> = own.filter(|each| is_set(each)).collect();
        search.pairs(QuantityId(at), &sets, None);
    }
    let mut inherited = BTreeSet::new();
    for scenario in &model.scenarios {
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
            if search.pairs(*target, &own, Some(scenario)) {
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
    /// What is told of: one declaration may have made several quantities or events.
    found: BTreeSet<(Span, Span)>,
    faults: &'a mut Faults,
}

impl Search<'_, '_> {
    fn pairs(&mut self, target: QuantityId, sets: &[&Adjustment], of: Option<&Scenario>) -> bool {
        for (at, second) in sets.iter().enumerate() {
            for first in &sets[..at] {
                if self.can_both_hold(first, second, target, of) {
                    self.tell((first, second), target);
                    return true;
                }
            }
        }
        false
    }

    fn tell(&mut self, (first, second): (&Adjustment, &Adjustment), target: QuantityId) {
        let model = self.activity.model;
        if self.found.insert((first.span, second.span)) {
            let name = &model.quantity(target).origin.name;
            let fault = told(model, (first, second), name, self.text);
            self.faults.push(fault);
        }
    }

    fn can_both_hold(
        &self,
        a: &Adjustment,
        b: &Adjustment,
        target: QuantityId,
        of: Option<&Scenario>,
    ) -> bool {
        let one_rank = matches!(
            (&a.owner, &b.owner),
            (Owner::Option(..), Owner::Option(..))
                | (Owner::Event(_), Owner::Event(_))
                | (Owner::Scenario(_), Owner::Scenario(_))
        );
        if !one_rank || same_value(a, b) {
            return false;
        }
        let model = self.activity.model;
        let mut tried = BTreeSet::new();
        let mut scenarios = of.into_iter().chain(match of {
            Some(_) => [].iter(),
            None => model.scenarios.iter(),
        });
        scenarios.any(|scenario| {
            let events = [event_of(a), event_of(b)];
            tried.insert(sets_off(scenario, events)) && self.hold_in(a, b, target, scenario)
        })
    }

    fn hold_in(
        &self,
        a: &Adjustment,
        b: &Adjustment,
        target: QuantityId,
        scenario: &Scenario,
    ) -> bool {
        let activity = self.activity;
        let one = activity.acts(a, target, scenario);
        let other = activity.acts(b, target, scenario);
        activity.is_possible(&activity.cases.both(&one, &other))
    }
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

/// What a scenario does to the firing of two events: those with the same need no second look.
fn sets_off(scenario: &Scenario, events: [Option<EventId>; 2]) -> [(bool, Vec<Span>); 2] {
    events.map(|event| match event {
        None => (false, Vec::new()),
        Some(event) => {
            let prevented = scenario.prevents.contains(&event);
            let spans = triggers(scenario, event).map(|trigger| trigger.span);
            (prevented, spans.collect())
        }
    })
}
