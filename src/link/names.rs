//! Which names there are in which file, and what each is called in the model as a whole.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use super::Part;
use super::place::{flat, own, prefixes};
use crate::by_name::ByName;
use crate::span::Span;
use crate::syntax::ast::{Item, Name};
use crate::units::Catalogue;

/// The names of all files.
#[derive(Clone, Debug)]
pub struct Names {
    pub(super) files: Vec<File>,
    /// The units that are built in or declared: they are shared by all files.
    pub(super) units: BTreeSet<String>,
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
    pub(super) own: ByName<Own>,
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
    /// It comes along, and may stand between `[` and `]`.
    Index,
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
            units: units(parts),
        };
        for at in 0..parts.len() {
            let reached: Vec<&Part> = names.files[at].flat.iter().map(|at| &parts[*at]).collect();
            let uses = || reached.iter().flat_map(|part| &part.uses);
            let aliases = uses().filter_map(|used| Some((used.alias.clone()?, used.target)));
            let aliases = aliases.collect();
            let missing = uses().any(|used| used.alias.is_none() && used.target.is_none());
            let incomplete = missing || reached.iter().any(|part| part.unreadable_use());
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
                // That it stands for two things has been told, and which is meant nobody knows.
                (Some(_), Some(_)) => return (Lookup::Maybe, chain.len()),
                (Some(found), None) => return (Lookup::Found(found), taken),
                (None, Some((_, None))) => return (Lookup::Maybe, chain.len()),
                (None, Some((_, Some(target)))) => file = *target,
                (None, None) if self.files[file].incomplete => return (Lookup::Maybe, taken),
                (None, None) => return (Lookup::Unknown(file), taken),
            }
        }
        (Lookup::File(file), taken)
    }

    /// A name as a file declares it or takes it over.
    pub(super) fn in_flat(&self, file: usize, name: &str) -> Option<Found> {
        let files = self.files[file].flat.iter();
        let known = files.filter_map(|at| Some((*at, self.files[*at].own.get(name)?.what)));
        // What stays behind hides nothing that comes along.
        let behind = |at, what| at != file && matches!(what, What::Outcome | What::Scenario);
        let (file, _) = known.min_by_key(|(at, what)| behind(*at, *what))?;
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

fn units(parts: &[Part]) -> BTreeSet<String> {
    let declarations = parts.iter().flat_map(|part| &part.document.declarations);
    let declared = declarations.filter_map(|declaration| match &declaration.item {
        Item::Unit(unit) => Some(unit.name.value.clone()),
        _ => None,
    });
    let built_in = Catalogue::default();
    let built_in = built_in.names().map(str::to_owned);
    built_in.chain(declared).collect()
}
