//! `foreland diff`

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::loader::Folder;
use super::printing::refused;
use super::progress::Bar;
use super::{Exit, console, files};
use crate::diagnostics::Finding;
use crate::program::Request;
use crate::program::diff::{self, Side};

/// Which assumptions changed between two versions of a model, and what each change does to the results
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The older version
    old: PathBuf,
    /// The newer version
    new: PathBuf,
    /// How many draws to make of each model, instead of what the newer version says
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
    /// How many threads to use; results do not depend on it
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

pub(super) fn diff(arguments: &Arguments) -> Exit {
    let read = |path| files::read(path).map(|input| input.source);
    let (old, new) = match (read(&arguments.old), read(&arguments.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(fault), _) | (_, Err(fault)) => return refused(&fault),
    };
    let (before, after) = (Folder::of(&arguments.old), Folder::of(&arguments.new));
    let compared = diff::compare(
        Side {
            source: old,
            loader: &before,
        },
        Side {
            source: new,
            loader: &after,
        },
    );
    let Some(both) = &compared.both else {
        console::show(&Finding::all_of(&compared.faults), &compared.sources);
        return Exit::Bad;
    };
    for change in both.versions.changes() {
        eprintln!("{change:?}");
    }
    let bar = Bar::new();
    let note = |done: usize, all: usize| bar.note(done, all);
    let request = Request {
        draws: arguments.draws.map(|draws| draws as usize),
        seed: arguments.seed,
        scenarios: arguments.scenarios.clone(),
        outcomes: arguments.outcomes.clone(),
        threads: arguments.threads.map(usize::from),
        ..Request::default()
    };
    let effects = diff::effects(both, &request, Some(&note));
    bar.finish();
    match effects {
        Ok(effects) => {
            eprintln!("{:?} {:?}", effects.groups, effects.effort);
            for effect in &effects.results {
                eprintln!("{effect:?}");
            }
            Exit::Fine
        }
        Err(faults) => {
            console::show(&Finding::all_of(&faults), &compared.sources);
            Exit::Bad
        }
    }
}
