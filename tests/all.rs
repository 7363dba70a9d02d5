//! The one integration test binary.

mod cli;
mod docs;
mod reference;
