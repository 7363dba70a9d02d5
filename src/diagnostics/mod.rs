//! What people are shown when something is wrong: gathering, cleaning, drawing, and a page for each code.
//!
//! A stage says what is wrong by types of its own ([`crate::fault`]). Here they become [`Finding`]s, plain data
//! whose text is safe to print, and those become text for people or JSON for programs. Nothing else in the crate
//! knows how a finding is drawn.

mod clip;
mod finding;
mod json;
mod pages;
mod render;
mod sanitise;

pub use finding::{Finding, Label, Severity};
pub use json::json;
pub use pages::{codes, page};
pub use render::{Style, render};
pub use sanitise::clean;
