//! The documents of all files → one [`Document`]: what follows sees a single text with names like `y.demand`.
//!
//! The root's names stay as they are. A file that is used without `as` takes over what stands before the names of its
//! user, one used `as y` puts `y.` before its own. Each file is there once, however often it is used. Its `model`, its
//! scenarios and its expectations stay behind, and so do its outcomes, but for those that something in it rests on.

mod clash;
pub mod fault;
mod hint;
mod keep;
mod names;
mod place;
mod relabel;
mod rename;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use names::Names;

use crate::fault::Faults;
use crate::syntax::ast::{Document, Item, Name, Text};

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its path from the root's folder; empty for the root.
    pub file: Arc<str>,
    /// What it is called in messages.
    pub shown: String,
    /// What stands in it.
    pub document: Document,
    /// The files that it uses, in the order named.
    pub uses: Vec<Used>,
}

impl Part {
    /// Whether a `use` clause in it could not be read.
    fn unreadable_use(&self) -> bool {
        let mut poisoned = self.document.poisoned.iter();
        poisoned.any(|poisoned| poisoned.keyword == "use")
    }

    /// Whether every file is there that it uses.
    fn is_whole(&self) -> bool {
        !self.unreadable_use() && self.uses.iter().all(|used| used.target.is_some())
    }
}

/// A `use` clause.
#[derive(Clone, Debug)]
pub struct Used {
    /// The path as written.
    pub path: Text,
    /// The name behind `as`.
    pub alias: Option<Name>,
    /// Which of the parts it is; nothing where it cannot be read or closes a circle.
    pub target: Option<usize>,
}

/// The result of [`link`].
pub struct Linked {
    /// All that belongs to the model, the root's declarations first.
    pub document: Document,
    /// Names that are not known where they are used, or are known twice.
    pub faults: Faults,
    /// What is called what.
    pub names: Names,
    /// Whether every file is there that is used, and every name stands for one thing. Where not, nothing can be said of what is unknown.
    pub complete: bool,
}

/// Puts the files of a model together. The first part is the root.
pub fn link(parts: Vec<Part>) -> Linked {
    let mut names = Names::of(&parts);
    let mut faults = Faults::default();
    names.twice(&mut faults);
    let complete = parts.iter().all(Part::is_whole) && !faults.any_error();
    let files = parts.iter().filter_map(beginning).collect();
    let mut documents: Vec<Document> = parts.into_iter().map(|part| part.document).collect();
    keep::shared_once(&mut documents, &names, &mut faults);
    let mut document = Document::default();
    let used = documents.split_off(documents.len().min(1));
    let mut parts = keep::of_used(used, &mut names, &mut faults);
    if let Some(mut root) = documents.pop() {
        let uses = |item: &Item| matches!(item, Item::Use(_));
        root.declarations
            .retain(|declaration| !uses(&declaration.item));
        names.rename(&mut root, &mut faults);
        document = root;
    }
    for part in &mut parts {
        document.declarations.append(&mut part.declarations);
        document.poisoned.append(&mut part.poisoned);
    }
    document.files = files;
    Linked {
        document,
        faults,
        names,
        complete,
    }
}

/// Where the declarations of a file begin, and its path from the root's folder.
fn beginning(part: &Part) -> Option<(u32, String)> {
    let first = part.document.declarations.iter();
    let first = first.map(|declaration| declaration.span.start).min()?;
    Some((first, part.file.to_string()))
}

/// Gives things of a document other names, where they are declared and wherever they are named.
pub fn renamed(document: &mut Document, names: &BTreeMap<String, String>) {
    for declaration in &mut document.declarations {
        relabel::declaration(&mut declaration.item, names);
    }
}

impl Names {
    /// Gives the names in a document that stands in the root what they are called in the model as a whole.
    pub fn rename(&self, document: &mut Document, faults: &mut Faults) {
        for declaration in &mut document.declarations {
            let found = rename::declaration(&mut declaration.item, 0, self);
            faults.extend(found.faults);
            document.poisoned.extend(found.poisoned);
        }
    }
}
