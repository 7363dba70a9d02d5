//! Storing a model's outcomes beside it: whole or not at all.

use super::model::Model;
use crate::cli::scratch::Scratch;
use crate::cli::{console, output};
use crate::diagnostics::Finding;
use crate::fault::Fault;
use crate::report::tried::Outcomes;

/// Stores the outcomes of a model that could be run. A file that has them already is not touched, and one that is no
/// stored outcomes is not written over.
pub(super) fn store(model: &mut Model, scratch: &Scratch) {
    let Some(new) = model.new.as_ref().filter(|_| model.tried.broken.is_none()) else {
        return;
    };
    if model.kept {
        return;
    }
    let text = new.text();
    if model.old.as_ref() == Some(&text) {
        return;
    }
    let name = model.place.display().to_string();
    let written = output::write(&model.place, scratch, |out| out.write_all(text.as_bytes()));
    model.tried.outcomes = match (written, &model.old) {
        (Err(fault), _) => Outcomes::NotWritten(refused(&fault)),
        (Ok(()), None) => Outcomes::New(name),
        (Ok(()), Some(_)) => Outcomes::Renewed(name),
    };
}

fn refused(fault: &Fault) -> String {
    console::show_fault(fault.as_ref());
    Finding::of(fault.as_ref()).message
}
