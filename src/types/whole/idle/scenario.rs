//! Scenarios that change nothing, and scenarios that change what another does.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::Faults;
use crate::span::Span;
use crate::types::constant::constant;
use crate::types::fault::whole::{IdleScenario, SameScenarios};
use crate::types::model::*;
use crate::types::whole::idle::never::changes_nothing;
use crate::types::whole::idle::reach::Used;
use crate::types::whole::idle::usage::effect;
use crate::types::whole::when::active::Activity;
use crate::types::whole::when::alike::{alike, meaning};

/// Reports scenarios that are the same as the model without them, or as one declared before.
pub(in crate::types::whole) fn idle(activity: &Activity<'_>, used: &Used, faults: &mut Faults) {
    let model = activity.model;
    let extended = model.scenarios.iter().filter_map(|it| it.extends).collect();
    let search = Search {
        activity,
        used,
        extended,
    };
    let mut seen: BTreeMap<BTreeSet<String>, &Scenario> = BTreeMap::new();
    for (at, scenario) in model.scenarios.iter().enumerate() {
        let origin = &scenario.origin;
        if origin.span == Span::default() {
            continue;
        }
        let (name, span) = (origin.name.clone(), origin.name_span);
        let effects = search.effects(scenario);
        // What others extend, or says which options hold anyway, is a scenario: the one to compare with.
        let says_so = !scenario.chooses.is_empty() || search.extended.contains(&ScenarioId(at));
        if search.is_told_of(scenario) {
            continue;
        }
        let parent = scenario.extends.map(|parent| &model.scenarios[parent.0]);
        if effects.is_empty() && !says_so && parent.is_none() {
            faults.push(IdleScenario { name, span });
        } else if let Some(first) = seen.get(&effects) {
            faults.push(SameScenarios {
                name,
                other: first.origin.name.clone(),
                extends: parent.is_some_and(|parent| parent.origin.name == first.origin.name),
                span,
                first: first.origin.name_span,
            });
        } else {
            seen.insert(effects, scenario);
        }
    }
}

struct Search<'a, 'm> {
    activity: &'a Activity<'m>,
    used: &'a Used,
    /// The scenarios that others extend.
    extended: BTreeSet<ScenarioId>,
}

impl Search<'_, '_> {
    /// What a scenario changes, with what changes nothing left out.
    fn effects(&self, scenario: &Scenario) -> BTreeSet<String> {
        let chooses = scenario.chooses.iter().enumerate();
        let chooses = chooses.filter_map(|(at, choose)| self.choose(scenario, at, choose));
        let triggers = scenario.triggers.iter();
        let triggers = triggers.filter_map(|trigger| self.trigger(trigger));
        let prevents = scenario.prevents.iter();
        let prevents = prevents.filter_map(|event| {
            let fires = !self.activity.alone(*event).is_empty();
            (fires && self.used.events[event.0]).then(|| format!("prevent {}", event.0))
        });
        let takes = scenario.takes.iter();
        let takes = takes.filter_map(|(id, claim)| self.take(*id, *claim));
        let adjustments = scenario.adjustments.iter();
        let adjustments = adjustments.filter_map(|(id, each)| self.adjust(*id, each));
        let all = chooses.chain(triggers).chain(prevents);
        all.chain(takes).chain(adjustments).collect()
    }

    /// Whether a scenario speaks of something of which it is told already that it moves nothing or never fires.
    fn is_told_of(&self, scenario: &Scenario) -> bool {
        let event = |id: &EventId| {
            let fires = !self.activity.alone(*id).is_empty() || self.activity.is_triggered(*id);
            !fires || !self.used.events[id.0]
        };
        let quantity = |id: &QuantityId| !self.used.quantities[id.0];
        let choice = |choose: &TChoose| !self.used.choices[choose.choice.0];
        let adjusts = |(id, each): &(QuantityId, Adjustment)| quantity(id) || changes_nothing(each);
        scenario.chooses.iter().any(choice)
            || scenario.prevents.iter().any(event)
            || scenario
                .triggers
                .iter()
                .any(|trigger| event(&trigger.event))
            || scenario.takes.iter().any(|(id, _)| quantity(id))
            || scenario.adjustments.iter().any(adjusts)
    }

    fn choose(&self, scenario: &Scenario, at: usize, choose: &TChoose) -> Option<String> {
        let id = choose.choice;
        let what = format!("choose {} {}", id.0, choose.option);
        match &choose.from {
            // The order in which dated ones act decides between two of one step.
            Some(from) => {
                let later = scenario.chooses[at..].iter();
                let later = later.filter(|other| other.choice == id).count();
                Some(format!("{what} from {} {later}", meaning(from)))
            }
            None => {
                let options = &self.activity.model.choices[id.0].options;
                let holds_anyway = match &options[choose.option].weight {
                    Some(weight) => constant(weight) == Some(1.0),
                    None => choose.option == 0,
                };
                let moves = self.used.choices[id.0] && !holds_anyway;
                moves.then_some(what)
            }
        }
    }

    fn trigger(&self, trigger: &TTrigger) -> Option<String> {
        let lasts = trigger.lasts.as_ref().map(meaning);
        let what = format!(
            "trigger {} {} {lasts:?}",
            trigger.event.0,
            meaning(&trigger.at)
        );
        self.used.events[trigger.event.0].then_some(what)
    }

    fn take(&self, id: QuantityId, claim: usize) -> Option<String> {
        let certain = match &self.activity.model.quantity(id).definition {
            Definition::Claims(claims) => claims.get(claim).is_some_and(|it| it.weight == 1.0),
            _ => false,
        };
        let moves = self.used.quantities[id.0] && !certain;
        moves.then(|| format!("take {} {claim}", id.0))
    }

    fn adjust(&self, id: QuantityId, adjustment: &Adjustment) -> Option<String> {
        let moves = self.used.quantities[id.0]
            && !changes_nothing(adjustment)
            && !self.sets_what_it_is(id, adjustment);
        moves.then(|| format!("adjust {} {}", id.0, effect(adjustment)))
    }

    /// Whether a set gives the value that the quantity has without it.
    fn sets_what_it_is(&self, id: QuantityId, adjustment: &Adjustment) -> bool {
        let quantity = self.activity.model.quantity(id);
        let set = |each: &Adjustment| matches!(each.change, TChange::Set(_));
        match (&adjustment.change, &quantity.definition) {
            (TChange::Set(value), Definition::Expr(own)) => {
                let known = crate::types::constant::constant(own).is_some();
                known && alike(value, own) && !quantity.adjustments.iter().any(set)
            }
            _ => false,
        }
    }
}
