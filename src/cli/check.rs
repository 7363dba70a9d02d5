//! `foreland check`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Exit, console, files};
use crate::diagnostics::{Finding, Severity, json};
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
                let checked = program::check(input.source, &[]);
                (checked.source, Finding::all_of(&checked.faults))
            }
            Err(fault) => {
                let source = Source::new(path.display().to_string(), "");
                (source, vec![Finding::of(fault.as_ref())])
            }
        };
        exit = exit.max(verdict(&findings, arguments.deny));
        match arguments.format {
            Format::Json => objects.push(json(&findings, &source)),
            Format::Human if findings.is_empty() => {
                exit = exit.max(console::print(&format!(
                    "{}: no findings\n",
                    path.display()
                )));
            }
            Format::Human => console::show(&findings, &source),
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
