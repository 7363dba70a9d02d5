//! One cell of a sheet: its parts while they are read, and what it shows.

use super::Trouble;
use super::format::Formats;
use super::serial::written;
use super::strings::{Piece, Strings};
use super::xml::Tag;

/// What is needed to understand a cell.
pub(super) struct Reader<'a> {
    pub(super) strings: &'a Strings,
    pub(super) formats: &'a Formats,
    pub(super) since_1904: bool,
}

impl Reader<'_> {
    /// What a cell shows, as a CSV file would have it.
    pub(super) fn says(&self, cell: &CellParts) -> Result<String, Trouble> {
        let value = cell.value.text().trim();
        if value.is_empty() && cell.inline.text().is_empty() {
            let formula = cell.formula.text();
            // A formula may well give an empty text.
            let no_value = !formula.is_empty() && !cell.has_value;
            return Ok(if no_value {
                format!("={formula}")
            } else {
                String::new()
            });
        }
        match cell.kind.as_deref() {
            Some("s") => {
                let number = value.parse().ok();
                let text = number.and_then(|number| self.strings.get(number));
                Ok(text
                    .ok_or(Trouble::Damaged(
                        "a cell refers to a text that is not there",
                    ))?
                    .to_owned())
            }
            Some("inlineStr" | "is") => Ok(cell.inline.text().to_owned()),
            Some("b") => Ok(if value == "1" || value == "true" {
                "TRUE"
            } else {
                "FALSE"
            }
            .to_owned()),
            Some("d") => Ok(value.trim_end_matches("T00:00:00").to_owned()),
            Some("str" | "e") => Ok(value.to_owned()),
            _ => Ok(match value.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    written(number, self.formats.get(cell.style), self.since_1904)
                }
                _ => value.to_owned(),
            }),
        }
    }
}

/// A cell while its parts are read.
#[derive(Default)]
pub(super) struct CellParts {
    kind: Option<String>,
    style: usize,
    value: Piece,
    inline: Piece,
    formula: Piece,
    has_value: bool,
    within: Within,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    None,
    Value,
    Inline,
    Formula,
}

impl CellParts {
    pub(super) fn begin(&mut self, tag: &Tag<'_>) {
        self.kind = tag.get("t");
        self.style = tag
            .get("s")
            .and_then(|style| style.parse().ok())
            .unwrap_or(0);
    }

    pub(super) fn open(&mut self, name: &str) {
        match name {
            "v" => (self.within, self.has_value) = (Within::Value, true),
            "f" => self.within = Within::Formula,
            "is" => self.within = Within::Inline,
            _ => self.inline.open(name),
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "v" | "f" | "is" => self.within = Within::None,
            _ => self.inline.close(name),
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        match self.within {
            Within::None => {}
            Within::Value => self.value.add(text),
            Within::Formula => self.formula.add(text),
            Within::Inline => self.inline.push(text),
        }
    }
}
