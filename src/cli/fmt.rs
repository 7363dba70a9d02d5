//! `foreland fmt`

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;

use super::scratch::Scratch;
use super::{Exit, console, files, find, output};
use crate::diagnostics::{Finding, clean};
use crate::fault::Fault;
use crate::format::format;
use crate::program::Input;
use crate::source::{MAX_BYTES, Source};

/// How many unchanged lines a difference is shown with.
const CONTEXT: usize = 1;

/// Lay out models in the one way that all share
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Models, folders that are searched for them, or `-` to read standard input and write standard output
    #[arg(required = true, value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Change nothing; show what would change, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
}

pub(super) fn fmt(arguments: &Arguments, scratch: &Scratch) -> Exit {
    let mut exit = Exit::Fine;
    for path in &arguments.paths {
        exit = exit.max(if path.as_os_str() == "-" {
            standard_input(arguments.check)
        } else if path.is_dir() {
            folder(path, arguments.check, scratch)
        } else {
            file(path, arguments.check, scratch)
        });
    }
    exit
}

fn folder(path: &Path, check: bool, scratch: &Scratch) -> Exit {
    let models = find::models_in(path);
    if models.is_empty() {
        console::complain(&format!(
            "error: no file in `{}` ends in `.fore`",
            clean(&path.display().to_string())
        ));
        return Exit::Bad;
    }
    let exits = models.iter().map(|model| file(model, check, scratch));
    exits.max().unwrap_or(Exit::Fine)
}

/// Formats a file in place; nothing is written where nothing changes.
fn file(path: &Path, check: bool, scratch: &Scratch) -> Exit {
    let input = match files::read(path) {
        Ok(input) => input,
        Err(fault) => return refused(fault),
    };
    let Some(formatted) = formatted(&input.source) else {
        return Exit::Bad;
    };
    if check {
        return compared(&input.source, &formatted);
    }
    if !differs(path, &input.source, &formatted) {
        return Exit::Fine;
    }
    match output::write(path, scratch, |out| out.write_all(formatted.as_bytes())) {
        Ok(()) => console::print(&format!("formatted {}\n", clean(input.source.name()))),
        Err(fault) => refused(fault),
    }
}

/// Whether a file is other than its formatted text; a byte-order mark, which is no part of the text, counts.
fn differs(path: &Path, source: &Source, formatted: &str) -> bool {
    let longer = path
        .metadata()
        .is_ok_and(|known| known.len() != formatted.len() as u64);
    longer || source.text() != formatted
}

fn standard_input(check: bool) -> Exit {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(MAX_BYTES as u64 + 1);
    let input = match input.read_to_end(&mut bytes) {
        Ok(_) => {
            Input::from_bytes("standard input", bytes).map_err(|fault| Box::new(fault) as Fault)
        }
        Err(error) => {
            console::complain(&format!(
                "error: standard input cannot be read: {}",
                files::reason(&error)
            ));
            return Exit::Bad;
        }
    };
    match input.map(|input| (formatted(&input.source), input.source)) {
        Ok((Some(formatted), source)) if check => compared(&source, &formatted),
        Ok((Some(formatted), _)) => console::print(&formatted),
        Ok((None, _)) => Exit::Bad,
        Err(fault) => refused(fault),
    }
}

/// The formatted text; what is wrong with the model goes to standard error.
fn formatted(source: &Source) -> Option<String> {
    format(source.text())
        .map_err(|faults| console::show(&Finding::all_of(&faults), source))
        .ok()
}

/// Shows what would change.
fn compared(source: &Source, formatted: &str) -> Exit {
    if source.text() == formatted {
        return Exit::Fine;
    }
    let name = clean(source.name());
    let difference = TextDiff::from_lines(source.text(), formatted);
    let mut shown = difference.unified_diff();
    shown.context_radius(CONTEXT);
    let shown = shown.header(&name, "formatted").to_string();
    console::print(&clean(&shown)).max(Exit::Failed)
}

fn refused(fault: Fault) -> Exit {
    console::show_fault(fault.as_ref());
    Exit::Bad
}
