//! What a model's stored outcomes rest on: its declarations without who says so, kept beside the outcomes, so that the
//! model can be read as it was.

mod bare;
mod since;

use std::collections::{BTreeMap, BTreeSet};

pub use since::{shares, since};

use super::loader::{InMemory, Loader, Refused};
use super::partial::Kept;
use super::record::fingerprint;
use crate::fault::Faults;
use crate::report::FileRecord;
use crate::report::stored::Declarations;
use crate::source::Source;
use crate::syntax;
use crate::syntax::ast::{AssumeValue, Document, Item};

/// What a model declares that moves its outcomes, from the files that were kept while it was checked.
///
/// # Errors
/// Where a file cannot be laid out.
pub fn declarations(kept: &Kept) -> Result<Declarations, Faults> {
    let models = models(kept);
    let mut cited = BTreeSet::new();
    for (_, document) in models.values() {
        cite(document, &mut cited);
    }
    let mut declarations = Declarations::default();
    for path in kept.paths() {
        match models.get(path) {
            Some((text, document)) => {
                let text = bare::bare(text, document, &cited)?;
                declarations.files.push((path.to_owned(), text));
            }
            None => declarations.data.push(FileRecord {
                name: path.to_owned(),
                sha256: fingerprint(&kept.read(path).unwrap_or_default()),
            }),
        }
    }
    Ok(declarations)
}

/// The root and the files that it uses, each with what stands in it; the others are data.
fn models(kept: &Kept) -> BTreeMap<String, (String, Document)> {
    let mut models = BTreeMap::new();
    let mut wanted = vec![String::new()];
    while let Some(path) = wanted.pop() {
        if models.contains_key(&path) {
            continue;
        }
        let text = kept.read(&path).ok();
        let text = text.and_then(|bytes| Source::from_bytes(path.as_str(), bytes).ok());
        let Some(text) = text else { continue };
        let document = syntax::parse(text.text()).document;
        for declaration in &document.declarations {
            if let Item::Use(it) = &declaration.item {
                wanted.extend(kept.find(&path, &it.file.value).ok());
            }
        }
        models.insert(path, (text.text().to_owned(), document));
    }
    models
}

/// The sources that claims name: without them their rows would have no names.
fn cite(document: &Document, cited: &mut BTreeSet<String>) {
    for declaration in &document.declarations {
        let Item::Assume(assume) = &declaration.item else {
            continue;
        };
        if let AssumeValue::Claims(claims) = &assume.value {
            let names = claims.iter().map(|claim| claim.source.value.as_str());
            let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
            cited.extend(names.map(last));
        }
    }
}

/// The files of a model as they were when its outcomes were stored; its data as it is now.
pub struct AsStored<'l> {
    files: InMemory,
    data: &'l dyn Loader,
}

impl<'l> AsStored<'l> {
    /// The root, and what brings the files that it names.
    pub fn of(declarations: &Declarations, data: &'l dyn Loader) -> (Source, AsStored<'l>) {
        let (root, files) = in_memory(declarations);
        (root, AsStored { files, data })
    }
}

impl Loader for AsStored<'_> {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        let found = self.files.find(from, path);
        found.or_else(|_| self.data.find(from, path))
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        self.files.read(file).or_else(|_| self.data.read(file))
    }
}

/// The root, and the other files.
fn in_memory(declarations: &Declarations) -> (Source, InMemory) {
    let mut files = declarations.files.iter().cloned();
    let (root, others): (Vec<_>, Vec<_>) = files.by_ref().partition(|(path, _)| path.is_empty());
    let root = root.into_iter().map(|(_, text)| text).collect::<String>();
    let files = InMemory {
        root: String::new(),
        files: others
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    };
    (Source::new("the model as it was stored", root), files)
}
