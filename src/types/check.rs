//! The way through the stage.

use super::context::Checker;
use super::model::TypedModel;
use crate::fault::Faults;
use crate::resolve::Model;

/// The result of [`check`].
pub struct Checked {
    /// The typed model, if nothing in it is an error.
    pub model: Option<TypedModel>,
    /// Errors and warnings.
    pub faults: Faults,
}

/// Settles units and kinds of all values, then what must hold of the model as a whole.
///
/// `text` is the text of the document, for what messages quote. Draws nothing.
pub fn check(model: &Model<'_>, text: &str) -> Checked {
    let mut checker = Checker::new(model, text);
    checker.declare_units();
    checker.allocate();
    checker.define_all();
    checker.correlate_all();
    checker.adjust_all();
    checker.scenarios_all();
    let (asserts, expects) = checker.claims_all();
    checker.evidence();
    checker.names_of_functions();
    let repeated = model.scope.indexes().next().is_some();
    if repeated {
        checker.faults.without_echoes();
    }
    if checker.faults.any_error() {
        let shares = checker.shares.into_iter();
        shares.for_each(|(_, fault)| checker.faults.push(fault));
        return Checked {
            model: None,
            faults: checker.faults,
        };
    }
    let mut checked = checker.finish(asserts, expects);
    if repeated {
        checked.faults.without_echoes();
    }
    checked
}
