//! Whether a value is there, and if not, why.

use crate::lower::NodeId;

/// The state of one value. Of several that meet in an operation the greater one wins, but of two faults the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Status(u64);

/// The first number that stands for a fault.
const FAULTS: u64 = 3;

impl Status {
    /// The value is there.
    pub const OK: Status = Status(0);
    /// There is none.
    pub const NONE: Status = Status(1);
    /// It rests on something declared unknown.
    pub const UNKNOWN: Status = Status(2);

    /// What this node did in this step is no number.
    pub fn fault(node: NodeId, step: usize) -> Status {
        Status(FAULTS + ((step as u64) << 32 | u64::from(node.0)))
    }

    /// Whether the value is there.
    pub fn is_ok(self) -> bool {
        self == Status::OK
    }

    /// The node and step at fault, if it is a fault.
    pub fn at_fault(self) -> Option<(NodeId, usize)> {
        let place = self.0.checked_sub(FAULTS)?;
        Some((NodeId(place as u32), (place >> 32) as usize))
    }

    /// The state of what rests on both.
    pub fn and(self, other: Status) -> Status {
        if self.0 >= FAULTS && other.0 >= FAULTS {
            self.min(other)
        } else {
            self.max(other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_wins_and_of_two_faults_the_earlier() {
        let early = Status::fault(NodeId(9), 2);
        let late = Status::fault(NodeId(1), 3);
        assert_eq!(Status::NONE.and(Status::UNKNOWN), Status::UNKNOWN);
        assert_eq!(Status::UNKNOWN.and(late), late);
        assert_eq!(late.and(early), early);
        assert_eq!(Status::OK.and(Status::OK), Status::OK);
        assert_eq!(early.at_fault(), Some((NodeId(9), 2)));
        assert_eq!(Status::UNKNOWN.at_fault(), None);
    }
}
