//! What every stage says about bad input: a list of documented error types, gathered and never thrown.

use std::collections::BTreeSet;

use miette::{Diagnostic, Severity};

/// One finding of any stage: an error or a warning with its code, places and help.
pub type Fault = Box<dyn Diagnostic + Send + Sync + 'static>;

/// The findings of a stage, in the order they were made.
#[derive(Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Adds one.
    pub fn push(&mut self, fault: impl Diagnostic + Send + Sync + 'static) {
        self.0.push(Box::new(fault));
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Faults) {
        self.0.extend(other.0);
    }

    /// Leaves out what says the same of the same places as one before it: a declaration over an index is read once for
    /// each element.
    pub fn without_echoes(&mut self) {
        let mut seen = BTreeSet::new();
        self.0.retain(|fault| {
            let code = fault.code().map(|code| code.to_string());
            let labels = fault.labels().into_iter().flatten();
            let places: Vec<_> = labels.map(|label| (label.offset(), label.len())).collect();
            places.is_empty() || seen.insert((code, places))
        });
    }

    /// Whether one of them is an error.
    pub fn any_error(&self) -> bool {
        self.0.iter().any(|fault| is_error(fault.as_ref()))
    }
}

/// Whether a finding is an error: all are that do not say `severity(Warning)`.
pub fn is_error(fault: &dyn Diagnostic) -> bool {
    fault.severity().unwrap_or(Severity::Error) == Severity::Error
}
