//! The combinations of options that a scenario can come to: at its start, by its dated choices, by switches.

use std::collections::BTreeSet;

use crate::span::Span;
use crate::types::constant::constant;
use crate::types::model::*;
use crate::types::whole::options::known;
pub(in crate::types::whole) use crate::types::whole::options::known::Combination;
use crate::types::whole::options::looks::with_those_above;
use crate::types::whole::options::weights::weights_of;
use crate::types::whole::when::active::{Activity, triggers};
use crate::types::whole::when::steps;

/// More combinations than this are left to the run.
pub(in crate::types::whole) const MOST: usize = 10_000;
/// Uncertain switches of one event beyond this are left to the run.
const UNCERTAIN: usize = 6;

/// How a combination comes about.
#[derive(Clone, Copy)]
pub(in crate::types::whole) enum Way {
    /// It can hold from the start.
    Start,
    /// By a dated choice of the scenario.
    Choose(Span),
    /// By a switch of an event.
    Switch(EventId, Span),
}

/// A combination that is ruled out.
pub(in crate::types::whole) struct Broken {
    pub(in crate::types::whole) combination: Combination,
    pub(in crate::types::whole) way: Way,
}

/// What can become of some choices in a scenario.
pub(in crate::types::whole) struct Course<'a> {
    activity: &'a Activity<'a>,
    scenario: &'a Scenario,
    choices: &'a [ChoiceId],
    seen: BTreeSet<Combination>,
}

impl<'a> Course<'a> {
    pub(in crate::types::whole) fn of(
        activity: &'a Activity<'a>,
        scenario: &'a Scenario,
        choices: &'a [ChoiceId],
    ) -> Self {
        Course {
            activity,
            scenario,
            choices,
            seen: BTreeSet::new(),
        }
    }

    /// The first combination that it can come to and a condition rules out.
    pub(in crate::types::whole) fn breaks(mut self, condition: &TExpr) -> Option<Broken> {
        let breaks = |combination: &Combination| holds(condition, combination) == Some(false);
        let told = |combination: &Combination, way| Broken {
            combination: combination.clone(),
            way,
        };
        let mut current = self.starts()?;
        if let Some(broken) = current.iter().find(|each| breaks(each)) {
            return Some(told(broken, Way::Start));
        }
        let mut dated = self.dated().into_iter();
        loop {
            let switched = self.switched(&current);
            if let Some((broken, way)) = switched.iter().find(|(each, _)| breaks(each)) {
                return Some(told(broken, *way));
            }
            current.extend(switched.into_iter().map(|(combination, _)| combination));
            let chosen = dated.next()?;
            let way = Way::Choose(chosen.last()?.span);
            for combination in &mut current {
                chosen
                    .iter()
                    .for_each(|choose| put(combination, choose.choice, choose.option));
            }
            if let Some(broken) = current.iter().find(|each| breaks(each)) {
                return Some(told(broken, way));
            }
            current.sort();
            current.dedup();
            self.seen.clear();
        }
    }

    /// The combinations that can hold at the start; nothing if there are too many to look at.
    fn starts(&self) -> Option<Vec<Combination>> {
        let (model, scenario) = (self.activity.model, self.scenario);
        let all = with_those_above(model, self.choices).into_iter();
        let possible: Vec<(ChoiceId, Vec<usize>)> = all
            .map(|id| (id, options_of(model, scenario, id)))
            .collect();
        let can = known::combinations(&possible, MOST)?
            .filter(|combination| can_start(model, scenario, combination));
        let asked = |combination: &Combination| -> Combination {
            let ours = |id: &ChoiceId| combination.iter().find(|(own, _)| own == id).copied();
            self.choices.iter().filter_map(ours).collect()
        };
        let mut starts: Vec<Combination> = can.map(|combination| asked(&combination)).collect();
        starts.sort();
        starts.dedup();
        Some(starts)
    }

    /// The dated choices of the scenario, those of one step together, in the order in which they act.
    fn dated(&self) -> Vec<Vec<&'a TChoose>> {
        let chooses = self.scenario.chooses.iter();
        let own = chooses.filter(|choose| self.choices.contains(&choose.choice));
        let mut dated: Vec<(usize, &TChoose)> = own
            .filter_map(|choose| {
                let day = steps::known_date(choose.from.as_ref()?)?;
                let step = self.activity.model.timeline.as_ref()?.step_at(day)?;
                Some((step, choose))
            })
            .collect();
        dated.sort_by_key(|(step, _)| *step);
        let of_one_step = dated.chunk_by(|a, b| a.0 == b.0);
        of_one_step
            .map(|same| same.iter().map(|(_, choose)| *choose).collect())
            .collect()
    }

    /// All that switches can make of some combinations.
    fn switched(&mut self, from: &[Combination]) -> Vec<(Combination, Way)> {
        let model = self.activity.model;
        let fires = |id: &EventId| !self.activity.active(*id, self.scenario).is_empty();
        let ours = |id: &EventId| {
            let mut switches = model.events[id.0].switches.iter();
            switches.any(|switch| self.choices.contains(&switch.choice))
        };
        let events: Vec<EventId> = (0..model.events.len())
            .map(EventId)
            .filter(|id| ours(id) && fires(id))
            .collect();
        let mut found: Vec<(Combination, Way)> = Vec::new();
        let mut open: Vec<Combination> = from.to_vec();
        self.seen.extend(from.iter().cloned());
        while let Some(combination) = open.pop() {
            for id in &events {
                for (next, way) in self.after(*id, &combination) {
                    if self.seen.len() < MOST && self.seen.insert(next.clone()) {
                        found.push((next.clone(), way));
                        open.push(next);
                    }
                }
            }
        }
        found
    }

    /// What one firing of an event can make of a combination. Its switches act at once.
    fn after(&self, id: EventId, combination: &Combination) -> Vec<(Combination, Way)> {
        let event = &self.activity.model.events[id.0];
        let may = |condition: &Option<TExpr>| {
            let condition = condition.as_ref();
            condition.map_or(Some(true), |condition| holds(condition, combination))
        };
        let triggered = triggers(self.scenario, id).next().is_some();
        if !triggered && may(&event.only_when) == Some(false) {
            return Vec::new();
        }
        let ours = event.switches.iter();
        let ours: Vec<(&TSwitch, bool)> = ours
            .filter(|switch| self.choices.contains(&switch.choice))
            .filter_map(|switch| {
                let when = may(&switch.when);
                let chance = switch.probability.as_ref().map(constant);
                let never = when == Some(false) || chance == Some(Some(0.0));
                let certain = when == Some(true) && chance.is_none_or(|it| it == Some(1.0));
                (!never).then_some((switch, certain))
            })
            .collect();
        let uncertain = ours.iter().filter(|(_, certain)| !certain).count();
        if uncertain > UNCERTAIN {
            return Vec::new();
        }
        let turns = (0..1_usize << uncertain).filter_map(|turn| turned(combination, &ours, turn));
        turns
            .map(|(next, span)| (next, Way::Switch(id, span)))
            .collect()
    }
}

/// A combination after certain switches and those uncertain ones that a turn names, and the last that acted.
fn turned(
    combination: &Combination,
    switches: &[(&TSwitch, bool)],
    turn: usize,
) -> Option<(Combination, Span)> {
    let mut next = combination.clone();
    let (mut last, mut bit) = (None, 0);
    // Of two switches of one choice the option listed later wins.
    let mut acting: Vec<&TSwitch> = Vec::new();
    for (switch, certain) in switches {
        if *certain || turn >> bit & 1 == 1 {
            acting.push(switch);
            last = Some(switch.span);
        }
        bit += usize::from(!certain);
    }
    acting.sort_by_key(|switch| switch.option);
    for switch in acting {
        put(&mut next, switch.choice, switch.option);
    }
    last.map(|span| (next, span))
}

fn put(combination: &mut Combination, id: ChoiceId, option: usize) {
    for (own, held) in combination.iter_mut() {
        if *own == id {
            *held = option;
        }
    }
}

/// The option that a scenario chooses for its start.
fn chosen(model: &TypedModel, scenario: &Scenario, id: ChoiceId) -> Option<usize> {
    let first = |from: &TExpr| {
        let day = steps::known_date(from);
        day.is_some_and(|day| model.timeline.as_ref().and_then(|it| it.step_at(day)) == Some(0))
    };
    let mut chooses = scenario.chooses.iter().rev();
    let chosen =
        chooses.find(|choose| choose.choice == id && choose.from.as_ref().is_none_or(first));
    chosen.map(|chosen| chosen.option)
}

/// The options that can hold when a scenario starts, whatever the other choices are.
pub(in crate::types::whole) fn options_of(
    model: &TypedModel,
    scenario: &Scenario,
    id: ChoiceId,
) -> Vec<usize> {
    match chosen(model, scenario, id) {
        Some(option) => vec![option],
        None if is_weighted(model, id) => (0..model.choices[id.0].options.len()).collect(),
        None => vec![0],
    }
}

/// Whether the weights of the choices that are left open let this combination be drawn. Weights that only a run can
/// tell are left to the run.
pub(in crate::types::whole) fn can_start(
    model: &TypedModel,
    scenario: &Scenario,
    combination: &Combination,
) -> bool {
    let open = combination
        .iter()
        .filter(|(id, _)| is_open(model, scenario, *id));
    let mut weights = open.map(|(id, option)| weight_in(model, *id, *option, combination));
    weights.all(|weight| weight.is_some_and(|weight| weight > 0.0))
}

pub(in crate::types::whole) fn weight_in(
    model: &TypedModel,
    id: ChoiceId,
    option: usize,
    combination: &Combination,
) -> Option<f64> {
    let weight = model.choices[id.0].options.get(option)?.weight.as_ref()?;
    known::value(model, weight, combination)
}

fn is_weighted(model: &TypedModel, id: ChoiceId) -> bool {
    weights_of(model, id).next().is_some()
}

/// Whether a scenario leaves a choice to its weights.
pub(in crate::types::whole) fn is_open(
    model: &TypedModel,
    scenario: &Scenario,
    id: ChoiceId,
) -> bool {
    is_weighted(model, id) && chosen(model, scenario, id).is_none()
}

/// Whether a condition holds with some options, where they alone tell.
fn holds(condition: &TExpr, combination: &[(ChoiceId, usize)]) -> Option<bool> {
    let each = |all: &[TExpr]| -> Vec<Option<bool>> {
        all.iter().map(|each| holds(each, combination)).collect()
    };
    match &condition.kind {
        Kind::YesNo(value) => Some(*value),
        Kind::Not(inner) => holds(inner, combination).map(|holds| !holds),
        Kind::And(all) => match each(all) {
            known if known.contains(&Some(false)) => Some(false),
            known => known.into_iter().collect::<Option<Vec<_>>>().map(|_| true),
        },
        Kind::Or(all) => match each(all) {
            known if known.contains(&Some(true)) => Some(true),
            known => known.into_iter().collect::<Option<Vec<_>>>().map(|_| false),
        },
        Kind::Is {
            subject,
            label,
            negated,
        } => match subject.kind {
            Kind::Choice { id } => {
                let chosen = combination.iter().find(|(own, _)| *own == id)?;
                Some((chosen.1 == *label) != *negated)
            }
            _ => None,
        },
        _ => None,
    }
}
