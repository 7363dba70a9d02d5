//! Numerics edition 1.

pub mod maths;
