//! What of a run is kept: all draws while they fit into the memory there may be, else what remains of them.

use miette::Diagnostic;

use super::Memory;
use crate::fault::Faults;
use crate::units::grouped;

/// Bytes of a value that is kept, with its mark.
const BYTES: usize = 9;

/// `--samples` of more than fits
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{draws} draws do not fit into {memory}, and {why}: they would take {needed}")]
#[diagnostic(help(
    "give `--memory \"{needed}\"` if the machine has it, make fewer draws, or ask for fewer outcomes or scenarios"
))]
struct TooManyDraws {
    draws: String,
    memory: Memory,
    needed: Memory,
    why: &'static str,
}

/// Why all draws have to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because {
    /// They are to be written.
    EveryDraw,
    /// They are to be saved in a partial file.
    Saved,
    /// Two versions of a model are compared draw by draw.
    Compared,
    /// What remains of them takes as much.
    Remains,
}

/// The bytes that so many draws of so many numbers take.
pub(super) fn bytes(draws: usize, numbers: usize) -> usize {
    draws.saturating_mul(numbers).saturating_mul(BYTES)
}

/// About how many bytes remain of all draws of a number: a histogram over a few powers of two.
const REMAINS: usize = 16 << 10;

/// Whether there is room for what remains of so many numbers.
pub(super) fn has_room_for_remains(memory: Memory, numbers: usize) -> bool {
    numbers.saturating_mul(REMAINS) <= memory.bytes()
}

/// Whether all draws can be kept, if each has so many numbers.
pub(super) fn is_enough(memory: Memory, draws: usize, numbers: usize) -> bool {
    bytes(draws, numbers) <= memory.bytes()
}

/// How many draws are kept of what has to be looked at all at once: a round number. They take an eighth of the memory,
/// since what is worked out of them takes several times their room.
pub(super) fn held(memory: Memory, draws: usize, numbers: usize) -> usize {
    let most = memory.bytes() / 8 / bytes(1, numbers.max(1)).max(1);
    let mut unit = 1;
    while most / unit >= 100 {
        unit *= 10;
    }
    (most / unit * unit).clamp(1, draws.max(1))
}

/// Says that draws which have to be kept do not fit.
pub(super) fn too_many(memory: Memory, draws: usize, numbers: usize, because: Because) -> Faults {
    let needed = match because {
        Because::Remains => numbers.saturating_mul(REMAINS),
        Because::EveryDraw | Because::Saved | Because::Compared => bytes(draws, numbers),
    };
    let mut faults = Faults::default();
    faults.push(TooManyDraws {
        draws: grouped(&draws.to_string()),
        memory,
        needed: Memory::enough_for(needed),
        why: match because {
            Because::EveryDraw => "every one is to be written",
            Because::Saved => "a run that is saved keeps them all",
            Because::Compared => "versions are compared draw by draw",
            Because::Remains => "neither does what is kept of so many values",
        },
    });
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_number_of_draws_is_held() {
        let memory = Memory::enough_for(50_000_000);
        assert_eq!(held(memory, 10_000_000, 6), 110_000);
        assert_eq!(held(memory, 1000, 6), 1000);
        assert_eq!(held(memory, 10_000_000, 100_000_000), 1);
        assert!(is_enough(memory, 900_000, 6) && !is_enough(memory, 930_000, 6));
    }
}
