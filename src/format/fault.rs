//! What goes wrong when a text is laid out.

use miette::Diagnostic;
use thiserror::Error;

/// The formatted text would not say the same: our mistake, not the user's.
#[derive(Debug, Error, Diagnostic)]
#[error("this model cannot be formatted without changing what it says")]
#[diagnostic(
    code("internal-format"),
    help(
        "this is a mistake in foreland, and nothing was changed; please report it with the model"
    )
)]
pub struct ChangedMeaning;
