//! Partial files: some of the draws of a run, with all that is needed to put them together with the rest.
//!
//! A file has the model's own files in it, so that nothing else is needed to merge; it says of which run it is, and is
//! refused where that is another, where it is damaged, and where another version of the program wrote it.

mod cover;
mod differ;
mod fault;
mod format;
mod head;
mod kept;

#[cfg(test)]
mod tests;

pub use cover::whole;
pub use fault::Refused;
pub use head::{Head, between, quoted, told};
pub use kept::{Keeping, Kept};

use std::io::{self, Read, Write};

use super::job::Job;
use super::record::{self, Input, fingerprint};
use super::shard::Shard;
use crate::eval::Part;
use crate::fault::Faults;
use differ::Difference;
use format::Wrong;
use head::{FileHead, FindingsHead};

/// Writes the partial file of a shard, as often as there is something new to write.
pub struct Writer {
    head: Head,
    deflated: Vec<u8>,
}

impl Writer {
    /// For a shard of a job. `given` are the options that shape the run, as they were given.
    ///
    /// # Errors
    /// Where the model's files cannot be packed.
    pub fn new(job: &Job, shard: Shard, kept: &Kept, given: Vec<String>) -> io::Result<Writer> {
        let files = kept.files.iter().map(|(file, one)| FileHead {
            file: file.clone(),
            name: one.name.clone(),
            sha256: fingerprint(&one.bytes),
            bytes: one.bytes.len(),
        });
        let links = kept.links.iter();
        let links = links.map(|((from, path), to)| (from.clone(), path.clone(), to.clone()));
        let head = Head {
            files: files.collect(),
            links: links.collect(),
            given,
            ..job.head(shard)
        };
        Ok(Writer {
            head,
            deflated: format::deflated(kept)?,
        })
    }

    /// What the file says of itself while nothing is made.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Writes the draws that a part has made.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn write(&self, job: &Job, part: &Part, out: &mut dyn Write) -> io::Result<()> {
        let findings = job.planned().findings(part).into_iter();
        let head = Head {
            done: part.done().len(),
            findings: findings.map(FindingsHead::of).collect(),
            ..self.head.clone()
        };
        format::write(out, &head, &self.deflated, part)
    }
}

/// What a file says of itself, from its beginning; `length` is that of the file.
///
/// # Errors
/// Where it is no partial file of this program.
pub fn read_head(name: &str, from: &mut dyn Read, length: u64) -> Result<Head, Refused> {
    let (head, _) = format::read_head(from, length).map_err(|wrong| refused(name, wrong))?;
    of_this_version(name, &head)?;
    Ok(head)
}

/// A partial file that is whole.
pub struct Partial<'b> {
    name: String,
    sealed: format::Sealed<'b>,
}

/// Takes the bytes of a file apart.
///
/// # Errors
/// Where they are not what was written.
pub fn read<'b>(name: &str, bytes: &'b [u8]) -> Result<Partial<'b>, Refused> {
    let sealed = format::read(bytes).map_err(|wrong| refused(name, wrong))?;
    of_this_version(name, &sealed.head)?;
    Ok(Partial {
        name: name.to_owned(),
        sealed,
    })
}

impl Partial<'_> {
    /// What it says of itself.
    pub fn head(&self) -> &Head {
        &self.sealed.head
    }

    /// The model's files.
    ///
    /// # Errors
    /// Where they are not what they were.
    pub fn kept(&self) -> Result<Kept, Refused> {
        format::inflated(&self.sealed).map_err(|wrong| self.refused(wrong))
    }

    /// The root of the model.
    ///
    /// # Errors
    /// Where there is none that is text.
    pub fn input(&self, kept: &Kept) -> Result<Input, Refused> {
        let root = kept.root();
        let (name, bytes) = root.ok_or_else(|| self.refused(Wrong::Damaged))?;
        Input::from_bytes(name, bytes.to_vec()).map_err(|_| self.refused(Wrong::Damaged))
    }

    /// Its draws, as a part of a job that is made from its files.
    ///
    /// # Errors
    /// Where they are not of that job.
    pub fn part(&self, job: &Job) -> Result<Part, Refused> {
        let head = self.head();
        let damaged = || self.refused(Wrong::Damaged);
        let mut rest = self.sealed.columns;
        let numbers = job.planned().numbers().checked_mul(head.done);
        let bytes = numbers.and_then(|numbers| numbers.checked_mul(8));
        if head.draws != job.draws() || bytes.is_none_or(|bytes| bytes > rest.len()) {
            return Err(damaged());
        }
        let made = job
            .planned()
            .made_elsewhere(head.made(), head.findings(), |column| {
                format::read_column(&mut rest, column)
            });
        let part = made.map_err(|wrong| self.refused(wrong))?;
        part.filter(|_| rest.is_empty()).ok_or_else(damaged)
    }

    /// Goes on where the file ends: its draws are put into a part that has room for the whole shard.
    ///
    /// # Errors
    /// Where it is of another run than `asked`.
    pub fn resume(&self, job: &Job, asked: &Head, part: &mut Part) -> Result<(), Refused> {
        if let Some(difference) = self.head().difference_as_asked(asked) {
            return Err(Refused::NotThisRun {
                name: self.name.clone(),
                what: difference.than_asked(),
                way_out: self.way_out(&difference),
            });
        }
        part.put(self.part(job)?);
        Ok(())
    }

    /// What to do about a file of another run.
    fn way_out(&self, difference: &Difference) -> String {
        let anew = "to begin anew, delete it or name another";
        match difference {
            Difference::File(_) => anew.to_owned(),
            Difference::Option(..) => {
                let command = self.head().resuming(&self.name);
                format!("to go on with it: `{command}`; {anew}")
            }
        }
    }

    /// What is said where the model in the file is in error.
    pub fn no_model(&self) -> Refused {
        Refused::Model {
            name: self.name.clone(),
        }
    }

    fn refused(&self, wrong: Wrong) -> Refused {
        refused(&self.name, wrong)
    }
}

fn refused(name: &str, wrong: Wrong) -> Refused {
    let name = name.to_owned();
    match wrong {
        Wrong::Another => Refused::Another { name },
        Wrong::Layout => Refused::Layout { name },
        Wrong::Damaged => Refused::Damaged { name },
    }
}

fn of_this_version(name: &str, head: &Head) -> Result<(), Refused> {
    let told = |version: &str, language: u32, numerics: u32| {
        format!("{version} (language edition {language}, numerics edition {numerics})")
    };
    let theirs = told(&head.version, head.language_edition, head.numerics_edition);
    let ours = told(
        env!("CARGO_PKG_VERSION"),
        record::LANGUAGE_EDITION,
        record::NUMERICS_EDITION,
    );
    match theirs == ours {
        true => Ok(()),
        false => Err(Refused::Version {
            name: name.to_owned(),
            theirs,
            ours,
        }),
    }
}

/// The whole of a job, put together from files that have each draw once: what `bytes` gives for each of them.
///
/// # Errors
/// Where a file is not what it was, or memory does not hold all.
pub fn joined<E: From<Refused> + From<Faults>>(
    job: &Job,
    names: &[String],
    mut bytes: impl FnMut(usize) -> Result<Vec<u8>, E>,
) -> Result<Part, E> {
    let mut whole = job.blank(Shard::WHOLE)?;
    for (at, name) in names.iter().enumerate() {
        let bytes = bytes(at)?;
        let part = read(name, &bytes)?.part(job)?;
        let room = part.room();
        if whole.has_room_for(&room) {
            whole.put(part);
        } else {
            // It is another file than when its head was read.
            return Err(refused(name, Wrong::Damaged).into());
        }
    }
    match whole.left().is_empty() {
        true => Ok(whole),
        false => Err(refused(names.last().map_or("", |name| name), Wrong::Damaged).into()),
    }
}
