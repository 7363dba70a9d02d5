//! When events can be active, and in which cases an adjustment holds.

use std::collections::BTreeSet;

use crate::types::constant::constant;
use crate::types::model::*;
use crate::types::whole::when::acting::Acting;
use crate::types::whole::when::alike::meaning;
use crate::types::whole::when::case::{Case, Cases};
use crate::types::whole::when::fact::Fact;
use crate::types::whole::when::steps::{self, Steps};

/// What is known of the times at which events and adjustments act.
pub(in crate::types::whole) struct Activity<'m> {
    pub(in crate::types::whole) model: &'m TypedModel,
    pub(in crate::types::whole) cases: Cases<'m>,
    /// A scenario that says nothing.
    pub(in crate::types::whole) plain: Scenario,
    /// When each event can fire by itself: by its hazard, at its date, or at its condition.
    alone: Vec<Steps>,
    /// Which events some scenario triggers.
    triggered: BTreeSet<EventId>,
    /// What asserts over choices alone allow.
    allowed: Vec<Vec<Case>>,
}

impl<'m> Activity<'m> {
    /// That of a model.
    pub(in crate::types::whole) fn of(model: &'m TypedModel, acting: &'m Acting<'m>) -> Self {
        let cases = Cases { model, acting };
        let events = model.events.iter();
        let alone = events.map(|event| fires_alone(&cases, event)).collect();
        let scenarios = model.scenarios.iter();
        let triggers = scenarios.flat_map(|scenario| &scenario.triggers);
        let asserts = model.asserts.iter();
        let asserts = asserts.filter(|assert| assert.refuted.is_none());
        let over_choices = asserts
            .filter(|assert| crate::types::whole::options::forbidden::is_over_choices(assert));
        let allowed = over_choices
            .map(|assert| cases.of(&assert.condition))
            .collect();
        Activity {
            model,
            cases,
            plain: Scenario::default(),
            alone,
            triggered: triggers.map(|trigger| trigger.event).collect(),
            allowed,
        }
    }

    /// When an event can fire if no scenario triggers it.
    pub(in crate::types::whole) fn alone(&self, event: EventId) -> &Steps {
        &self.alone[event.0]
    }

    /// Whether some scenario triggers an event.
    pub(in crate::types::whole) fn is_triggered(&self, event: EventId) -> bool {
        self.triggered.contains(&event)
    }

    /// When an event can be active in a scenario.
    pub(in crate::types::whole) fn active(&self, id: EventId, scenario: &Scenario) -> Steps {
        let event = &self.model.events[id.0];
        let all = steps::all(self.model);
        let lasting = |fires: &Steps, lasts: Option<usize>| {
            let end = lasts.map_or(all.end, |lasts| {
                fires.end.saturating_add(lasts.saturating_sub(1))
            });
            match fires.is_empty() {
                true => 0..0,
                false => steps::shared(&(fires.start..end), &all),
            }
        };
        let own = match scenario.prevents.contains(&id) {
            true => 0..0,
            false => lasting(&self.alone[id.0], lasts(&event.lasts)),
        };
        triggers(scenario, id).fold(own, |active, trigger| {
            let length = match &trigger.lasts {
                Some(lasts) => whole_steps(lasts),
                None => lasts(&event.lasts),
            };
            steps::joined(&active, &lasting(&self.at(&trigger.at), length))
        })
    }

    /// The step of a date, all where it is not written down.
    fn at(&self, date: &TExpr) -> Steps {
        match (steps::known_date(date), &self.model.timeline) {
            (Some(day), Some(timeline)) => match timeline.step_at(day) {
                Some(step) => step..step + 1,
                None => 0..0,
            },
            _ => steps::all(self.model),
        }
    }

    /// The cases in which an adjustment acts in a scenario.
    pub(in crate::types::whole) fn acts(
        &self,
        adjustment: &Adjustment,
        target: QuantityId,
        scenario: &Scenario,
    ) -> Vec<Case> {
        let cases = &self.cases;
        let owner = self.owner_acts(&adjustment.owner, target, scenario);
        let when = cases.of_all(&adjustment.when);
        cases.both(&cases.both(&owner, &when), &self.in_window(adjustment))
    }

    /// The case that an adjustment's `during` leaves.
    pub(in crate::types::whole) fn in_window(&self, adjustment: &Adjustment) -> Vec<Case> {
        match &adjustment.during {
            Some((from, to)) => self.cases.within(steps::of_window(self.model, from, to)),
            None => self.cases.any(),
        }
    }

    /// The cases in which that to which an adjustment belongs holds.
    pub(in crate::types::whole) fn owner_acts(
        &self,
        owner: &Owner,
        target: QuantityId,
        scenario: &Scenario,
    ) -> Vec<Case> {
        match owner {
            Owner::Option(choice, option) => self.cases.fact(Fact::Label {
                subject: meaning(&TExpr::new(
                    Kind::Choice { id: *choice },
                    Type::Label(LabelSet::Choice(*choice)),
                    Default::default(),
                )),
                label: *option,
                among: self.model.choices[choice.0].options.len(),
                yes: true,
            }),
            Owner::Event(event) => self.event_acts(*event, target, scenario),
            Owner::Scenario(_) => self.cases.any(),
        }
    }

    fn event_acts(&self, id: EventId, target: QuantityId, scenario: &Scenario) -> Vec<Case> {
        let lagged = self.model.quantity(target).role == QuantityRole::Hazard;
        let mut active = self.active(id, scenario);
        if lagged && !active.is_empty() {
            // Hazards see an event as the step before left it.
            let later = active.start + 1..active.end + 1;
            active = steps::shared(&later, &steps::all(self.model));
        }
        let aspect = Aspect::Active;
        let kind = Kind::Event { id, aspect, lagged };
        let fact = Fact::Plain {
            meaning: meaning(&TExpr::new(kind, Type::YesNo, Default::default())),
            yes: true,
        };
        let cases = &self.cases;
        let here = cases.both(&cases.fact(fact), &cases.within(active));
        if triggers(scenario, id).next().is_some() {
            return here;
        }
        // What let it fire still holds while it acts if it never changes, or if it acts in that step alone.
        let event = &self.model.events[id.0];
        let at_once = !lagged && matches!(event.lasts, TLasts::Step);
        let conditions = let_fire(event).filter(|each| at_once || !self.model.varies(each));
        cases.both(&here, &cases.of_all(conditions))
    }

    /// Whether one of some cases can be: not if each contradicts itself or an assert over choices.
    pub(in crate::types::whole) fn is_possible(&self, cases: &[Case]) -> bool {
        let possible: Vec<Case> = cases
            .iter()
            .filter(|case| case.is_possible())
            .cloned()
            .collect();
        let allows = |allowed: &Vec<Case>| {
            let both = self.cases.both(&possible, allowed);
            both.iter().any(Case::is_possible)
        };
        !possible.is_empty() && self.allowed.iter().all(allows)
    }
}

/// The triggers of an event in a scenario.
pub(in crate::types::whole) fn triggers(
    scenario: &Scenario,
    event: EventId,
) -> impl Iterator<Item = &TTrigger> {
    let all = scenario.triggers.iter();
    all.filter(move |trigger| trigger.event == event)
}

/// The conditions under which alone an event fires by itself.
pub(in crate::types::whole) fn let_fire(event: &Event) -> impl Iterator<Item = &TExpr> {
    let when = match &event.occurs {
        Some(TOccurs::When(when)) => Some(when),
        _ => None,
    };
    event.only_when.iter().chain(when)
}

fn fires_alone(cases: &Cases<'_>, event: &Event) -> Steps {
    let model = cases.model;
    let may = match (&event.occurs, event.hazard) {
        (Some(TOccurs::At(date)), _) => match (steps::known_date(date), &model.timeline) {
            (Some(day), Some(timeline)) => {
                let step = timeline.step_at(day);
                step.map_or(0..0, |step| step..step + 1)
            }
            _ => steps::all(model),
        },
        (Some(TOccurs::When(_)), _) => steps::all(model),
        (None, Some(hazard)) if is_nought(cases, hazard) => 0..0,
        (None, Some(_)) => steps::all(model),
        (None, None) => 0..0,
    };
    let allowed = cases.steps(&cases.of_all(let_fire(event)));
    let fires = steps::shared(&may, &allowed);
    if fires.is_empty() { 0..0 } else { fires }
}

/// Whether a hazard is written as nothing, and nothing adds to it.
pub(in crate::types::whole) fn is_nought(cases: &Cases<'_>, hazard: QuantityId) -> bool {
    let Definition::Expr(value) = &cases.model.quantity(hazard).definition else {
        return false;
    };
    let factor = |each: &&Adjustment| matches!(each.change, TChange::Factor(_));
    constant(value) == Some(0.0) && cases.acting.on(hazard).iter().all(factor)
}

/// How many steps an event lasts, if that is written down.
fn lasts(lasts: &TLasts) -> Option<usize> {
    match lasts {
        TLasts::Step => Some(1),
        TLasts::Forever => None,
        TLasts::Steps(steps) => whole_steps(steps),
    }
}

fn whole_steps(steps: &TExpr) -> Option<usize> {
    let steps = constant(steps).filter(|steps| *steps < 1e9)?;
    Some((steps + 0.5).floor().max(1.0) as usize)
}
