//! What can be wrong with a setting.

use miette::Diagnostic;

use crate::fault::Faults;
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::ast::{Declared, Document, Item};

/// `--set` names something else than an assumption.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`{name}` is {kind}, and `--set` replaces an assumption")]
#[diagnostic(help("give the value of an assumption that `{name}` is computed from"))]
pub(super) struct NotAnAssumption {
    pub(super) name: String,
    pub(super) kind: &'static str,
    #[label("declared here")]
    pub(super) declared: Span,
}

/// `--set` names nothing.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("there is no assumption `{name}`")]
#[diagnostic(code("unknown-name"), help("{way_out}"))]
pub(super) struct NoAssumption {
    pub(super) name: String,
    pub(super) way_out: String,
    #[label("given by `--set`")]
    pub(super) span: Span,
}

/// Files that leave no room for what is set.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("with `--set` the files of this model have more than 4 GB together")]
#[diagnostic(code("file-too-large"), help("use fewer or smaller files"))]
pub(super) struct NoRoom;

/// `--set "x=1 { … }"`
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`--set {name}` gives more than a value")]
#[diagnostic(help("leave out what follows the value: the declaration's evidence is kept"))]
pub(super) struct MoreThanAValue {
    pub(super) name: String,
    #[label("not a part of a value")]
    pub(super) span: Span,
}

/// Says that a setting names no assumption, and what it may have meant.
pub(super) fn missing(document: &Document, name: &str, span: Span, faults: &mut Faults) {
    let poisoned = document
        .poisoned
        .iter()
        .filter_map(|poisoned| poisoned.name.as_ref());
    // What could not be read may have declared it.
    if poisoned.into_iter().any(|poisoned| poisoned.value == name) {
        return;
    }
    let declarations = document.declarations.iter();
    let other = declarations
        .clone()
        .filter_map(|declaration| computed(&declaration.item));
    if let Some((kind, declared)) = other
        .into_iter()
        .find(|(_, declared)| declared.name.value == name)
    {
        faults.push(NotAnAssumption {
            name: name.to_owned(),
            kind,
            declared: declared.name.span,
        });
        return;
    }
    let known: Vec<&str> = declarations
        .filter_map(|declaration| match &declaration.item {
            Item::Assume(assume) => Some(assume.declared.name.value.as_str()),
            _ => None,
        })
        .collect();
    let way_out = match nearest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`--set` takes the name of an assumption of the model".to_owned(),
    };
    faults.push(NoAssumption {
        name: name.to_owned(),
        way_out,
        span,
    });
}

fn computed(item: &Item) -> Option<(&'static str, &Declared)> {
    Some(match item {
        Item::Let(it) => ("a `let`", &it.declared),
        Item::Flow(it) => ("a flow", &it.declared),
        Item::Stock(it) => ("a stock", &it.declared),
        Item::Outcome(it) => ("an outcome", &it.declared),
        Item::Choice(it) => ("a choice", &it.declared),
        Item::Event(it) => ("an event", &it.declared),
        _ => return None,
    })
}
