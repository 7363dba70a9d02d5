//! What can never act: events that nothing lets fire, adjustments and switches that nothing lets hold.

use std::collections::BTreeMap;

use crate::fault::Faults;
use crate::span::Span;
use crate::types::constant::constant;
use crate::types::fault::adjust::{ChangesNothing, NeverActs};
use crate::types::fault::whole::EventNeverFires;
use crate::types::model::*;
use crate::types::whole::quote::is_worth_a_warning;
use crate::types::whole::when::active::{Activity, is_nought, let_fire, triggers};
use crate::types::whole::when::case::Case;
use crate::types::whole::when::steps;

/// Warns of all that can never act.
pub(in crate::types::whole) fn never(activity: &Activity<'_>, text: &str, faults: &mut Faults) {
    let mut search = Search { activity, text };
    let dead = search.events(faults);
    search.adjustments(&dead, faults);
    search.switches(&dead, faults);
}

struct Search<'a, 'm> {
    activity: &'a Activity<'m>,
    text: &'a str,
}

impl Search<'_, '_> {
    /// Events that can never fire: those of one declaration together.
    fn events(&mut self, faults: &mut Faults) -> Vec<bool> {
        let model = self.activity.model;
        let ids = (0..model.events.len()).map(EventId);
        let can =
            |id: &EventId| !self.activity.alone(*id).is_empty() || self.activity.is_triggered(*id);
        let dead: Vec<bool> = ids.map(|id| !can(&id)).collect();
        let mut whole: BTreeMap<Span, (bool, usize)> = BTreeMap::new();
        for (at, event) in model.events.iter().enumerate() {
            let entry = whole.entry(event.origin.name_span).or_insert((true, at));
            entry.0 &= dead[at] && is_worth_a_warning(&event.origin);
        }
        for (span, (_, at)) in whole.into_iter().filter(|(_, (all, _))| *all) {
            let event = &model.events[at];
            let (why, help) = self.why_it_never_fires(event);
            faults.push(EventNeverFires {
                name: event.origin.base().to_owned(),
                why,
                help: help.to_owned(),
                span,
            });
        }
        dead
    }

    fn why_it_never_fires(&self, event: &Event) -> (String, &'static str) {
        let cases = &self.activity.cases;
        let nothing = event.hazard.is_none() && event.occurs.is_none();
        let nought = event.hazard.is_some_and(|hazard| is_nought(cases, hazard));
        let conditions = cases.of_all(let_fire(event));
        if nothing {
            let help = "give it a `hazard`, an `occurs in` or an `occurs when`, or trigger it in a scenario";
            ("no hazard, no date, no trigger".to_owned(), help)
        } else if nought {
            let help = "give it a hazard above 0%, or trigger it in a scenario";
            (
                "its hazard is 0%, and no scenario triggers it".to_owned(),
                help,
            )
        } else if !conditions.iter().any(Case::is_possible) {
            let help = "change its condition, or delete the event";
            ("its condition never holds".to_owned(), help)
        } else {
            let help = "change its `occurs in` or its `only when`, so that they meet";
            ("its `only when` does not hold at its date".to_owned(), help)
        }
    }

    /// Adjustments, those of one clause together.
    fn adjustments(&self, dead: &[bool], faults: &mut Faults) {
        let mut clauses: BTreeMap<Span, (bool, QuantityId, &Adjustment)> = BTreeMap::new();
        for (target, each) in self.activity.cases.acting.all() {
            let entry = clauses.entry(each.span).or_insert((true, target, each));
            entry.0 = entry.0 && self.is_idle(target, each, dead);
        }
        for (span, (_, target, each)) in clauses.into_iter().filter(|(_, clause)| clause.0) {
            if changes_nothing(each) {
                let clause = crate::types::whole::quote::words(span, self.text);
                faults.push(ChangesNothing { clause, span });
            } else {
                let (why, help) = self.why_it_never_acts(target, each);
                let span = crate::types::whole::quote::condition(each, self.text).unwrap_or(span);
                let what = "adjustment";
                faults.push(NeverActs {
                    what,
                    why,
                    help,
                    span,
                });
            }
        }
    }

    fn is_idle(&self, target: QuantityId, adjustment: &Adjustment, dead: &[bool]) -> bool {
        if !is_worth_a_warning(self.origin_of(&adjustment.owner)) {
            return false;
        }
        match adjustment.owner {
            // That the event never fires is told already.
            Owner::Event(event) if dead[event.0] => false,
            _ => changes_nothing(adjustment) || !self.can_act(target, adjustment),
        }
    }

    fn origin_of(&self, owner: &Owner) -> &Origin {
        let model = self.activity.model;
        match owner {
            Owner::Option(choice, _) => &model.choices[choice.0].origin,
            Owner::Event(event) => &model.events[event.0].origin,
            Owner::Scenario(scenario) => &model.scenarios[scenario.0].origin,
        }
    }

    fn can_act(&self, target: QuantityId, adjustment: &Adjustment) -> bool {
        let bare = adjustment.when.is_none() && adjustment.during.is_none();
        if bare && !matches!(adjustment.owner, Owner::Event(_)) {
            return true;
        }
        let mut scenarios = self.scenarios_of(&adjustment.owner);
        scenarios.any(|scenario| {
            let cases = self.activity.acts(adjustment, target, scenario);
            self.activity.is_possible(&cases)
        })
    }

    /// The scenarios that may make a difference to whether something acts: one that says nothing, and those that
    /// trigger its event. That a scenario prevents it is no reason to call it idle.
    fn scenarios_of(&self, owner: &Owner) -> impl Iterator<Item = &Scenario> {
        let event = match owner {
            Owner::Event(event) => Some(*event),
            _ => None,
        };
        let triggering = move |scenario: &&Scenario| {
            event.is_some_and(|event| triggers(scenario, event).next().is_some())
        };
        let all = self.activity.model.scenarios.iter();
        [&self.activity.plain]
            .into_iter()
            .chain(all.filter(triggering))
    }

    fn why_it_never_acts(&self, target: QuantityId, adjustment: &Adjustment) -> (String, String) {
        let cases = &self.activity.cases;
        let possible = |cases: &[Case]| self.activity.is_possible(cases);
        let when = cases.of_all(&adjustment.when);
        if !possible(&when) {
            let help = "delete the line, or change its condition";
            return ("its condition is never true".to_owned(), help.to_owned());
        }
        if let Owner::Option(choice, option) = adjustment.owner
            && let Some(told) = self.of_another_option(adjustment, choice, option)
        {
            return told;
        }
        let never = "delete the line, or change when it acts".to_owned();
        match adjustment.owner {
            Owner::Event(event) => {
                let active = self
                    .scenarios_of(&adjustment.owner)
                    .map(|scenario| self.activity.active(event, scenario))
                    .fold(0..0, |all, own| steps::joined(&all, &own));
                let name = self.activity.model.events[event.0].origin.base();
                let shown = steps::named(self.activity.model, &active);
                let window = self.activity.in_window(adjustment);
                let apart = steps::shared(&active, &cases.steps(&cases.both(&when, &window)));
                match apart.is_empty() {
                    true => (format!("`{name}` can be active in {shown} only"), never),
                    false => (format!("it never holds while `{name}` is active"), never),
                }
            }
            Owner::Option(choice, option) => {
                let name = &self.activity.model.choices[choice.0].options[option]
                    .origin
                    .name;
                (format!("it never holds while `{name}` is chosen"), never)
            }
            Owner::Scenario(_) => {
                let target = &self.activity.model.quantity(target).origin.name;
                (
                    format!(
                        "its conditions and dates never meet, or lie outside those of `{target}`"
                    ),
                    never,
                )
            }
        }
    }

    /// `option a { … when choice is b }`
    fn of_another_option(
        &self,
        adjustment: &Adjustment,
        choice: ChoiceId,
        option: usize,
    ) -> Option<(String, String)> {
        let when = adjustment.when.as_ref()?;
        let Kind::Is {
            subject,
            label,
            negated: false,
        } = &when.kind
        else {
            return None;
        };
        if !matches!(subject.kind, Kind::Choice { id } if id == choice) || *label == option {
            return None;
        }
        let choice = &self.activity.model.choices[choice.0];
        let name = |at: usize| &choice.options[at].origin.name;
        let (own, other) = (name(option), name(*label));
        let clause =
            crate::types::whole::quote::condition(adjustment, self.text).unwrap_or(when.span);
        let clause = self.text.get(clause.range()).unwrap_or_default();
        Some((
            format!("it belongs to the option `{own}`, and asks for `{other}`"),
            format!(
                "delete `{clause}`: inside `{own}` it is never {other}; or move the whole line into the option `{other}`, without its `when`"
            ),
        ))
    }

    /// Switches of events that can fire, those of one clause together.
    fn switches(&self, dead: &[bool], faults: &mut Faults) {
        let model = self.activity.model;
        let mut clauses: BTreeMap<Span, Option<&'static str>> = BTreeMap::new();
        let events = model.events.iter().enumerate();
        let own = events.filter(|(at, event)| !dead[*at] && is_worth_a_warning(&event.origin));
        for (at, event) in own {
            for switch in &event.switches {
                let why = self.why_it_never_switches(EventId(at), event, switch);
                let entry = clauses.entry(switch.span).or_insert(why);
                *entry = entry.and(why);
            }
        }
        for (span, why) in clauses {
            if let Some(why) = why {
                faults.push(NeverActs {
                    what: "switch",
                    why: why.to_owned(),
                    help: "delete the line, or change when it acts".to_owned(),
                    span,
                });
            }
        }
    }

    fn why_it_never_switches(
        &self,
        id: EventId,
        event: &Event,
        switch: &TSwitch,
    ) -> Option<&'static str> {
        let probability = switch.probability.as_ref().and_then(constant);
        if probability == Some(0.0) {
            return Some("its probability is 0%");
        }
        let cases = &self.activity.cases;
        let when = cases.of_all(&switch.when);
        let fires = match self.activity.is_triggered(id) {
            true => cases.any(),
            // Both are read in the step in which it fires.
            false => cases.both(
                &cases.of_all(&event.only_when),
                &cases.within(self.activity.alone(id).clone()),
            ),
        };
        let possible = self.activity.is_possible(&cases.both(&when, &fires));
        (!possible).then_some("its condition never holds when the event fires")
    }
}

/// `scale x by 1`, `add 0 to x`
pub(in crate::types::whole) fn changes_nothing(adjustment: &Adjustment) -> bool {
    match &adjustment.change {
        TChange::Set(_) => false,
        TChange::Factor(factor) => constant(factor) == Some(1.0),
        TChange::Add(amount) => constant(amount) == Some(0.0),
    }
}
