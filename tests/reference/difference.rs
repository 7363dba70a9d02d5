//! What a comparison of two runs can say.

/// How the two differ, or why there was nothing to compare.
#[derive(Debug, thiserror::Error)]
pub enum Difference {
    #[error("the checker refuses it: {0}")]
    Refused(String),
    #[error("the engine stops with `{0}`, and the reference finds no fault")]
    OnlyEngineFails(String),
    #[error("the engine does not see a fault: {0}")]
    OnlyReferenceFails(String),
    #[error("{at}: the engine says {engine}, the reference {reference}")]
    Value {
        at: String,
        engine: String,
        reference: String,
    },
    #[error("{0}")]
    Shape(String),
    #[error("assert {index} in scenario {scenario}: the engine says {holds}")]
    Verdict {
        index: usize,
        scenario: usize,
        holds: bool,
    },
}

impl Difference {
    /// What kind of difference it is.
    pub fn kind(&self) -> std::mem::Discriminant<Difference> {
        std::mem::discriminant(self)
    }
}
