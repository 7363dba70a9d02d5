//! What one file brings along: its names, and what stands before them.

use super::Part;
use super::names::{Own, What};
use crate::by_name::ByName;
use crate::syntax::ast::Item;

/// What stands before the names of each file: a file that is used without `as` takes over what stands before those of
/// its user. The files that the root uses come first, then those that these use with `as`, and so on; of several
/// mentions the first counts.
pub(super) fn prefixes(parts: &[Part]) -> Vec<String> {
    let mut prefixes: Vec<Option<String>> = vec![None; parts.len()];
    let mut level = vec![(0, String::new())];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (start, prefix) in level {
            if prefixes[start].is_some() {
                continue;
            }
            for file in flat(parts, start) {
                if prefixes[file].is_some() {
                    continue;
                }
                prefixes[file] = Some(prefix.clone());
                for used in &parts[file].uses {
                    if let (Some(alias), Some(target)) = (&used.alias, used.target) {
                        next.push((target, format!("{prefix}{}.", alias.value)));
                    }
                }
            }
        }
        level = next;
    }
    // A file that only a circle led to has been told of.
    prefixes
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

/// A file and those it uses without `as`, with what they use, in the order named.
pub(super) fn flat(parts: &[Part], start: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = vec![start];
    let mut seen = vec![false; parts.len()];
    while let Some(file) = open.pop() {
        if std::mem::replace(&mut seen[file], true) {
            continue;
        }
        found.push(file);
        let plain = parts[file].uses.iter().rev();
        let plain = plain.filter(|used| used.alias.is_none());
        open.extend(plain.filter_map(|used| used.target));
    }
    found
}

/// What a file declares.
pub(super) fn own(part: &Part) -> ByName<Own> {
    let mut own = ByName::with_capacity(part.document.declarations.len());
    for declaration in &part.document.declarations {
        let what = match &declaration.item {
            Item::Outcome(_) => What::Outcome,
            Item::Scenario(_) => What::Scenario,
            Item::Index(_) => What::Index,
            _ => What::Value,
        };
        if let Some(name) = declaration.item.name() {
            let span = name.span;
            own.insert_first(&name.value, Own { span, what });
        }
    }
    // What could not be read may have declared it.
    for name in part.document.poisoned.iter().flat_map(|it| &it.name) {
        let (span, what) = (name.span, What::Value);
        own.insert_first(&name.value, Own { span, what });
    }
    own
}
