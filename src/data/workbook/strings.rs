//! The texts that cells share, held as one.

use super::Trouble;
use super::archive::Archive;
use super::xml::{Step, Xml};

/// All texts together have at most so many bytes.
const MOST_BYTES: usize = 12 << 20;

/// There are at most so many texts.
const MOST_TEXTS: usize = 500_000;

/// Of a text no more than this is kept: names and numbers are shorter.
pub(super) const LONGEST: usize = 400;

/// The shared texts of a workbook.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn read(archive: &Archive<'_>, part: Option<&str>) -> Result<Strings, Trouble> {
        let mut strings = Strings::default();
        let Some(mut xml) = part
            .map(|part| Xml::open(archive, part))
            .transpose()?
            .flatten()
        else {
            return Ok(strings);
        };
        let mut piece = Piece::default();
        loop {
            match xml.next()? {
                Step::Open(tag) if tag.name() == "si" => piece = Piece::default(),
                Step::Open(tag) => piece.open(tag.name()),
                Step::Close(tag) if tag.name() == "si" => strings.push(piece.text())?,
                Step::Close(tag) => piece.close(tag.name()),
                Step::Text(text) => piece.push(&text),
                Step::End => return Ok(strings),
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), Trouble> {
        self.text.push_str(text);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        if self.text.len() > MOST_BYTES || self.ends.len() > MOST_TEXTS {
            return Err(Trouble::TooLarge("its cells hold too much text"));
        }
        Ok(())
    }

    /// The text with a number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }
}

/// A text while its pieces are read; how a word is spoken is no part of it.
#[derive(Default)]
pub(super) struct Piece {
    text: String,
    in_text: bool,
    spoken: bool,
    clipped: bool,
}

impl Piece {
    pub(super) fn open(&mut self, name: &str) {
        match name {
            "t" => self.in_text = true,
            "rPh" => self.spoken = true,
            _ => {}
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "rPh" => self.spoken = false,
            _ => {}
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.in_text && !self.spoken {
            self.add(text);
        }
    }

    /// Adds a text wherever it stands, as long as there is room.
    pub(super) fn add(&mut self, text: &str) {
        if self.clipped {
            return;
        }
        let mut room = LONGEST.saturating_sub(self.text.len());
        if text.len() <= room {
            self.text.push_str(text);
            return;
        }
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        self.text.push_str(&text[..room]);
        self.text.push('…');
        self.clipped = true;
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}
