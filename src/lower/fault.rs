//! What keeps a model from being put in order.

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

use super::build::Circle;

/// A definition that needs its own value in the same step. The checker finds circles first, so this one is ours.
#[derive(Debug, Error, Diagnostic)]
#[error("this rests on its own value in the same step, and no check has found that")]
#[diagnostic(
    code("endless-definition"),
    help("please report this model; `previous(…, initial: …)` reads the step before instead")
)]
pub struct Endless {
    /// A definition on the circle.
    #[label("needs itself")]
    pub at: SourceSpan,
}

impl From<Circle> for Endless {
    fn from(circle: Circle) -> Self {
        Endless {
            at: circle.0.into(),
        }
    }
}
