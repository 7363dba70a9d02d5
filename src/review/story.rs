//! What is told of two versions: each change, on whose word it is, and whether it moves anything.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, How};
use super::effects::Effects;
use super::hybrid::Versions;
use super::register::Backing;
use super::register::backing::{SourcesByName, sources};
use crate::syntax::ast::*;

/// What is told of two versions of a model.
#[derive(Clone, Debug)]
pub struct Story {
    /// What the model is called.
    pub model: String,
    /// What the older version is called.
    pub before: String,
    /// What the newer version is called.
    pub after: String,
    /// What changed, in the order of the newer version.
    pub changes: Vec<Told>,
    /// What it does to the results.
    pub effects: Effects,
}

/// A change and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Told {
    /// The change.
    pub change: Change,
    /// On whose word it was.
    pub before: Option<Backing>,
    /// On whose word it is.
    pub after: Option<Backing>,
    /// What it does to the results.
    pub does: Does,
}

/// What a change does to the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// It moves some, with what else is in this group of changes.
    Moves(usize),
    /// It could, and moves none.
    Nothing,
    /// It moves none that both versions have with a number; others cannot be compared.
    Unseen,
    /// It acts by way of these other changes, which read it.
    Through(Vec<String>),
    /// Nothing reads it.
    Unread,
    /// It cannot: it is about evidence, wording, units or what is claimed of results.
    Silent,
    /// An outcome or a scenario that came or went: there is nothing to compare.
    Apart,
    /// Nothing was run.
    Unknown,
}

/// Puts together what is told.
pub fn story(
    (model, before, after): (&str, &str, &str),
    versions: &Versions,
    effects: Effects,
) -> Story {
    let (were, are) = (sources(versions.all(false)), sources(versions.all(true)));
    let through = versions.through();
    let changes = versions.changes().iter().enumerate();
    let changes = changes.map(|(at, change)| {
        let [old, new] = versions.declarations(change);
        let own = touched(change);
        Told {
            before: old.map(|it| backing(&it.item, &were, &own)),
            after: new.map(|it| backing(&it.item, &are, &own)),
            does: does((at, change), versions, &through, &effects),
            change: change.clone(),
        }
    });
    Story {
        model: model.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        changes: changes.collect(),
        effects,
    }
}

fn does(
    (at, change): (usize, &Change),
    versions: &Versions,
    through: &BTreeMap<&str, Vec<usize>>,
    effects: &Effects,
) -> Does {
    if let Some(group) = effects.group_of(at) {
        return match effects.moves(group) {
            true => Does::Moves(group),
            false if effects.all_compare() => Does::Nothing,
            false => Does::Unseen,
        };
    }
    if !change.may_move() {
        return Does::Silent;
    }
    if effects.effort.made == 0 {
        return Does::Unknown;
    }
    if change.how == How::Revised {
        return Does::Silent;
    }
    if matches!(change.keyword, "outcome" | "scenario") {
        return Does::Apart;
    }
    let through = through
        .get(change.name.as_str())
        .map_or(&[][..], Vec::as_slice);
    let moves = |mover: &&usize| {
        let group = effects.group_of(**mover);
        group.is_some_and(|group| effects.moves(group))
    };
    let moving = through.iter().filter(moves);
    let moving: Vec<String> = moving
        .map(|mover| versions.changes()[*mover].name.clone())
        .collect();
    match (through.is_empty(), moving.is_empty()) {
        (true, _) => Does::Unread,
        (false, true) => Does::Nothing,
        (false, false) => Does::Through(moving),
    }
}

/// The options and claims that a change is about; none where it is about the whole.
fn touched(change: &Change) -> BTreeSet<String> {
    let keys = change
        .details
        .iter()
        .filter(|detail| !detail.part.is_empty());
    let own = keys.filter_map(|detail| {
        let part = detail.part.as_str();
        let claim = part
            .strip_prefix("from ")
            .or_else(|| part.strip_prefix("weight of "));
        let option = part.split_once(": ").map(|(option, _)| option);
        claim.or(option).map(str::to_owned)
    });
    own.collect()
}

/// On whose word a declaration stands: the options and claims that are `own`, or all, then the declaration itself.
fn backing(item: &Item, sources: &SourcesByName<'_>, own: &BTreeSet<String>) -> Backing {
    let is_own = |name: &Name| own.is_empty() || own.contains(&name.value);
    let mut blocks: Vec<&Evidence> = Vec::new();
    if let Item::Choice(choice) = item {
        let options = choice.options.iter().filter(|option| is_own(&option.name));
        blocks.extend(options.map(|option| &option.evidence));
    }
    let whole = match item {
        Item::Choice(choice) => Some(&choice.evidence),
        _ => item.evidence().into_iter().next(),
    };
    blocks.extend(whole);
    let claims = match item {
        Item::Assume(AssumeDecl {
            value: AssumeValue::Claims(claims),
            ..
        }) => claims.as_slice(),
        _ => &[],
    };
    let claims = claims.iter().filter(|claim| is_own(&claim.source));
    let cited = claims.map(|claim| (&claim.source, claim.quote.as_ref()));
    Backing::of(cited, &blocks, sources)
}
