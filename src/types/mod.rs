//! [`Model`](crate::resolve) → [`TypedModel`](model::TypedModel).

pub mod model;
