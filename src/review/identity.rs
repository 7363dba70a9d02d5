//! Which declaration of one version is which of another.

use std::collections::BTreeMap;

use super::parts::written;
use crate::source::Texts;
use crate::syntax::ast::*;

/// What a declaration is known by in each version: its name; what it is about, where it has none. No two of a document
/// are known by the same.
pub fn identities(document: &Document, texts: &impl Texts) -> Vec<String> {
    let declarations = document.declarations.iter();
    let identities = declarations.map(|declaration| identity(&declaration.item, texts));
    let mut identities: Vec<String> = identities.collect();
    once_each(identities.iter_mut());
    identities
}

/// Counts names that are alike, so that each is there once: `gains`, `gains (2)`.
pub(super) fn once_each<'n>(names: impl Iterator<Item = &'n mut String>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *name = format!("{name} ({count})");
        }
    }
}

fn identity(item: &Item, texts: &impl Texts) -> String {
    if let Some(name) = item.name() {
        return name.value.clone();
    }
    let titled = |title: &Option<Text>, of: Option<&Expr>| match (title, of) {
        (Some(title), _) => format!("\"{}\"", title.value),
        (None, Some(expr)) => written(texts, expr.span),
        (None, None) => String::new(),
    };
    let what = match item {
        Item::Use(it) => it.file.value.clone(),
        Item::Kind(it) => it.name.value.clone(),
        Item::Unit(it) => it.name.value.clone(),
        Item::Correlate(it) => {
            let mut names: Vec<String> =
                it.names.iter().map(|path| path.value.to_string()).collect();
            names.sort();
            names.join(", ")
        }
        Item::Assert(it) => titled(&it.title, Some(&it.condition)),
        Item::Expect(it) => match &it.claim {
            Expectation::Condition { condition, .. } => titled(&it.title, Some(condition)),
            Expectation::Direction { outcome, .. } | Expectation::Turns { outcome, .. } => {
                titled(&it.title, Some(outcome))
            }
        },
        _ => return item.keyword().to_owned(),
    };
    format!("{} {what}", item.keyword())
}

/// Whether a declaration does nothing by itself: without one that reads it, no outcome knows of it.
pub fn is_passive(item: &Item) -> bool {
    match item {
        Item::Source(_)
        | Item::Actor(_)
        | Item::Index(_)
        | Item::Kind(_)
        | Item::Unit(_)
        | Item::Use(_)
        | Item::Assume(_)
        | Item::Table(_)
        | Item::Let(_)
        | Item::Stock(_)
        | Item::Outcome(_)
        | Item::Scenario(_) => true,
        Item::Model(_)
        | Item::Correlate(_)
        | Item::Flow(_)
        | Item::Choice(_)
        | Item::Event(_)
        | Item::Assert(_)
        | Item::Expect(_) => false,
    }
}

/// Whether it asks something of the results and changes none.
pub fn is_claim(item: &Item) -> bool {
    matches!(item, Item::Assert(_) | Item::Expect(_))
}
