//! The one integration test binary.

mod bits;
mod cases;
mod cli;
mod diff;
mod docs;
mod examples;
mod format;
mod language;
mod numbers;
mod plan;
mod reference;
mod register;
mod shape;
