//! Names that are also functions which the model calls.

use std::collections::BTreeSet;

use crate::syntax::ast::{Item, Name};
use crate::types::context::Checker;
use crate::types::fault::name::NameLikeFunction;
use crate::types::infer::is_function;

impl Checker<'_> {
    /// Warns of values that share their name with a function in use. An outcome may: it says what it is.
    pub(in crate::types) fn names_of_functions(&mut self) {
        let called = called(self.text);
        let model = self.model;
        for declaration in &model.document.declarations {
            let Some((name, what)) = named(&declaration.item) else {
                continue;
            };
            if is_function(&name.value) && called.contains(name.value.as_str()) {
                self.faults.push(NameLikeFunction {
                    name: name.value.clone(),
                    what,
                    span: name.span,
                });
            }
        }
    }
}

fn named(item: &Item) -> Option<(&Name, &'static str)> {
    match item {
        Item::Assume(it) => Some((&it.declared.name, "assumption")),
        Item::Let(it) => Some((&it.declared.name, "let")),
        Item::Flow(it) => Some((&it.declared.name, "flow")),
        Item::Stock(it) => Some((&it.declared.name, "stock")),
        Item::Choice(it) => Some((&it.declared.name, "choice")),
        _ => None,
    }
}

/// The words of a text that stand right before a bracket.
fn called(text: &str) -> BTreeSet<&str> {
    let before_brackets = text.match_indices('(').map(|(at, _)| &text[..at]);
    let words = before_brackets.map(|before| {
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let word = before.trim_end_matches(letter);
        &before[word.len()..]
    });
    words.filter(|word| !word.is_empty()).collect()
}
