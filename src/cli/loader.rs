//! The files that a model names, from the folder that it lies in.

use std::fs::{FileType, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::files::{bytes, reason};
use super::find;
use crate::program::loader::{Loader, Refused, from_root};
use crate::suggest::nearest;

/// Files in the folder of a root and below it.
pub(super) struct Folder {
    /// The root, links resolved; nothing where it is no file of its own.
    root: Option<PathBuf>,
    /// What stands before the path of a file in messages.
    shown: PathBuf,
}

impl Folder {
    /// The folder that a model lies in: where it is, if `root` is a link to it.
    pub(super) fn of(root: &Path) -> Folder {
        let linked = root.is_symlink();
        let resolved = root.canonicalize().ok();
        let shown = match &resolved {
            Some(resolved) if linked => resolved.parent(),
            _ => root.parent(),
        };
        Folder {
            shown: shown.unwrap_or(Path::new("")).to_owned(),
            root: resolved,
        }
    }

    /// Root and folder.
    fn places(&self) -> Result<(&Path, &Path), Refused> {
        let root = self.root.as_deref();
        let folder = root.and_then(Path::parent);
        root.zip(folder).ok_or(Refused::Missing { near: None })
    }

    /// A path as it was written, to a file in the same folder whose name is near.
    fn beside(&self, wanted: &Path, written: &str) -> Option<String> {
        let folder = wanted.parent()?.canonicalize().ok()?;
        if !folder.starts_with(self.places().ok()?.1) {
            return None;
        }
        let last = wanted.file_name()?.to_str()?;
        let entries = find::entries(&folder);
        let alike = |entry: &&PathBuf| entry.extension() == wanted.extension() && entry.is_file();
        let names: Vec<&str> = entries
            .iter()
            .filter(alike)
            .filter_map(|entry| entry.file_name()?.to_str())
            .collect();
        let near = nearest(last, names.into_iter())?;
        Some(format!("{}{near}", written.strip_suffix(last)?))
    }

    /// The path of a file that there is, from the folder.
    fn known(&self, path: &Path) -> Result<String, Refused> {
        let (root, folder) = self.places()?;
        let path = path.canonicalize().map_err(|error| refused(&error))?;
        let within = path.strip_prefix(folder).map_err(|_| Refused::Outside)?;
        regular(&path.metadata().map_err(|error| refused(&error))?)?;
        if path == root {
            return Ok(String::new());
        }
        let names: Option<Vec<&str>> = within.iter().map(|name| name.to_str()).collect();
        let names = names.ok_or_else(|| Refused::Unreadable("its name is not text".to_owned()));
        names.map(|names| names.join("/"))
    }
}

impl Loader for Folder {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        let (root, folder) = self.places()?;
        // What climbs out is refused before anybody looks whether it is there.
        from_root(from, path).ok_or(Refused::Outside)?;
        if path.is_empty() {
            return Err(Refused::Missing { near: None });
        }
        let from = match from {
            "" => root.to_owned(),
            file => folder.join(file),
        };
        let wanted = from.with_file_name("").join(path);
        if Path::new(path).is_absolute() {
            return Err(Refused::Outside);
        }
        match self.known(&wanted) {
            Err(Refused::Missing { .. }) => Err(Refused::Missing {
                near: self.beside(&wanted, path),
            }),
            found => found,
        }
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        let (_, folder) = self.places()?;
        let path = folder.join(file);
        // Opening a pipe would wait for somebody to write to it.
        regular(&path.metadata().map_err(|error| refused(&error))?)?;
        bytes(&path).map_err(|error| refused(&error))
    }

    fn shown(&self, file: &str) -> String {
        self.shown.join(file).display().to_string()
    }
}

fn regular(file: &Metadata) -> Result<(), Refused> {
    let kind: FileType = file.file_type();
    if kind.is_file() {
        return Ok(());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Err(Refused::NotAFile("a pipe"));
        }
        if kind.is_socket() {
            return Err(Refused::NotAFile("a socket"));
        }
    }
    Err(Refused::NotAFile(match kind.is_dir() {
        true => "a folder",
        false => "a device",
    }))
}

fn refused(error: &std::io::Error) -> Refused {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Refused::Missing { near: None },
        _ => Refused::Unreadable(reason(error)),
    }
}
