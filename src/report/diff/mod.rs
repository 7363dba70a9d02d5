//! Two versions of a model → text: for a terminal, as Markdown for a review, as JSON for programs.

mod json;
mod markdown;
mod measured;
mod rows;
mod table;
mod words;

pub use json::json as diff_json;
pub use markdown::{apart_markdown, markdown as diff_markdown};
pub use table::table as diff_table;
