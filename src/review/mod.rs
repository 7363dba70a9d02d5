//! Review: what a model states and on whose word, what changed between two versions of it, and what each change moves.
//!
//! All of it works on [`Document`](crate::syntax::ast::Document)s, whose files have been put together and whose names
//! are those of the model as a whole, so that what a model uses is reviewed with it.

pub mod changes;
pub mod drives;
pub mod effects;
pub mod hybrid;
pub mod identity;
pub mod measure;
pub mod parts;
pub mod register;
pub mod renames;
pub mod shares;
pub mod story;
