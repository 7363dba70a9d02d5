//! `foreland run`

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, value_parser};

use super::loader::Folder;
use super::progress::Bar;
use super::scratch::Scratch;
use super::{Exit, console, files, output};
use crate::diagnostics::Finding;
use crate::fault::Fault;
use crate::program::{self, Checked, Input, Ran, Request, Setting};
use crate::report::{self, Report, View};
use crate::types::model::TypedModel;

/// Run a model and show its outcomes by scenario and date
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The model
    file: PathBuf,
    /// How results are written; by default a table, or what the ending of the output file says
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write the results to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many draws to make, instead of what the model says
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=100_000_000))]
    draws: Option<u32>,
    /// Another seed: other draws of the same distributions
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Only these scenarios
    #[arg(long = "scenario", value_name = "A,B", value_delimiter = ',')]
    scenarios: Vec<String>,
    /// Only these outcomes
    #[arg(long = "outcome", value_name = "NAME", value_delimiter = ',')]
    outcomes: Vec<String>,
    /// Give an assumption another value for this run, with its unit: `--set "cover=90 days"`, `--set "share=5%"`, `--set
    /// "cover~60 to 120 days"`
    #[arg(long, value_name = "NAME=VALUE", value_parser = Setting::parse)]
    set: Vec<Setting>,
    /// How many threads to use; results do not depend on it
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
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

pub(super) fn run(arguments: &Arguments, scratch: &Scratch) -> Exit {
    let mut written = arguments.output.iter().chain(&arguments.samples);
    if let Some(path) = written.find(|path| files::same(path, &arguments.file)) {
        return refused(&output::own_model(path));
    }
    if let (Some(output), Some(samples)) = (&arguments.output, &arguments.samples)
        && same_target(output, samples)
    {
        return refused(&output::one_file_for_both(output));
    }
    if let Some(path) = arguments.output.as_ref().filter(|path| not_yet(path)) {
        return refused(&output::no_such_format(path));
    }
    let mut input = match files::read(&arguments.file) {
        Ok(input) => input,
        Err(fault) => return refused(&fault),
    };
    let checked = program::check_with(
        input.source.clone(),
        &arguments.set,
        &Folder::of(&arguments.file),
    );
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    input.files.clone_from(&checked.files);
    if let Some(path) = written_over(arguments, &input) {
        return refused(&output::used_file(path));
    }
    let Some(model) = &checked.model else {
        return Exit::Bad;
    };
    let bar = Bar::new();
    let Some(ran) = drawn(arguments, &checked, model, &input, &bar) else {
        return Exit::Bad;
    };
    if let Err(fault) = write_samples(arguments, model, &ran, scratch) {
        return refused(&fault);
    }
    let told = write_results(arguments, &ran.report, &bar, scratch);
    let fails = ran.report.verdicts.iter().any(report::Told::fails);
    told.max(if fails { Exit::Failed } else { Exit::Fine })
}

fn refused(fault: &Fault) -> Exit {
    console::show_fault(fault.as_ref());
    Exit::Bad
}

fn drawn(
    arguments: &Arguments,
    checked: &Checked,
    model: &TypedModel,
    input: &Input,
    bar: &Bar,
) -> Option<Ran> {
    let request = Request {
        scenarios: arguments.scenarios.clone(),
        outcomes: arguments.outcomes.clone(),
        draws: arguments.draws.map(|draws| draws as usize),
        seed: arguments.seed,
        threads: arguments.threads.map(usize::from),
        set: arguments.set.clone(),
    };
    let note = |done: usize, all: usize| bar.note(done, all);
    let ran = program::run(model, input, &request, Some(&note));
    bar.finish();
    match ran {
        Ok(ran) => {
            let idle = program::overruled(checked, &ran.scenarios);
            console::show(&Finding::all_of(&idle), &checked.sources);
            Some(ran)
        }
        Err(faults) => {
            console::show(&Finding::all_of(&faults), &checked.sources);
            None
        }
    }
}

fn write_samples(
    arguments: &Arguments,
    model: &TypedModel,
    ran: &Ran,
    scratch: &Scratch,
) -> Result<(), Fault> {
    match &arguments.samples {
        Some(path) => output::write(path, scratch, |out| {
            report::samples_csv(model, &ran.samples, &ran.scenarios, &ran.outcomes, out)
        }),
        None => Ok(()),
    }
}

fn write_results(arguments: &Arguments, report: &Report, bar: &Bar, scratch: &Scratch) -> Exit {
    let format = arguments
        .format
        .unwrap_or_else(|| by_ending(arguments.output.as_deref()));
    let mut view = console::view();
    if std::io::stdout().is_terminal() {
        view.elapsed = Some(bar.elapsed());
    }
    let exit = match &arguments.output {
        Some(path) => {
            let plain = View {
                width: console::PLAIN_WIDTH,
                colour: false,
                elapsed: None,
            };
            match output::write(path, scratch, |out| write_as(format, report, plain, out)) {
                Ok(()) => Exit::Fine,
                Err(fault) => refused(&fault),
            }
        }
        None => console::print_with(|out| write_as(format, report, view, out)),
    };
    if format != Format::Table || arguments.output.is_some() {
        complain_of_failures(report);
    }
    exit
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

/// What is to be written over a file that the model uses.
fn written_over<'a>(arguments: &'a Arguments, input: &Input) -> Option<&'a PathBuf> {
    let mut written = arguments.output.iter().chain(&arguments.samples);
    written.find(|path| {
        let mut used = input.files.iter();
        used.any(|file| files::same(path, Path::new(&file.name)))
    })
}

/// Whether both name one file, which need not be there yet.
fn same_target(one: &Path, other: &Path) -> bool {
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
