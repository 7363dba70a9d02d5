//! The register → text: for a terminal, as Markdown for a review, as CSV and JSON for programs, as a workbook.

mod csv;
mod json;
mod markdown;
mod table;
mod words;
mod xlsx;

pub use csv::csv as register_csv;
pub use json::json as register_json;
pub use markdown::markdown as register_markdown;
pub use table::table as register_table;
pub use xlsx::xlsx as register_xlsx;

use crate::review::register::{Entry, Register, Sought};

/// A register, and which of its entries are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'r> {
    /// All that the model assumes.
    pub register: &'r Register,
    /// What is looked for.
    pub sought: Sought,
}

impl<'r> Shown<'r> {
    /// The entries that are shown.
    pub fn entries(self) -> impl Iterator<Item = &'r Entry> {
        let all = self.register.entries.iter();
        all.filter(move |entry| self.sought.keeps(entry))
    }
}
