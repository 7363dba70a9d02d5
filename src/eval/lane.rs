//! One value of one draw.

use super::status::Status;

/// One value and its state. A value that is not there is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// The value.
    pub value: f64,
    /// Whether it is there.
    pub status: Status,
}

impl Lane {
    /// A value that is there. One that is not finite becomes a fault of the operation that made it.
    pub fn of(value: f64) -> Lane {
        Lane {
            value,
            status: Status::OK,
        }
    }

    /// Yes or no.
    pub fn yes_no(yes: bool) -> Lane {
        Lane::of(self::yes(yes))
    }

    /// A value that is not there.
    pub fn missing(status: Status) -> Lane {
        Lane { value: 0.0, status }
    }

    /// What becomes a fault of the operation that returns it.
    pub fn fault() -> Lane {
        Lane::of(f64::NAN)
    }

    /// Whether it is there.
    pub fn is_ok(self) -> bool {
        self.status.is_ok()
    }

    /// Whether it is there and yes.
    pub fn is_yes(self) -> bool {
        self.is_ok() && self.value != 0.0
    }

    /// `f` of the value if it is there.
    pub fn map(self, f: impl FnOnce(f64) -> f64) -> Lane {
        if self.is_ok() {
            Lane::of(f(self.value))
        } else {
            self
        }
    }

    /// `f` of both values if both are there.
    pub fn with(self, other: Lane, f: impl FnOnce(f64, f64) -> f64) -> Lane {
        match self.status.and(other.status) {
            Status::OK => Lane::of(f(self.value, other.value)),
            status => Lane::missing(status),
        }
    }
}

/// Yes or no as a number.
#[inline(always)]
pub fn yes(yes: bool) -> f64 {
    if yes { 1.0 } else { 0.0 }
}
