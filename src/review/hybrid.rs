//! Models between two versions: some of what changed as it was, some as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, How};
use super::identity::{identities, is_claim, is_passive};
use crate::resolve::resolve;
use crate::source::Texts;
use crate::syntax::ast::*;

/// Two versions of a model and what changed from one to the other.
pub struct Versions {
    old: Version,
    new: Version,
    changes: Vec<Change>,
    /// By position in the newer version, its change.
    of_new: BTreeMap<usize, usize>,
    /// Those that may move results by themselves.
    movers: Vec<usize>,
    /// What comes along where something reads it: its change, by name.
    passive: BTreeMap<String, usize>,
}

struct Version {
    document: Document,
    names: Vec<String>,
    references: Vec<Vec<usize>>,
}

impl Version {
    fn of(document: Document, texts: &impl Texts) -> Version {
        Version {
            names: identities(&document, texts),
            references: resolve(&document).model.references,
            document,
        }
    }
}

/// Which of two versions something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Whole {
    Older,
    Newer,
}

/// A declaration: whether of the newer version, and where in it.
type Place = (bool, usize);

impl Versions {
    /// These versions and changes.
    pub fn new(old: Document, new: Document, changes: Vec<Change>, texts: &impl Texts) -> Versions {
        let new = Version::of(new, texts);
        let old = Version::of(old, texts);
        let of_new = changes.iter().enumerate();
        let of_new = of_new.filter_map(|(at, change)| Some((change.new?, at)));
        let of_new = of_new.collect();
        let mut versions = Versions {
            old,
            new,
            of_new,
            movers: Vec::new(),
            passive: BTreeMap::new(),
            changes,
        };
        for (at, change) in versions.changes.iter().enumerate() {
            let Some(item) = versions.item(change) else {
                continue;
            };
            if change.how != How::Revised && is_passive(item) {
                versions.passive.insert(change.name.clone(), at);
            } else if change.may_move() && !is_claim(item) {
                versions.movers.push(at);
            }
        }
        versions
    }

    /// What changed.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The positions of the changes that may move results by themselves.
    pub fn movers(&self) -> &[usize] {
        &self.movers
    }

    /// The declaration of a change, the newer one if there is.
    fn item(&self, change: &Change) -> Option<&Item> {
        let place = match (change.new, change.old) {
            (Some(new), _) => (true, new),
            (None, old) => (false, old?),
        };
        Some(&self.declaration(place).item)
    }

    /// Its declaration in the older and in the newer version.
    pub fn declarations(&self, change: &Change) -> [Option<&Declaration>; 2] {
        let old = change.old.map(|at| self.declaration((false, at)));
        [old, change.new.map(|at| self.declaration((true, at)))]
    }

    fn version(&self, new: bool) -> &Version {
        if new { &self.new } else { &self.old }
    }

    fn declaration(&self, (new, at): Place) -> &Declaration {
        &self.version(new).document.declarations[at]
    }

    /// The model in which these changes are made and the others are not; `taken` says so by the position of a change.
    /// Nothing is claimed in it: it is there to be run.
    /// `whole` says which version it is, if it is one of the two.
    pub fn model(&self, taken: impl Fn(usize) -> bool, whole: Option<Whole>) -> Document {
        let mut places: Vec<Place> = Vec::new();
        let mut waiting: BTreeMap<&str, Place> = BTreeMap::new();
        for at in 0..self.new.document.declarations.len() {
            let Some(change) = self.of_new.get(&at).copied() else {
                places.push((true, at));
                continue;
            };
            let is_mover = self.movers.contains(&change);
            match self.changes[change].old {
                Some(old) if is_mover && !taken(change) => places.push((false, old)),
                Some(_) => places.push((true, at)),
                None if is_mover && taken(change) => places.push((true, at)),
                None if is_mover => {}
                None if whole == Some(Whole::Newer) => places.push((true, at)),
                None => {
                    waiting.insert(&self.changes[change].name, (true, at));
                }
            }
        }
        for (change, told) in self.changes.iter().enumerate() {
            let (Some(at), None) = (told.old, told.new) else {
                continue;
            };
            match self.movers.contains(&change) {
                true if !taken(change) => places.push((false, at)),
                true => {}
                false if whole == Some(Whole::Older) => places.push((false, at)),
                false => {
                    waiting.insert(&told.name, (false, at));
                }
            }
        }
        places.retain(|place| !is_claim(&self.declaration(*place).item));
        self.fetch(&mut places, waiting);
        self.document(&places)
    }

    /// Adds what is waiting and is read by what is there. What reads nothing and says only what things are comes along.
    fn fetch(&self, places: &mut Vec<Place>, mut waiting: BTreeMap<&str, Place>) {
        let is_setting = |place: &Place| {
            let item = &self.declaration(*place).item;
            matches!(
                item,
                Item::Source(_) | Item::Actor(_) | Item::Kind(_) | Item::Unit(_) | Item::Index(_)
            )
        };
        waiting.retain(|_, place| {
            let setting = is_setting(place);
            if setting {
                places.push(*place);
            }
            !setting
        });
        let mut next = 0;
        while let Some((new, at)) = places.get(next).copied() {
            for name in self.names_read(new, at) {
                if let Some(place) = waiting.remove(name) {
                    places.push(place);
                }
            }
            next += 1;
        }
    }

    /// The names that a declaration reads.
    fn names_read(&self, new: bool, at: usize) -> impl Iterator<Item = &str> {
        let version = self.version(new);
        let read = version.references.get(at).into_iter().flatten();
        read.map(|at| version.names[*at].as_str())
    }

    fn document(&self, places: &[Place]) -> Document {
        let mut files = self.old.document.files.clone();
        files.extend(self.new.document.files.iter().cloned());
        Document {
            declarations: places
                .iter()
                .map(|place| self.declaration(*place).clone())
                .collect(),
            poisoned: Vec::new(),
            files,
        }
    }

    /// The declarations of the older version, or of the newer one.
    pub(super) fn all(&self, new: bool) -> &[Declaration] {
        &self.version(new).document.declarations
    }

    /// The names that a change reads in either version, by way of what comes along.
    fn read_by(&self, change: usize) -> BTreeSet<&str> {
        let told = &self.changes[change];
        let mut open: Vec<Place> = Vec::new();
        open.extend(told.old.map(|at| (false, at)));
        open.extend(told.new.map(|at| (true, at)));
        let mut found = BTreeSet::new();
        while let Some((new, at)) = open.pop() {
            for name in self.names_read(new, at) {
                if !found.insert(name) {
                    continue;
                }
                if let Some(passive) = self.passive.get(name) {
                    let passive = &self.changes[*passive];
                    open.extend(passive.old.map(|at| (false, at)));
                    open.extend(passive.new.map(|at| (true, at)));
                }
            }
        }
        found
    }

    /// For the name of each change that does nothing by itself, the changes by way of which it may move results.
    pub fn through(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut through: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for mover in &self.movers {
            let read = self.read_by(*mover).into_iter();
            for name in read.filter(|name| self.passive.contains_key(*name)) {
                through.entry(name).or_default().push(*mover);
            }
        }
        through
    }

    /// Whether outcomes or scenarios came or went.
    pub fn has_apart(&self) -> bool {
        let mut passive = self.passive.values();
        passive.any(|at| matches!(self.changes[*at].keyword, "outcome" | "scenario"))
    }
}
