//! `foreland check`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::find::Found;
use super::loader::Folder;
use super::parts::Parts;
use super::{Exit, console, files, find};
use crate::diagnostics::{Finding, Sarif, Severity, clean, github, json};
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
    /// How findings are written: for people on standard error; for programs on standard output, as JSON, as SARIF
    /// 2.1.0 or as annotations of GitHub Actions
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
    Sarif,
    Github,
}

pub(super) fn check(arguments: &Arguments) -> Exit {
    let (found, exit) = find::meant(&arguments.paths);
    let mut session = Session {
        arguments,
        exit,
        told: (found.len() > 1).then(BTreeSet::new),
        objects: Vec::new(),
        log: Sarif::default(),
        whole: exit == Exit::Fine,
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
        Format::Sarif => session.log.finish(session.whole),
        Format::Github => String::new(),
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
    /// Each finding, as JSON: one in a file that many models use is told once. Of a single model nothing is kept.
    told: Option<BTreeSet<String>>,
    /// Findings as JSON, an object for each model.
    objects: Vec<String>,
    /// Findings as SARIF.
    log: Sarif,
    /// Whether all that was asked for could be read.
    whole: bool,
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
        if let Some(told) = &mut self.told {
            findings.retain(|finding| told.insert(json(std::slice::from_ref(finding), sources)));
        }
        self.whole &= fine.is_some();
        match self.arguments.format {
            Format::Json => self.objects.push(json(&findings, sources)),
            Format::Sarif => {
                self.log.add(&findings, sources);
                if fine.is_none() {
                    // A log that is put into a file is no place to look for why there is nothing else in it.
                    findings.iter().for_each(console::show_finding);
                }
            }
            Format::Github => self.print(&github(&findings, sources)),
            Format::Human => self.show(&findings, sources, fine),
        }
    }

    fn show(&mut self, findings: &[Finding], sources: &Sources, fine: Option<String>) {
        match fine {
            Some(fine) if findings.is_empty() => self.print(&fine),
            Some(_) => console::show(findings, sources),
            None => findings.iter().for_each(console::show_finding),
        }
    }

    fn print(&mut self, text: &str) {
        self.exit = self.exit.max(console::print(text));
    }
}

fn verdict(findings: &[Finding], deny: Option<Denied>) -> Exit {
    let bad = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error || deny == Some(Denied::Warnings));
    if bad { Exit::Bad } else { Exit::Fine }
}
