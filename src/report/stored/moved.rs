//! What differs between outcomes as they were accepted and as they are.

use std::collections::BTreeMap;

use super::{Place, Stored, Value};

/// A value that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What it is a value of.
    pub place: Place,
    /// What was said about it; nothing where it is new.
    pub was: Option<Value>,
    /// What is said about it; nothing where it is gone.
    pub now: Option<Value>,
}

/// All that differs as written, in the order of the model; what is gone comes last.
pub fn moved(was: &Stored, now: &Stored) -> Vec<Moved> {
    let by_place = |stored: &Stored| -> BTreeMap<Place, Value> {
        let values = stored.values.iter();
        values
            .map(|value| (value.place.clone(), value.clone()))
            .collect()
    };
    let (before, after) = (by_place(was), by_place(now));
    let kept = now.values.iter().filter_map(|value| {
        let was = before.get(&value.place);
        (was != Some(value)).then(|| Moved {
            place: value.place.clone(),
            was: was.cloned(),
            now: Some(value.clone()),
        })
    });
    let gone = was
        .values
        .iter()
        .filter(|value| !after.contains_key(&value.place));
    let gone = gone.map(|value| Moved {
        place: value.place.clone(),
        was: Some(value.clone()),
        now: None,
    });
    kept.chain(gone).collect()
}

impl Moved {
    /// How far the first number moved, relative to its size; what cannot be told in a number moved as far as can be.
    pub fn size(&self) -> f64 {
        let first = |value: &Option<Value>| {
            let (_, said) = value.as_ref()?.statistics.first()?.clone();
            said.trim_end_matches('%').parse::<f64>().ok()
        };
        match (first(&self.was), first(&self.now)) {
            (Some(was), Some(now)) if was == now => 0.0,
            (Some(was), Some(now)) => (was - now).abs() / was.abs().max(now.abs()),
            _ => f64::INFINITY,
        }
    }

    /// `mean 123 → 130, p95 400 → 420`: what is said otherwise than before.
    pub fn said(&self) -> String {
        match (&self.was, &self.now) {
            (Some(was), Some(now)) => changed(was, now),
            (None, Some(now)) => format!("new: {}", all_of(now)),
            (Some(was), None) => format!("gone: {}", all_of(was)),
            (None, None) => String::new(),
        }
    }
}

fn all_of(value: &Value) -> String {
    let said = value
        .statistics
        .iter()
        .map(|(name, said)| format!("{name} {said}"));
    said.collect::<Vec<_>>().join(", ")
}

fn changed(was: &Value, now: &Value) -> String {
    let with = |said: &str, unit: &str| match was.unit == now.unit {
        true => said.to_owned(),
        false => format!("{said} {unit}").trim_end().to_owned(),
    };
    let find = |value: &Value, name: &str| {
        let mut all = value.statistics.iter();
        let found = all.find(|(known, _)| known == name)?;
        Some(with(&found.1, &value.unit))
    };
    let mut names: Vec<&str> = was
        .statistics
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    for (name, _) in &now.statistics {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let said = names
        .into_iter()
        .filter_map(|name| match (find(was, name), find(now, name)) {
            (Some(was), Some(now)) => (was != now).then(|| format!("{name} {was} → {now}")),
            (Some(was), None) => Some(format!("{name} {was} → –")),
            (None, Some(now)) => Some(format!("{name} – → {now}")),
            (None, None) => None,
        });
    said.collect::<Vec<_>>().join(", ")
}
