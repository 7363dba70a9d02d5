//! `foreland test`

mod against;
mod ask;
mod model;
mod orphans;
mod store;
mod told;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::find::Found;
use super::parts::Parts;
use super::scratch::Scratch;
use super::{Exit, console, find};
use crate::report::tried::{self, Tally, Tried};
use ask::{Answer, Asking};
use model::Reached;

/// Try every assert and expectation, and hold outcomes against those stored beside the models
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Models, and folders that are searched for them
    #[arg(required = true, value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Store the outcomes of each model beside it, as NAME.results, in place of what is there
    #[arg(long)]
    accept: bool,
    /// Show what differs from the stored outcomes, model by model, and ask whether to store it
    #[arg(long, conflicts_with_all = ["accept", "format"])]
    review: bool,
    /// How to tell what was tried
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines to read
    Human,
    /// One JSON object
    Json,
    /// JUnit XML, for what shows the results of tests
    Junit,
}

pub(super) fn test(arguments: &Arguments, scratch: &Scratch) -> Exit {
    if arguments.review && !ask::possible() {
        console::complain(
            "error: `--review` asks on a terminal, and this is none\n  \
             help: `foreland test` shows what differs, `foreland test --accept` stores it",
        );
        return Exit::Bad;
    }
    let mut trial = Trial {
        arguments,
        scratch,
        parts: Parts::default(),
        asking: Asking::default(),
        tried: Vec::new(),
    };
    let (found, mut exit) = find::meant(&arguments.paths);
    for found in &found {
        exit = exit.max(trial.file(found));
        if trial.asking.is_over() {
            break;
        }
    }
    exit.max(trial.end())
}

/// The models that were tried so far.
struct Trial<'a> {
    arguments: &'a Arguments,
    scratch: &'a Scratch,
    parts: Parts,
    asking: Asking,
    tried: Vec<Tried>,
}

impl Trial<'_> {
    /// Tries a file, unless it is a part; tells at once what people want to know.
    fn file(&mut self, found: &Found) -> Exit {
        let mut model =
            match model::reached(found, self.wanted(), self.arguments.accept, &mut self.parts) {
                Reached::Part => return Exit::Fine,
                Reached::Tried(model) => model,
            };
        if self.arguments.accept {
            store::store(&mut model, self.scratch);
        }
        let told = self.tell(&model.tried);
        if self.arguments.review
            && model.can_be_stored()
            && self.asking.about(&model.tried) == Answer::Store
        {
            store::store(&mut model, self.scratch);
            console::complain(&ask::done(&model.tried));
        }
        self.tried.push(model.tried);
        told
    }

    /// Whether outcomes are made that nobody has stored yet.
    fn wanted(&self) -> bool {
        self.arguments.accept || self.arguments.review
    }

    fn tell(&self, tried: &Tried) -> Exit {
        match self.arguments.format {
            Format::Human => console::print(&tried::block(tried, console::view())),
            Format::Json | Format::Junit => Exit::Fine,
        }
    }

    /// What all of it comes to.
    fn end(self) -> Exit {
        let mut exit = Exit::Fine;
        let orphans = orphans::of(&self.arguments.paths, &self.parts);
        orphans.iter().for_each(|path| orphans::complain(path));
        if self.tried.is_empty() && !self.parts.is_empty() {
            console::complain(
                "error: no model is among these files\n  help: name the folder of the models that use them",
            );
            exit = Exit::Bad;
        }
        let tally = Tally::of(&self.tried);
        let told = match self.arguments.format {
            Format::Human => tried::summary(&tally) + &self.parts.told("tried"),
            Format::Json => tried::json(&self.tried, &orphans),
            Format::Junit => tried::junit(&self.tried),
        };
        exit = exit.max(console::print(&told));
        match tally {
            Tally { broken: 1.., .. } | Tally { unusable: 1.., .. } => Exit::Bad,
            Tally { failed: 1.., .. } | Tally { undecided: 1.., .. } => exit.max(Exit::Failed),
            _ => exit,
        }
    }
}
