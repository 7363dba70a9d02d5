//! TypedModel → Plan.
