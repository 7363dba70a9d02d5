//! Finding models: the `.fore` files of folders, always in the same order.

use std::path::{Path, PathBuf};

/// How deep folders are searched.
const DEEPEST: usize = 32;

/// The models in a folder and the folders within it, sorted. Hidden folders are left out, and links to folders,
/// which could lead in circles.
pub(super) fn models_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    search(folder, DEEPEST, &mut found);
    found
}

fn search(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for entry in entries(folder) {
        let linked = entry.is_symlink();
        if entry.is_dir() {
            if depth > 0 && !linked && !is_hidden(&entry) {
                search(&entry, depth - 1, found);
            }
        } else if entry.is_file() && is_model(&entry) {
            found.push(entry);
        }
    }
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

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
