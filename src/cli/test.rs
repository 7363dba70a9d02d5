//! `foreland test`

use std::path::{Path, PathBuf};

use clap::Args;

use super::loader::Folder;
use super::{Exit, console, files, find};
use crate::diagnostics::{Finding, clean};
use crate::program;
use crate::report::{Told, verdict_line};

/// Try every assert and expectation
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Models, and folders that are searched for them
    #[arg(required = true, value_name = "PATHS")]
    paths: Vec<PathBuf>,
}

/// What was tried so far.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    undecided: usize,
    broken: usize,
}

pub(super) fn test(arguments: &Arguments) -> Exit {
    let mut tally = Tally::default();
    let mut exit = Exit::Fine;
    for path in &arguments.paths {
        let models = if path.is_dir() {
            find::models_in(path)
        } else {
            vec![path.clone()]
        };
        if models.is_empty() {
            console::complain(&format!(
                "error: no file in `{}` ends in `.fore`",
                clean(&path.display().to_string())
            ));
            exit = Exit::Bad;
        }
        for model in models {
            let told = match try_out(&model) {
                Some(verdicts) => of_file(&model, &verdicts, &mut tally),
                None => {
                    tally.broken += 1;
                    format!("{}\n  cannot be run\n", clean(&model.display().to_string()))
                }
            };
            exit = exit.max(console::print(&told));
        }
    }
    exit = exit.max(console::print(&summary(&tally)));
    match tally {
        Tally { broken: 1.., .. } => Exit::Bad,
        Tally { failed: 1.., .. } | Tally { undecided: 1.., .. } => exit.max(Exit::Failed),
        _ => exit,
    }
}

/// The verdicts of a model; what is wrong with it goes to standard error.
fn try_out(path: &Path) -> Option<Vec<Told>> {
    let input = files::read(path)
        .map_err(|fault| console::show_fault(fault.as_ref()))
        .ok()?;
    let checked = program::check_with(input.source, &[], &Folder::of(path));
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    let model = checked.model?;
    match program::verdicts(&model) {
        Ok(verdicts) => Some(verdicts),
        Err(faults) => {
            console::show(&Finding::all_of(&faults), &checked.sources);
            None
        }
    }
}

/// A line for each assert and expectation that passes, without its numbers; behind them those that fail or are
/// undecided, each for the scenarios in which it is, with what was found.
fn of_file(path: &Path, verdicts: &[Told], tally: &mut Tally) -> String {
    let view = console::view();
    let mut text = format!("{}\n", clean(&path.display().to_string()));
    if verdicts.is_empty() {
        text.push_str("  nothing is asserted or expected\n");
    }
    let mut failures = String::new();
    for told in claims(verdicts) {
        let failed: Vec<&&Told> = told.iter().filter(|told| !told.passes()).collect();
        let line = |told: &Told| {
            let line = verdict_line(told, view.width.saturating_sub(2), view.colour);
            format!("  {}\n", line.replace('\n', "\n  "))
        };
        match (failed.is_empty(), told.first()) {
            (true, Some(first)) => {
                tally.passed += 1;
                text.push_str(&line(&Told {
                    scenario: None,
                    measured: None,
                    ..(*first).clone()
                }));
            }
            _ => {
                match failed.iter().any(|told| told.fails()) {
                    true => tally.failed += 1,
                    false => tally.undecided += 1,
                }
                failures.extend(failed.into_iter().map(|told| line(told)));
            }
        }
    }
    text + &failures
}

/// The verdicts on each assert and each expectation, over scenarios, in the order of the model.
fn claims(verdicts: &[Told]) -> Vec<Vec<&Told>> {
    let mut claims: Vec<Vec<&Told>> = Vec::new();
    for told in verdicts {
        let same = |other: &&mut Vec<&Told>| {
            other
                .first()
                .is_some_and(|first| first.claim == told.claim && first.index == told.index)
        };
        match claims.iter_mut().find(same) {
            Some(claim) => claim.push(told),
            None => claims.push(vec![told]),
        }
    }
    claims
}

fn summary(tally: &Tally) -> String {
    let mut text = format!("\n{} passed, {} failed", tally.passed, tally.failed);
    if tally.undecided > 0 {
        text.push_str(&format!(", {} undecided", tally.undecided));
    }
    match tally.broken {
        0 => {}
        1 => text.push_str(", 1 file cannot be run"),
        broken => text.push_str(&format!(", {broken} files cannot be run")),
    }
    text + "\n"
}
