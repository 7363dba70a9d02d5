//! Finding models: the `.fore` files of folders, always in the same order.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Exit, console};
use crate::diagnostics::clean;

/// How deep folders are searched.
const DEEPEST: usize = 33;

/// A file to look at.
pub(super) struct Found {
    /// Where it lies.
    pub path: PathBuf,
    /// Whether the command names it, and not a folder that it lies in.
    pub named: bool,
}

/// The files that are meant by files and folders. A folder without any is told of.
pub(super) fn meant(paths: &[PathBuf]) -> (Vec<Found>, Exit) {
    let mut exit = Exit::Fine;
    let mut meant = Vec::new();
    for path in paths {
        let named = !path.is_dir();
        let found = match named {
            true => vec![path.clone()],
            false => models_in(path),
        };
        if found.is_empty() {
            console::complain(&format!(
                "error: no file in `{}` ends in `.fore`{}",
                clean(&path.display().to_string()),
                left_out(path)
            ));
            exit = Exit::Bad;
        }
        meant.extend(found.into_iter().map(|path| Found { path, named }));
    }
    (meant, exit)
}

/// The `.fore` files in a folder and the folders within it, sorted. Left out are what is hidden, links to folders,
/// which could lead in circles, and what a `.ignore` or `.gitignore` of the folder, or of one around it, says.
pub(super) fn models_in(folder: &Path) -> Vec<PathBuf> {
    search(folder, true, is_model)
}

/// The files in a folder and the folders within it that have another ending, found alike.
pub(super) fn ending_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let has = |path: &Path| {
        path.extension()
            .is_some_and(|extension| extension == ending)
    };
    search(folder, true, has)
}

/// Says so if there are models in a folder, and all of them are left out.
fn left_out(folder: &Path) -> &'static str {
    match search(folder, false, is_model).is_empty() {
        true => "",
        false => ", but for what `.ignore` or `.gitignore` leaves out",
    }
}

fn search(folder: &Path, ignoring: bool, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(folder)
        .max_depth(Some(DEEPEST))
        .sort_by_file_path(Path::cmp)
        .parents(ignoring)
        .ignore(ignoring)
        .git_ignore(ignoring)
        // Results depend on what lies beside the models, and not on whose machine it is or whether git is used.
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .build();
    let paths = walk.flatten().map(ignore::DirEntry::into_path);
    paths
        .filter(|path| path.is_file() && wanted(path))
        .collect()
}

/// What is in a folder, sorted; nothing where it cannot be read.
pub(super) fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Whether a file is named like a model.
pub(super) fn is_model(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "fore")
}
