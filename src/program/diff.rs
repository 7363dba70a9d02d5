//! Two versions of a model → what changed, and what each change does to the results.

mod measure;
mod read;
mod run;
mod runs;

pub use read::{Both, Compared, Side, compare};
pub use run::effects;

use super::{Progress, Request};
use crate::fault::Faults;
use crate::review::effects::{Effects, Effort};
use crate::review::story::{self, Story};

/// What is told of two versions, of which these are the names. Draws and seed are those of the newer one where the
/// request says nothing; it may name scenarios and outcomes of either version.
///
/// # Errors
/// What the request asks for and neither version has; what goes wrong in a draw of either.
pub fn story(
    both: &Both,
    names: (&str, &str),
    request: &Request,
    progress: Progress<'_>,
) -> Result<Story, Faults> {
    let effects = effects(both, request, progress)?;
    Ok(told(both, names, effects))
}

/// The same without what changes do: nothing is run.
pub fn changes_alone(both: &Both, names: (&str, &str)) -> Story {
    let effects = Effects {
        groups: Vec::new(),
        results: Vec::new(),
        effort: Effort::none(),
    };
    told(both, names, effects)
}

fn told(both: &Both, (before, after): (&str, &str), effects: Effects) -> Story {
    let own = both.models[1].name.as_str();
    // A model without a name is called by its file.
    let file = after.rsplit(['/', '\\', ':']).next().unwrap_or(after);
    let model = if own == "model" { file } else { own };
    story::story((model, before, after), &both.versions, effects)
}
