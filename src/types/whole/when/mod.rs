//! What can hold at once, and in which steps: conditions, events and adjustments as the whole model leaves them.

pub(super) mod acting;
pub(super) mod active;
pub(super) mod alike;
pub(super) mod case;
pub(super) mod fact;
pub(super) mod settled;
pub(super) mod steps;
