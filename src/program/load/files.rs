//! The files of one model: each found where it may lie, read once, and laid behind the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fault::{TooMuchText, not_text, refused};
use crate::fault::Faults;
use crate::program::loader::Loader;
use crate::program::record::fingerprint;
use crate::report::FileRecord;
use crate::source::{MAX_BYTES, NotText, Source, Sources};
use crate::syntax::ast::Text;

/// The files of one model.
pub struct Files<'l> {
    loader: &'l dyn Loader,
    root: Arc<Source>,
    /// Every text that places point into.
    pub sources: Sources,
    /// What is wrong with paths and files.
    pub faults: Faults,
    /// Name and fingerprint of each file but the root, in the order read.
    pub records: Vec<FileRecord>,
    texts: BTreeMap<String, Arc<Source>>,
    bytes: BTreeMap<String, Arc<Vec<u8>>>,
    /// Where each text begins that is laid.
    starts: BTreeMap<String, usize>,
}

impl<'l> Files<'l> {
    /// Those of this root.
    pub fn new(root: Arc<Source>, loader: &'l dyn Loader) -> Files<'l> {
        Files {
            loader,
            sources: Sources::new(root.clone()),
            root: root.clone(),
            faults: Faults::default(),
            records: Vec::new(),
            texts: BTreeMap::from([(String::new(), root)]),
            bytes: BTreeMap::new(),
            starts: BTreeMap::from([(String::new(), 0)]),
        }
    }

    /// Those of this root, laid behind the texts of another model; nothing where places cannot count that far.
    pub fn behind(
        mut sources: Sources,
        root: Arc<Source>,
        loader: &'l dyn Loader,
    ) -> Option<Files<'l>> {
        let start = sources.add(root.clone())?;
        Some(Files {
            sources,
            starts: BTreeMap::from([(String::new(), start)]),
            ..Files::new(root, loader)
        })
    }

    /// The same files with what is known of them: what is laid from here on is laid there alone.
    pub fn branch(&self) -> Files<'l> {
        Files {
            loader: self.loader,
            root: self.root.clone(),
            sources: self.sources.clone(),
            faults: Faults::default(),
            records: self.records.clone(),
            texts: self.texts.clone(),
            bytes: self.bytes.clone(),
            starts: self.starts.clone(),
        }
    }

    /// The text of the root, and where it begins.
    pub fn root(&self) -> (Arc<Source>, usize) {
        let start = self.starts.get("").copied();
        (self.root.clone(), start.unwrap_or_default())
    }

    /// What a file is called in messages.
    pub fn name(&self, file: &str) -> String {
        match file {
            "" => self.root.name().to_owned(),
            file => self.loader.shown(file),
        }
    }

    /// The file that is meant by `path` in the file `from`, by its path from the root's folder.
    pub fn find(&mut self, from: &str, path: &Text) -> Option<String> {
        let found = self.loader.find(from, &path.value);
        found
            .map_err(|why| self.faults.0.push(refused(path, why)))
            .ok()
    }

    /// The text of a file that `path` led to, and where it begins; laid behind the others if it is not yet.
    pub fn text(&mut self, file: &str, path: &Text) -> Option<(Arc<Source>, usize)> {
        let text = match self.texts.get(file) {
            Some(text) => text.clone(),
            None => self.read_text(file, path)?,
        };
        if let Some(start) = self.starts.get(file) {
            return Some((text, *start));
        }
        let start = self.lay(text.clone(), path)?;
        self.starts.insert(file.to_owned(), start);
        Some((text, start))
    }

    /// Where a text begins that is laid behind the others, such as that of a workbook's sheet.
    pub fn lay(&mut self, text: Arc<Source>, path: &Text) -> Option<usize> {
        let start = self.sources.add(text);
        if start.is_none() {
            self.faults.push(TooMuchText {
                path: path.value.clone(),
                span: path.span,
            });
        }
        start
    }

    fn read_text(&mut self, file: &str, path: &Text) -> Option<Arc<Source>> {
        let bytes = self.read(file, path)?;
        match Source::from_bytes(self.loader.shown(file), bytes) {
            Ok(source) => {
                let source = Arc::new(source);
                self.texts.insert(file.to_owned(), source.clone());
                Some(source)
            }
            Err(fault) => {
                self.faults.0.push(not_text(path, fault));
                None
            }
        }
    }

    /// The bytes of a file that `path` led to and that is no text, such as a workbook.
    pub fn bytes(&mut self, file: &str, path: &Text) -> Option<Arc<Vec<u8>>> {
        if let Some(bytes) = self.bytes.get(file) {
            return Some(bytes.clone());
        }
        let bytes = Arc::new(self.read(file, path)?);
        self.bytes.insert(file.to_owned(), bytes.clone());
        Some(bytes)
    }

    fn read(&mut self, file: &str, path: &Text) -> Option<Vec<u8>> {
        let bytes = match self.loader.read(file) {
            Ok(bytes) => bytes,
            Err(why) => {
                self.faults.0.push(refused(path, why));
                return None;
            }
        };
        let name = self.loader.shown(file);
        if bytes.len() > MAX_BYTES {
            let megabytes = bytes.len().div_ceil(1 << 20);
            let fault = NotText::TooLarge { name, megabytes };
            self.faults.0.push(not_text(path, fault));
            return None;
        }
        let sha256 = fingerprint(&bytes);
        self.records.push(FileRecord { name, sha256 });
        Some(bytes)
    }
}
