//! A revision of a repository, read through `git`.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use miette::Diagnostic;

use crate::fault::Fault;
use crate::program::loader::{Loader, Refused, from_root};
use crate::suggest::nearest;

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error, Diagnostic)]
enum NoRevision {
    #[error("`git` cannot be run: {why}")]
    #[diagnostic(help("install git, or name both versions: `foreland diff OLD NEW`"))]
    NoGit { why: String },
    #[error("`{folder}` is in no git repository")]
    #[diagnostic(help("name both versions: `foreland diff OLD NEW`"))]
    NoRepository { folder: String },
    #[error("there is no revision `{revision}`")]
    #[diagnostic(help(
        "name a commit, a branch or a tag: `git log --oneline` lists commits{fetch}"
    ))]
    Unknown {
        revision: String,
        fetch: &'static str,
    },
    #[error("git does not give out `{what}`: {why}")]
    #[diagnostic(help("`git fsck` looks for damage; a partial clone needs the network"))]
    Unreadable { what: String, why: String },
}

/// A file in a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Module,
}

/// A revision with its files.
pub(super) struct Revision {
    /// The folder of the repository, links resolved.
    top: PathBuf,
    /// The commit.
    commit: String,
    /// As it was given.
    given: String,
    /// By its path from the top.
    files: BTreeMap<String, Kind>,
}

impl Revision {
    /// A revision of the repository that a folder lies in.
    pub(super) fn at(folder: &Path, given: &str) -> Result<Revision, Fault> {
        // A folder may be gone that the revision has.
        let there = folder.ancestors().find(|it| it.is_dir());
        let folder = there.unwrap_or(Path::new("."));
        let top = git(folder, &["rev-parse", "--show-toplevel"])?;
        let top = top.map_err(|_| NoRevision::NoRepository {
            folder: folder.display().to_string(),
        })?;
        let top = PathBuf::from(text(&top).trim_end_matches(['\n', '\r']));
        let top = top.canonicalize().unwrap_or(top);
        let wanted = format!("{given}^{{commit}}");
        let found = git(
            &top,
            &[
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &wanted,
            ],
        )?;
        let commit = found.map_err(|_| NoRevision::Unknown {
            revision: given.to_owned(),
            fetch: match given.contains('/') {
                true => "; `git fetch` brings those of a remote",
                false => "",
            },
        })?;
        let commit = text(&commit).trim().to_owned();
        let listed = git(&top, &["ls-tree", "-r", "-z", "--full-tree", &commit])?;
        let listed = listed.map_err(|why| NoRevision::Unreadable {
            what: given.to_owned(),
            why,
        })?;
        Ok(Revision {
            top,
            commit,
            given: given.to_owned(),
            files: text(&listed).split('\0').filter_map(entry).collect(),
        })
    }

    /// The path of a file of the working tree from the top, if it lies in the repository.
    pub(super) fn path_of(&self, file: &Path) -> Option<String> {
        let file = absolute(file)?;
        let within = file.strip_prefix(&self.top).ok()?;
        let names: Option<Vec<&str>> = within.iter().map(|name| name.to_str()).collect();
        Some(names?.join("/"))
    }

    /// Whether it has a file of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The models, and parts of such, below a folder of the working tree, by their paths from the top.
    pub(super) fn below(&self, folder: &Path) -> Vec<String> {
        let within = self.path_of(folder).unwrap_or_default();
        let below = |(path, kind): &(&String, &Kind)| {
            let inside = path.strip_prefix(&within);
            **kind == Kind::File
                && path.ends_with(".fore")
                && (within.is_empty() || inside.is_some_and(|rest| rest.starts_with('/')))
        };
        let files = self.files.iter().filter(below);
        files.map(|(path, _)| path.clone()).collect()
    }

    /// A path of it as people write it.
    pub(super) fn shown(&self, path: &str) -> String {
        format!("{}:{path}", self.given)
    }

    /// The place in the working tree of one of its paths.
    pub(super) fn in_tree(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }

    /// The bytes of one of its files.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, Fault> {
        let what = format!("{}:{path}", self.commit);
        let bytes = git(&self.top, &["cat-file", "--filters", &what])?;
        bytes.map_err(|why| {
            let what = self.shown(path);
            Box::new(NoRevision::Unreadable { what, why }) as Fault
        })
    }

    /// What brings the files of the model at this path.
    pub(super) fn beside(&self, root: &str) -> Beside<'_> {
        Beside {
            revision: self,
            root: root.to_owned(),
        }
    }
}

/// The files of a revision in the folder of a model, and below it.
pub(super) struct Beside<'r> {
    revision: &'r Revision,
    /// The path of the model from the top.
    root: String,
}

impl Beside<'_> {
    /// The path from the top of a file that is known by its path from the root's folder.
    fn path_of(&self, file: &str) -> String {
        match self.root.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{file}"),
            None => file.to_owned(),
        }
    }

    fn name(&self) -> &str {
        self.root.rsplit('/').next().unwrap_or_default()
    }
}

impl Loader for Beside<'_> {
    fn find(&self, from: &str, path: &str) -> Result<String, Refused> {
        let from = if from.is_empty() { self.name() } else { from };
        let wanted = from_root(from, path).ok_or(Refused::Outside)?;
        if wanted == self.name() {
            return Ok(String::new());
        }
        let whole = self.path_of(&wanted);
        let files = &self.revision.files;
        match files.get(&whole) {
            Some(Kind::File) => return Ok(wanted),
            Some(Kind::Link) => {
                return Err(Refused::NotAFile(
                    "a link, which is not followed in a revision",
                ));
            }
            Some(Kind::Module) => return Err(Refused::NotAFile("a repository of its own")),
            None => {}
        }
        let within = format!("{whole}/");
        if files.keys().any(|path| path.starts_with(&within)) {
            return Err(Refused::NotAFile("a folder"));
        }
        let (folder, last) = whole.rsplit_once('/').unwrap_or(("", &whole));
        let beside = files.keys().filter_map(|path| {
            let (own, name) = path.rsplit_once('/').unwrap_or(("", path));
            (own == folder).then_some(name)
        });
        let near = nearest(last, beside);
        Err(Refused::Missing {
            near: near.and_then(|near| Some(format!("{}{near}", path.strip_suffix(last)?))),
        })
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Refused> {
        let bytes = self.revision.read(&self.path_of(file));
        bytes.map_err(|fault| Refused::Unreadable(fault.to_string()))
    }

    fn shown(&self, file: &str) -> String {
        self.revision.shown(&self.path_of(file))
    }
}

/// A line of `ls-tree`: mode, type, name and path.
fn entry(line: &str) -> Option<(String, Kind)> {
    let (head, path) = line.split_once('\t')?;
    let kind = match head.split(' ').next()? {
        "120000" => Kind::Link,
        "160000" => Kind::Module,
        _ => Kind::File,
    };
    Some((path.to_owned(), kind))
}

/// What git prints, or why it does not.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Fault> {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    let run = run.map_err(|error| {
        let why = super::files::reason(&error);
        Box::new(NoRevision::NoGit { why }) as Fault
    })?;
    Ok(match run.status.success() {
        true => Ok(run.stdout),
        false => Err(text(&run.stderr).trim().to_owned()),
    })
}

fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A path without links in its folders; neither the file nor its folders need be there.
fn absolute(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    let there = file.ancestors().find(|it| it.exists())?;
    let rest = file.strip_prefix(there).ok()?;
    if rest
        .components()
        .any(|part| !matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let there = there.canonicalize().ok()?;
    Some(if rest.as_os_str().is_empty() {
        there
    } else {
        there.join(rest)
    })
}
