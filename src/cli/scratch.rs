//! Files that are being written, so that an interruption leaves none behind.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The unfinished files of this process.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch(Arc<Mutex<Vec<PathBuf>>>);

impl Scratch {
    /// Makes a file and remembers it; no interruption comes between the two.
    pub(super) fn make<F: AsRef<Path>>(
        &self,
        make: impl FnOnce() -> std::io::Result<F>,
    ) -> std::io::Result<F> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = make()?;
        files.push(file.as_ref().to_owned());
        Ok(file)
    }

    /// Forgets one that is whole or gone.
    pub(super) fn forget(&self, path: &Path) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|file| file != path);
    }

    /// Removes what is left, and lets nothing be made any more.
    pub(super) fn remove(&self) {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for file in files.iter() {
            // The process is ending: there is nobody to tell.
            let _ = std::fs::remove_file(file);
        }
        std::mem::forget(files);
    }
}
