//! Stored outcomes whose model is gone, or asks nothing any more.

use std::path::{Path, PathBuf};

use super::model::ENDING;
use crate::cli::parts::Parts;
use crate::cli::{console, find};
use crate::diagnostics::clean;

/// Those in the folders that were searched.
pub(super) fn of(paths: &[PathBuf], parts: &Parts) -> Vec<String> {
    let folders = paths.iter().filter(|path| path.is_dir());
    let stored = folders.flat_map(|folder| find::ending_in(folder, ENDING));
    let mut orphans: Vec<PathBuf> = stored.filter(|path| !has_model(path, parts)).collect();
    orphans.dedup();
    let shown = orphans.iter().map(|path| path.display().to_string());
    shown.collect()
}

fn has_model(stored: &Path, parts: &Parts) -> bool {
    let model = stored.with_extension("fore");
    model.is_file() && !parts.found().contains(&model)
}

pub(super) fn complain(orphan: &str) {
    let stored = clean(orphan);
    let model = Path::new(orphan).with_extension("fore");
    let model = clean(&model.display().to_string());
    let why = match Path::new(orphan).with_extension("fore").is_file() {
        true => format!("`{model}` is no model: it asks nothing"),
        false => format!("there is no `{model}`"),
    };
    console::complain(&format!(
        "warning: `{stored}` has stored outcomes of no model: {why}\n  \
         help: remove it, or give it the name that its model has now",
    ));
}
