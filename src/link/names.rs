//! Which names there are in which file, and what each is called in the model as a whole.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::Part;
use super::fault::TwoThings;
use super::walk::declared;
use crate::fault::Faults;
use crate::span::Span;
use crate::syntax::ast::{Item, Name};

/// The names of all files.
#[derive(Clone, Debug)]
pub struct Names {
    pub(super) files: Vec<File>,
}

/// The names of one file.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Its path from the root's folder.
    pub(super) path: Arc<str>,
    /// What it is called in messages.
    pub(super) shown: String,
    /// What stands before its names in the model as a whole: nothing, or `y.`.
    pub(super) prefix: String,
    /// What it declares.
    pub(super) own: BTreeMap<String, Own>,
    /// The files whose names are known in it as its own are: itself, and those it uses without `as`, with what they
    /// use.
    pub(super) flat: Vec<usize>,
    /// The files it uses with `as`; nothing for one that cannot be read.
    pub(super) aliases: Vec<(Name, Option<usize>)>,
    /// Whether a file that it uses without `as` cannot be read: what that declares is not known.
    pub(super) incomplete: bool,
}

/// A declared name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    pub(super) span: Span,
    pub(super) what: What,
}

/// What a name is to other files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It comes along.
    Value,
    /// It comes along if something that does names it.
    Outcome,
    /// It stays behind.
    Scenario,
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// In this file.
    pub(super) file: usize,
    /// Its name there.
    pub(super) name: String,
}

/// What came of looking for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    Found(Found),
    /// In a file that cannot be read, perhaps.
    Maybe,
    /// It is a file.
    File(usize),
    /// Nowhere in this file or what it uses.
    Unknown(usize),
}

impl Names {
    pub(super) fn of(parts: &[Part]) -> Names {
        let prefixes = prefixes(parts);
        let files = parts.iter().zip(prefixes).enumerate();
        let files = files.map(|(at, (part, prefix))| File {
            path: part.file.clone(),
            shown: part.shown.clone(),
            prefix,
            own: own(part),
            flat: flat(parts, at),
            aliases: Vec::new(),
            incomplete: false,
        });
        let mut names = Names {
            files: files.collect(),
        };
        for at in 0..parts.len() {
            let reached: Vec<&Part> = names.files[at].flat.iter().map(|at| &parts[*at]).collect();
            let uses = || reached.iter().flat_map(|part| &part.uses);
            let aliases = uses().filter_map(|used| Some((used.alias.clone()?, used.target)));
            let aliases = aliases.collect();
            let incomplete = uses().any(|used| used.alias.is_none() && used.target.is_none());
            names.files[at].aliases = aliases;
            names.files[at].incomplete = incomplete;
        }
        names
    }

    /// What a chain of names joined by points means in a file, and how many of them it takes.
    pub(super) fn find(&self, file: usize, chain: &[&str]) -> (Lookup, usize) {
        let mut file = file;
        let mut taken = 0;
        while let Some(name) = chain.get(taken) {
            let own = self.in_flat(file, name);
            let alias = || {
                let mut aliases = self.files[file].aliases.iter();
                aliases.find(|(alias, _)| alias.value == *name)
            };
            taken += 1;
            match (own, alias()) {
                (Some(found), _) => return (Lookup::Found(found), taken),
                (None, Some((_, None))) => return (Lookup::Maybe, chain.len()),
                (None, Some((_, Some(target)))) => file = *target,
                (None, None) if self.files[file].incomplete => return (Lookup::Maybe, taken),
                (None, None) => return (Lookup::Unknown(file), taken),
            }
        }
        (Lookup::File(file), taken)
    }

    /// A name as a file declares it or takes it over.
    fn in_flat(&self, file: usize, name: &str) -> Option<Found> {
        let mut files = self.files[file].flat.iter();
        let file = *files.find(|file| self.files[**file].own.contains_key(name))?;
        Some(Found {
            file,
            name: name.to_owned(),
        })
    }

    /// What a name is called in the model as a whole.
    pub(super) fn whole(&self, found: &Found) -> String {
        format!("{}{}", self.files[found.file].prefix, found.name)
    }

    /// The declaration of a name.
    pub(super) fn own(&self, found: &Found) -> Option<Own> {
        self.files[found.file].own.get(&found.name).copied()
    }

    /// What a name that may have points in it is called in the model as a whole, if the root knows it.
    pub fn in_root(&self, name: &str) -> Option<String> {
        let chain: Vec<&str> = name.split('.').collect();
        match self.find(0, &chain) {
            (Lookup::Found(found), taken) if taken == chain.len() => Some(self.whole(&found)),
            _ => None,
        }
    }

    /// Whether a file uses another, itself or by way of others.
    pub(super) fn uses(&self, from: usize, to: usize) -> bool {
        let mut open = vec![from];
        let mut seen = vec![false; self.files.len()];
        while let Some(file) = open.pop() {
            if file == to {
                return true;
            }
            if !std::mem::replace(&mut seen[file], true) {
                let file = &self.files[file];
                open.extend(&file.flat);
                open.extend(file.aliases.iter().filter_map(|(_, target)| *target));
            }
        }
        false
    }

    /// Reports names that stand for two things in one file: a file and something declared, two files, or two things
    /// that are called differently in the model as a whole. Others are told by the next stage.
    pub(super) fn twice(&self, faults: &mut Faults) {
        let mut told = BTreeSet::new();
        for (at, file) in self.files.iter().enumerate() {
            let mut seen: BTreeMap<&str, (String, usize, Span)> = BTreeMap::new();
            for (alias, target) in &file.aliases {
                let target = target.unwrap_or(usize::MAX);
                let is = match self.files.get(target) {
                    Some(file) => format!("the file `{}`", file.shown),
                    None => "a file".to_owned(),
                };
                let first = seen.entry(&alias.value);
                let first = first.or_insert_with(|| (is.clone(), target, alias.span));
                let own = self.in_flat(at, &alias.value);
                let own = own.and_then(|found| self.own(&found));
                let other = match own {
                    Some(own) => ("something declared".to_owned(), own.span),
                    None if first.1 != target => (first.0.clone(), first.2),
                    None => continue,
                };
                if told.insert((other.1, alias.span)) {
                    faults.push(TwoThings {
                        name: alias.value.clone(),
                        first_is: other.0,
                        second_is: is,
                        help: "write another name behind `as`".to_owned(),
                        first: other.1,
                        second: alias.span,
                    });
                }
            }
            self.hidden(at, &mut told, faults);
        }
    }

    /// Names of a file that hide those it takes over from one that lies elsewhere in the model.
    fn hidden(&self, at: usize, told: &mut BTreeSet<(Span, Span)>, faults: &mut Faults) {
        let file = &self.files[at];
        let others = file.flat.iter().map(|other| &self.files[*other]);
        for other in others.filter(|other| other.prefix != file.prefix) {
            for (name, theirs) in other.own.iter().filter(|(_, own)| own.what == What::Value) {
                let Some(own) = file.own.get(name) else {
                    continue;
                };
                if told.insert((theirs.span, own.span)) {
                    faults.push(TwoThings {
                        name: name.clone(),
                        first_is: format!("what `{}` declares", other.shown),
                        second_is: format!("what `{}` does", file.shown),
                        help: "give one of them another name, or use the file with `as`".to_owned(),
                        first: theirs.span,
                        second: own.span,
                    });
                }
            }
        }
    }

    /// How a file would name what another declares, by way of what it uses with `as`.
    pub(super) fn way(&self, from: usize, to: &Found) -> Option<String> {
        let mut open = VecDeque::from([(from, String::new())]);
        let mut seen = vec![false; self.files.len()];
        while let Some((file, before)) = open.pop_front() {
            if std::mem::replace(&mut seen[file], true) {
                continue;
            }
            if self.files[file].flat.contains(&to.file) {
                return Some(format!("{before}{}", to.name));
            }
            for (alias, target) in &self.files[file].aliases {
                open.extend(target.map(|target| (target, format!("{before}{}.", alias.value))));
            }
        }
        None
    }
}

/// What stands before the names of each file: a file that is used without `as` takes over what stands before those of
/// its user. The files that the root uses come first, then those that these use with `as`, and so on; of several
/// mentions the first counts.
fn prefixes(parts: &[Part]) -> Vec<String> {
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
fn flat(parts: &[Part], start: usize) -> Vec<usize> {
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

fn own(part: &Part) -> BTreeMap<String, Own> {
    let mut own = BTreeMap::new();
    for declaration in &part.document.declarations {
        let what = match &declaration.item {
            Item::Outcome(_) => What::Outcome,
            Item::Scenario(_) => What::Scenario,
            _ => What::Value,
        };
        if let Some(name) = declared(&declaration.item) {
            let span = name.span;
            own.entry(name.value.clone()).or_insert(Own { span, what });
        }
    }
    // What could not be read may have declared it.
    for name in part.document.poisoned.iter().flat_map(|it| &it.name) {
        let (span, what) = (name.span, What::Value);
        own.entry(name.value.clone()).or_insert(Own { span, what });
    }
    own
}
