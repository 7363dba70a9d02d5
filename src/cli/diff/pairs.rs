//! Which two versions are compared: two files, or what git has of a model and what it is now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

use crate::cli::git::Revision;
use crate::cli::loader::Folder;
use crate::cli::{files, find};
use crate::fault::Fault;
use crate::program::diff::{self, Compared, Side};
use crate::program::is_part;
use crate::program::loader::Loader;
use crate::source::Source;

/// A model that is only in one of the versions.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum OnlyIn {
    #[error("`{name}` is not in `{revision}`")]
    #[diagnostic(help("{help}"))]
    Newer {
        name: String,
        revision: String,
        help: String,
    },
    #[error("`{name}` lies outside the repository")]
    #[diagnostic(help("name both versions: `foreland diff OLD NEW`"))]
    Outside { name: String },
    #[error("`{name}` is new: `{revision}` does not have it")]
    #[diagnostic(severity(Warning))]
    New { name: String, revision: String },
    #[error("`{name}` is gone: `{revision}` has it")]
    #[diagnostic(severity(Warning))]
    Gone { name: String, revision: String },
}

/// Which versions are compared.
pub(super) enum Pairs {
    /// Two files.
    Files(PathBuf, PathBuf),
    /// Models as they were in a revision and as they are, or were in another.
    Since {
        /// The older revision.
        since: Revision,
        /// As it was given.
        given: String,
        /// The newer one, if it is not the working tree.
        until: Option<Revision>,
        /// The models.
        models: Vec<PathBuf>,
        /// Whether they were searched for.
        searched: bool,
    },
}

/// Two versions of a model.
pub(super) struct Pair<'r> {
    /// What the older one is called.
    pub before: String,
    /// What the newer one is called.
    pub after: String,
    /// Whether the model was searched for, and not named.
    pub searched: bool,
    sides: [(Source, Box<dyn Loader + 'r>); 2],
}

impl Pair<'_> {
    /// What changed.
    pub(super) fn compared(&self) -> Compared {
        let [old, new] = self.sides.each_ref().map(|(source, loader)| Side {
            source: source.clone(),
            loader: loader.as_ref(),
        });
        diff::compare(old, new)
    }
}

impl Pairs {
    /// One model since a revision.
    pub(super) fn of_model(model: &Path, since: &str, until: Option<&str>) -> Result<Pairs, Fault> {
        let folder = model.parent().unwrap_or(Path::new(""));
        if !model.exists() && !Revision::at(folder, since)?.below(model).is_empty() {
            return Pairs::since(model, since, until, Vec::new(), true);
        }
        Pairs::since(folder, since, until, vec![model.to_owned()], false)
    }

    /// Every model below a folder since a revision.
    pub(super) fn of_folder(
        folder: &Path,
        since: &str,
        until: Option<&str>,
    ) -> Result<Pairs, Fault> {
        Pairs::since(folder, since, until, find::models_in(folder), true)
    }

    fn since(
        folder: &Path,
        given: &str,
        until: Option<&str>,
        mut models: Vec<PathBuf>,
        searched: bool,
    ) -> Result<Pairs, Fault> {
        let since = Revision::at(folder, given)?;
        let until = until.map(|until| Revision::at(folder, until)).transpose()?;
        if searched {
            let newer = match &until {
                Some(until) => until.below(folder),
                None => models
                    .iter()
                    .filter_map(|path| since.path_of(path))
                    .collect(),
            };
            // Each once, by whatever links it is found, with those that are gone.
            let paths: BTreeSet<String> = newer.into_iter().chain(since.below(folder)).collect();
            models = paths.iter().map(|path| since.in_tree(path)).collect();
        }
        Ok(Pairs::Since {
            since,
            given: given.to_owned(),
            until,
            models,
            searched,
        })
    }

    /// Whether models were searched for, and not named.
    pub(super) fn are_searched(&self) -> bool {
        matches!(self, Pairs::Since { searched: true, .. })
    }

    /// Whether a file of the working tree is among those that are read.
    pub(super) fn has(&self, path: &Path) -> bool {
        match self {
            Pairs::Files(old, new) => files::same(old, path) || files::same(new, path),
            Pairs::Since { models, .. } => models.iter().any(|model| files::same(model, path)),
        }
    }

    /// Hands on each pair, or why there is none.
    ///
    /// # Errors
    /// Where a file that was named cannot be read.
    pub(super) fn each(&self, take: &mut dyn FnMut(Result<Pair<'_>, Fault>)) -> Result<(), Fault> {
        match self {
            Pairs::Files(old, new) => {
                let side = |path: &Path| -> Result<(Source, Box<dyn Loader>), Fault> {
                    Ok((files::read(path)?.source, Box::new(Folder::of(path))))
                };
                take(Ok(Pair {
                    before: old.display().to_string(),
                    after: new.display().to_string(),
                    searched: false,
                    sides: [side(old)?, side(new)?],
                }));
            }
            Pairs::Since {
                models, searched, ..
            } => {
                for model in models {
                    match self.pair(model) {
                        Ok(Some(pair)) => take(Ok(pair)),
                        Ok(None) => {}
                        Err(fault) if *searched => take(Err(fault)),
                        Err(fault) => return Err(fault),
                    }
                }
            }
        }
        Ok(())
    }

    /// The versions of a model; nothing for a part of others.
    fn pair(&self, model: &Path) -> Result<Option<Pair<'_>>, Fault> {
        let Pairs::Since {
            since,
            given,
            until,
            searched,
            ..
        } = self
        else {
            return Ok(None);
        };
        let name = match std::env::current_dir().and_then(|here| here.canonicalize()) {
            Ok(here) => model.strip_prefix(here).unwrap_or(model),
            Err(_) => model,
        };
        let name = name.display().to_string();
        let Some(path) = since.path_of(model) else {
            return Err(Box::new(OnlyIn::Outside { name }));
        };
        let is_there = match until {
            Some(until) => until.has(&path),
            None => model.exists(),
        };
        let revision = given.clone();
        match (since.has(&path), is_there) {
            (false, _) if *searched => {
                return self.apart(&path, model, OnlyIn::New { name, revision });
            }
            (true, false) => return self.apart(&path, model, OnlyIn::Gone { name, revision }),
            (false, _) => {
                let help = match is_there {
                    true => {
                        "it is new, or had another name: `foreland diff OLD NEW` compares any two files"
                    }
                    false => "there is no such file now, either",
                };
                let help = help.to_owned();
                return Err(Box::new(OnlyIn::Newer {
                    name,
                    revision,
                    help,
                }));
            }
            (true, _) => {}
        }
        let old = Source::from_bytes(since.shown(&path), since.read(&path)?)
            .map_err(|fault| Box::new(fault) as Fault)?;
        let (after, new, loader): (String, Source, Box<dyn Loader>) = match until {
            Some(until) => {
                let shown = until.shown(&path);
                let source = Source::from_bytes(shown.clone(), until.read(&path)?);
                let source = source.map_err(|fault| Box::new(fault) as Fault)?;
                (shown, source, Box::new(until.beside(&path)))
            }
            None => (
                name,
                files::read(model)?.source,
                Box::new(Folder::of(model)),
            ),
        };
        if *searched && is_part(&old) && is_part(&new) {
            return Ok(None);
        }
        Ok(Some(Pair {
            before: since.shown(&path),
            after,
            searched: *searched,
            sides: [(old, Box::new(since.beside(&path))), (new, loader)],
        }))
    }

    /// Says that a model came or went; of a part of others, nothing is said.
    fn apart(&self, path: &str, model: &Path, only: OnlyIn) -> Result<Option<Pair<'_>>, Fault> {
        let Pairs::Since { since, until, .. } = self else {
            return Ok(None);
        };
        let bytes = match (&only, until) {
            (OnlyIn::Gone { .. }, _) => since.read(path)?,
            (_, Some(until)) if until.has(path) => until.read(path)?,
            (_, Some(_)) => return Ok(None),
            (_, None) => files::read_bytes(model)?,
        };
        match Source::from_bytes(path, bytes) {
            Ok(source) if is_part(&source) => Ok(None),
            _ => Err(Box::new(only)),
        }
    }
}
