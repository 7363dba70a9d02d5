//! What brings the files that a model names: other models (`use`) and data (`table … from`).
//!
//! Nothing here touches a disk: the command line brings files from folders, tests bring them from memory.

use std::collections::{BTreeMap, BTreeSet};

/// Finds and reads files for a model. A file is known by its path from the root's folder, links resolved, with `/`
/// between folders; the root itself by the empty path.
pub trait Loader {
    /// The file that is meant by `path` in the file `from`: relative to that file, and never outside the root's folder.
    ///
    /// # Errors
    /// Why there is none that may be read.
    fn find(&self, from: &str, path: &str) -> Result<String, Refused>;

    /// The bytes of a file that was found: at most one more than [`crate::source::MAX_BYTES`].
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, file: &str) -> Result<Vec<u8>, Refused>;

    /// What a file is called in messages and records.
    fn shown(&self, file: &str) -> String {
        file.to_owned()
    }
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is none of that name.
    Missing {
        /// A path beside it that may have been meant, as it would be written in its place.
        near: Option<String>,
    },
    /// It lies outside the folder of the root.
    Outside,
    /// It is `a folder`, `a device`, `a pipe`: nothing that has an end.
    NotAFile(&'static str),
    /// The system does not give it out.
    Unreadable(String),
}

/// A text that has no files beside it.
#[derive(Clone, Copy, Debug)]
pub struct Alone;

impl Loader for Alone {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        InMemory::default().find(from, path)
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        InMemory::default().read(file)
    }
}

/// Files that are held in memory, by their path from the root's folder.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    /// What the root is called, so that it can be named too.
    pub root: String,
    /// The others.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Loader for InMemory {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        let from = if from.is_empty() { &self.root } else { from };
        let wanted = from_root(from, path).ok_or(Refused::Outside)?;
        if wanted == self.root {
            return Ok(String::new());
        }
        let within = format!("{wanted}/");
        let names = || self.files.keys().map(String::as_str);
        if names().any(|name| name == wanted) {
            return Ok(wanted);
        }
        if wanted.is_empty() || names().any(|name| name.starts_with(&within)) {
            return Err(Refused::NotAFile("a folder"));
        }
        let (folder, last) = split(&wanted);
        let beside: BTreeSet<&str> = names()
            .filter(|name| split(name).0 == folder)
            .map(|name| split(name).1)
            .collect();
        let near = crate::suggest::nearest(last, beside.into_iter());
        Err(Refused::Missing {
            near: near.map(|near| format!("{}{near}", path.strip_suffix(last).unwrap_or_default())),
        })
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        let file = self.files.get(file);
        file.cloned().ok_or(Refused::Missing { near: None })
    }
}

/// A path that is written in the file `from`, counted from the root's folder; nothing where it leads out of that, or
/// does not start from the file at all.
pub fn from_root(from: &str, path: &str) -> Option<String> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || drive {
        return None;
    }
    let mut parts: Vec<&str> = split(from).0.split('/').collect();
    parts.retain(|part| !part.is_empty());
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Folder and name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_their_file_and_stay_inside() {
        let found = |from, path| from_root(from, path);
        assert_eq!(found("", "a.fore").as_deref(), Some("a.fore"));
        assert_eq!(found("x/m.fore", "./a.fore").as_deref(), Some("x/a.fore"));
        assert_eq!(found("x/m.fore", "../a//b").as_deref(), Some("a/b"));
        assert_eq!(found("x/m.fore", "y/../../a").as_deref(), Some("a"));
        for out in ["../a", "x/../../a", "/a", "\\a", "c:\\a", "c:a"] {
            assert_eq!(found("", out), None, "{out}");
        }
        assert_eq!(found("x/m.fore", "../../x/a"), None);
    }

    #[test]
    fn files_in_memory() {
        let files = InMemory {
            root: "m.fore".to_owned(),
            files: BTreeMap::from([("x/shared.fore".to_owned(), b"let".to_vec())]),
        };
        assert_eq!(
            files.find("", "x/shared.fore"),
            Ok("x/shared.fore".to_owned())
        );
        assert_eq!(files.find("x/shared.fore", "../m.fore"), Ok(String::new()));
        assert_eq!(files.find("", "x"), Err(Refused::NotAFile("a folder")));
        let near = Some("./x/shared.fore".to_owned());
        assert_eq!(
            files.find("", "./x/shred.fore"),
            Err(Refused::Missing { near })
        );
        assert_eq!(files.find("", "../m.fore"), Err(Refused::Outside));
        assert_eq!(files.read("x/shared.fore"), Ok(b"let".to_vec()));
    }
}
