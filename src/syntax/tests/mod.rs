//! What the stage promises: the trees it makes, the mistakes it names, the texts it survives.

mod hostile;
mod mistakes;
mod models;
mod tree;

use super::ast::*;
use super::parse;

/// Parses a text in which nothing is wrong.
fn sound(text: &str) -> Document {
    let parsed = parse(text);
    let faults: Vec<String> = parsed
        .faults
        .0
        .iter()
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:?} in\n{text}");
    assert!(parsed.document.poisoned.is_empty(), "poisoned:\n{text}");
    parsed.document
}

/// The right side of `let x = …`.
fn value(text: &str) -> ExprKind {
    let document = sound(&format!("let x = {text}"));
    match document
        .declarations
        .into_iter()
        .next()
        .map(|declaration| declaration.item)
    {
        Some(Item::Let(declared)) => declared.value.value,
        other => panic!("{other:?}"),
    }
}
