//! What is wrong with partial files.

use miette::Diagnostic;

/// A partial file that cannot be read, or cannot be put together with others.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Refused {
    /// It is something else.
    #[error("`{name}` is no partial file")]
    #[diagnostic(help("`foreland run MODEL --shard 1/8 --partial FILE` writes one"))]
    Another {
        /// The file.
        name: String,
    },
    /// It has another layout.
    #[error(
        "`{name}` was written by another version of foreland, which lays partial files out differently"
    )]
    #[diagnostic(help("make it again with this version"))]
    Layout {
        /// The file.
        name: String,
    },
    /// It was cut off or changed.
    #[error("`{name}` is damaged: it was cut off or changed after it was written")]
    #[diagnostic(help("copy it again from where it was made, or make it again"))]
    Damaged {
        /// The file.
        name: String,
    },
    /// Another version of the program may give other numbers.
    #[error("`{name}` was made by foreland {theirs}, and this is {ours}")]
    #[diagnostic(help("make all parts with one version, and merge them with it"))]
    Version {
        /// The file.
        name: String,
        /// What made it.
        theirs: String,
        /// What reads it.
        ours: String,
    },
    /// The model in it is in error for this program.
    #[error("the model that `{name}` was made from cannot be run by this program")]
    #[diagnostic(help("merge the parts with the program that made them"))]
    Model {
        /// The file.
        name: String,
    },
    /// Two of different runs.
    #[error("`{one}` and `{other}` are of different runs: {what}")]
    #[diagnostic(help(
        "make the one that is not as it should be again, and merge those of one run"
    ))]
    Different {
        /// A file.
        one: String,
        /// Another.
        other: String,
        /// What differs.
        what: String,
    },
    /// It is of another run than the one that is to go on.
    #[error("`{name}` is of another run: {what}")]
    #[diagnostic(help("{way_out}"))]
    NotThisRun {
        /// The file.
        name: String,
        /// What differs.
        what: String,
        /// What to do.
        way_out: String,
    },
    /// It was interrupted.
    #[error("`{name}` is not finished: {done} of its {all} draws are made")]
    #[diagnostic(help("finish it: `{command}`"))]
    Unfinished {
        /// The file.
        name: String,
        /// Its draws so far.
        done: String,
        /// All of them.
        all: String,
        /// What finishes it.
        command: String,
    },
    /// Two files have the same draws.
    #[error("{draws} are in both {one} and {other}")]
    #[diagnostic(help("{way_out}"))]
    Twice {
        /// Which.
        draws: String,
        /// A file with its shard.
        one: String,
        /// Another.
        other: String,
        /// What to do.
        way_out: &'static str,
    },
    /// One file is named twice.
    #[error("`{name}` is named twice")]
    #[diagnostic(help("name each part once"))]
    NamedTwice {
        /// The file.
        name: String,
    },
    /// No file has some of the draws.
    #[error("{draws} missing: {shards}")]
    #[diagnostic(help("name {it} too, or make {it}: `{command}`"))]
    Missing {
        /// Which, of how many: `draws 1 to 4,096 of 10,000 are`.
        draws: String,
        /// The shards that have them.
        shards: String,
        /// `it` or `them`.
        it: &'static str,
        /// What makes the first.
        command: String,
    },
}
