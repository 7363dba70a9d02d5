//! What a model declares otherwise than when its outcomes were stored, and what each change moved.

use std::collections::BTreeMap;

use super::AsStored;
use crate::fault::Faults;
use crate::link::link;
use crate::program::diff::{self, Both, Side};
use crate::program::load::{self, Files};
use crate::program::loader::Loader;
use crate::program::{Progress, Request};
use crate::report::FileRecord;
use crate::report::stored::{Declarations, Place, Share, Stored};
use crate::review::changes::{Change, Detail, How, What, changes};
use crate::review::effects::{Effect, Effects, Measure, Spread};
use crate::review::renames::reconcile;

/// A line for each difference in what is said, whatever the layout and the order: `cover: 60 days → 90 days`.
pub fn since(was: &Declarations, now: &Declarations, data: &dyn Loader) -> Vec<String> {
    let mut told = of_models(was, now, data).unwrap_or_default();
    told.extend(of_data(&was.data, &now.data));
    told
}

fn of_models(was: &Declarations, now: &Declarations, data: &dyn Loader) -> Option<Vec<String>> {
    let ((old, before), (new, after)) = (AsStored::of(was, data), AsStored::of(now, data));
    let mut files = Files::new(old.into(), &before);
    let mut older = link(load::models(&mut files)).document;
    let mut files = Files::behind(files.sources, new.into(), &after)?;
    let mut newer = link(load::models(&mut files)).document;
    let renames = reconcile(&mut older, &mut newer);
    let changes = changes(&older, &newer, &renames, &files.sources);
    Some(changes.iter().flat_map(lines).collect())
}

fn lines(change: &Change) -> Vec<String> {
    let name = &change.name;
    let word = match name.starts_with(change.keyword) {
        true => String::new(),
        false => format!("{} ", change.keyword),
    };
    match change.how {
        How::Added => return vec![format!("new: {word}{name}")],
        How::Removed => return vec![format!("gone: {word}{name}")],
        How::Revised => {}
    }
    let renamed = change.renamed.iter();
    let renamed = renamed.map(|rename| format!("{}: now called {}", rename.from, rename.to));
    let details = change.details.iter().filter(|detail| shows(detail.what));
    renamed.chain(details.map(|one| line(name, one))).collect()
}

/// Whether stored outcomes may differ by it: in a number, in the unit that it is shown in, or as they are drawn.
fn shows(what: What) -> bool {
    what.may_move() || what == What::Sampling
}

fn line(name: &str, detail: &Detail) -> String {
    let label = format!("{name} {}", detail.part);
    let label = label.trim_end();
    match (&detail.before, &detail.after) {
        (Some(before), Some(after)) => format!("{label}: {before} → {after}"),
        (None, Some(after)) => format!("{label}: new, {after}"),
        (Some(before), None) => format!("{label}: gone, {before}"),
        (None, None) => label.to_owned(),
    }
}

fn of_data(was: &[FileRecord], now: &[FileRecord]) -> Vec<String> {
    let find = |all: &[FileRecord], name: &str| {
        let mut all = all.iter();
        all.find(|file| file.name == name)
            .map(|file| file.sha256.clone())
    };
    let mut names: Vec<&str> = was
        .iter()
        .chain(now)
        .map(|file| file.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let differing = names
        .into_iter()
        .filter_map(|name| match (find(was, name), find(now, name)) {
            (Some(was), Some(now)) => {
                (was != now).then(|| format!("\"{name}\": its content has changed"))
            }
            (None, Some(_)) => Some(format!("new: \"{name}\"")),
            _ => Some(format!("gone: \"{name}\"")),
        });
    differing.collect()
}

/// What each change moved of each value. One is left out where the two versions, run side by side, do not give what is
/// stored of it: where data has changed, or something has another name without saying so, nobody can say what moved it.
///
/// # Errors
/// What goes wrong in a draw of a model between the two.
pub fn shares(
    was: &Stored,
    now: &Stored,
    data: &dyn Loader,
    progress: Progress<'_>,
) -> Result<BTreeMap<Place, Vec<Share>>, Faults> {
    let side = |stored: &Stored| AsStored::of(&stored.declarations, data);
    let ((old, before), (new, after)) = (side(was), side(now));
    let old = Side {
        source: old,
        loader: &before,
    };
    let new = Side {
        source: new,
        loader: &after,
    };
    let mut shares: BTreeMap<Place, Vec<Share>> = BTreeMap::new();
    // A version that this program cannot run any more says nothing of what moved.
    let Some(both) = diff::compare(old, new).both else {
        return Ok(shares);
    };
    let effects = diff::effects(&both, &Request::default(), progress)?;
    for effect in &effects.results {
        let place = place(effect);
        let is = |stored: &Stored, spread| {
            let value = stored.values.iter().find(|value| value.place == place);
            value.is_some_and(|value| value.is(&statistic(effect), number(effect, spread)))
        };
        if is(was, effect.before) && is(now, effect.after) {
            let all = shares.entry(place).or_default();
            all.extend(of_effect(effect, &effects, &both));
        }
    }
    Ok(shares)
}

fn place(effect: &Effect) -> Place {
    let result = &effect.result;
    Place::of(
        &result.outcome,
        &result.element,
        &result.scenario,
        &result.date,
    )
}

/// What is stored of the number that an effect measures.
fn statistic(effect: &Effect) -> String {
    match (effect.measure, effect.result.class.as_str()) {
        (Measure::Mean, _) => "mean".to_owned(),
        (_, "") => "probability".to_owned(),
        (_, class) => class.to_owned(),
    }
}

/// A number of an effect, as it is stored.
fn number(effect: &Effect, spread: Option<Spread>) -> Option<f64> {
    let value = spread?.value;
    match effect.measure {
        Measure::Mean => Some(value),
        Measure::Probability => Some(value * 100.0),
        // The mean of dates is not stored.
        Measure::Date => None,
    }
}

/// The changes that move a result, the weightiest first.
fn of_effect(effect: &Effect, effects: &Effects, both: &Both) -> Vec<Share> {
    let Some(shared) = &effect.shared else {
        return Vec::new();
    };
    let changes = both.versions.changes();
    let percent = effect.measure == Measure::Probability;
    let scale = if percent { 100.0 } else { 1.0 };
    let most = shared
        .shares
        .iter()
        .fold(0.0, |most: f64, one| most.max(one.abs()));
    let mut shares: Vec<Share> = Vec::new();
    for (at, group) in effects.groups.iter().enumerate() {
        let names = group.iter().map(|change| changes[*change].name.as_str());
        let moved = shared.shares[at];
        if moved.abs() > 1e-9 * most {
            shares.push(Share {
                changes: names.map(str::to_owned).collect(),
                class: effect.result.class.clone(),
                moved: moved * scale,
                error: shared.errors.as_ref().map(|errors| errors[at] * scale),
                percent,
            });
        }
    }
    shares.sort_by(|a, b| b.moved.abs().total_cmp(&a.moved.abs()));
    shares
}
