//! Reading a model's file.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use miette::Diagnostic;

use super::find;
use crate::fault::Fault;
use crate::program::Input;
use crate::source::MAX_BYTES;
use crate::suggest::nearest;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum Unreadable {
    #[error("there is no file `{name}`")]
    #[diagnostic(help("{way_out}"))]
    Missing { name: String, way_out: String },
    #[error("`{name}` is a folder")]
    #[diagnostic(help("{way_out}"))]
    Folder { name: String, way_out: String },
    #[error("`{name}` cannot be read: {why}")]
    Other { name: String, why: String },
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<Input, Fault> {
    let name = path.display().to_string();
    Input::from_bytes(&name, read_bytes(path)?).map_err(|fault| Box::new(fault) as Fault)
}

/// The bytes of a model's file.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    bytes(path).map_err(|error| unreadable(path, &error))
}

/// Whether two paths lead to one file.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// One byte more than a file may have is enough to tell that it has too many.
pub(super) fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    let name = path.display().to_string();
    Box::new(match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            let way_out = match beside(path) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`foreland new {}` writes a first model", stem(path)),
            };
            Unreadable::Missing { name, way_out }
        }
        ErrorKind::IsADirectory => {
            let way_out = match find::models_in(path).first() {
                Some(model) => format!("name a file in it, such as `{}`", model.display()),
                None => "name a model's file, which ends in `.fore`".to_owned(),
            };
            Unreadable::Folder { name, way_out }
        }
        _ => Unreadable::Other {
            name,
            why: reason(error),
        },
    })
}

/// A model's file in the same folder whose name is near.
fn beside(path: &Path) -> Option<String> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let names: Vec<String> = find::entries(folder)
        .into_iter()
        .filter(|entry| find::is_model(entry))
        .filter_map(|entry| Some(entry.file_name()?.to_str()?.to_owned()))
        .collect();
    let wanted = path.file_name()?.to_str()?;
    let near = nearest(wanted, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near).display().to_string())
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or("my_model".to_owned(), |stem| {
        stem.to_string_lossy().into_owned()
    })
}

/// What an error says, without the number that systems give it.
pub(super) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.to_lowercase()
}
