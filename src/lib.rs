//! Foreland: a declarative language for assumptions about the future, and the program that says where they lead.
//!
//! # The pipeline
//!
//! ```text
//! texts ─ syntax ─→ Documents ─ link ─→ Document ─ resolve ─→ Model ─ types ─→ TypedModel ─ lower ─→ Plan ─ eval ─→ Samples ─ outcome ─→ Results ─ report
//!         grammar/              one name           names             units, whole            one a        draws              statistics,        table,
//!         faults                for all files      and order         circles, evidence       scenario     columns            verdicts           csv, json
//! ```
//!
//! [`program`] chains the stages; [`cli`] is the only place that reads and writes files. The texts of a model, its
//! own, those it uses, what `--set` gives, its data, lie end to end in one space of places ([`source::Sources`]); what
//! brings them is a [`program::loader::Loader`]. Between `link` and `resolve`, [`data`] fills the tables that name a
//! file, so that no later stage knows where a row came from. [`review`] works on linked documents: it lists what a model
//! assumes, and compares two versions of one by running the models between them.
//!
//! # What always holds
//!
//! - A stage names only earlier stages and the foundations (a test holds that line).
//! - Types say what is established: a [`syntax::ast::Document`] has been read, a [`types::model::TypedModel`] has no
//!   unknown name, no unit that does not fit, no circle; the engine cannot see an unresolved name.
//! - Faults are gathered in [`fault::Faults`], never thrown; what could not be understood is poisoned, so that one slip
//!   gives one message. No input panics.
//! - Same input, same bytes: seed, date and width are parameters, transcendental functions come from [`numerics`] only,
//!   nothing depends on the number of threads, the size of a block, the number of shards or the order of a hash map.
//! - Each name owns its random stream: adding, removing or reordering another declaration changes no draw.
//!
//! # What makes it fast
//!
//! `lower` gives a flat list of operations: alike ones are one, what no scenario changes stands once for all, what no
//! draw changes is worked out once a run, and values that are read within a step hand their column on
//! ([`lower::layout`]). `eval` runs a block of draws through it, each operation one loop over columns, compiled for
//! each vector width and chosen at run time ([`numerics::width`]). `foreland run --plan` shows the list.
//!
//! There is no global state, no plug-in, no compiler at run time.

// What the parser generator writes for a pest without `std` names it.
extern crate alloc;

// Foundations: what any stage may use.
pub mod by_name;
pub mod calendar;
pub mod fault;
pub mod numerics;
pub mod source;
pub mod span;
pub mod suggest;
pub mod units;

// The stages, in order.
pub mod syntax;

pub mod data;

pub mod link;

pub mod resolve;

pub mod types;

pub mod lower;

pub mod eval;

pub mod outcome;

pub mod review;

pub mod report;

// Around the stages.
pub mod diagnostics;

pub mod format;

pub mod program;

pub mod cli;
