//! `foreland test`

use std::path::{Path, PathBuf};

use clap::Args;

use super::find::Found;
use super::loader::Folder;
use super::parts::{IsAPart, Parts};
use super::{Exit, console, files, find};
use crate::diagnostics::{Finding, clean};
use crate::program;
use crate::report::{Told, unknowns, verdict_line};
use crate::source::Source;

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
    unknown: usize,
    broken: usize,
}

pub(super) fn test(arguments: &Arguments) -> Exit {
    let mut tally = Tally::default();
    let mut parts = Parts::default();
    let (found, mut exit) = find::meant(&arguments.paths);
    let mut tried = 0;
    for Found { path, named } in &found {
        let told = match model_of(path, *named, &mut parts) {
            Reached::Part => continue,
            Reached::Model(verdicts) => of_file(path, &verdicts, &mut tally),
            Reached::Broken => {
                tally.broken += 1;
                format!("{}\n  cannot be run\n", clean(&path.display().to_string()))
            }
        };
        tried += 1;
        exit = exit.max(console::print(&told));
    }
    if tried == 0 && !parts.is_empty() {
        console::complain(
            "error: no model is among these files\n  help: name the folder of the models that use them",
        );
        exit = Exit::Bad;
    }
    exit = exit.max(console::print(&(summary(&tally) + &parts.told("tried"))));
    match tally {
        Tally { broken: 1.., .. } => Exit::Bad,
        Tally { failed: 1.., .. } | Tally { undecided: 1.., .. } => exit.max(Exit::Failed),
        _ => exit,
    }
}

/// What a file turns out to be.
enum Reached {
    /// Tried, with its verdicts.
    Model(Vec<Told>),
    /// Tried where it is used.
    Part,
    /// What is wrong with it went to standard error.
    Broken,
}

fn model_of(path: &Path, named: bool, parts: &mut Parts) -> Reached {
    let input = match files::read(path) {
        Ok(input) => input,
        Err(fault) => {
            console::show_fault(fault.as_ref());
            return Reached::Broken;
        }
    };
    if program::is_part(&input.source) {
        if named {
            no_model(path, input.source);
            return Reached::Broken;
        }
        parts.add(path);
        return Reached::Part;
    }
    let checked = program::check_with(input.source, &[], &Folder::of(path));
    parts.used_by(&checked.files);
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    let Some(model) = checked.model else {
        return Reached::Broken;
    };
    match program::verdicts(&model) {
        Ok(verdicts) => Reached::Model(verdicts),
        Err(faults) => {
            console::show(&Finding::all_of(&faults), &checked.sources);
            Reached::Broken
        }
    }
}

/// Tells of a part that was named: what is wrong with it, or that it is no model.
fn no_model(path: &Path, source: Source) {
    let checked = program::check_part(source, &Folder::of(path));
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    if !checked.faults.any_error() {
        let name = path.display().to_string();
        console::show_fault(&IsAPart { name });
    }
}

/// A line for each assert and expectation that passes, without its numbers, and for each that nobody can know; behind
/// them those that fail or are undecided, each for the scenarios in which it is, with what was found.
fn of_file(path: &Path, verdicts: &[Told], tally: &mut Tally) -> String {
    let view = console::view();
    let mut text = format!("{}\n", clean(&path.display().to_string()));
    if verdicts.is_empty() {
        text.push_str("  nothing is asserted or expected\n");
    }
    let mut failures = String::new();
    for told in claims(verdicts) {
        let open = |told: &&&Told| !told.passes() && !told.is_unknown();
        let failed: Vec<&&Told> = told.iter().filter(open).collect();
        let line = |told: &Told| {
            let line = verdict_line(told, view.width.saturating_sub(2), view.colour);
            format!("  {}\n", line.replace('\n', "\n  "))
        };
        let all: Vec<Told> = told.iter().map(|told| (*told).clone()).collect();
        let unknown = unknowns(&all);
        match (failed.is_empty(), told.first()) {
            (true, _) if !unknown.is_empty() => {
                tally.unknown += 1;
                text.extend(unknown.iter().map(line));
            }
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
    match tally.unknown {
        0 => {}
        1 => text.push_str(", 1 rests on what is unknown"),
        all => text.push_str(&format!(", {all} rest on what is unknown")),
    }
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
