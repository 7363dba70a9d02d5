//! [`Document`] → [`Model`]: which name means what, and in which order declarations can be understood.

mod declare;
pub mod fault;
mod former;
mod hint;
mod order;
mod scope;
mod walk;

pub use scope::{Scope, Symbol, SymbolKind};
pub use walk::children;

use crate::fault::Faults;
use crate::syntax::ast::{Declaration, Document};

/// A document whose names are known.
pub struct Model<'d> {
    /// What was written.
    pub document: &'d Document,
    /// What each name means.
    pub scope: Scope,
    /// For each declaration the positions of those it names.
    pub references: Vec<Vec<usize>>,
    /// Positions in the document, each declaration after those it names, as far as circles allow.
    pub order: Vec<usize>,
    /// Whether every declaration could be read and every name bound. Where not, nothing can be said of what is
    /// left unused: it may be used in what could not be read.
    pub complete: bool,
}

/// The result of [`resolve`].
pub struct Resolved<'d> {
    /// The model; names that could not be bound are left out of its scope or known to be poisoned.
    pub model: Model<'d>,
    /// Duplicate and unknown names, with what is not in the language yet.
    pub faults: Faults,
}

impl<'d> Model<'d> {
    /// The declaration at a position.
    pub fn declaration(&self, index: usize) -> &'d Declaration {
        &self.document.declarations[index]
    }
}

/// Binds the names of a document.
pub fn resolve(document: &Document) -> Resolved<'_> {
    let mut faults = Faults::default();
    let scope = declare::declare(document, &mut faults);
    let references = walk::bind(document, &scope, &mut faults);
    let order = order::order(&references);
    Resolved {
        model: Model {
            document,
            scope,
            references,
            order,
            complete: document.poisoned.is_empty() && !faults.any_error(),
        },
        faults,
    }
}
