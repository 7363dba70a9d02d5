//! `foreland diff`

mod pairs;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use miette::Diagnostic;

use super::interrupt::Interrupts;
use super::printing::{deliver, refused};
use super::progress::Bar;
use super::sampling::Sampling;
use super::scratch::Scratch;
use super::{Exit, console, output};
use crate::diagnostics::{Finding, Severity, clean};
use crate::fault::{Fault, is_error};
use crate::program::diff::{self, Compared};
use crate::report::{self, View};
use crate::review::story::Story;
use pairs::{Pair, Pairs};

/// Which assumptions changed between two versions of a model, and what each change does to the results
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The older and the newer version; with `--since`, the model, or by default every model below this folder
    #[arg(value_name = "FILES", num_args = 0..=2)]
    paths: Vec<PathBuf>,
    /// The older version is that of a git revision, the newer one that of the working tree
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// With `--since`: the newer version is that of this revision
    #[arg(long, value_name = "REV", requires = "since")]
    until: Option<String>,
    /// Show every scenario and class that moves, not only those that move most
    #[arg(long)]
    all: bool,
    /// Only what changed, not what it does to the results: nothing is run
    #[arg(long)]
    no_effects: bool,
    #[command(flatten)]
    sampling: Sampling,
    /// How the diff is written; by default a table, or what the ending of the output file says
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write the diff to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Markdown,
    Json,
}

/// What cannot be asked for.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum Misasked {
    #[error("two versions are needed")]
    #[diagnostic(help(
        "`foreland diff OLD NEW` compares two files, `foreland diff --since REV MODEL` a model with its version in git"
    ))]
    TwoFiles,
    #[error("`--since` takes one model, or none")]
    #[diagnostic(help("name the model as it is now; its older version comes from git"))]
    OneFile,
}

/// What is told of all models.
struct Told {
    stories: Vec<Story>,
    /// Models that are new, gone or broken, in words.
    apart: Vec<String>,
}

pub(super) fn diff(arguments: &Arguments, interrupts: &Interrupts) -> Exit {
    let pairs = match arguments.pairs() {
        Ok(pairs) => pairs,
        Err(fault) => return refused(&fault),
    };
    if let Some(path) = arguments.output.iter().find(|path| pairs.has(path)) {
        return refused(&output::own_model(path));
    }
    let mut exit = Exit::Fine;
    let mut stories = Vec::new();
    // What there is nothing to compare of, for whoever sees only what is printed.
    let mut apart = Vec::new();
    let all = pairs.each(&mut |pair| match pair {
        Ok(pair) => match arguments.told(&pair) {
            Ok(story) => {
                // Of all models below a folder, those that are as they were are not told of.
                if !pair.searched || !story.changes.is_empty() {
                    stories.push(story);
                }
            }
            Err(bad) => {
                apart.push(format!(
                    "`{}` cannot be compared: it has errors",
                    pair.after
                ));
                exit = exit.max(bad);
            }
        },
        Err(fault) if is_error(fault.as_ref()) => exit = exit.max(refused(&fault)),
        Err(fault) => {
            let said = clean(&fault.to_string());
            console::complain(&format!("warning: {said}"));
            apart.push(said);
        }
    });
    if let Err(fault) = all {
        return refused(&fault);
    }
    if exit == Exit::Bad && stories.is_empty() && !pairs.are_searched() {
        return exit;
    }
    let told = Told { stories, apart };
    exit.max(arguments.write(&told, interrupts.scratch()))
}

impl Arguments {
    fn pairs(&self) -> Result<Pairs, Fault> {
        match (&self.since, self.paths.as_slice()) {
            (None, [old, new]) => Ok(Pairs::Files(old.clone(), new.clone())),
            (None, _) => Err(Box::new(Misasked::TwoFiles)),
            (Some(since), []) => Pairs::of_folder(Path::new("."), since, self.until.as_deref()),
            (Some(since), [one]) if one.is_dir() => {
                Pairs::of_folder(one, since, self.until.as_deref())
            }
            (Some(since), [one]) => Pairs::of_model(one, since, self.until.as_deref()),
            (Some(_), _) => Err(Box::new(Misasked::OneFile)),
        }
    }

    /// What is told of two versions, if both are models.
    fn told(&self, pair: &Pair<'_>) -> Result<Story, Exit> {
        let compared = pair.compared();
        let Some(both) = &compared.both else {
            return Err(self.errors(&compared));
        };
        let names = (pair.before.as_str(), pair.after.as_str());
        if self.no_effects {
            return Ok(diff::changes_alone(both, names));
        }
        let bar = Bar::new();
        let note = |done: usize, all: usize| bar.note(done, all);
        let story = diff::story(both, names, &self.sampling.request(), Some(&note));
        bar.finish();
        story.map_err(|faults| {
            console::show(&Finding::all_of(&faults), &compared.sources);
            Exit::Bad
        })
    }

    /// Says what is wrong with either version. What is only warned of is told by `check`.
    fn errors(&self, compared: &Compared) -> Exit {
        let findings = Finding::all_of(&compared.faults).into_iter();
        let errors = findings.filter(|finding| finding.severity == Severity::Error);
        console::show(&errors.collect::<Vec<_>>(), &compared.sources);
        Exit::Bad
    }

    fn write(&self, told: &Told, scratch: &Scratch) -> Exit {
        let format = self
            .format
            .unwrap_or_else(|| by_ending(self.output.as_deref()));
        let path = self.output.as_deref();
        deliver(path, console::view(), scratch, |view, out| {
            write_as((format, self.all), told, view, out)
        })
    }
}

fn write_as(
    (format, all): (Format, bool),
    Told { stories, apart }: &Told,
    view: View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let texts = |of: &dyn Fn(&Story) -> String| {
        let texts: Vec<String> = stories.iter().map(of).collect();
        match texts.is_empty() {
            true if apart.is_empty() => "no model changed\n".to_owned(),
            true => String::new(),
            false => texts.join("\n"),
        }
    };
    match format {
        Format::Table => {
            out.write_all(texts(&|story| report::diff_table(story, all, view)).as_bytes())
        }
        Format::Markdown => {
            out.write_all(report::apart_markdown(apart).as_bytes())?;
            out.write_all(texts(&report::diff_markdown).as_bytes())
        }
        Format::Json => report::diff_json(stories, apart, out),
    }
}

fn by_ending(path: Option<&Path>) -> Format {
    let ending = path
        .and_then(Path::extension)
        .and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Format::Markdown,
        Some("json") => Format::Json,
        _ => Format::Table,
    }
}
