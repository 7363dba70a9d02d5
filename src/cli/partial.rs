//! A run that saves its draws, so that it can go on after an interruption or be put together with others.

use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::Path;
use std::time::{Duration, Instant};

use miette::Diagnostic;

use super::files::reason;
use super::interrupt::Interrupts;
use super::printing::refused;
use super::progress::Bar;
use super::run::{Arguments, at_fault};
use super::{Exit, console, output, shard};
use crate::eval::{Part, Watch};
use crate::fault::Fault;
use crate::program::partial::{self, Head, Kept, Writer, told};
use crate::program::{Job, Shard};
use crate::source::Texts;
use crate::units::grouped;

/// Nothing is saved before.
const FIRST: Duration = Duration::from_secs(1);
/// The longest time between two times, if saving is quick.
const LONGEST: Duration = Duration::from_secs(30);
/// Saving takes one part in so many of the time at most.
const SHARE: u32 = 30;

/// Options that need each other.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum Lacking {
    #[error("`--shard` saves its draws to a file, and none is named")]
    #[diagnostic(help("name one with `--partial`, such as `--partial {part}`"))]
    File { part: String },
    #[error("`--resume` goes on with a file, and none is named")]
    #[diagnostic(help("name the file of the run that was interrupted: `--partial FILE`"))]
    Resumed,
    #[error("a shard has only some of the draws, and `{option}` is for the results of all")]
    #[diagnostic(help("give `{option}` to `foreland merge`, which puts the shards together"))]
    OfAll { option: &'static str },
    #[error("`{name}` is there and is no partial file, so it is not written over")]
    #[diagnostic(help("give `--partial` another name"))]
    Something { name: String },
    #[error("`{name}` has {done} of {all} draws of a run that was interrupted")]
    #[diagnostic(help("go on with them: add `--resume`; to begin anew, delete the file"))]
    Begun {
        name: String,
        done: String,
        all: String,
    },
}

/// A partial file that the system does not give out.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` cannot be read: {why}")]
struct Unreadable {
    name: String,
    why: String,
}

/// What is wrong with the options.
pub(super) fn fault_of(arguments: &Arguments) -> Option<Fault> {
    let shard = arguments.shard;
    if arguments.partial.is_none() {
        if let Some(given) = shard {
            let part = match given {
                shard::Given::Known(shard) => format!("{}.part", shard.index()),
                shard::Given::Auto(_) => "$SLURM_ARRAY_TASK_ID.part".to_owned(),
            };
            return Some(Box::new(Lacking::File { part }));
        }
        if arguments.resume {
            return Some(Box::new(Lacking::Resumed));
        }
    }
    let option = shard.and_then(|_| arguments.printing.given())?;
    Some(Box::new(Lacking::OfAll { option }))
}

/// A run that saves its draws.
pub(super) struct Saving<'a> {
    pub arguments: &'a Arguments,
    pub path: &'a Path,
    pub job: &'a Job<'a>,
    pub kept: &'a Kept,
    pub bar: &'a Bar,
    pub interrupts: &'a Interrupts,
}

/// When to save again.
struct Pace {
    began: Instant,
    next: Duration,
}

impl Pace {
    fn is_due(&self) -> bool {
        self.began.elapsed() >= self.next
    }

    /// Puts off the next time: the longer it has gone well the longer, and the longer saving takes.
    fn saved(&mut self, took: Duration) {
        let now = self.began.elapsed();
        self.next = now + now.min(LONGEST).max(took * SHARE);
    }
}

impl Saving<'_> {
    /// Makes all draws and gives them back; where there is nothing more to print, how the command ends.
    pub(super) fn run(&self, texts: &impl Texts) -> Result<Part, Exit> {
        let shard = match self.arguments.shard {
            Some(given) => shard::resolved(given, &|name| std::env::var(name).ok())
                .map(Some)
                .map_err(|unknown| refused(&(Box::new(unknown) as Fault)))?,
            None => None,
        };
        let share = shard.unwrap_or(Shard::WHOLE);
        let given = self.arguments.given();
        let writer = Writer::new(self.job, share, self.kept, given);
        let writer = writer.map_err(|error| refused(&output::unwritable(self.path, &error)))?;
        let blank = self.job.blank(share);
        let mut part = blank.map_err(|faults| at_fault(&faults, texts))?;
        let before = self.begin(&mut part, writer.head());
        let before = before.map_err(|fault| refused(&fault))?;
        let resume = self.arguments.command(shard, self.path) + " --resume";
        self.draw(&writer, &mut part);
        if !part.left().is_empty() || part.done().len() > before || before == 0 {
            let saved = self.save(&writer, &part);
            saved.map_err(|fault| {
                self.bar.finish();
                refused(&fault)
            })?;
        }
        let done = part.done().len();
        let saved = format!(
            "interrupted: {} of {} draws are in `{}`\n  help: go on with `{resume}`",
            grouped(&done.to_string()),
            grouped(&part.room().len().to_string()),
            self.path.display(),
        );
        if shard.is_some() || self.interrupts.asked() {
            self.bar.finish();
        }
        if self.interrupts.asked() {
            console::complain(&saved);
            return Err(Exit::Interrupted);
        }
        self.interrupts.end_with(saved);
        match shard {
            Some(shard) => Err(self.end(shard, &mut part, texts)),
            None => Ok(part),
        }
    }

    /// Puts into a part what is there already, and gives back how many draws that is.
    fn begin(&self, part: &mut Part, asked: &Head) -> Result<usize, Fault> {
        let name = self.path.display().to_string();
        if !self.arguments.resume {
            return match there(self.path) {
                Some(lost) => Err(Box::new(lost)),
                None => Ok(0),
            };
        }
        let bytes = match read(self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                console::complain(&format!(
                    "`{name}` is not there yet: beginning with the first draw"
                ));
                return Ok(0);
            }
            Err(error) => return Err(unreadable(self.path, &error)),
        };
        partial::read(&name, &bytes)
            .and_then(|there| there.resume(self.job, asked, part))
            .map_err(|refused| Box::new(refused) as Fault)?;
        let (done, all) = (part.done().len(), part.room().len());
        console::complain(&match part.left().is_empty() {
            true => format!("`{name}` has all of its draws already"),
            false => format!(
                "going on with `{name}`: {} of {} draws are made",
                grouped(&done.to_string()),
                grouped(&all.to_string()),
            ),
        });
        Ok(done)
    }

    /// Draws what is left, and saves it from time to time.
    fn draw(&self, writer: &Writer, part: &mut Part) {
        let mut pace = Pace {
            began: Instant::now(),
            next: FIRST,
        };
        let mut look = |part: &Part| {
            if !pace.is_due() || part.left().is_empty() {
                return;
            }
            let begin = Instant::now();
            if let Err(fault) = self.save(writer, part) {
                console::show_fault(fault.as_ref());
            }
            pace.saved(begin.elapsed());
        };
        let mut watch = Watch {
            stop: &|| self.interrupts.asked(),
            look: &mut look,
        };
        self.interrupts.heed();
        let note = |done: usize, all: usize| self.bar.note(done, all);
        self.job.draw(part, Some(&note), &mut watch);
    }

    fn save(&self, writer: &Writer, part: &Part) -> Result<(), Fault> {
        output::write(self.path, self.interrupts.scratch(), |out| {
            writer.write(self.job, part, out)
        })
    }

    /// Says what a shard has come to. What is at fault in it will be told of the whole run, if not earlier.
    fn end(&self, shard: Shard, part: &mut Part, texts: &impl Texts) -> Exit {
        let faults = self.job.faults(part);
        if faults.any_error() {
            return at_fault(&faults, texts);
        }
        let name = self.path.display();
        let merge = "when all shards are there: `foreland merge` and their files";
        let all = grouped(&self.job.draws().to_string());
        console::print(&match (part.room().is_empty(), self.job.draws()) {
            (true, 1) => format!(
                "shard {shard} has no draws: nothing is uncertain, and the first shard makes the one draw\n`{name}` says so; {merge}\n"
            ),
            (true, _) => format!(
                "shard {shard} has no draws: the run's {all} are shared out by {block}, and there are more shards than that gives\n`{name}` says so; {merge}\n",
                block = grouped(&Shard::BLOCK.to_string()),
            ),
            (false, _) => format!(
                "shard {shard}, {} of {all}, is in `{name}`\n{merge}\n",
                told(&part.room())
            ),
        })
    }
}

/// What would be lost if a file were made anew: all can be made again, but what somebody has waited for.
fn there(path: &Path) -> Option<Lacking> {
    let length = regular(path).ok().filter(|length| *length > 0)?;
    let name = path.display().to_string();
    let mut file = BufReader::new(File::open(path).ok()?);
    match partial::read_head(&name, &mut file, length) {
        Err(partial::Refused::Another { .. }) => Some(Lacking::Something { name }),
        Ok(head) if head.done > 0 && !head.is_finished() => Some(Lacking::Begun {
            name,
            done: grouped(&head.done.to_string()),
            all: grouped(&head.room().len().to_string()),
        }),
        _ => None,
    }
}

/// The bytes of a partial file.
pub(super) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    regular(path)?;
    std::fs::read(path)
}

/// What a partial file says of itself.
pub(super) fn read_head(path: &Path) -> Result<Head, Fault> {
    let opened = regular(path).and_then(|length| Ok((File::open(path)?, length)));
    let (file, length) = opened.map_err(|error| unreadable(path, &error))?;
    let name = path.display().to_string();
    let head = partial::read_head(&name, &mut BufReader::new(file), length);
    head.map_err(|refused| Box::new(refused) as Fault)
}

/// How long a file is that has an end.
fn regular(path: &Path) -> std::io::Result<u64> {
    let known = path.metadata()?;
    match () {
        () if known.is_dir() => Err(ErrorKind::IsADirectory.into()),
        () if !known.is_file() => Err(std::io::Error::other("it is no file that has an end")),
        () => Ok(known.len()),
    }
}

/// What is said where the system does not give out a partial file.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    Box::new(Unreadable {
        name: path.display().to_string(),
        why: reason(error),
    })
}
