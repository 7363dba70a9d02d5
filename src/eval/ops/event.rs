//! Events that fire and last, choices that are switched.

use super::logic::{all, any, both, either, taken};
use crate::eval::column::{Column, Columns, all_there, width_of};
use crate::eval::lane::{Lane, yes};

/// Triggers, each with how many steps it makes the event last.
pub trait Pairs<'a>: DoubleEndedIterator<Item = (&'a Column, &'a Column)> + Clone {}

impl<'a, T: DoubleEndedIterator<Item = (&'a Column, &'a Column)> + Clone> Pairs<'a> for T {}

/// What acts on a choice, each with the option it asks for.
pub trait Options<'a>: DoubleEndedIterator<Item = (&'a Column, usize)> + Clone {}

impl<'a, T: DoubleEndedIterator<Item = (&'a Column, usize)> + Clone> Options<'a> for T {}

/// What makes an event fire in a step.
pub struct Causes<'a, C> {
    /// The steps it lasted when the step before closed; nothing in the first step.
    pub remaining: Option<&'a Column>,
    /// It fires of itself only while this holds.
    pub only_when: Option<&'a Column>,
    /// Whether its hazard strikes.
    pub strikes: Option<&'a Column>,
    /// Whether it occurs.
    pub occurs: Option<&'a Column>,
    /// Whether a scenario triggers it.
    pub triggers: C,
}

/// Whether the event fires.
pub fn fired<'a>(causes: &Causes<'a, impl Columns<'a>>, out: &mut Column) {
    let singles = [causes.only_when, causes.strikes, causes.occurs];
    let columns = singles.into_iter().flatten().chain(causes.remaining);
    let columns = columns.chain(causes.triggers.clone());
    if all_there(columns.clone()) {
        return fired_all(causes, out);
    }
    let width = width_of(columns);
    let lane = |column: Option<&Column>, draw, otherwise| {
        column.map_or(Lane::yes_no(otherwise), |column| column.lane(draw))
    };
    out.fill_with(width, |draw| {
        let over = causes.remaining.map_or(Lane::yes_no(true), |remaining| {
            let opened = remaining.lane(draw);
            opened.map(|steps| yes(steps <= 1.0))
        });
        let strikes = all([over, lane(causes.strikes, draw, false)]);
        let itself = any([strikes, lane(causes.occurs, draw, false)]);
        let allowed = all([lane(causes.only_when, draw, true), itself]);
        let triggers = causes.triggers.clone();
        let triggers = triggers.map(|trigger| trigger.lane(draw));
        any(triggers.chain([allowed]))
    });
}

/// The same where every value is there.
fn fired_all<'a>(causes: &Causes<'a, impl Columns<'a>>, out: &mut Column) {
    match (causes.strikes, causes.remaining) {
        (Some(strikes), Some(remaining)) => {
            out.pick2(strikes, remaining, |strikes, steps| {
                yes((strikes != 0.0) & (steps <= 1.0))
            });
        }
        (Some(strikes), None) => out.copy_from(strikes),
        (None, _) => out.set_same(Lane::of(0.0)),
    }
    if let Some(occurs) = causes.occurs {
        out.pick_with(occurs, |a, b| either(a, b));
    }
    if let Some(only_when) = causes.only_when {
        out.pick_with(only_when, |a, b| both(a, b));
    }
    for trigger in causes.triggers.clone() {
        out.pick_with(trigger, |a, b| either(a, b));
    }
}

/// How many steps the event still lasts, this one included: `declared` ones once it fires. `triggers` are those with a
/// duration of their own.
pub fn remaining<'a>(
    before: Option<&'a Column>,
    fired: &'a Column,
    declared: &'a Column,
    triggers: impl Pairs<'a>,
    out: &mut Column,
) {
    let own = triggers.clone().flat_map(|(at, steps)| [at, steps]);
    let columns = own.chain([fired, declared]).chain(before);
    if all_there(columns.clone()) {
        return remaining_all(before, fired, declared, triggers, out);
    }
    out.fill_with(width_of(columns), |draw| {
        let fires = fired.lane(draw);
        if !fires.is_ok() {
            return fires;
        }
        if fires.value == 0.0 {
            let before = before.map_or(Lane::of(0.0), |before| before.lane(draw));
            return before.map(one_less);
        }
        let mut own = triggers.clone().rev();
        let own = own.find(|(at, _)| at.lane(draw).is_yes());
        let steps = own.map_or(declared, |(_, steps)| steps);
        steps.lane(draw).map(whole_steps)
    });
}

/// The same where every value is there.
fn remaining_all<'a>(
    before: Option<&Column>,
    fired: &Column,
    declared: &Column,
    triggers: impl Pairs<'a>,
    out: &mut Column,
) {
    match before {
        Some(before) => out.pick3(before, fired, declared, |before, fired, steps| {
            taken(one_less(before), fired, whole_steps(steps))
        }),
        None => out.pick2(fired, declared, |fired, steps| {
            taken(0.0, fired, whole_steps(steps))
        }),
    }
    for (at, steps) in triggers {
        let own =
            |remaining, fired, at, steps| taken(remaining, both(fired, at), whole_steps(steps));
        out.pick_with_three(fired, at, steps, own);
    }
}

/// The same for an event that fires by its hazard alone: where it is over and the uniform is below the probability.
pub fn remaining_by_chance(
    before: Option<&Column>,
    (uniform, probability): (&Column, &Column),
    declared: &Column,
    out: &mut Column,
) {
    let columns = [uniform, probability, declared].into_iter().chain(before);
    match before {
        Some(before) if all_there(columns.clone()) && probability.width() == 1 => {
            let p = probability.values()[0];
            out.pick3(before, uniform, declared, move |before, uniform, steps| {
                if (uniform < p) & (before <= 1.0) {
                    whole_steps(steps)
                } else {
                    one_less(before)
                }
            });
        }
        _ => {
            let mut strikes = Column::of_width(out.wide());
            super::chance::strikes(probability, uniform, &mut strikes);
            let causes = Causes {
                remaining: before,
                only_when: None,
                strikes: Some(&strikes),
                occurs: None,
                triggers: [].into_iter(),
            };
            let mut fires = Column::of_width(out.wide());
            fired(&causes, &mut fires);
            remaining(before, &fires, declared, [].into_iter(), out);
        }
    }
}

#[inline(always)]
fn one_less(steps: f64) -> f64 {
    let less = steps - 1.0;
    if less > 0.0 { less } else { 0.0 }
}

/// Rounded half up, at least one.
#[inline(always)]
fn whole_steps(steps: f64) -> f64 {
    let whole = (steps + 0.5).floor();
    if whole > 1.0 { whole } else { 1.0 }
}

/// Whether there are steps remaining.
pub fn active(remaining: &Column, out: &mut Column) {
    out.pick1(remaining, |steps| yes(steps > 0.0));
}

/// The option that holds: `before`, unless a switch acted in the step before (of several, to the option listed last),
/// unless a scenario chooses in this one (of several, the last).
pub fn choice<'a>(
    before: &'a Column,
    switches: impl Options<'a>,
    chooses: impl Options<'a>,
    out: &mut Column,
) {
    let acting = switches.clone().chain(chooses.clone());
    let acting = acting.map(|(acted, _)| acted);
    if all_there(acting.clone()) && before.all_ok() {
        return choice_all(before, switches, chooses, out);
    }
    out.fill_with(width_of(acting.chain([before])), |draw| {
        for (chosen, option) in chooses.clone().rev() {
            let chosen = chosen.lane(draw);
            if !chosen.is_ok() {
                return chosen;
            }
            if chosen.is_yes() {
                return Lane::of(option as f64);
            }
        }
        let mut switched = None;
        for (acted, option) in switches.clone() {
            let acted = acted.lane(draw);
            if !acted.is_ok() {
                return acted;
            }
            if acted.is_yes() {
                switched = switched.max(Some(option));
            }
        }
        switched.map_or(before.lane(draw), |option| Lane::of(option as f64))
    });
}

/// The same where every value is there.
fn choice_all<'a>(
    before: &Column,
    switches: impl Options<'a>,
    chooses: impl Options<'a>,
    out: &mut Column,
) {
    let mut switches: Vec<(&Column, usize)> = switches.collect();
    switches.sort_by_key(|(_, option)| *option);
    out.copy_from(before);
    for (acted, option) in switches.into_iter().chain(chooses) {
        let option = option as f64;
        out.pick_with(
            acted,
            move |own, acted| {
                if acted != 0.0 { option } else { own }
            },
        );
    }
}

/// Stands for the steps since what never was.
const NEVER: f64 = -1.0;

/// 1 while active, then down to 0 over so many steps. `since` remembers how many steps ago it was last active.
pub fn fading(since: &mut Option<Column>, active: &Column, over: &Column, out: &mut Column) {
    let before = since.take().unwrap_or(Column::same(NEVER));
    let width = width_of([active, over, &before]);
    let mut now = Column::default();
    now.fill_with(width, |draw| match active.lane(draw) {
        active if active.is_yes() => Lane::of(0.0),
        active if !active.is_ok() => active,
        _ => before
            .lane(draw)
            .map(|steps| if steps == NEVER { NEVER } else { steps + 1.0 }),
    });
    out.fill_with(width, |draw| match (active.lane(draw), now.lane(draw)) {
        (active, _) if !active.is_ok() || active.is_yes() => active,
        (_, since) if since.is_ok() && since.value == NEVER => Lane::of(0.0),
        (_, since) => since.with(over.lane(draw), left),
    });
    *since = Some(now);
}

/// What is left so many steps after.
fn left(steps: f64, over: f64) -> f64 {
    if over > 0.0 {
        (1.0 - steps / over).max(0.0)
    } else {
        0.0
    }
}
