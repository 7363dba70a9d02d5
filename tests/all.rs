//! The one integration test binary.

mod bits;
mod cli;
mod docs;
mod reference;
mod shape;
