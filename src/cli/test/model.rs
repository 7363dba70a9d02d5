//! One model that is tried: what it asserts and expects, and its outcomes against the stored ones.

use std::path::{Path, PathBuf};

use miette::Diagnostic;

use super::against::against;
use super::told::{complain, plain};
use crate::cli::find::Found;
use crate::cli::loader::Folder;
use crate::cli::parts::{IsAPart, Parts};
use crate::cli::{console, files};
use crate::diagnostics::Finding;
use crate::fault::{Fault, Faults};
use crate::program::partial::{Keeping, Kept};
use crate::program::{self, Checked, Input, Job, Request, stored};
use crate::report::stored::Stored;
use crate::report::tried::{Outcomes, Tried};
use crate::source::Source;
use crate::types::model::TypedModel;

/// What a file turns out to be.
pub(super) enum Reached {
    /// Tried where it is used.
    Part,
    /// Tried. What is wrong with it went to standard error.
    Tried(Box<Model>),
}

/// A model that was tried.
pub(super) struct Model {
    /// What came of it.
    pub tried: Tried,
    /// Where its outcomes are stored.
    pub place: PathBuf,
    /// The outcomes as they are, where they were asked for and there are any.
    pub new: Option<Stored>,
    /// What is stored, where that may be replaced.
    pub old: Option<String>,
    /// Whether what is stored is nothing to be written over.
    pub kept: bool,
    /// Whether what is stored is replaced in any case: what is wrong with it is over then.
    renewed: bool,
}

/// Tries a file. Outcomes are made where there are stored ones, or where they are `wanted`; to `renew` what is stored.
pub(super) fn reached(found: &Found, wanted: bool, renew: bool, parts: &mut Parts) -> Reached {
    let path = &found.path;
    let mut model = Model {
        tried: Tried {
            file: path.display().to_string(),
            broken: None,
            verdicts: Vec::new(),
            outcomes: Outcomes::NotStored,
        },
        place: path.with_extension(ENDING),
        new: None,
        old: None,
        kept: false,
        renewed: renew,
    };
    if model.place == *path {
        let fault: Fault = Box::new(NotTheModel {
            model: path.with_extension("fore").display().to_string(),
            name: path.display().to_string(),
        });
        model.tried.broken = Some(complain(&fault));
        return Reached::Tried(Box::new(model));
    }
    let (input, bytes) = match text_of(path) {
        Ok(read) => read,
        Err(fault) => {
            model.tried.broken = Some(complain(&fault));
            return Reached::Tried(Box::new(model));
        }
    };
    if program::is_part(&input.source) {
        if !found.named {
            parts.add(path);
            return Reached::Part;
        }
        model.tried.broken = Some(no_model(path, input.source));
        return Reached::Tried(Box::new(model));
    }
    let folder = Folder::of(path);
    let keeping = Keeping::new(input.source.name(), bytes, &folder);
    let checked = program::check_with(input.source.clone(), &[], &keeping);
    parts.used_by(&checked.files);
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    match &checked.model {
        Some(typed) => model.run(
            typed,
            &checked,
            &input,
            (&keeping.into_kept(), &folder),
            wanted,
        ),
        None => model.tried.broken = Some(plain(&checked.faults, &checked.sources)),
    }
    Reached::Tried(Box::new(model))
}

/// The ending of stored outcomes.
pub(super) const ENDING: &str = "results";

impl Model {
    /// Whether there are outcomes that are not as stored, and may be.
    pub(super) fn can_be_stored(&self) -> bool {
        let as_stored = matches!(self.tried.outcomes, Outcomes::AsStored);
        self.new.is_some() && !self.kept && !as_stored
    }

    fn run(
        &mut self,
        typed: &TypedModel,
        checked: &Checked,
        input: &Input,
        (kept, folder): (&Kept, &Folder),
        wanted: bool,
    ) {
        // A link that leads nowhere is no stored outcomes either, and is told of when it is read.
        let stored = self.place.symlink_metadata().is_ok();
        let made = match stored || wanted {
            true => self.whole(typed, input, kept),
            false => program::verdicts(typed).map(|verdicts| self.tried.verdicts = verdicts),
        };
        if let Err(faults) = made {
            console::show(&Finding::all_of(&faults), &checked.sources);
            self.tried.broken = Some(plain(&faults, &checked.sources));
            return;
        }
        if let Some(new) = self.new.as_ref().filter(|_| stored) {
            let against = against(&self.place, new, folder, self.renewed);
            self.tried.outcomes = against.outcomes;
            (self.old, self.kept) = (against.old, against.kept);
        }
    }

    /// The verdicts and the outcomes.
    fn whole(&mut self, typed: &TypedModel, input: &Input, kept: &Kept) -> Result<(), Faults> {
        let ran = Job::new(typed, Request::default())?.run(input, None)?;
        let declarations = stored::declarations(kept)?;
        self.new = Some(Stored::of(&ran.report, declarations));
        self.tried.verdicts = ran.report.verdicts;
        Ok(())
    }
}

/// Stored outcomes that are named as if they were a model.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` is where outcomes of a model are stored, and no model")]
#[diagnostic(help("name the model: `{model}`"))]
struct NotTheModel {
    name: String,
    model: String,
}

fn text_of(path: &Path) -> Result<(Input, Vec<u8>), Fault> {
    let bytes = files::read_bytes(path)?;
    let name = path.display().to_string();
    let input =
        Input::from_bytes(&name, bytes.clone()).map_err(|fault| Box::new(fault) as Fault)?;
    Ok((input, bytes))
}

/// Tells of a part that was named: what is wrong with it, or that it is no model.
fn no_model(path: &Path, source: Source) -> String {
    let checked = program::check_part(source, &Folder::of(path));
    console::show(&Finding::all_of(&checked.faults), &checked.sources);
    match checked.faults.any_error() {
        true => plain(&checked.faults, &checked.sources),
        false => complain(
            &(Box::new(IsAPart {
                name: path.display().to_string(),
            }) as Fault),
        ),
    }
}
