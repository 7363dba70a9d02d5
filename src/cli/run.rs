//! `foreland run`

use std::path::PathBuf;

use clap::Args;

use super::interrupt::Interrupts;
use super::loader::Folder;
use super::partial::{self, Saving};
use super::printing::{Printing, refused, same_target, uses};
use super::progress::Bar;
use super::sampling::Sampling;
use super::{Exit, console, files, output, shard};
use crate::diagnostics::Finding;
use crate::fault::Faults;
use crate::numerics::Width;
use crate::program::partial::{Keeping, Kept, quoted};
use crate::program::{self, Checked, Input, Job, Memory, Request, Setting};
use crate::source::Texts;

/// Run a model and show its outcomes by scenario and date
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The model
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) printing: Printing,
    #[command(flatten)]
    sampling: Sampling,
    /// Give an assumption another value for this run, with its unit: `--set "cover=90 days"`, `--set "share=5%"`, `--set
    /// "cover~60 to 120 days"`
    #[arg(long, value_name = "NAME=VALUE", value_parser = Setting::parse)]
    set: Vec<Setting>,
    /// Compute with vectors of this many bits, if the machine has them; results do not depend on it
    #[arg(long, value_name = "BITS", value_parser = width_of, hide = true)]
    vector_bits: Option<Width>,
    /// Show what is evaluated, in which order, and run nothing
    #[arg(long, conflicts_with_all = ["partial", "shard", "resume"])]
    plan: bool,
    /// How much memory the draws may take: beyond it their quantiles are told within 0.2%
    #[arg(long, value_name = "SIZE", default_value = "1GB")]
    memory: Memory,
    /// Save the draws to this file, from time to time and at the end: an interrupted run can go on with `--resume`
    #[arg(long, value_name = "FILE")]
    pub(super) partial: Option<PathBuf>,
    /// Make only the I-th of N shares of the draws and save them with `--partial`; `foreland merge` puts them together.
    /// `auto/N` takes I from an array of Slurm or an indexed job of Kubernetes
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<shard::Given>,
    /// Go on with what the file of `--partial` has
    #[arg(long)]
    pub(super) resume: bool,
}

pub(super) fn run(arguments: &Arguments, interrupts: &Interrupts) -> Exit {
    if let Some(fault) = fault_of(arguments) {
        return refused(&fault);
    }
    let bytes = match files::read_bytes(&arguments.file) {
        Ok(bytes) => bytes,
        Err(fault) => return refused(&fault),
    };
    let name = arguments.file.display().to_string();
    let folder = Folder::of(&arguments.file);
    let kept = match arguments.partial {
        Some(_) => bytes.clone(),
        None => Vec::new(),
    };
    let keeping = Keeping::new(&name, kept, &folder);
    let mut input = match Input::from_bytes(&name, bytes) {
        Ok(input) => input,
        Err(fault) => return refused(&(Box::new(fault) as _)),
    };
    let checked = match arguments.partial {
        Some(_) => program::check_with(input.source.clone(), &arguments.set, &keeping),
        None => program::check_with(input.source.clone(), &arguments.set, &folder),
    };
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    input.files.clone_from(&checked.files);
    let over_used = arguments.partial.iter().find(|path| uses(&input, path));
    let over_used = over_used.map(|path| output::used_file(path));
    if let Some(fault) = arguments.printing.over_used(&input).or(over_used) {
        return refused(&fault);
    }
    made(
        arguments,
        &checked,
        &input,
        &keeping.into_kept(),
        interrupts,
    )
}

/// What is wrong with the options, before anything is read.
fn fault_of(arguments: &Arguments) -> Option<crate::fault::Fault> {
    let printing = &arguments.printing;
    let mut written = printing.written().chain(&arguments.partial);
    if let Some(path) = written.find(|path| files::same(path, &arguments.file)) {
        return Some(output::own_model(path));
    }
    if let Some(partial) = &arguments.partial {
        let twice = printing.written().find(|path| same_target(path, partial));
        if let Some(path) = twice {
            return Some(output::named_twice(path));
        }
    }
    partial::fault_of(arguments).or_else(|| printing.fault())
}

fn made(
    arguments: &Arguments,
    checked: &Checked,
    input: &Input,
    kept: &Kept,
    interrupts: &Interrupts,
) -> Exit {
    let Some(model) = &checked.model else {
        return Exit::Bad;
    };
    let bar = Bar::new();
    let job = match Job::new(model, arguments.request()) {
        Ok(job) => job,
        Err(faults) => return at_fault(&faults, &checked.sources),
    };
    if arguments.plan {
        return console::print_with(|out| out.write_all(job.listing().as_bytes()));
    }
    let note = |done: usize, all: usize| bar.note(done, all);
    let ran = match &arguments.partial {
        None => job.run(input, Some(&note)),
        Some(path) => {
            let saving = Saving {
                arguments,
                path,
                job: &job,
                kept,
                bar: &bar,
                interrupts,
            };
            match saving.run(&checked.sources) {
                Ok(part) => job.finish(part, input, Some(&note)),
                Err(exit) => return exit,
            }
        }
    };
    bar.finish();
    match ran {
        Ok(ran) => {
            let scratch = interrupts.scratch();
            let printing = &arguments.printing;
            printing.print(checked, model, &ran, &bar, scratch)
        }
        Err(faults) => at_fault(&faults, &checked.sources),
    }
}

/// The vectors of so many bits.
fn width_of(bits: &str) -> Result<Width, String> {
    let available = Width::available();
    let found = available
        .iter()
        .find(|width| width.bits().to_string() == bits);
    found.copied().ok_or_else(|| {
        let all: Vec<String> = available
            .iter()
            .map(|width| width.bits().to_string())
            .collect();
        format!("this machine has vectors of {}", all.join(", "))
    })
}

/// Says why a run came to nothing.
pub(super) fn at_fault(faults: &Faults, texts: &impl Texts) -> Exit {
    console::show(&Finding::all_of(faults), texts);
    Exit::Bad
}

impl Arguments {
    fn request(&self) -> Request {
        Request {
            width: self.vector_bits,
            memory: self.memory,
            every_draw: self.printing.every_draw(),
            set: self.set.clone(),
            ..self.sampling.request()
        }
    }

    /// The options that shape the run.
    pub(super) fn given(&self) -> Vec<String> {
        let mut given = Vec::new();
        let mut add = |option: &str, value: String| given.extend([option.to_owned(), value]);
        if let Some(draws) = self.sampling.draws {
            add("--draws", draws.to_string());
        }
        if let Some(seed) = self.sampling.seed {
            add("--seed", seed.to_string());
        }
        if !self.sampling.scenarios.is_empty() {
            add("--scenario", self.sampling.scenarios.join(","));
        }
        if !self.sampling.outcomes.is_empty() {
            add("--outcome", self.sampling.outcomes.join(","));
        }
        if self.memory != Memory::default() {
            add("--memory", self.memory.bytes().to_string());
        }
        for setting in &self.set {
            add("--set", setting.given().to_owned());
        }
        given
    }

    /// The command that makes this run, or this shard of it, and saves it to `partial`.
    pub(super) fn command(
        &self,
        shard: Option<program::Shard>,
        partial: &std::path::Path,
    ) -> String {
        let mut words = vec![self.file.display().to_string()];
        words.extend(self.given());
        if let Some(shard) = shard {
            words.extend(["--shard".to_owned(), shard.to_string()]);
        }
        words.extend(["--partial".to_owned(), partial.display().to_string()]);
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        format!("foreland run {}", words.join(" "))
    }
}
