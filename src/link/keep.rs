//! What of a file that is used comes along, and what stays behind.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::UnitsDiffer;
use super::names::{Found, Names, What};
use super::rename::{self, Renamed};

use crate::fault::Faults;
use crate::span::Span;
use crate::syntax::ast::{Document, Item, Quantity};

/// Leaves one of the kinds and units that several files declare alike: these are shared by the whole model.
pub(super) fn shared_once(documents: &mut [Document], names: &Names, faults: &mut Faults) {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut units: BTreeMap<String, (usize, Span, Quantity)> = BTreeMap::new();
    for (file, document) in documents.iter_mut().enumerate() {
        document
            .declarations
            .retain(|declaration| match &declaration.item {
                Item::Kind(kind) => *kinds.entry(kind.name.value.clone()).or_insert(file) == file,
                Item::Unit(unit) => {
                    let value = &unit.value.value;
                    let entry = units.entry(unit.name.value.clone());
                    let (first_in, first, other) =
                        entry.or_insert_with(|| (file, unit.name.span, value.clone()));
                    if *first_in != file && value != other {
                        faults.push(UnitsDiffer {
                            name: unit.name.value.clone(),
                            file: names.files[*first_in].shown.clone(),
                            first: *first,
                            second: unit.name.span,
                        });
                    }
                    *first_in == file
                }
                _ => true,
            });
    }
}

/// A declaration that comes along, or does if something names it.
struct Candidate {
    file: usize,
    at: usize,
    /// The outcome that it is.
    outcome: Option<Found>,
    renamed: Renamed,
}

/// The files behind the root with what comes along of them, its names those of the model as a whole.
pub(super) fn of_used(
    documents: Vec<Document>,
    names: &mut Names,
    faults: &mut Faults,
) -> Vec<Document> {
    let mut documents = documents;
    let mut candidates = Vec::new();
    for (at, document) in documents.iter_mut().enumerate() {
        let file = at + 1;
        for (at, declaration) in document.declarations.iter_mut().enumerate() {
            let item = &mut declaration.item;
            if matches!(
                item,
                Item::Model(_) | Item::Use(_) | Item::Scenario(_) | Item::Expect(_)
            ) {
                continue;
            }
            let name = item.name().map(|name| name.value.clone());
            let outcome = matches!(item, Item::Outcome(_));
            let outcome = name.filter(|_| outcome).map(|name| Found { file, name });
            let renamed = rename::declaration(item, file, names);
            candidates.push(Candidate {
                file,
                at,
                outcome,
                renamed,
            });
        }
        for name in document.poisoned.iter_mut().flat_map(|it| &mut it.name) {
            name.value.insert_str(0, &names.files[file].prefix);
        }
    }
    let living = living(&candidates);
    let mut kept: BTreeSet<(usize, usize)> = BTreeSet::new();
    for candidate in candidates {
        let lives = |outcome: &Found| living.contains(&(outcome.file, outcome.name.clone()));
        if candidate.outcome.as_ref().is_none_or(lives) {
            kept.insert((candidate.file, candidate.at));
            faults.extend(candidate.renamed.faults);
            documents[candidate.file - 1]
                .poisoned
                .extend(candidate.renamed.poisoned);
        }
    }
    for (file, name) in living {
        if let Some(own) = names.files[file].own.get_mut(&name) {
            own.what = What::Value;
        }
    }
    for (file, document) in documents.iter_mut().enumerate() {
        let mut at = 0;
        document.declarations.retain_mut(|declaration| {
            at += 1;
            let keep = kept.contains(&(file + 1, at - 1));
            if let Some(name) = declaration.item.name_mut().filter(|_| keep) {
                name.value.insert_str(0, &names.files[file + 1].prefix);
            }
            keep
        });
    }
    documents
}

/// The outcomes that something rests on which comes along.
fn living(candidates: &[Candidate]) -> BTreeSet<(usize, String)> {
    let key = |found: &Found| (found.file, found.name.clone());
    let mut living: BTreeSet<(usize, String)> = BTreeSet::new();
    let mut open: Vec<&Candidate> = Vec::new();
    let mut outcomes: BTreeMap<(usize, String), &Candidate> = BTreeMap::new();
    for candidate in candidates {
        match &candidate.outcome {
            Some(outcome) => {
                outcomes.entry(key(outcome)).or_insert(candidate);
            }
            None => open.push(candidate),
        }
    }
    while let Some(candidate) = open.pop() {
        for named in &candidate.renamed.outcomes {
            if living.insert(key(named)) {
                open.extend(outcomes.get(&key(named)));
            }
        }
    }
    living
}
