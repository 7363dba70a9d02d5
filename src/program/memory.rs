//! How much memory the draws of a run may take: `1GB`, `500 MB`, or a number of bytes.

use std::fmt;
use std::str::FromStr;

use crate::units::grouped;

/// An amount of memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory(usize);

/// Units of memory.
const UNITS: [(&str, f64); 10] = [
    ("", 1.0),
    ("b", 1.0),
    ("kb", 1e3),
    ("mb", 1e6),
    ("gb", 1e9),
    ("tb", 1e12),
    ("kib", 1024.0),
    ("mib", 1_048_576.0),
    ("gib", 1_073_741_824.0),
    ("tib", 1_099_511_627_776.0),
];

/// Less than this is a slip: a single block of draws may take it.
const LEAST: usize = 1_000_000;

/// `--memory lots`
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAMemory {
    /// It is no number with a unit.
    #[error(
        "write a number and a unit, such as `1GB`, `500MB` or `1.5 GB`; a number alone is in bytes"
    )]
    Form,
    /// It is hardly anything.
    #[error("that is less than 1 MB, which no run keeps to; a number alone is in bytes")]
    Little,
}

impl Default for Memory {
    fn default() -> Self {
        Memory(1_000_000_000)
    }
}

impl Memory {
    /// So many bytes, or as many as there usually may be if that is none.
    pub(super) fn of(bytes: usize) -> Memory {
        match bytes {
            0 => Memory::default(),
            bytes => Memory(bytes),
        }
    }

    /// So many bytes.
    pub fn bytes(self) -> usize {
        self.0
    }

    /// The least round amount that so many bytes go into.
    pub(super) fn enough_for(bytes: usize) -> Memory {
        let mut unit = LEAST;
        while bytes.div_ceil(unit) >= 100 && unit < usize::MAX / 1000 {
            unit *= 10;
        }
        Memory(bytes.div_ceil(unit).saturating_mul(unit))
    }
}

impl FromStr for Memory {
    type Err = NotAMemory;

    fn from_str(text: &str) -> Result<Self, NotAMemory> {
        let text = text.trim();
        let is_digit = |letter: char| letter.is_ascii_digit() || "._".contains(letter);
        let end = text.find(|letter| !is_digit(letter)).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let number: f64 = number
            .replace('_', "")
            .parse()
            .map_err(|_| NotAMemory::Form)?;
        let unit = unit.trim().to_ascii_lowercase();
        let known = UNITS.iter().find(|(name, _)| *name == unit);
        let (_, size) = known.ok_or(NotAMemory::Form)?;
        let bytes = (number * size).round() as usize;
        if bytes < LEAST {
            return Err(NotAMemory::Little);
        }
        Ok(Memory(bytes))
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [
            ("TB", 1_000_000_000_000),
            ("GB", 1_000_000_000),
            ("MB", 1_000_000),
        ];
        for (name, size) in units {
            if self.0 >= size && self.0.is_multiple_of(size / 10) {
                let (whole, tenths) = (self.0 / size, self.0 % size / (size / 10));
                let whole = grouped(&whole.to_string());
                return match tenths {
                    0 => write!(out, "{whole} {name}"),
                    _ => write!(out, "{whole}.{tenths} {name}"),
                };
            }
        }
        write!(out, "{} bytes", grouped(&self.0.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_said() {
        let said = |text: &str| text.parse::<Memory>().map(|memory| memory.to_string());
        let known = [
            ("1GB", "1 GB"),
            ("500 MB", "500 MB"),
            ("1.5gb", "1.5 GB"),
            ("2_000_000", "2 MB"),
            ("1MiB", "1,048,576 bytes"),
            ("64 TB", "64 TB"),
        ];
        for (text, expected) in known {
            assert_eq!(said(text), Ok(expected.to_owned()), "{text}");
        }
        for text in ["", "lots", "GB", "1 GB of it", "-1GB", "1.2.3MB", "1 Gb/s"] {
            assert_eq!(said(text), Err(NotAMemory::Form), "{text}");
        }
        assert_eq!(said("50"), Err(NotAMemory::Little));
    }

    #[test]
    fn what_is_offered_is_enough_and_round() {
        for (bytes, expected) in [
            (1, "1 MB"),
            (12_345_678_901, "13 GB"),
            (99_500_000, "100 MB"),
        ] {
            assert_eq!(Memory::enough_for(bytes).to_string(), expected);
            assert!(Memory::enough_for(bytes).bytes() >= bytes);
        }
    }
}
