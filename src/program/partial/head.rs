//! What a partial file says of itself: the run that it is of, and which draws of that it has.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::eval::{Findings, Place};
use crate::program::request::Request;
use crate::program::shard::Shard;
use crate::program::{Memory, Setting};
use crate::span::Span;
use crate::units::grouped;

/// What a partial file says of itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    /// The version of the program that wrote it.
    pub version: String,
    /// The edition of the language.
    pub language_edition: u32,
    /// The edition of the numerics.
    pub numerics_edition: u32,
    /// The model's files, the root first.
    pub files: Vec<FileHead>,
    /// How they name each other: a file, a path in it, the file that is meant.
    pub links: Vec<(String, String, String)>,
    /// Declarations that were replaced, as given.
    pub set: Vec<String>,
    /// The scenarios that were asked for.
    pub scenarios: Vec<String>,
    /// The outcomes that were asked for.
    pub outcomes: Vec<String>,
    /// The draws that were asked for.
    pub draws_asked: usize,
    /// The draws of the whole run: one where nothing is uncertain.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
    /// The bytes that the draws of the whole run may take.
    pub memory: usize,
    /// Which shard it is, from 1.
    pub shard: usize,
    /// Of how many.
    pub shards: usize,
    /// The first draw of the shard, from 0.
    pub first: usize,
    /// The draw behind its last.
    pub end: usize,
    /// How many of them are made, from the first on.
    pub done: usize,
    /// The options of the command that shape the run, as given.
    pub given: Vec<String>,
    /// What was found, one a scenario.
    pub findings: Vec<FindingsHead>,
}

/// A file of the model.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FileHead {
    /// Its path from the root's folder; that of the root is empty.
    pub file: String,
    /// What it is called in messages and records.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: usize,
}

/// What was found in one scenario.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FindingsHead {
    /// For each assert where it first fails, and where it first cannot be decided.
    pub asserts: Vec<[Option<Place>; 2]>,
    /// What is no number: where it stands among the texts, and the first draw.
    pub faults: Vec<(u32, u32, usize)>,
}

impl Head {
    /// The draws of its shard.
    pub fn room(&self) -> Range<usize> {
        self.first..self.end
    }

    /// The draws that are made.
    pub fn made(&self) -> Range<usize> {
        self.first..self.first + self.done
    }

    /// Whether all draws of its shard are made.
    pub fn is_finished(&self) -> bool {
        self.made() == self.room()
    }

    /// Which shard it is.
    pub fn shard(&self) -> Shard {
        Shard::new(self.shard, self.shards).unwrap_or(Shard::WHOLE)
    }

    /// Whether its numbers can be those of a partial file.
    pub(super) fn is_sound(&self) -> bool {
        let shard = Shard::new(self.shard, self.shards);
        shard.is_some_and(|shard| shard.draws(self.draws) == self.room())
            && self.done <= self.room().len()
    }

    /// The request that it answers.
    pub fn request(&self, threads: Option<usize>) -> Request {
        let set = self.set.iter();
        Request {
            width: None,
            scenarios: self.scenarios.clone(),
            outcomes: self.outcomes.clone(),
            draws: Some(self.draws_asked),
            seed: Some(self.seed),
            threads,
            memory: Memory::of(self.memory),
            every_draw: false,
            set: set.filter_map(|given| Setting::parse(given).ok()).collect(),
        }
    }

    /// What the model's root is called.
    pub fn model(&self) -> &str {
        self.files.first().map_or("MODEL", |file| &file.name)
    }

    /// `mine.fore --seed 2`: the words of the command that made it, without the shard and its file.
    pub fn command(&self) -> String {
        let words = std::iter::once(self.model().to_owned()).chain(self.given.iter().cloned());
        let words: Vec<String> = words.map(|word| quoted(&word)).collect();
        format!("foreland run {}", words.join(" "))
    }

    /// The command that finishes it, where it is in the file of that name.
    pub(super) fn resuming(&self, name: &str) -> String {
        let shard = match self.shards {
            1 => String::new(),
            _ => format!("--shard {} ", self.shard()),
        };
        let file = quoted(name);
        format!("{} {shard}--partial {file} --resume", self.command())
    }

    pub(super) fn findings(&self) -> Vec<Findings> {
        let findings = self.findings.iter().map(|found| Findings {
            asserts: found.asserts.clone(),
            faults: found.faults.iter().map(span_and_draw).collect(),
        });
        findings.collect()
    }
}

fn span_and_draw((start, end, draw): &(u32, u32, usize)) -> (Span, usize) {
    let span = Span {
        start: *start,
        end: *end,
    };
    (span, *draw)
}

impl FindingsHead {
    pub(super) fn of(found: Findings) -> FindingsHead {
        let faults = found.faults.into_iter();
        FindingsHead {
            asserts: found.asserts,
            faults: faults
                .map(|(span, draw)| (span.start, span.end, draw))
                .collect(),
        }
    }
}

/// A word as a shell takes it for one.
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=,:+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// `draws 4,097 to 8,192`, counted from 1 as everywhere that people read.
pub fn told(draws: &Range<usize>) -> String {
    match draws.len() {
        0 => "no draws".to_owned(),
        1 => format!("draw {}", grouped(&draws.end.to_string())),
        _ => format!("draws {}", between(draws)),
    }
}

/// `4,097 to 8,192`
pub fn between(draws: &Range<usize>) -> String {
    let (first, last) = (draws.start + 1, draws.end);
    let [first, last] = [first, last].map(|draw| grouped(&draw.to_string()));
    format!("{first} to {last}")
}
