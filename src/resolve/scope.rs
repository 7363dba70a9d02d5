//! The name spaces of a model.

use std::collections::{BTreeMap, BTreeSet};

use crate::by_name::ByName;
use crate::span::Span;
use crate::syntax::ast::IndexDecl;

/// What a name is declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SymbolKind {
    Assumption,
    Table,
    Let,
    Flow,
    Stock,
    Choice,
    Event,
    Outcome,
    Scenario,
    Source,
    Actor,
    Index,
    /// Declared in a way that could not be read: its use is no further error.
    Poisoned,
}

impl SymbolKind {
    /// With its article, for messages.
    pub fn described(self) -> &'static str {
        match self {
            SymbolKind::Assumption => "an assumption",
            SymbolKind::Table => "a table",
            SymbolKind::Let => "a let",
            SymbolKind::Flow => "a flow",
            SymbolKind::Stock => "a stock",
            SymbolKind::Choice => "a choice",
            SymbolKind::Event => "an event",
            SymbolKind::Outcome => "an outcome",
            SymbolKind::Scenario => "a scenario",
            SymbolKind::Source => "a source",
            SymbolKind::Actor => "an actor",
            SymbolKind::Index => "an index",
            SymbolKind::Poisoned => "declared in a way that could not be read",
        }
    }

    /// Whether it stands for a value in expressions by its name alone.
    pub fn is_value(self) -> bool {
        use SymbolKind::*;
        matches!(
            self,
            Assumption | Let | Flow | Stock | Choice | Outcome | Poisoned
        )
    }
}

/// A declared name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// Position of its declaration in the document; meaningless where poisoned.
    pub index: usize,
    /// Where the name stands in its declaration.
    pub span: Span,
}

/// The elements of an index, in the order listed, and where each stands first.
#[derive(Clone, Debug)]
pub(super) struct Elements {
    listed: Vec<String>,
    places: ByName<usize>,
}

impl Elements {
    pub(super) fn of(index: &IndexDecl) -> Elements {
        let mut places = ByName::with_capacity(index.elements.len());
        for (at, element) in index.elements.iter().enumerate() {
            places.insert_first(&element.value, at);
        }
        let listed = index.elements.iter().map(|element| element.value.clone());
        Elements {
            listed: listed.collect(),
            places,
        }
    }
}

/// Every declared name. Units, options and classes have name spaces of their own, so do kinds.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub(super) symbols: ByName<Symbol>,
    pub(super) kinds: BTreeMap<String, Span>,
    pub(super) members: BTreeMap<String, BTreeSet<String>>,
    pub(super) elements: BTreeMap<String, Elements>,
    pub(super) poisoned_words: BTreeSet<String>,
}

impl Scope {
    /// What `name` was declared as.
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.symbols.get(name).copied()
    }

    /// Position of the declaration of `name`, if it is of this kind.
    pub fn index_of(&self, name: &str, kind: SymbolKind) -> Option<usize> {
        self.get(name)
            .filter(|symbol| symbol.kind == kind)
            .map(|symbol| symbol.index)
    }

    /// Whether `name` is a declared kind, or may have been in a declaration that could not be read.
    pub fn is_kind(&self, name: &str) -> bool {
        self.kinds.contains_key(name)
    }

    /// The declared kinds.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// Names with what they are, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, Symbol)> {
        self.symbols.iter().map(|(name, symbol)| (name, *symbol))
    }

    /// What can stand after `name.`: columns of a table, aspects of an event.
    pub fn members(&self, name: &str) -> Option<&BTreeSet<String>> {
        self.members.get(name)
    }

    /// The actor that an element of an index is: its own file's, or one that this takes over.
    pub fn actor_of(&self, index: &str, element: &str) -> Option<&str> {
        let mut before = index;
        loop {
            before = before.rsplit_once('.').map_or("", |(before, _)| before);
            let name = match before {
                "" => element.to_owned(),
                before => format!("{before}.{element}"),
            };
            match self.symbols.get_key_value(&name) {
                Some((name, symbol)) if symbol.kind == SymbolKind::Actor => return Some(name),
                _ if before.is_empty() => return None,
                _ => {}
            }
        }
    }

    /// The elements of an index, in the order listed; none where there is no such index.
    pub fn elements(&self, index: &str) -> &[String] {
        self.elements.get(index).map_or(&[], |it| &it.listed)
    }

    /// The place of an element in its index.
    pub fn place_in(&self, index: &str, element: &str) -> Option<usize> {
        self.elements.get(index)?.places.get(element).copied()
    }

    /// The indexes with their elements, by name.
    pub fn indexes(&self) -> impl Iterator<Item = (&str, &[String])> {
        let indexes = self.elements.iter();
        indexes.map(|(name, elements)| (name.as_str(), elements.listed.as_slice()))
    }

    /// Whether a word stood in a declaration that could not be read, and so may have been declared by it.
    pub fn may_be_poisoned(&self, word: &str) -> bool {
        self.poisoned_words.contains(word)
    }
}
