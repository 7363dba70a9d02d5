//! What has another name in the newer version and is the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::parts;
use crate::link::renamed;
use crate::span::Spanned;
use crate::syntax::ast::{self, *};

/// A thing with another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// What it was called.
    pub from: String,
    /// What it is called.
    pub to: String,
    /// Whether nothing is drawn anew: the newer version says so by `was`, or there is nothing to draw.
    pub said: bool,
}

/// Finds what was renamed, and gives it its newer name in the older version and its draws in both: from here on, it is
/// the same by name.
pub fn reconcile(old: &mut Document, new: &mut Document) -> Vec<Rename> {
    let mut renames = said(old, new);
    settle(old, new, &renames);
    // What has another name may be named in what has another name in turn.
    loop {
        let alike = alike(old, new);
        if alike.is_empty() {
            return renames;
        }
        settle(old, new, &alike);
        renames.extend(alike);
    }
}

/// Those that `was` tells of.
fn said(old: &Document, new: &Document) -> Vec<Rename> {
    let (before, after) = (names_of(old), names_of(new));
    let mut found = Vec::new();
    for declaration in &new.declarations {
        let Some(name) = declaration.item.name() else {
            continue;
        };
        if before.contains(name.value.as_str()) {
            continue;
        }
        let former = former_names(&declaration.item);
        let from = former.iter().rev().find(|was| {
            let whole = beside(&name.value, was);
            before.contains(whole.as_str()) && !after.contains(whole.as_str())
        });
        if let Some(from) = from {
            found.push(Rename {
                from: beside(&name.value, from),
                to: name.value.clone(),
                said: true,
            });
        }
    }
    found
}

/// What `was` names stands in the same file: with the same before its name.
fn beside(own: &str, former: &str) -> String {
    match own.rsplit_once('.') {
        Some((prefix, _)) if !former.contains('.') => format!("{prefix}.{former}"),
        _ => former.to_owned(),
    }
}

/// Those that are alike in all but their name, where just one was and one is.
fn alike(old: &Document, new: &Document) -> Vec<Rename> {
    let (gone, come) = (only_in(old, new), only_in(new, old));
    let mut found: Vec<Rename> = Vec::new();
    for was in &gone {
        let mut twins = come.iter().filter(|is| same_content(was, is));
        let (Some(is), None) = (twins.next(), twins.next()) else {
            continue;
        };
        let mut rivals = gone.iter().filter(|other| same_content(other, is));
        if let (Some(_), None, Some(from), Some(to)) = (
            rivals.next(),
            rivals.next(),
            was.item.name(),
            is.item.name(),
        ) {
            found.push(Rename {
                from: from.value.clone(),
                to: to.value.clone(),
                said: !is_drawn(&is.item)
                    || is.file == was.file && local(&from.value) == local(&to.value),
            });
        }
    }
    found
}

/// Whether a declaration has draws of its own.
pub(super) fn is_drawn(item: &Item) -> bool {
    match item {
        Item::Assume(it) => {
            matches!(
                it.value,
                AssumeValue::Uncertain(..) | AssumeValue::Claims(_)
            )
        }
        Item::Choice(_) | Item::Event(_) => true,
        _ => false,
    }
}

fn only_in<'d>(document: &'d Document, other: &Document) -> Vec<&'d Declaration> {
    let known = names_of(other);
    let named = document.declarations.iter();
    let named = named.filter(|it| {
        let name = it.item.name();
        name.is_some_and(|name| !known.contains(name.value.as_str()))
    });
    named.collect()
}

/// Whether two say the same. What says nothing but its name is nobody's twin.
fn same_content(one: &Declaration, other: &Declaration) -> bool {
    if one.item.keyword() != other.item.keyword() {
        return false;
    }
    let (one, other) = (parts(one), parts(other));
    let same = |a: &[super::parts::Part<'_>], b: &[super::parts::Part<'_>]| {
        a.iter().all(|part| {
            let mut twins = b.iter().filter(|twin| twin.key == part.key);
            twins.any(|twin| twin.says == part.says)
        })
    };
    !one.is_empty() && one.len() == other.len() && same(&one, &other)
}

fn settle(old: &mut Document, new: &mut Document, renames: &[Rename]) {
    if renames.is_empty() {
        return;
    }
    let names = renames.iter().map(|it| (it.from.clone(), it.to.clone()));
    renamed(old, &names.collect::<BTreeMap<_, _>>());
    for rename in renames {
        let Some(was) = stream_of(old, &rename.to) else {
            continue;
        };
        // The older version knows it by the older name alone.
        let was = was.unwrap_or_else(|| local(&rename.from).to_owned());
        for document in [&mut *old, &mut *new] {
            draw_as(document, &rename.to, &was);
        }
    }
}

/// The oldest name that a declaration tells, if it is there and tells one.
fn stream_of(document: &Document, name: &str) -> Option<Option<String>> {
    let mut declarations = document.declarations.iter();
    let found = declarations.find(|it| it.item.name().is_some_and(|own| own.value == name))?;
    Some(former_names(&found.item).into_iter().next())
}

/// Says first of all of something what it was, so that it is drawn as that.
fn draw_as(document: &mut Document, name: &str, was: &str) {
    let mut declarations = document.declarations.iter_mut();
    let found = declarations.find(|it| it.item.name().is_some_and(|own| own.value == name));
    let Some(Declaration { item, .. }) = found else {
        return;
    };
    let Some(evidence) = item.own_evidence_mut() else {
        return;
    };
    let is_said = |clause: &Spanned<EvidenceClause>| match &clause.value {
        EvidenceClause::Was(said) => said.value == was,
        _ => false,
    };
    let at = evidence.iter().position(is_said);
    let clause = match at {
        Some(at) => evidence.remove(at),
        None if local(name) == was => return,
        None => {
            let span = Default::default();
            Spanned::new(
                EvidenceClause::Was(Spanned::new(was.to_owned(), span)),
                span,
            )
        }
    };
    evidence.insert(0, clause);
}

fn names_of(document: &Document) -> BTreeSet<&str> {
    let declarations = document.declarations.iter();
    let names = declarations.filter_map(|it| it.item.name());
    names.map(|name| name.value.as_str()).collect()
}

/// The names that a declaration says it had, as written.
fn former_names(item: &Item) -> Vec<String> {
    let own = item.evidence().into_iter().next();
    own.map_or_else(Vec::new, ast::former_names)
}

/// A name without what stands before it in the model as a whole.
fn local(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}
