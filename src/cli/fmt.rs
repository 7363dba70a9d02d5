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
    /// Change nothing; write what each file would become to standard output
    #[arg(long, conflicts_with = "check")]
    stdout: bool,
}

/// What becomes of the formatted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    Write,
    Compare,
    Print,
}

pub(super) fn fmt(arguments: &Arguments, scratch: &Scratch) -> Exit {
    let aim = match (arguments.check, arguments.stdout) {
        (true, _) => Aim::Compare,
        (_, true) => Aim::Print,
        _ => Aim::Write,
    };
    let mut exit = Exit::Fine;
    for path in &arguments.paths {
        exit = exit.max(if path.as_os_str() == "-" {
            standard_input(arguments.check)
        } else {
            files_of(path, aim, scratch)
        });
    }
    exit
}

fn files_of(path: &Path, aim: Aim, scratch: &Scratch) -> Exit {
    let (found, exit) = find::meant(&[path.to_owned()]);
    let exits = found.iter().map(|found| file(&found.path, aim, scratch));
    exits.fold(exit, Exit::max)
}

/// Formats a file, in place if that is the aim; nothing is written where nothing changes.
fn file(path: &Path, aim: Aim, scratch: &Scratch) -> Exit {
    let input = match files::read(path) {
        Ok(input) => input,
        Err(fault) => return refused(fault),
    };
    let Some(formatted) = formatted(&input.source) else {
        return Exit::Bad;
    };
    if aim == Aim::Print {
        return console::print(&formatted);
    }
    let length = path.metadata().map_or(0, |known| known.len());
    if !differs(length, &input.source, &formatted) {
        return Exit::Fine;
    }
    if aim == Aim::Compare {
        return compared(&input.source, &formatted);
    }
    match output::write(path, scratch, |out| out.write_all(formatted.as_bytes())) {
        Ok(()) => console::print(&format!("formatted {}\n", clean(input.source.name()))),
        Err(fault) => refused(fault),
    }
}

/// Whether a file of this length is other than its formatted text. A byte-order mark, which is no part of the
/// text, counts.
fn differs(length: u64, source: &Source, formatted: &str) -> bool {
    length != formatted.len() as u64 || source.text() != formatted
}

fn standard_input(check: bool) -> Exit {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin().lock().take(MAX_BYTES as u64 + 1);
    if let Err(error) = input.read_to_end(&mut bytes) {
        console::complain(&format!(
            "error: standard input cannot be read: {}",
            files::reason(&error)
        ));
        return Exit::Bad;
    }
    let length = bytes.len() as u64;
    let source = match Input::from_bytes("standard input", bytes) {
        Ok(input) => input.source,
        Err(fault) => return refused(Box::new(fault)),
    };
    match formatted(&source) {
        Some(formatted) if !check => console::print(&formatted),
        Some(formatted) if differs(length, &source, &formatted) => compared(&source, &formatted),
        Some(_) => Exit::Fine,
        None => Exit::Bad,
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
    let name = clean(source.name());
    if source.text() == formatted {
        let told = format!("{name} begins with a byte-order mark, which would go\n");
        return console::print(&told).max(Exit::Failed);
    }
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
