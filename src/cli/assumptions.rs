//! `foreland assumptions`

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, value_parser};

use super::loader::Folder;
use super::printing::{deliver, refused, uses};
use super::scratch::Scratch;
use super::{Exit, console, files, output};
use crate::diagnostics::Finding;
use crate::fault::Fault;
use crate::program::{self, Input};
use crate::report::{self, Shown, View};
use crate::review::register::Sought;

/// List what a model assumes: each number with its source, how sure it is, and which outcomes it drives
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The model
    file: PathBuf,
    /// Only numbers with neither source nor reason
    #[arg(long)]
    unsourced: bool,
    /// Only numbers whose `review by` lies before the `as of` of the model
    #[arg(long)]
    stale: bool,
    /// With `--stale`, which it implies: also numbers whose evidence is more than so many years older than the model
    #[arg(long, value_name = "YEARS", value_parser = value_parser!(u32).range(0..=1000))]
    stale_after: Option<u32>,
    /// Only numbers of low confidence, or whose sources are all of low reliability
    #[arg(long)]
    low_confidence: bool,
    /// How the register is written; by default a table, or what the ending of the output file says
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write the register to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Markdown,
    Csv,
    Json,
    Xlsx,
}

pub(super) fn assumptions(arguments: &Arguments, scratch: &Scratch) -> Exit {
    let format = match arguments.format() {
        Ok(format) => format,
        Err(fault) => return refused(&fault),
    };
    let bytes = match files::read_bytes(&arguments.file) {
        Ok(bytes) => bytes,
        Err(fault) => return refused(&fault),
    };
    let name = arguments.file.display().to_string();
    let mut input = match Input::from_bytes(&name, bytes) {
        Ok(input) => input,
        Err(fault) => return refused(&(Box::new(fault) as _)),
    };
    let folder = Folder::of(&arguments.file);
    let checked = program::check_with(input.source.clone(), &[], &folder);
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    input.files.clone_from(&checked.files);
    if let Some(path) = arguments.output.iter().find(|path| uses(&input, path)) {
        return refused(&output::used_file(path));
    }
    let Some(register) = program::register(&checked, arguments.stale_after) else {
        return Exit::Bad;
    };
    let shown = Shown {
        register: &register,
        sought: arguments.sought(),
    };
    let path = arguments.output.as_deref();
    deliver(path, console::view(), scratch, |view, out| {
        write_as(format, shown, view, out)
    })
}

impl Arguments {
    fn sought(&self) -> Sought {
        Sought {
            unsourced: self.unsourced,
            stale: self.stale || self.stale_after.is_some(),
            low_confidence: self.low_confidence,
        }
    }

    /// The format that is asked for.
    fn format(&self) -> Result<Format, Fault> {
        let written = self.output.as_ref();
        if let Some(path) = written.filter(|path| files::same(path, &self.file)) {
            return Err(output::own_model(path));
        }
        match (self.format, written) {
            (Some(Format::Xlsx), None) if std::io::stdout().is_terminal() => {
                Err(output::no_workbook_on_a_terminal())
            }
            (Some(format), _) => Ok(format),
            (None, Some(path)) => by_ending(path).ok_or_else(|| output::no_such_register(path)),
            (None, None) => Ok(Format::Table),
        }
    }
}

fn write_as(
    format: Format,
    shown: Shown<'_>,
    view: View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match format {
        Format::Table => out.write_all(report::register_table(shown, view).as_bytes()),
        Format::Markdown => out.write_all(report::register_markdown(shown).as_bytes()),
        Format::Csv => report::register_csv(shown, out),
        Format::Json => report::register_json(shown, out),
        Format::Xlsx => report::register_xlsx(shown, out),
    }
}

/// What a file of this name is to hold; nothing where its ending promises what cannot be written.
fn by_ending(path: &Path) -> Option<Format> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Some(Format::Csv),
        Some("json") => Some(Format::Json),
        Some("md" | "markdown") => Some(Format::Markdown),
        Some("xlsx") => Some(Format::Xlsx),
        Some("xls" | "xlsm" | "ods" | "parquet" | "arrow" | "html" | "pdf" | "docx") => None,
        _ => Some(Format::Table),
    }
}
