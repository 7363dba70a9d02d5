//! The options of choices together: which combinations can come about, by weights, scenarios and switches.

pub(super) mod combination;
pub(super) mod conditional;
pub(super) mod forbidden;
pub(super) mod known;
pub(super) mod looks;
pub(super) mod weights;
