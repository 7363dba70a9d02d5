//! `foreland new`

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use miette::Diagnostic;

use super::files::reason;
use super::{Exit, console};

/// The model that everyone starts from.
const STARTER: &str = include_str!("starter.fore");

/// Write a first model, with comments, that runs
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The name of the model; NAME.fore is written
    name: String,
}

#[derive(Debug, thiserror::Error, Diagnostic)]
enum NotWritten {
    #[error("`{name}` cannot be the name of a model")]
    #[diagnostic(help("a name starts with a letter and goes on with letters, digits and `_`"))]
    Name { name: String },
    #[error("`{path}` exists already")]
    #[diagnostic(help("nothing was changed; choose another name"))]
    Exists { path: String },
    #[error("`{path}` cannot be written: {why}")]
    Other { path: String, why: String },
}

pub(super) fn new(arguments: &Arguments) -> Exit {
    match written(&arguments.name) {
        Ok(path) => {
            let path = path.display();
            console::print(&format!(
                "wrote {path}\n\n  foreland run {path}\n  foreland test {path}\n"
            ))
        }
        Err(fault) => {
            console::show_fault(&fault);
            Exit::Bad
        }
    }
}

fn written(name: &str) -> Result<PathBuf, NotWritten> {
    let path = PathBuf::from(format!(
        "{}.fore",
        name.strip_suffix(".fore").unwrap_or(name)
    ));
    let model = model_name(&path).ok_or_else(|| NotWritten::Name {
        name: name.to_owned(),
    })?;
    let text = STARTER.replacen("model starter", &format!("model {model}"), 1);
    let shown = path.display().to_string();
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => NotWritten::Exists {
                path: shown.clone(),
            },
            _ => NotWritten::Other {
                path: shown.clone(),
                why: reason(&error),
            },
        })?;
    match file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
    {
        Ok(()) => Ok(path),
        Err(error) => {
            // Half a model is worse than none.
            let _ = std::fs::remove_file(&path);
            Err(NotWritten::Other {
                path: shown,
                why: reason(&error),
            })
        }
    }
}

/// The name that a model in this file has.
fn model_name(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?.replace(['-', ' '], "_");
    let letters = name
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let starts = name
        .chars()
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic());
    (letters && starts).then_some(name)
}
