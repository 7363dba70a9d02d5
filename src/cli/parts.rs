//! Files without a model of their own, as prices and sources that models share: looked at where models use them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

use crate::diagnostics::clean;
use crate::report::FileRecord;

/// A part that is named as if it were a model.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` declares no `model`: it is a part that models use")]
#[diagnostic(help(
    "name a model that uses it, or the folder of both; to make it a model of its own, write `model NAME {{ time … }}` in it"
))]
pub(super) struct IsAPart {
    pub name: String,
}

/// The parts that folders hold, and which of them models use.
#[derive(Default)]
pub(super) struct Parts {
    found: Vec<PathBuf>,
    used: BTreeSet<PathBuf>,
}

impl Parts {
    pub(super) fn add(&mut self, path: &Path) {
        self.found.push(path.to_owned());
    }

    /// Takes note of the files that a model uses.
    pub(super) fn used_by(&mut self, files: &[FileRecord]) {
        let files = files.iter().map(|file| Path::new(&file.name));
        self.used
            .extend(files.filter_map(|file| file.canonicalize().ok()));
    }

    /// All of them.
    pub(super) fn found(&self) -> &[PathBuf] {
        &self.found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Those that no model here uses.
    pub(super) fn unused(&self) -> Vec<&PathBuf> {
        let unused = |path: &&PathBuf| {
            let path = path.canonicalize();
            path.is_ok_and(|path| !self.used.contains(&path))
        };
        self.found.iter().filter(unused).collect()
    }

    /// What became of them, a line each; `done` is what was done with models: "tried".
    pub(super) fn told(&self, done: &str) -> String {
        let unused = self.unused();
        let files = |count| if count == 1 { "file" } else { "files" };
        let mut told = match self.found.len() - unused.len() {
            0 => String::new(),
            1 => format!("1 file without a model: {done} where it is used\n"),
            used => format!("{used} files without a model: {done} where they are used\n"),
        };
        if let count @ 1.. = unused.len() {
            let files = files(count);
            let names: Vec<String> = unused.iter().map(|path| shown(path)).collect();
            let names = names.join(", ");
            told.push_str(&format!(
                "{count} {files} without a model, used by none here: {names}\n"
            ));
        }
        told
    }
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}
