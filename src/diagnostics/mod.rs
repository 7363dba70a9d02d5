//! What people are shown when something is wrong: gathering, cleaning, drawing, and a page for each code.
//!
//! A stage says what is wrong by types of its own ([`crate::fault`]). Here they become [`Finding`]s, plain data
//! whose text is safe to print, and those become text for people, or for programs JSON, SARIF and
//! workflow commands. Nothing else in the crate
//! knows how a finding is drawn.

mod clip;
mod finding;
mod github;
mod json;
mod pages;
mod place;
mod render;
mod sanitise;
mod sarif;

pub use finding::{Finding, Label, Severity};
pub use github::github;
pub use json::json;
pub use pages::{codes, page};
pub use render::{Style, render};
pub use sanitise::clean;
pub use sarif::Sarif;
