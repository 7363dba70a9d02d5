//! Review: what a model states and on whose word, what changed between two versions of it, and what each change moves.
//!
//! All of it works on [`Document`](crate::syntax::ast::Document)s, whose files have been put together and whose names
//! are those of the model as a whole, so that what a model uses is reviewed with it.
//!
//! [`parts`] says what a declaration states. Of these the [`register`] lists what is assumed, with what it
//! [`drives`]. Two versions are brought under the same names ([`renames`]) and compared part by part ([`changes`]);
//! [`hybrid`] makes the models between them, [`shares`] says which are needed and how a move is shared among the changes;
//! [`story`] puts together what is told.

pub mod amounts;
pub mod changes;
mod details;
pub mod drives;
pub mod effects;
pub mod hybrid;
pub mod identity;
pub mod parts;
pub mod register;
pub mod renames;
pub mod shares;
pub mod story;
