//! `foreland check`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::loader::Folder;
use super::{Exit, console, files};
use crate::diagnostics::{Finding, Severity, clean, json};
use crate::program;
use crate::report::join_findings;
use crate::source::Source;

/// Look for mistakes without running anything
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The models to check
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Treat these findings as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Denied>,
    /// How findings are written: for people on standard error, or as JSON on standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Denied {
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

pub(super) fn check(arguments: &Arguments) -> Exit {
    let mut exit = Exit::Fine;
    let mut objects = Vec::new();
    for path in &arguments.files {
        let (source, findings) = match files::read(path) {
            Ok(input) => {
                let checked = program::check_with(input.source, &[], &Folder::of(path));
                (Some(checked.sources), Finding::all_of(&checked.faults))
            }
            Err(fault) => (None, vec![Finding::of(fault.as_ref())]),
        };
        exit = exit.max(verdict(&findings, arguments.deny));
        let name = path.display();
        match (arguments.format, source) {
            (Format::Json, source) => {
                let source = source.unwrap_or_else(|| Source::new(name.to_string(), "").into());
                objects.push(json(&findings, &source));
            }
            (Format::Human, Some(_)) if findings.is_empty() => {
                exit = exit.max(console::print(&format!(
                    "{}: no findings\n",
                    clean(&name.to_string())
                )));
            }
            (Format::Human, Some(source)) => console::show(&findings, &source),
            (Format::Human, None) => findings.iter().for_each(console::show_finding),
        }
    }
    match arguments.format {
        Format::Json => exit.max(console::print(&join_findings(&objects))),
        Format::Human => exit,
    }
}

fn verdict(findings: &[Finding], deny: Option<Denied>) -> Exit {
    let bad = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error || deny == Some(Denied::Warnings));
    if bad { Exit::Bad } else { Exit::Fine }
}
