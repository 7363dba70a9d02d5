//! Results on their way out: which format, which files, what goes to standard error.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::progress::Bar;
use super::scratch::Scratch;
use super::{Exit, console, files, output};
use crate::diagnostics::Finding;
use crate::fault::Fault;
use crate::program::{self, Checked, Input, Ran};
use crate::report::{self, Report, View};
use crate::types::model::TypedModel;

/// Where results go, and how.
#[derive(Debug, Args)]
pub(super) struct Printing {
    /// How results are written; by default a table, or what the ending of the output file says
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write the results to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write every draw to this CSV file
    #[arg(long, value_name = "FILE")]
    samples: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

impl Printing {
    /// The files that are to be written.
    pub(super) fn written(&self) -> impl Iterator<Item = &PathBuf> {
        self.output.iter().chain(&self.samples)
    }

    /// Whether every draw is to be written.
    pub(super) fn every_draw(&self) -> bool {
        self.samples.is_some()
    }

    /// The first option that was given, if one was.
    pub(super) fn given(&self) -> Option<&'static str> {
        let given = [
            ("--format", self.format.is_some()),
            ("--output", self.output.is_some()),
            ("--samples", self.samples.is_some()),
        ];
        let first = given.into_iter().find(|(_, given)| *given);
        first.map(|(option, _)| option)
    }

    /// What is wrong with the files that are to be written, before anything is read.
    pub(super) fn fault(&self) -> Option<Fault> {
        if let (Some(output), Some(samples)) = (&self.output, &self.samples)
            && same_target(output, samples)
        {
            return Some(output::one_file_for_both(output));
        }
        let path = self.output.as_ref().filter(|path| not_yet(path))?;
        Some(output::no_such_format(path))
    }

    /// A file that is to be written over one that the model uses.
    pub(super) fn over_used(&self, input: &Input) -> Option<Fault> {
        let mut written = self.written();
        let path = written.find(|path| uses(input, path))?;
        Some(output::used_file(path))
    }

    /// Writes all that a run has to say.
    pub(super) fn print(
        &self,
        checked: &Checked,
        model: &TypedModel,
        ran: &Ran,
        bar: &Bar,
        scratch: &Scratch,
    ) -> Exit {
        let idle = program::overruled(checked, &ran.scenarios);
        console::show(&Finding::all_of(&idle), &checked.sources);
        if let Err(fault) = self.write_samples(model, ran, scratch) {
            return refused(&fault);
        }
        let told = self.write_results(&ran.report, bar, scratch);
        let fails = ran.report.verdicts.iter().any(report::Told::fails);
        told.max(if fails { Exit::Failed } else { Exit::Fine })
    }

    fn write_samples(&self, model: &TypedModel, ran: &Ran, scratch: &Scratch) -> Result<(), Fault> {
        match &self.samples {
            Some(path) => output::write(path, scratch, |out| {
                report::samples_csv(model, &ran.samples, &ran.scenarios, &ran.outcomes, out)
            }),
            None => Ok(()),
        }
    }

    fn write_results(&self, report: &Report, bar: &Bar, scratch: &Scratch) -> Exit {
        let format = self
            .format
            .unwrap_or_else(|| by_ending(self.output.as_deref()));
        let mut view = console::view();
        if std::io::stdout().is_terminal() {
            view.elapsed = Some(bar.elapsed());
        }
        let exit = deliver(self.output.as_deref(), view, scratch, |view, out| {
            write_as(format, report, view, out)
        });
        if format != Format::Table || self.output.is_some() {
            complain_of_failures(report);
        }
        exit
    }
}

fn write_as(
    format: Format,
    report: &Report,
    view: View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        Format::Table => out.write_all(report::table(report, view).as_bytes()),
        Format::Json => report::json(report, out),
        Format::Csv => report::csv(&report.results, out),
    }
}

/// Writes to a file, plainly, or else to standard output.
pub(super) fn deliver(
    path: Option<&Path>,
    view: View,
    scratch: &Scratch,
    write: impl FnOnce(View, &mut dyn Write) -> std::io::Result<()>,
) -> Exit {
    let Some(path) = path else {
        return console::print_with(|out| write(view, out));
    };
    let plain = View {
        width: console::PLAIN_WIDTH,
        colour: false,
        elapsed: None,
    };
    match output::write(path, scratch, |out| write(plain, out)) {
        Ok(()) => Exit::Fine,
        Err(fault) => refused(&fault),
    }
}

/// Whether a path leads to a file that the model uses.
pub(super) fn uses(input: &Input, path: &Path) -> bool {
    let mut used = input.files.iter();
    used.any(|file| files::same(path, Path::new(&file.name)))
}

/// Says why nothing is printed.
pub(super) fn refused(fault: &Fault) -> Exit {
    console::show_fault(fault.as_ref());
    Exit::Bad
}

/// Whether both name one file, which need not be there yet.
pub(super) fn same_target(one: &Path, other: &Path) -> bool {
    let folder = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.canonicalize().ok(),
        _ => Path::new(".").canonicalize().ok(),
    };
    files::same(one, other)
        || (one.file_name() == other.file_name() && folder(one) == folder(other))
}

fn not_yet(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| NOT_YET.contains(&ending.to_ascii_lowercase().as_str()))
}

fn by_ending(path: Option<&Path>) -> Format {
    let ending = path
        .and_then(Path::extension)
        .and_then(|ending| ending.to_str());
    match ending {
        Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        _ => Format::Table,
    }
}

/// Endings of files that only other formats go by.
const NOT_YET: &[&str] = &[
    "xlsx", "xls", "ods", "parquet", "arrow", "html", "pdf", "docx",
];

/// Says on standard error what fails, is undecided or unknown, where the results do not.
fn complain_of_failures(report: &Report) {
    let style = console::style();
    let open = |told: &&report::Told| !told.passes() && !told.is_unknown();
    let failed = report.verdicts.iter().filter(open).cloned();
    for told in failed.chain(report::unknowns(&report.verdicts)) {
        console::complain(&report::failure_line(&told, style.width, style.colour));
    }
}
