//! What changed between two versions of a model.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::Measures;
use super::details::{details, said};
use super::identity::identities;
use super::renames::Rename;
use crate::source::Texts;
use crate::syntax::ast::*;

/// Something that is declared otherwise than before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is called in the newer version, or was called last.
    pub name: String,
    /// The word that declares it.
    pub keyword: &'static str,
    /// Its title.
    pub title: Option<String>,
    /// The path of its file from the root's folder; empty for the root.
    pub file: String,
    /// Whether it came, went, or says something else.
    pub how: How,
    /// What it was called.
    pub renamed: Option<Rename>,
    /// What in it changed, part by part; of what came or went, what it says but for its evidence.
    pub details: Vec<Detail>,
    /// The position of its declaration in the older version.
    pub old: Option<usize>,
    /// The position of its declaration in the newer version.
    pub new: Option<usize>,
}

/// What happened to a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It says something else, or has another name.
    Revised,
}

/// A part that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is called within its declaration: nothing for the value itself.
    pub part: String,
    /// What sort of change it is.
    pub what: What,
    /// As it was written, if it was there.
    pub before: Option<String>,
    /// As it is written, if it is there.
    pub after: Option<String>,
}

/// What sort of change something is, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A number that is known.
    Value,
    /// How far something may be from what is expected, and how likely.
    Uncertainty,
    /// How the model is made.
    Structure,
    /// The same amount in another unit, or another unit that results are shown in.
    Unit,
    /// Who says so, and how sure that is.
    Evidence,
    /// How often the model is drawn, and with which seed: both versions are run with those of the newer one.
    Sampling,
    /// What is asserted or expected of the results.
    Claim,
    /// Titles and comments.
    Wording,
}

impl What {
    /// Whether results may differ by it.
    pub fn may_move(self) -> bool {
        matches!(
            self,
            What::Value | What::Uncertainty | What::Structure | What::Unit
        )
    }
}

impl Change {
    /// What sorts of change there are in it, the weightiest first.
    pub fn sorts(&self) -> Vec<What> {
        let mut sorts: Vec<What> = self.details.iter().map(|detail| detail.what).collect();
        sorts.sort_unstable();
        sorts.dedup();
        sorts
    }

    /// Whether results may differ by it. Sources, kinds and the like bring nothing by themselves.
    pub fn may_move(&self) -> bool {
        match self.how {
            How::Revised => self.details.iter().any(|detail| detail.what.may_move()),
            How::Added | How::Removed => !matches!(
                self.keyword,
                "source" | "actor" | "kind" | "unit" | "index" | "use" | "assert" | "expect"
            ),
        }
    }
}

/// What changed from one version to the other, in the order of the newer one; what went is told last. Both are whole
/// models in which the same things have the same names.
pub fn changes(
    old: &Document,
    new: &Document,
    renames: &[Rename],
    texts: &impl Texts,
) -> Vec<Change> {
    let (were, are) = (identities(old, texts), identities(new, texts));
    let before: BTreeMap<&str, usize> = were
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    let measures = (Measures::of(old), Measures::of(new));
    let mut found = Vec::new();
    for (at, name) in are.iter().enumerate() {
        let declaration = &new.declarations[at];
        let Some(was) = before.get(name.as_str()) else {
            let details = said(declaration, How::Added, texts);
            found.push(Change {
                details,
                ..whole(declaration, name, How::Added, (None, Some(at)))
            });
            continue;
        };
        let older = &old.declarations[*was];
        let renamed = renames.iter().find(|rename| rename.to == *name);
        let details = match older == declaration && older.file == declaration.file {
            true => Vec::new(),
            false => details(older, declaration, &measures, texts),
        };
        if !details.is_empty() || renamed.is_some() {
            found.push(Change {
                renamed: renamed.cloned(),
                details,
                ..whole(declaration, name, How::Revised, (Some(*was), Some(at)))
            });
        }
    }
    let known: BTreeSet<&str> = are.iter().map(String::as_str).collect();
    for (at, name) in were.iter().enumerate() {
        if !known.contains(name.as_str()) {
            let declaration = &old.declarations[at];
            found.push(Change {
                details: said(declaration, How::Removed, texts),
                ..whole(declaration, name, How::Removed, (Some(at), None))
            });
        }
    }
    found
}

fn whole(
    declaration: &Declaration,
    name: &str,
    how: How,
    (old, new): (Option<usize>, Option<usize>),
) -> Change {
    Change {
        name: name.to_owned(),
        keyword: declaration.item.keyword(),
        title: declaration.item.title().map(|title| title.value.clone()),
        file: declaration.file.to_string(),
        how,
        renamed: None,
        details: Vec::new(),
        old,
        new,
    }
}
