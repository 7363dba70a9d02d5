//! `foreland check`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::find::Found;
use super::loader::Folder;
use super::parts::Parts;
use super::{Exit, console, files, find};
use crate::diagnostics::{Finding, Severity, clean, json};
use crate::program;
use crate::report::join_findings;
use crate::source::{Source, Sources};

/// Look for mistakes without running anything
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Models, and folders that are searched for them
    #[arg(required = true, value_name = "PATHS")]
    paths: Vec<PathBuf>,
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
    let (found, exit) = find::meant(&arguments.paths);
    let mut session = Session {
        arguments,
        exit,
        told: BTreeSet::new(),
        objects: Vec::new(),
        parts: Parts::default(),
    };
    for Found { path, named } in &found {
        session.file(path, *named);
    }
    // With the models come the files that they use; what none uses is looked at by itself.
    let unused: Vec<PathBuf> = session.parts.unused().into_iter().cloned().collect();
    for path in &unused {
        session.file(path, true);
    }
    let last = match arguments.format {
        Format::Json => join_findings(&session.objects),
        Format::Human => session.parts.told("checked"),
    };
    session.exit.max(console::print(&last))
}

/// Of a text with more bytes than this, the model takes a while to be dropped.
const LARGE: usize = 1 << 20;

/// What was checked so far.
struct Session<'a> {
    arguments: &'a Arguments,
    exit: Exit,
    /// Each finding, as JSON: one in a file that many models use is told once.
    told: BTreeSet<String>,
    /// Findings as JSON, an object for each model.
    objects: Vec<String>,
    parts: Parts,
}

impl Session<'_> {
    fn file(&mut self, path: &Path, named: bool) {
        let source = match files::read(path) {
            Ok(input) => input.source,
            Err(fault) => {
                let source = Source::new(path.display().to_string(), "");
                return self.tell(vec![Finding::of(fault.as_ref())], &source.into(), None);
            }
        };
        let name = clean(source.name());
        let folder = Folder::of(path);
        let (checked, fine) = match program::is_part(&source) {
            true if !named => return self.parts.add(path),
            true => (
                program::check_part(source, &folder),
                "no findings by itself",
            ),
            false => (program::check_with(source, &[], &folder), "no findings"),
        };
        self.parts.used_by(&checked.files);
        let findings = Finding::all_of(&checked.faults);
        let fine = match findings.is_empty() {
            true => format!("{name}: {fine}\n"),
            false => format!("{name}: no other findings\n"),
        };
        self.tell(findings, &checked.sources, Some(fine));
        if checked.sources.root().text().len() > LARGE {
            // Nobody waits until the memory of a large model is given back.
            std::thread::spawn(move || drop(checked));
        }
    }

    /// Tells what was found, but for what has been told; of a file that could be read and has nothing to tell, that
    /// it is fine.
    fn tell(&mut self, mut findings: Vec<Finding>, sources: &Sources, fine: Option<String>) {
        self.exit = self.exit.max(verdict(&findings, self.arguments.deny));
        findings.retain(|finding| {
            let finding = json(std::slice::from_ref(finding), sources);
            self.told.insert(finding)
        });
        match (self.arguments.format, fine) {
            (Format::Json, _) => self.objects.push(json(&findings, sources)),
            (Format::Human, Some(fine)) if findings.is_empty() => {
                self.exit = self.exit.max(console::print(&fine));
            }
            (Format::Human, Some(_)) => console::show(&findings, sources),
            (Format::Human, None) => findings.iter().for_each(console::show_finding),
        }
    }
}

fn verdict(findings: &[Finding], deny: Option<Denied>) -> Exit {
    let bad = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error || deny == Some(Denied::Warnings));
    if bad { Exit::Bad } else { Exit::Fine }
}
