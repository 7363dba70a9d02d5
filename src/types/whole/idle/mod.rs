//! What moves nothing, never acts or changes nothing.

pub(super) mod never;
pub(super) mod reach;
pub(super) mod scenario;
pub(super) mod usage;
