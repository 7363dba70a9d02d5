//! Outcomes as they are against those that are stored beside the model.

use std::collections::BTreeMap;
use std::path::Path;

use miette::Diagnostic;

use super::told::{complain, complain_at};
use crate::cli::files;
use crate::cli::progress::Bar;
use crate::diagnostics::Finding;
use crate::fault::Fault;
use crate::program::loader::Loader;
use crate::program::{Input, stored};
use crate::report::stored::{Edition, Stored, moved};
use crate::report::tried::{Difference, Outcomes};

/// What the comparison comes to.
pub(super) struct Against {
    pub outcomes: Outcomes,
    /// What is stored, where it may be replaced.
    pub old: Option<String>,
    /// Whether it is nothing to be written over.
    pub kept: bool,
}

/// Compares with what is stored at a place, for a model whose files `data` brings. What is wrong with it is told, unless
/// it is to be `renewed` and may be.
pub(super) fn against(place: &Path, new: &Stored, data: &dyn Loader, renewed: bool) -> Against {
    let keep = |fault: &Fault| Against {
        outcomes: Outcomes::Unreadable(complain(fault)),
        old: None,
        kept: true,
    };
    let input = match text_of(place) {
        Ok(input) => input,
        Err(fault) => return keep(&fault),
    };
    let outcomes = match Stored::read(&input.source).and_then(|old| of_edition(old, new, place)) {
        // What is replaced counts for nothing.
        Ok(old) if renewed && !moved(&old, new).is_empty() => Outcomes::NotStored,
        Ok(old) => compared(&old, new, place, data),
        // What is damaged or of another edition can be made anew; what else lies there is somebody's.
        Err(fault) if is_foreign(&fault) => return keep(&fault),
        Err(_) if renewed => Outcomes::NotStored,
        Err(fault) => Outcomes::Unreadable(complain_at(fault, &input.source)),
    };
    Against {
        outcomes,
        old: Some(input.source.text().replace("\r\n", "\n")),
        kept: false,
    }
}

fn is_foreign(fault: &Fault) -> bool {
    Finding::of(fault.as_ref()).code == "foreign-results"
}

/// Outcomes that were drawn in another way cannot be compared.
fn of_edition(old: Stored, new: &Stored, place: &Path) -> Result<Stored, Fault> {
    match old.numerics_edition == new.numerics_edition {
        true => Ok(old),
        false => Err(Box::new(Edition {
            name: place.display().to_string(),
            theirs: old.numerics_edition,
            ours: new.numerics_edition,
        })),
    }
}

/// What differs, and what moved it.
fn compared(old: &Stored, new: &Stored, place: &Path, data: &dyn Loader) -> Outcomes {
    let moved = moved(old, new);
    if moved.is_empty() {
        return Outcomes::AsStored;
    }
    let gone = moved.iter().filter(|one| one.now.is_none()).count();
    let since = stored::since(&old.declarations, &new.declarations, data);
    let shares = match since.is_empty() {
        true => BTreeMap::new(),
        false => {
            let bar = Bar::new();
            let shares = stored::shares(old, new, data, Some(&|done, all| bar.note(done, all)));
            bar.finish();
            // A model between the two that cannot be run tells nothing about these.
            shares.unwrap_or_default()
        }
    };
    Outcomes::Differ(Difference {
        file: place.display().to_string(),
        values: new.values.len() + gone,
        moved,
        since,
        shares,
    })
}

/// Stored outcomes that the system does not give out.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("the stored outcomes in `{name}` cannot be read: {why}")]
struct Unreadable {
    name: String,
    why: String,
}

fn text_of(path: &Path) -> Result<Input, Fault> {
    let name = path.display().to_string();
    let bytes = files::bytes(path).map_err(|error| {
        let (name, why) = (name.clone(), files::reason(&error));
        Box::new(Unreadable { name, why }) as Fault
    })?;
    Input::from_bytes(&name, bytes).map_err(|fault| Box::new(fault) as Fault)
}
