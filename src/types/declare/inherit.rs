//! What scenarios take over from those that they extend.

use crate::types::context::Checker;
use crate::types::fault::whole::{ScenarioCircle, ScenarioTooDeep};
use crate::types::model::*;

/// Scenarios that a scenario extends, one through the other, at most.
const LONGEST_ROW: usize = 64;

impl Checker<'_> {
    /// Lets each scenario inherit from its parent, if they make no circle and no endless row.
    pub(super) fn inherit_all(&mut self) {
        if self.scenario_circles() || self.long_row_of_scenarios() {
            return;
        }
        let mut done = vec![false; self.scenarios.len()];
        for at in 0..self.scenarios.len() {
            self.inherit(at, &mut done);
        }
    }

    /// Reports each circle of scenarios that extend one another.
    fn scenario_circles(&mut self) -> bool {
        let mut found = false;
        // Where the walk was that first came by.
        let mut seen: Vec<Option<usize>> = vec![None; self.scenarios.len()];
        for at in 0..self.scenarios.len() {
            let (mut path, mut next) = (Vec::new(), Some(at));
            while let Some(here) = next.filter(|here| seen[*here].is_none()) {
                seen[here] = Some(at);
                path.push(here);
                next = self.scenarios[here].scenario.extends.map(|parent| parent.0);
            }
            let closed = next.filter(|back| seen[*back] == Some(at));
            if let Some(start) = closed.and_then(|back| path.iter().position(|it| *it == back)) {
                self.scenario_circle(&path[start..]);
                found = true;
            }
        }
        found
    }

    fn scenario_circle(&mut self, circle: &[usize]) {
        let origin = |at: &usize| &self.scenarios[*at].scenario.origin;
        let Some(first) = circle.first() else { return };
        let names: Vec<&str> = circle
            .iter()
            .chain([first])
            .map(|at| origin(at).name.as_str())
            .collect();
        let fault = ScenarioCircle {
            name: origin(first).name.clone(),
            circle: names.join(" -> "),
            span: origin(first).name_span,
        };
        self.faults.push(fault);
    }

    /// Each scenario holds all that it inherits, so that a row of thousands would not fit into memory.
    fn long_row_of_scenarios(&mut self) -> bool {
        let mut depths: Vec<Option<usize>> = vec![None; self.scenarios.len()];
        let mut first: Option<usize> = None;
        for at in 0..self.scenarios.len() {
            let (mut path, mut next) = (Vec::new(), Some(at));
            while let Some(here) = next.filter(|here| depths[*here].is_none()) {
                path.push(here);
                next = self.scenarios[here].scenario.extends.map(|parent| parent.0);
            }
            let mut depth = next
                .and_then(|known| depths[known])
                .map_or(0, |depth| depth + 1);
            while let Some(here) = path.pop() {
                depths[here] = Some(depth);
                if depth > LONGEST_ROW && first.is_none() {
                    first = Some(here);
                }
                depth += 1;
            }
        }
        let Some(first) = first else { return false };
        let origin = &self.scenarios[first].scenario.origin;
        let fault = ScenarioTooDeep {
            name: origin.name.clone(),
            limit: LONGEST_ROW,
            span: origin.name_span,
        };
        self.faults.push(fault);
        true
    }

    fn inherit(&mut self, at: usize, done: &mut [bool]) {
        let mut path = Vec::new();
        let mut next = Some(at);
        while let Some(here) = next.filter(|here| !done[*here]) {
            path.push(here);
            next = self.scenarios[here].scenario.extends.map(|parent| parent.0);
        }
        while let Some(here) = path.pop() {
            done[here] = true;
            if let Some(parent) = self.scenarios[here].scenario.extends {
                let parent = self.scenarios[parent.0].scenario.clone();
                extend(&mut self.scenarios[here].scenario, &parent);
            }
        }
    }
}

/// What a child does not say anew holds as in its parent. What its parent prevents, it triggers only then.
fn extend(child: &mut Scenario, parent: &Scenario) {
    let triggered =
        |event: EventId, own: &Scenario| own.triggers.iter().any(|trigger| trigger.event == event);
    let mut chooses: Vec<TChoose> = parent
        .chooses
        .iter()
        .filter(|choose| !child.chooses.iter().any(|own| own.choice == choose.choice))
        .cloned()
        .collect();
    let triggers: Vec<TTrigger> = parent
        .triggers
        .iter()
        .filter(|trigger| {
            !triggered(trigger.event, child) && !child.prevents.contains(&trigger.event)
        })
        .cloned()
        .collect();
    let prevents: Vec<EventId> = parent
        .prevents
        .iter()
        .filter(|event| !child.prevents.contains(event))
        .copied()
        .collect();
    let takes: Vec<_> = parent
        .takes
        .iter()
        .filter(|(id, _)| !child.takes.iter().any(|(own, _)| own == id))
        .copied()
        .collect();
    let replaced = |target: QuantityId| {
        child
            .adjustments
            .iter()
            .any(|(own, adjustment)| *own == target && matches!(adjustment.change, TChange::Set(_)))
    };
    let mut adjustments: Vec<(QuantityId, Adjustment)> = parent
        .adjustments
        .iter()
        .filter(|(target, adjustment)| {
            !(matches!(adjustment.change, TChange::Set(_)) && replaced(*target))
        })
        .cloned()
        .collect();
    chooses.append(&mut child.chooses);
    adjustments.append(&mut child.adjustments);
    (child.chooses, child.adjustments) = (chooses, adjustments);
    child.triggers.splice(0..0, triggers);
    child.prevents.splice(0..0, prevents);
    child.takes.splice(0..0, takes);
}
