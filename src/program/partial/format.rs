//! The bytes of a partial file.
//!
//! ```text
//! foreland part 1⏎
//! length (8) · head, as JSON · SHA-256 of all so far (32)
//! length (8) · the model's files one behind the other, deflated
//! the columns, scenario by scenario:
//!     form (1): 0 all values are there, 1 marks follow
//!     values, step by step, draw by draw (8 each)
//!     marks, likewise (1 each)
//! SHA-256 of all so far (32)
//! ```
//!
//! Numbers are little endian. Whatever a length says, no more is set aside than the file has bytes.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use super::head::Head;
use super::kept::{Kept, KeptFile};
use crate::eval::Part;
use crate::eval::samples::{Mark, ResultColumn};

/// What every partial file begins with; its number is that of the layout.
const MAGIC: &[u8; 16] = b"foreland part 1\n";
/// What any layout begins with.
const ANY: &[u8] = b"foreland part ";
/// The bytes of a SHA-256.
const DIGEST: usize = 32;
/// Values that are written at a time.
const CHUNK: usize = 8_192;

/// Why bytes are no partial file that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// They are something else.
    Another,
    /// They are laid out in another way.
    Layout,
    /// They are not what was written.
    Damaged,
}

/// Writes and sums up what it writes.
struct Summing<'w> {
    out: &'w mut dyn Write,
    sum: Sha256,
}

impl Write for Summing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Summing<'_> {
    /// Writes the sum of what was written.
    fn seal(&mut self) -> io::Result<()> {
        let sum = self.sum.clone().finalize();
        self.write_all(&sum)
    }
}

/// The model's files, ready to be written.
pub(super) fn deflated(kept: &Kept) -> io::Result<Vec<u8>> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::default());
    for file in kept.files.values() {
        out.write_all(&file.bytes)?;
    }
    out.finish()
}

/// Writes a partial file: what it says of itself, the model's files, and the draws that are made.
pub(super) fn write(
    out: &mut dyn Write,
    head: &Head,
    deflated: &[u8],
    part: &Part,
) -> io::Result<()> {
    let sum = Sha256::new();
    let mut out = Summing { out, sum };
    let head = serde_json::to_vec(head)?;
    out.write_all(MAGIC)?;
    out.write_all(&(head.len() as u64).to_le_bytes())?;
    out.write_all(&head)?;
    out.seal()?;
    out.write_all(&(deflated.len() as u64).to_le_bytes())?;
    out.write_all(deflated)?;
    for column in part.columns() {
        write_column(&mut out, column, part.done().len())?;
    }
    out.seal()
}

fn write_column(out: &mut impl Write, column: &ResultColumn, done: usize) -> io::Result<()> {
    let room = column.draws();
    let marked = !column.marks.is_empty();
    out.write_all(&[u8::from(marked)])?;
    let mut bytes = Vec::with_capacity(CHUNK * 8);
    for step in 0..column.steps {
        let values = &column.values[step * room..step * room + done];
        for chunk in values.chunks(CHUNK) {
            bytes.clear();
            bytes.extend(chunk.iter().flat_map(|value| value.to_le_bytes()));
            out.write_all(&bytes)?;
        }
    }
    for step in (0..column.steps).filter(|_| marked) {
        let marks = &column.marks[step * room..step * room + done];
        for chunk in marks.chunks(CHUNK) {
            bytes.clear();
            bytes.extend(chunk.iter().map(|mark| *mark as u8));
            out.write_all(&bytes)?;
        }
    }
    Ok(())
}

/// Reads what a file says of itself from its beginning; `length` is that of the file. Gives back how many bytes that
/// took.
pub(super) fn read_head(from: &mut dyn Read, length: u64) -> Result<(Head, usize), Wrong> {
    let mut sum = Sha256::new();
    let mut magic = [0; MAGIC.len()];
    from.read_exact(&mut magic).map_err(|_| Wrong::Another)?;
    match &magic {
        MAGIC => {}
        other if other.starts_with(ANY) => return Err(Wrong::Layout),
        _ => return Err(Wrong::Another),
    }
    let damaged = |_| Wrong::Damaged;
    let mut said = [0; 8];
    from.read_exact(&mut said).map_err(damaged)?;
    let long = u64::from_le_bytes(said);
    if long > length {
        return Err(Wrong::Damaged);
    }
    let mut text = vec![0; long as usize];
    from.read_exact(&mut text).map_err(damaged)?;
    let mut seal = [0; DIGEST];
    from.read_exact(&mut seal).map_err(damaged)?;
    sum.update(magic);
    sum.update(said);
    sum.update(&text);
    if sum.finalize()[..] != seal {
        return Err(Wrong::Damaged);
    }
    let head: Head = serde_json::from_slice(&text).map_err(|_| Wrong::Damaged)?;
    if !head.is_sound() {
        return Err(Wrong::Damaged);
    }
    Ok((head, MAGIC.len() + 8 + text.len() + DIGEST))
}

/// A partial file whose bytes are what was written.
pub(super) struct Sealed<'b> {
    pub head: Head,
    pub deflated: &'b [u8],
    pub columns: &'b [u8],
}

/// Takes the bytes of a file apart.
pub(super) fn read(bytes: &[u8]) -> Result<Sealed<'_>, Wrong> {
    let (head, begin) = read_head(&mut &bytes[..], bytes.len() as u64)?;
    let end = bytes.len().checked_sub(DIGEST).ok_or(Wrong::Damaged)?;
    let (content, seal) = bytes.split_at(end);
    if Sha256::digest(content)[..] != *seal {
        return Err(Wrong::Damaged);
    }
    let mut rest = content.get(begin..).ok_or(Wrong::Damaged)?;
    let long = cut(&mut rest, 8).and_then(|said| said.try_into().ok());
    let long = u64::from_le_bytes(long.ok_or(Wrong::Damaged)?);
    let long = usize::try_from(long).map_err(|_| Wrong::Damaged)?;
    let deflated = cut(&mut rest, long).ok_or(Wrong::Damaged)?;
    Ok(Sealed {
        head,
        deflated,
        columns: rest,
    })
}

/// The first so many bytes of what is left.
fn cut<'b>(rest: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (cut, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(cut)
}

/// The model's files.
pub(super) fn inflated(sealed: &Sealed) -> Result<Kept, Wrong> {
    let mut kept = Kept::default();
    let mut from = DeflateDecoder::new(sealed.deflated);
    let mut heads: Vec<_> = sealed.head.files.iter().collect();
    // They lie in the order of their paths.
    heads.sort_by(|one, other| one.file.cmp(&other.file));
    for head in heads {
        let mut bytes = Vec::new();
        let read = from
            .by_ref()
            .take(head.bytes as u64)
            .read_to_end(&mut bytes);
        let whole = read.is_ok_and(|read| read == head.bytes);
        if !whole || crate::program::record::fingerprint(&bytes) != head.sha256 {
            return Err(Wrong::Damaged);
        }
        let name = head.name.clone();
        kept.files
            .insert(head.file.clone(), KeptFile { name, bytes });
    }
    let links = sealed.head.links.iter().cloned();
    kept.links = links.map(|(from, path, to)| ((from, path), to)).collect();
    Ok(kept)
}

/// Fills a column that has room for exactly the draws that are there.
pub(super) fn read_column(rest: &mut &[u8], column: &mut ResultColumn) -> Result<(), Wrong> {
    let form = cut(rest, 1).ok_or(Wrong::Damaged)?;
    let count = column.values.len();
    let values = cut(rest, count.saturating_mul(8)).ok_or(Wrong::Damaged)?;
    for (value, bytes) in column.values.iter_mut().zip(values.as_chunks().0) {
        *value = f64::from_le_bytes(*bytes);
    }
    match form {
        [0] => {}
        [1] => {
            let marks = cut(rest, count).ok_or(Wrong::Damaged)?;
            let marks = marks.iter().map(|mark| mark_of(*mark));
            column.marks = marks.collect::<Option<_>>().ok_or(Wrong::Damaged)?;
        }
        _ => return Err(Wrong::Damaged),
    }
    Ok(())
}

fn mark_of(byte: u8) -> Option<Mark> {
    let all = [Mark::Present, Mark::None, Mark::Unknown];
    all.into_iter().find(|mark| *mark as u8 == byte)
}
