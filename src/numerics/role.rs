//! How a declared name becomes half of a generator's key, so that each name owns its stream.

use std::fmt;

/// What a name's random numbers are for; each role of a name has a stream of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The value of an assumption drawn from a distribution.
    Value,
    /// Which of several claims an assumption takes.
    Claim,
    /// Which option a choice left open takes.
    Option,
    /// Whether an event fires.
    Fire,
    /// How long an event lasts.
    Duration,
    /// An event's uncertain hazard.
    Hazard,
    /// Whether the n-th switch of an event acts, counted from 0.
    Switch(u32),
    /// The n-th uncertain number inside a declaration, counted from 0.
    Parameter(u32),
}

impl fmt::Display for Role {
    /// The role's word, as it enters the hash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Role::Value => f.write_str("value"),
            Role::Claim => f.write_str("claim"),
            Role::Option => f.write_str("option"),
            Role::Fire => f.write_str("fire"),
            Role::Duration => f.write_str("duration"),
            Role::Hazard => f.write_str("hazard"),
            Role::Switch(n) => write!(f, "switch:{n}"),
            Role::Parameter(n) => write!(f, "parameter:{n}"),
        }
    }
}

/// Whose a stream is. All its random numbers come from the hash of this and a [`Role`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamName {
    /// The file's path from the root's folder; empty for the root itself.
    pub file: String,
    /// The name as declared there, or the oldest that `was` tells.
    pub name: String,
    /// The element of an index, and the source of a claim, joined by `/`; empty where there is neither.
    pub element: String,
}

impl StreamName {
    /// The stream of a name in the root that is not indexed.
    pub fn of(name: &str) -> StreamName {
        StreamName {
            name: name.to_owned(),
            ..StreamName::default()
        }
    }

    /// The stream of a part of this: an element, a claim.
    pub fn part(&self, part: &str) -> StreamName {
        let element = match self.element.as_str() {
            "" => part.to_owned(),
            whole => format!("{whole}/{part}"),
        };
        StreamName {
            element,
            ..self.clone()
        }
    }

    /// The word of the generator's key for one role of this name; see [`stream_hash`].
    pub fn hash(&self, role: Role) -> u64 {
        stream_hash(&self.file, &self.name, &self.element, role)
    }
}

/// The hash of a stream's name: FNV-1a over `path`, `name`, `element` and the role's word with 0x1F
/// between them, then the finaliser of splitmix64. `path` is the file's from the root's folder and
/// empty for the root itself; `element` is empty for a name that is not indexed.
pub fn stream_hash(path: &str, name: &str, element: &str, role: Role) -> u64 {
    finalise(fnv1a(
        &[path, name, element, &role.to_string()].join("\x1f"),
    ))
}

/// 64-bit FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo).
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The output function of splitmix64 (S. Vigna), which spreads every bit over all.
fn finalise(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_has_its_published_values() {
        assert_eq!(fnv1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn every_part_of_a_name_counts() {
        let hashes = [
            stream_hash("", "x", "", Role::Value),
            stream_hash("a.fore", "x", "", Role::Value),
            stream_hash("", "x", "a.fore", Role::Value),
            stream_hash("", "y", "", Role::Value),
            stream_hash("", "x", "", Role::Claim),
            stream_hash("", "x", "", Role::Switch(0)),
            stream_hash("", "x", "", Role::Switch(1)),
            stream_hash("", "x", "", Role::Parameter(1)),
        ];
        let distinct: std::collections::BTreeSet<u64> = hashes.into_iter().collect();
        assert_eq!(distinct.len(), hashes.len());
    }

    #[test]
    fn the_hash_is_settled() {
        assert_eq!(stream_hash("", "x", "", Role::Value), 0xbf78_dbee_03b9_d8b5);
    }
}
