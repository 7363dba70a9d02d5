//! Text → stored outcomes. What was cut off or holds the marks of a merge is never taken for whole.

use std::str::FromStr;

use super::write::{DECLARATIONS, END};
use super::{Damaged, Declarations, Foreign, LAYOUT, Newer, Place, Stored, Value};
use crate::fault::Fault;
use crate::report::FileRecord;
use crate::source::Source;

pub(super) fn read(source: &Source) -> Result<Stored, Fault> {
    let mut lines = Lines { source, at: 1 };
    lines.pass(|line| line.is_empty() || line.starts_with('#'));
    let foreign = || {
        Box::new(Foreign {
            name: source.name().to_owned(),
        }) as Fault
    };
    if lines.line().is_none() {
        return Err(lines.damaged(""));
    }
    let layout = lines.line().and_then(|line| line.strip_prefix("results "));
    let layout: u32 = layout
        .and_then(|layout| layout.parse().ok())
        .ok_or_else(foreign)?;
    lines.at += 1;
    if layout != LAYOUT {
        return Err(Box::new(Newer {
            name: source.name().to_owned(),
        }));
    }
    let numerics_edition = lines.number("numerics edition ")?;
    let (draws, seed) = (lines.number("draws ")?, lines.number("seed ")?);
    lines.pass(str::is_empty);
    lines.exactly("outcomes")?;
    let mut values = Vec::new();
    while let Some(line) = lines.line().filter(|line| !line.is_empty()) {
        let value = value_of(line)
            .ok_or_else(|| lines.damaged("here a value of an outcome should stand"))?;
        values.push(value);
        lines.at += 1;
    }
    lines.pass(str::is_empty);
    let declarations = declarations(&mut lines)?;
    lines.exactly(END)?;
    lines.pass(str::is_empty);
    match lines.line() {
        Some(_) => Err(lines.damaged("this stands behind its last line")),
        None => Ok(Stored {
            numerics_edition,
            draws,
            seed,
            values,
            declarations,
        }),
    }
}

/// The lines of a file, one after the other.
struct Lines<'s> {
    source: &'s Source,
    /// The one that is next, from 1.
    at: usize,
}

impl<'s> Lines<'s> {
    fn line(&self) -> Option<&'s str> {
        let last = self.source.line_count();
        let span = self.source.line_span(self.at);
        let text = self.source.text().get(span.range()).unwrap_or_default();
        // What follows the last line break is no line.
        (self.at < last || !text.is_empty()).then_some(text)
    }

    fn pass(&mut self, idle: impl Fn(&str) -> bool) {
        while self.line().is_some_and(&idle) {
            self.at += 1;
        }
    }

    /// What is wrong at the next line. A file without its last line was cut off, whatever its rest looks like.
    fn damaged(&self, wanted: &str) -> Fault {
        let text = self.source.text().trim_end();
        let whole = text.lines().next_back() == Some(END);
        let marked = self.line().is_some_and(is_mark);
        let (what, at) = match (marked, whole) {
            (true, _) => ("it holds the marks of a merge", self.at),
            (_, true) => ("a line in it is not as it was written", self.at),
            (_, false) => ("it was cut off", text.lines().count().max(1)),
        };
        let wanted = match (marked, whole) {
            (true, _) => "the merge is not finished here".to_owned(),
            (_, true) => wanted.to_owned(),
            (_, false) => format!("behind this the rest is missing, up to the line `{END}`"),
        };
        Box::new(Damaged {
            name: self.source.name().to_owned(),
            what,
            wanted,
            span: self.source.line_span(at),
        })
    }

    fn exactly(&mut self, word: &str) -> Result<(), Fault> {
        match self.line() {
            Some(line) if line == word => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.damaged(&format!("here `{word}` should stand"))),
        }
    }

    /// The number behind some words.
    fn number<N: FromStr>(&mut self, words: &str) -> Result<N, Fault> {
        let number = self
            .line()
            .and_then(|line| line.strip_prefix(words)?.parse().ok());
        let number = number
            .ok_or_else(|| self.damaged(&format!("here `{words}` and a number should stand")))?;
        self.at += 1;
        Ok(number)
    }
}

/// The files one after the other, then the data.
fn declarations(lines: &mut Lines<'_>) -> Result<Declarations, Fault> {
    lines.exactly(DECLARATIONS)?;
    let mut declarations = Declarations {
        files: vec![(String::new(), String::new())],
        data: Vec::new(),
    };
    while let Some(line) = lines.line().filter(|line| *line != END) {
        if is_mark(line) {
            return Err(lines.damaged(""));
        }
        let path = line
            .strip_prefix(DECLARATIONS)
            .and_then(|rest| rest.strip_prefix(" of "));
        if let Some(path) = path {
            let path = serde_json::from_str(path);
            let path = path.map_err(|_| lines.damaged("here the path of a file should stand"))?;
            declarations.files.push((path, String::new()));
        } else if let Some(data) = line.strip_prefix("data ") {
            let record = data_of(data)
                .ok_or_else(|| lines.damaged("here a file and its fingerprint should stand"))?;
            declarations.data.push(record);
        } else if let Some((_, text)) = declarations.files.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
        lines.at += 1;
    }
    for (_, text) in &mut declarations.files {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
    }
    Ok(declarations)
}

/// What a merge leaves behind that somebody must settle.
fn is_mark(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// `"prices.csv" 3fa1…`
fn data_of(text: &str) -> Option<FileRecord> {
    let (path, sha256) = text.rsplit_once(' ')?;
    let name = serde_json::from_str(path).ok()?;
    Some(FileRecord {
        name,
        sha256: sha256.to_owned(),
    })
}

/// `shortage in prudent at 2027-12 (t of REO): mean 1.5, p5 0`
fn value_of(line: &str) -> Option<Value> {
    let (place, said) = line.split_once(": ")?;
    let (place, unit) = match place.strip_suffix(')') {
        Some(place) => place.split_once(" (")?,
        None => (place, ""),
    };
    let (place, date) = place.rsplit_once(" at ").unwrap_or((place, ""));
    let (outcome, scenario) = place.rsplit_once(" in ").unwrap_or((place, ""));
    let statistics = said.split(", ").map(|one| {
        let (name, said) = one.split_once(' ')?;
        Some((name.to_owned(), said.to_owned()))
    });
    let bare = outcome.split('[').next().unwrap_or_default();
    if bare.is_empty() || bare.contains(' ') {
        return None;
    }
    Some(Value {
        place: Place {
            outcome: outcome.to_owned(),
            scenario: scenario.to_owned(),
            date: date.to_owned(),
        },
        unit: unit.to_owned(),
        statistics: statistics.collect::<Option<_>>()?,
    })
}
