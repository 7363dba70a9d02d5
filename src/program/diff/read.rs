//! Reads two versions of a model into one space of places.

use std::sync::Arc;

use super::super::checked;
use super::super::load::{self, Files};
use super::super::loader::Loader;
use crate::fault::Faults;
use crate::review::changes::changes;
use crate::review::hybrid::Versions;
use crate::review::renames::reconcile;
use crate::source::{Source, Sources};
use crate::span::Span;
use crate::types::model::TypedModel;

/// A version of a model: its root, and what brings the files that it uses.
pub struct Side<'l> {
    /// The text of the root.
    pub source: Source,
    /// What brings the others.
    pub loader: &'l dyn Loader,
}

/// Two versions that were read.
pub struct Compared {
    /// The texts of both, the older one's first.
    pub sources: Sources,
    /// What is wrong with either, warnings included.
    pub faults: Faults,
    /// What changed, if both are models without an error.
    pub both: Option<Both>,
}

/// Two versions of a model.
pub struct Both {
    /// What changed.
    pub versions: Versions,
    /// The older one, the newer one.
    pub models: [TypedModel; 2],
    /// The text of both as it lies, for what names what was written.
    pub text: String,
}

/// Reads an older and a newer version, and says what changed.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Compared {
    let old = checked(Files::new(Arc::new(old.source), old.loader), &[]);
    let name = new.source.name().to_owned();
    let Some(files) = Files::behind(old.sources.clone(), Arc::new(new.source), new.loader) else {
        let mut faults = old.faults;
        faults.push(load::fault::TooMuchText {
            path: name,
            span: Span::default(),
        });
        return Compared {
            sources: old.sources,
            faults,
            both: None,
        };
    };
    let new = checked(files, &[]);
    let mut faults = old.faults;
    faults.extend(new.faults);
    let models = old.model.zip(new.model).filter(|_| !faults.any_error());
    let (mut before, mut after) = (old.document, new.document);
    let sources = new.sources;
    let both = models.map(|(old, newer)| {
        let renames = reconcile(&mut before, &mut after);
        let changes = changes(&before, &after, &renames, &sources);
        Both {
            versions: Versions::new(before, after, changes, &sources),
            models: [old, newer],
            text: sources.joined(new.end).into_owned(),
        }
    });
    Compared {
        sources,
        faults,
        both,
    }
}
