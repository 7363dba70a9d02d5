//! The one integration test binary.

mod cases;
mod cli;
mod docs;
mod reference;
