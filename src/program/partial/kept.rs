//! The files of a model, kept so that the model can be read again where they are not.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::program::loader::{Loader, Refused};

/// The files of a model: what they are called, what is in them, and how they name each other.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// By their path from the root's folder; the root by the empty path.
    pub(super) files: BTreeMap<String, KeptFile>,
    /// The file that is meant by a path in a file.
    pub(super) links: BTreeMap<(String, String), String>,
}

/// A file.
#[derive(Clone, Debug)]
pub(super) struct KeptFile {
    /// What it is called in messages and records.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Kept {
    /// What the root is called, and what is in it.
    pub fn root(&self) -> Option<(&str, &[u8])> {
        let root = self.files.get("")?;
        Some((&root.name, &root.bytes))
    }

    /// The paths of all files, the root's first.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl Loader for Kept {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        let link = self.links.get(&(from.to_owned(), path.to_owned()));
        link.cloned().ok_or(Refused::Missing { near: None })
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        let file = self.files.get(file);
        let file = file.ok_or(Refused::Missing { near: None })?;
        Ok(file.bytes.clone())
    }

    fn shown(&self, file: &str) -> String {
        let known = self.files.get(file);
        known.map_or(file, |known| &known.name).to_owned()
    }
}

/// A loader that keeps what it brings.
pub struct Keeping<'l> {
    loader: &'l dyn Loader,
    kept: RefCell<Kept>,
}

impl<'l> Keeping<'l> {
    /// Keeps this root and what the loader brings.
    pub fn new(name: &str, bytes: Vec<u8>, loader: &'l dyn Loader) -> Keeping<'l> {
        let name = name.to_owned();
        let files = BTreeMap::from([(String::new(), KeptFile { name, bytes })]);
        let links = BTreeMap::new();
        Keeping {
            loader,
            kept: RefCell::new(Kept { files, links }),
        }
    }

    /// What was kept.
    pub fn into_kept(self) -> Kept {
        self.kept.into_inner()
    }
}

impl Loader for Keeping<'_> {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        let found = self.loader.find(from, path)?;
        let link = (from.to_owned(), path.to_owned());
        self.kept.borrow_mut().links.insert(link, found.clone());
        Ok(found)
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        let bytes = self.loader.read(file)?;
        let name = self.loader.shown(file);
        let kept = KeptFile {
            name,
            bytes: bytes.clone(),
        };
        let mut all = self.kept.borrow_mut();
        all.files.insert(file.to_owned(), kept);
        Ok(bytes)
    }

    fn shown(&self, file: &str) -> String {
        self.loader.shown(file)
    }
}
