//! Writing a file whole or not at all.

use std::fs::Permissions;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use tempfile::NamedTempFile;

use super::files::reason;
use super::scratch::Scratch;
use crate::fault::Fault;

#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` cannot be written: {why}")]
struct Unwritable {
    name: String,
    why: String,
}

/// What is said to someone who would write results over the model.
pub(super) fn own_model(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "it is the model".to_owned(),
    })
}

/// What is said to someone who would write results over a file that the model uses.
pub(super) fn used_file(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "the model uses it".to_owned(),
    })
}

/// Results and samples cannot share a file.
pub(super) fn one_file_for_both(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "it is named for the samples too".to_owned(),
    })
}

/// A partial file cannot be results or samples at once.
pub(super) fn named_twice(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "it is named for the partial file too".to_owned(),
    })
}

/// What is said to someone who would write results over the parts that they are made of.
pub(super) fn a_part(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "it is one of the parts".to_owned(),
    })
}

/// What is said of a file that the system does not let us write.
pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: reason(error),
    })
}

/// The ending of a file promises a format that results cannot be written in.
pub(super) fn no_such_format(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "results are written as a table (.txt), as .csv or as .json".to_owned(),
    })
}

/// The ending of a file promises a format that the register cannot be written in.
pub(super) fn no_such_register(path: &Path) -> Fault {
    Box::new(Unwritable {
        name: path.display().to_string(),
        why: "the register is written as a table (.txt), as .md, .csv, .json or .xlsx".to_owned(),
    })
}

#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("a workbook cannot be shown on a terminal")]
#[diagnostic(help("write it to a file: `--output register.xlsx`"))]
struct NoWorkbookOnATerminal;

/// A workbook is no text.
pub(super) fn no_workbook_on_a_terminal() -> Fault {
    Box::new(NoWorkbookOnATerminal)
}

/// Writes a file by way of another one in the same folder, so that readers see the old one or the new one.
pub(super) fn write(
    path: &Path,
    scratch: &Scratch,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Fault> {
    // A link stays a link; what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let written = match target.metadata() {
        Ok(known) if known.is_dir() => Err(std::io::ErrorKind::IsADirectory.into()),
        // A device or a pipe cannot be replaced.
        Ok(known) if !known.is_file() => directly(&target, content),
        Ok(known) => replaced(&target, Some(known.permissions()), scratch, content),
        Err(_) => replaced(&target, None, scratch, content),
    };
    written.map_err(|error| unwritable(path, &error))
}

fn directly(
    path: &Path,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(path)?);
    content(&mut out)?;
    out.flush()
}

fn replaced(
    path: &Path,
    permissions: Option<Permissions>,
    scratch: &Scratch,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let file = scratch.make(|| unfinished(folder))?;
    let own: PathBuf = file.path().to_owned();
    let written = fill(file, permissions, content).and_then(|file| {
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    });
    scratch.forget(&own);
    written
}

fn unfinished(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".foreland-").suffix(".part");
    // As any new file: the system takes away what the user does not grant.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn fill(
    mut file: NamedTempFile,
    permissions: Option<Permissions>,
    content: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<NamedTempFile> {
    let mut out = BufWriter::new(file.as_file_mut());
    content(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}
