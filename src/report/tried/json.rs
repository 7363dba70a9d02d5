//! What was tried, as JSON.

use serde_json::{Map, Value, json};

use super::{Outcomes, State, Tally, Tried, claims, state, word};
use crate::report::Told;
use crate::report::stored::{self, Share};

/// One object: the models, what was counted, and the stored outcomes that belong to no model.
pub fn json(tried: &[Tried], orphans: &[String]) -> String {
    let tally = Tally::of(tried);
    let models: Vec<Value> = tried.iter().map(model).collect();
    let whole = json!({
        "models": models,
        "orphans": orphans,
        "passed": tally.passed,
        "failed": tally.failed,
        "undecided": tally.undecided,
        "unknown": tally.unknown,
        "broken": tally.broken,
        "unusable": tally.unusable,
    });
    format!("{whole:#}\n")
}

fn model(tried: &Tried) -> Value {
    let claims: Vec<Value> = claims(&tried.verdicts)
        .iter()
        .map(|told| claim(told))
        .collect();
    json!({
        "file": tried.file,
        "error": tried.broken,
        "claims": claims,
        "outcomes": outcomes(&tried.outcomes),
    })
}

fn claim(told: &[&Told]) -> Value {
    let Some(first) = told.first() else {
        return Value::Null;
    };
    let found = told.iter().filter(|told| !told.passes());
    let found: Vec<Value> = found.map(|told| finding(told)).collect();
    json!({
        "claim": word(first.claim),
        "title": first.title,
        "state": match state(told) {
            State::Passed => "passed",
            State::Failed => "failed",
            State::Undecided => "undecided",
            State::Unknown => "unknown",
        },
        "refuted": first.refuted,
        "found": found,
    })
}

fn finding(told: &Told) -> Value {
    json!({ "scenario": told.scenario, "found": told.found, "rests_on": told.rests_on })
}

fn outcomes(outcomes: &Outcomes) -> Value {
    match outcomes {
        Outcomes::NotStored => json!({ "state": "not stored" }),
        Outcomes::AsStored => json!({ "state": "as stored" }),
        Outcomes::Differ(difference) => {
            let shares = |place| difference.shares.get(place).map_or(&[][..], Vec::as_slice);
            let moved = difference.moved.iter();
            let moved: Vec<Value> = moved
                .map(|one| self::moved(one, shares(&one.place)))
                .collect();
            json!({
                "state": "differ",
                "file": difference.file,
                "values": difference.values,
                "moved": moved,
                "since": difference.since,
            })
        }
        Outcomes::Unreadable(why) => json!({ "state": "unreadable", "error": why }),
        Outcomes::NotWritten(why) => json!({ "state": "not written", "error": why }),
        Outcomes::New(file) => json!({ "state": "stored", "file": file }),
        Outcomes::Renewed(file) => json!({ "state": "stored anew", "file": file }),
    }
}

fn moved(moved: &stored::Moved, shares: &[Share]) -> Value {
    let shares: Vec<Value> = shares.iter().map(share).collect();
    let place = &moved.place;
    let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    json!({
        "outcome": place.outcome,
        "scenario": name(&place.scenario),
        "date": name(&place.date),
        "was": moved.was.as_ref().map(value),
        "now": moved.now.as_ref().map(value),
        "shares": shares,
    })
}

fn share(share: &Share) -> Value {
    let class = (!share.class.is_empty()).then_some(&share.class);
    json!({ "changes": share.changes, "class": class, "moved": share.moved, "error": share.error })
}

/// The statistics, as they are stored.
fn value(value: &stored::Value) -> Value {
    let said = value.statistics.iter();
    let said = said.map(|(name, said)| (name.clone(), Value::from(said.as_str())));
    let mut all: Map<String, Value> = said.collect();
    if !value.unit.is_empty() {
        all.insert("unit".to_owned(), Value::from(value.unit.as_str()));
    }
    Value::Object(all)
}
