//! Enters every declaration into the scope.

use super::fault::{DuplicateName, WithinDuplicate};
use super::former;
use super::scope::{Elements, Scope, Symbol, SymbolKind};
use crate::by_name::ByName;
use crate::fault::Faults;
use crate::span::Span;
use crate::syntax::ast::{Document, Item, Name, OutcomeValue};

/// What can be asked of an event.
const ASPECTS: [&str; 4] = ["active", "fired", "count", "hazard"];

pub(super) fn declare(document: &Document, faults: &mut Faults) -> Scope {
    let mut scope = Scope {
        symbols: ByName::with_capacity(document.declarations.len()),
        ..Scope::default()
    };
    for (index, declaration) in document.declarations.iter().enumerate() {
        if let Some((kind, name)) = symbol_of(&declaration.item) {
            enter(&mut scope, kind, name, index, document, faults);
        }
        enter_members(&mut scope, &declaration.item, faults);
    }
    for poisoned in &document.poisoned {
        if let Some(name) = &poisoned.name {
            let symbol = Symbol {
                kind: SymbolKind::Poisoned,
                index: usize::MAX,
                span: name.span,
            };
            scope.symbols.insert_first(&name.value, symbol);
        }
        scope.poisoned_words.extend(poisoned.words.iter().cloned());
    }
    former::former_names(document, &scope, faults);
    scope
}

pub(super) fn symbol_of(item: &Item) -> Option<(SymbolKind, &Name)> {
    let kind = match item {
        Item::Assume(_) => SymbolKind::Assumption,
        Item::Let(_) => SymbolKind::Let,
        Item::Flow(_) => SymbolKind::Flow,
        Item::Stock(_) => SymbolKind::Stock,
        Item::Choice(_) => SymbolKind::Choice,
        Item::Event(_) => SymbolKind::Event,
        Item::Outcome(_) => SymbolKind::Outcome,
        Item::Table(_) => SymbolKind::Table,
        Item::Scenario(_) => SymbolKind::Scenario,
        Item::Source(_) => SymbolKind::Source,
        Item::Actor(_) => SymbolKind::Actor,
        Item::Index(_) => SymbolKind::Index,
        _ => return None,
    };
    Some((kind, item.name()?))
}

fn enter(
    scope: &mut Scope,
    kind: SymbolKind,
    name: &Name,
    index: usize,
    document: &Document,
    faults: &mut Faults,
) {
    match scope.symbols.get(&name.value) {
        Some(first) => faults.push(DuplicateName {
            help: apart(document, first.span, name.span),
            name: name.value.clone(),
            kind: kind.described(),
            first_kind: first.kind.described(),
            first: first.span,
            second: name.span,
        }),
        None => {
            let span = name.span;
            let symbol = Symbol { kind, index, span };
            scope.symbols.insert_first(&name.value, symbol);
        }
    }
}

/// What to do about two of one name: in two files both can keep it.
fn apart(document: &Document, first: Span, second: Span) -> String {
    let file = |span: Span| {
        let before = document
            .files
            .iter()
            .filter(|(start, _)| *start <= span.start);
        before.max_by_key(|(start, _)| *start)
    };
    let root = document.files.first();
    let (one, other) = (file(first), file(second));
    let used = if other == root { one } else { other };
    match used.filter(|_| one != other) {
        Some((_, used)) => format!(
            "give one of them another name, or keep the names of `{used}` apart: `use \"{used}\" as NAME`, and write `NAME.` before them"
        ),
        None => "give one of them another name, or delete the one that is out of date".to_owned(),
    }
}

/// Names inside a declaration: kinds, columns, options, classes.
fn enter_members(scope: &mut Scope, item: &Item, faults: &mut Faults) {
    if let Some(declared) = item.declared() {
        distinct("index", declared.index.iter(), faults);
    }
    match item {
        Item::Kind(kind) => {
            if let Some(first) = scope.kinds.insert(kind.name.value.clone(), kind.name.span) {
                faults.push(WithinDuplicate {
                    what: "kind",
                    name: kind.name.value.clone(),
                    first,
                    second: kind.name.span,
                });
            }
        }
        Item::Index(index) => {
            distinct("element", index.elements.iter(), faults);
            let elements = scope.elements.entry(index.name.value.clone());
            elements.or_insert_with(|| Elements::of(index));
        }
        Item::Table(table) => {
            let columns = table.columns.iter().map(|column| &column.name);
            let columns = distinct("column", columns, faults);
            scope.members.insert(table.name.value.clone(), columns);
        }
        Item::Event(event) => {
            let aspects = ASPECTS.iter().map(|aspect| (*aspect).to_owned()).collect();
            scope
                .members
                .insert(event.declared.name.value.clone(), aspects);
        }
        Item::Choice(choice) => {
            distinct(
                "option",
                choice.options.iter().map(|option| &option.name),
                faults,
            );
        }
        Item::Outcome(outcome) => {
            if let OutcomeValue::Classify { cases, .. } = &outcome.value {
                distinct("class", cases.iter().map(|case| &case.name), faults);
            }
        }
        _ => {}
    }
}

fn distinct<'a>(
    what: &'static str,
    names: impl Iterator<Item = &'a Name>,
    faults: &mut Faults,
) -> std::collections::BTreeSet<String> {
    let mut seen = std::collections::BTreeMap::<String, Span>::new();
    for name in names {
        match seen.get(&name.value) {
            Some(first) => {
                faults.push(WithinDuplicate {
                    what,
                    name: name.value.clone(),
                    first: *first,
                    second: name.span,
                });
            }
            None => {
                seen.insert(name.value.clone(), name.span);
            }
        }
    }
    seen.into_keys().collect()
}
