//! The `model` declaration: timeline, `as of`, draws, seed.

use super::context::Setting;
use super::fault::setting::{BadNumber, BadTimeline, Overrun, SecondModel};
use super::fault::shape::RepeatedClause;
use crate::calendar::{StepUnit, Timeline, default_unit};
use crate::fault::Faults;
use crate::resolve::Model;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{Item, ModelDecl, TimeClause};

/// Draws of a model that sets none.
const DEFAULT_DRAWS: usize = 10_000;
/// Seed of a model that sets none.
const DEFAULT_SEED: u64 = 1;
/// More would not fit in any machine's memory.
const MOST_DRAWS: f64 = 1e9;

pub(super) fn setting(model: &Model<'_>, faults: &mut Faults) -> Setting {
    let mut setting = Setting {
        name: "model".to_owned(),
        doc: None,
        timeline: None,
        broken: false,
        as_of: None,
        draws: DEFAULT_DRAWS,
        seed: DEFAULT_SEED,
    };
    let mut first: Option<Span> = None;
    for declaration in &model.document.declarations {
        let Item::Model(declared) = &declaration.item else {
            continue;
        };
        match first {
            Some(first) => faults.push(SecondModel {
                first,
                second: declaration.span,
            }),
            None => {
                first = Some(declaration.span);
                setting.doc = declaration.doc.clone();
                read(declared, &mut setting, faults);
            }
        }
    }
    setting.broken |= model
        .document
        .poisoned
        .iter()
        .any(|poisoned| poisoned.keyword == "model");
    setting
}

fn read(declared: &ModelDecl, setting: &mut Setting, faults: &mut Faults) {
    if let Some(name) = &declared.name {
        setting.name = name.value.clone();
    }
    if let Some(time) = once("time", &declared.time, |time| *time.span, faults) {
        match timeline(time) {
            Ok(timeline) => {
                if let Some(fault) = overrun(time, &timeline) {
                    faults.push(fault);
                }
                setting.timeline = Some(timeline);
            }
            Err(fault) => {
                setting.broken = true;
                faults.push(fault);
            }
        }
    }
    setting.as_of = once("as of", &declared.as_of, |date| date.span, faults).map(|date| date.value);
    if let Some(edition) = once("edition", &declared.edition, |number| number.span, faults)
        && edition.value != 1.0
    {
        faults.push(BadNumber {
            what: "edition",
            wanted: "1, the only edition there is",
            span: edition.span,
        });
    }
    if let Some(draws) = once("draws", &declared.draws, |number| number.span, faults)
        && let Some(draws) = whole(
            draws,
            "draws",
            1.0,
            MOST_DRAWS,
            "a whole number from 1 to 1_000_000_000",
            faults,
        )
    {
        setting.draws = draws as usize;
    }
    if let Some(seed) = once("seed", &declared.seed, |number| number.span, faults) {
        let wanted = "a whole number from 0 to 9_007_199_254_740_992";
        if let Some(seed) = whole(seed, "seed", 0.0, 9_007_199_254_740_992.0, wanted, faults) {
            setting.seed = seed as u64;
        }
    }
}

/// The first of a clause that may stand once; a second one is reported.
fn once<'c, T>(
    what: &'static str,
    clauses: &'c [T],
    place: impl Fn(&T) -> Span,
    faults: &mut Faults,
) -> Option<&'c T> {
    if let [first, second, ..] = clauses {
        faults.push(RepeatedClause {
            what: what.to_owned(),
            first: place(first),
            second: place(second),
        });
    }
    clauses.first()
}

fn whole(
    number: &Spanned<f64>,
    what: &'static str,
    least: f64,
    most: f64,
    wanted: &'static str,
    faults: &mut Faults,
) -> Option<f64> {
    let value = number.value;
    if value.fract() == 0.0 && (least..=most).contains(&value) {
        return Some(value);
    }
    faults.push(BadNumber {
        what,
        wanted,
        span: number.span,
    });
    None
}

/// A last step that goes on after the end that is written. Weeks fit no month and no year, so that theirs must.
fn overrun(time: &TimeClause, timeline: &Timeline) -> Option<Overrun> {
    let end = time.to.as_ref().unwrap_or(&time.from).value;
    let last = timeline.len() - 1;
    let runs_to = timeline.last_day(last);
    if runs_to <= end.last() || timeline.step_unit() == StepUnit::Week {
        return None;
    }
    let clause = |day| {
        let from = &time.from.value;
        let by = timeline.step_unit();
        let by = match timeline.every() {
            1 => by.name().to_owned(),
            every => by.counted(every),
        };
        format!("time {from}..{} by {by}", end.ending_on(day))
    };
    Some(Overrun {
        step: timeline.label(last),
        runs_to: runs_to.to_string(),
        end: end.last().to_string(),
        longer: clause(runs_to),
        shorter: last
            .checked_sub(1)
            .map(|before| clause(timeline.last_day(before))),
        span: *time.span,
    })
}

fn timeline(time: &TimeClause) -> Result<Timeline, BadTimeline> {
    let to = time.to.as_ref().unwrap_or(&time.from);
    let (every, unit) = match &time.by {
        Some(by) => by.value,
        None => (1, default_unit(time.from.value, to.value)),
    };
    Timeline::new(time.from.value, to.value, every, unit).map_err(|fault| BadTimeline {
        reason: fault.to_string(),
        help: fault.way_out(),
        span: *time.span,
    })
}
