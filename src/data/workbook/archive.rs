//! The parts of a workbook: a zip archive, as far as workbooks use it.
//!
//! The directory is read in place and holds nothing but what it points to; a part is inflated while it is read, never
//! further than its limit.

use std::io::{self, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::Trouble;

/// No workbook has so many parts.
const MOST_PARTS: usize = 4_096;

/// How many bytes a part may inflate to.
pub(super) const MOST_INFLATED: usize = 32 << 20;

const DIRECTORY_END: &[u8] = b"PK\x05\x06";
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";

const DAMAGED: Trouble = Trouble::Damaged("its parts cannot be found");

/// An archive whose directory has been read.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part<'a>>,
}

#[derive(Clone, Copy)]
struct Part<'a> {
    name: &'a [u8],
    flags: usize,
    method: usize,
    crc: u32,
    packed: usize,
    header: usize,
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Archive<'a>, Trouble> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(Trouble::Locked);
        }
        if !bytes.starts_with(b"PK") {
            return Err(Trouble::Damaged("it is a file of another kind"));
        }
        let end = directory_end(bytes).ok_or(DAMAGED)?;
        let count = word(bytes, end + 10, 2).ok_or(DAMAGED)?;
        let mut at = word(bytes, end + 16, 4).ok_or(DAMAGED)?;
        if count > MOST_PARTS {
            return Err(Trouble::TooLarge("it has more parts than any workbook"));
        }
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            let (part, next) = entry(bytes, at).ok_or(DAMAGED)?;
            parts.push(part);
            at = next;
        }
        Ok(Archive { bytes, parts })
    }

    /// A part by its name, to be read from its beginning; none if there is no such part.
    pub(super) fn open(&self, name: &str) -> Result<Option<Inflated<'a>>, Trouble> {
        let name = name.trim_start_matches('/').as_bytes();
        let found = self
            .parts
            .iter()
            .find(|part| part.name.eq_ignore_ascii_case(name));
        found.map(|part| self.inflated(part)).transpose()
    }

    fn inflated(&self, part: &Part<'a>) -> Result<Inflated<'a>, Trouble> {
        if part.flags & 1 != 0 {
            return Err(Trouble::Locked);
        }
        let packed = self.packed(part).ok_or(DAMAGED)?;
        let source = match part.method {
            0 => Source::Stored(packed),
            8 => Source::Deflated(DeflateDecoder::new(packed)),
            _ => return Err(Trouble::Damaged("it is packed in an unusual way")),
        };
        Ok(Inflated {
            source,
            crc: Crc::new(),
            wanted: part.crc,
            left: MOST_INFLATED,
        })
    }

    fn packed(&self, part: &Part<'a>) -> Option<&'a [u8]> {
        let local = self.bytes.get(part.header..)?;
        if !local.starts_with(LOCAL_HEADER) {
            return None;
        }
        let start = 30 + word(local, 26, 2)? + word(local, 28, 2)?;
        local.get(start..start.checked_add(part.packed)?)
    }
}

/// Where the end of the directory stands: before a comment of at most 65,535 bytes.
fn directory_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last)
        .rev()
        .find(|at| bytes[*at..].starts_with(DIRECTORY_END))
}

/// An entry of the directory, and where the next one begins.
fn entry(bytes: &[u8], at: usize) -> Option<(Part<'_>, usize)> {
    let entry = bytes.get(at..)?;
    if !entry.starts_with(DIRECTORY_ENTRY) {
        return None;
    }
    let name = word(entry, 28, 2)?;
    let rest = word(entry, 30, 2)? + word(entry, 32, 2)?;
    let part = Part {
        name: entry.get(46..46 + name)?,
        flags: word(entry, 8, 2)?,
        method: word(entry, 10, 2)?,
        crc: u32::try_from(word(entry, 16, 4)?).ok()?,
        packed: word(entry, 20, 4)?,
        header: word(entry, 42, 4)?,
    };
    Some((part, at + 46 + name + rest))
}

/// A number of two or four bytes, the lowest first.
fn word(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(size)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte)),
    )
}

/// A part while it is read.
pub(super) struct Inflated<'a> {
    source: Source<'a>,
    crc: Crc,
    wanted: u32,
    left: usize,
}

enum Source<'a> {
    Stored(&'a [u8]),
    Deflated(DeflateDecoder<&'a [u8]>),
}

impl Read for Inflated<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let taken = match &mut self.source {
            Source::Stored(bytes) => bytes.read(out),
            Source::Deflated(decoder) => decoder.read(out),
        }?;
        if taken > self.left {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.left -= taken;
        self.crc.update(&out[..taken]);
        if taken == 0 && !out.is_empty() && self.crc.sum() != self.wanted {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(taken)
    }
}
