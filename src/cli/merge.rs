//! `foreland merge`

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::printing::{Printing, refused};
use super::progress::Bar;
use super::run::at_fault;
use super::scratch::Scratch;
use super::{Exit, console, files, output, partial as saved};
use crate::diagnostics::Finding;
use crate::eval::Part;
use crate::fault::{Fault, Faults};
use crate::program::partial::{self, Head, Partial, Refused};
use crate::program::{self, Job};

/// Put the shards of a run together and show what the whole run shows
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The files that `foreland run --partial` wrote, in any order
    #[arg(required = true, value_name = "FILES")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    printing: Printing,
    /// How many threads to use; results do not depend on it
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// Why parts do not come together.
enum Apart {
    /// A file is not as it should be.
    File(Fault),
    /// Something is wrong with the run.
    Run(Faults),
}

impl From<Refused> for Apart {
    fn from(refused: Refused) -> Self {
        Apart::File(Box::new(refused))
    }
}

impl From<Faults> for Apart {
    fn from(faults: Faults) -> Self {
        Apart::Run(faults)
    }
}

pub(super) fn merge(arguments: &Arguments, scratch: &Scratch) -> Exit {
    let bar = Bar::new();
    let (named, head) = match whole(arguments) {
        Ok(found) => found,
        Err(fault) => return refused(&fault),
    };
    // Files are called as where the first draw was made, in whatever order they are named.
    let path = &arguments.files[named];
    let bytes = match saved::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return refused(&saved::unreadable(path, &error)),
    };
    let name = path.display().to_string();
    let first = match partial::read(&name, &bytes) {
        Ok(first) => first,
        Err(fault) => return refused(&(Box::new(fault) as Fault)),
    };
    match merged(arguments, &head, &first, &bar, scratch) {
        Ok(exit) => exit,
        Err(fault) => refused(&fault),
    }
}

/// Whether the files have each draw of one run once; the one that has the first, and what it says of itself.
fn whole(arguments: &Arguments) -> Result<(usize, Head), Fault> {
    let printing = &arguments.printing;
    for path in printing.written() {
        let mut parts = arguments.files.iter();
        if parts.any(|part| files::same(path, part)) {
            return Err(output::a_part(path));
        }
    }
    if let Some(fault) = printing.fault() {
        return Err(fault);
    }
    let mut heads = Vec::with_capacity(arguments.files.len());
    for path in &arguments.files {
        heads.push((path.display().to_string(), saved::read_head(path)?));
    }
    partial::whole(&heads).map_err(|refused| Box::new(refused) as Fault)?;
    let mut all = heads.iter();
    let first = all.position(|(_, head)| head.first == 0 && !head.room().is_empty());
    let first = first.unwrap_or(0);
    Ok((first, heads.swap_remove(first).1))
}

fn merged(
    arguments: &Arguments,
    head: &Head,
    first: &Partial,
    bar: &Bar,
    scratch: &Scratch,
) -> Result<Exit, Fault> {
    let boxed = |refused: Refused| Box::new(refused) as Fault;
    let kept = first.kept().map_err(boxed)?;
    let mut input = first.input(&kept).map_err(boxed)?;
    let request = head.request(arguments.threads.map(usize::from));
    let checked = program::check_with(input.source.clone(), &request.set, &kept);
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    input.files.clone_from(&checked.files);
    if let Some(fault) = arguments.printing.over_used(&input) {
        return Err(fault);
    }
    let Some(model) = &checked.model else {
        return Err(boxed(first.no_model()));
    };
    let job = match Job::new(model, request) {
        Ok(job) => job,
        Err(faults) => return Ok(at_fault(&faults, &checked.sources)),
    };
    let part = match joined(&job, arguments) {
        Ok(part) => part,
        Err(Apart::File(fault)) => return Err(fault),
        Err(Apart::Run(faults)) => return Ok(at_fault(&faults, &checked.sources)),
    };
    let note = |done: usize, all: usize| bar.note(done, all);
    let ran = job.finish(part, &input, Some(&note));
    bar.finish();
    Ok(match ran {
        Ok(ran) => {
            let printing = &arguments.printing;
            printing.print(&checked, model, &ran, bar, scratch)
        }
        Err(faults) => at_fault(&faults, &checked.sources),
    })
}

fn joined(job: &Job, arguments: &Arguments) -> Result<Part, Apart> {
    let paths = &arguments.files;
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    partial::joined(job, &names, |at| {
        let path = &paths[at];
        saved::read(path).map_err(|error| Apart::File(saved::unreadable(path, &error)))
    })
}
