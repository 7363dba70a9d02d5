//! The register of a model: every number that somebody assumed, on whose word, and what it drives.

pub(in crate::review) mod backing;
mod entries;
mod span_of_values;
mod spread;
mod value;
mod weak;

pub use backing::{Accepted, Backing, Citation};
pub use spread::Spread;
pub use value::Value;
pub use weak::{Sought, Weakness};

use crate::source::Texts;
use crate::syntax::ast::{Document, Item, Level, SourceDecl};
use crate::types::model::TypedModel;

/// What a model assumes.
#[derive(Clone, Debug)]
pub struct Register {
    /// The model's name.
    pub model: String,
    /// What it says of itself.
    pub doc: Option<String>,
    /// The date it speaks from: staleness is measured against it.
    pub as_of: Option<String>,
    /// Every number, in the order declared.
    pub entries: Vec<Entry>,
    /// Every source, in the order declared.
    pub sources: Vec<Source>,
    /// The names of all outcomes, in the order declared.
    pub outcomes: Vec<String>,
}

/// A number that somebody assumed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is called; no other entry is called so: `cover`, `share[light]`, `stockpile.tripled: scale cover`.
    pub name: String,
    /// The declaration that it stands in: `cover`, `share`, `stockpile`.
    pub declaration: String,
    /// What its declaration is called in words.
    pub title: Option<String>,
    /// What the option that it stands in is called in words.
    pub option: Option<String>,
    /// What it is a number of.
    pub kind: Kind,
    /// What is assumed.
    pub value: Value,
    /// On whose word.
    pub backing: Backing,
    /// The file it stands in, as it was given.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The outcomes that it can move in some scenario.
    pub drives: Vec<String>,
    /// What is weak about it.
    pub weak: Vec<Weakness>,
}

impl Entry {
    /// What it is called in words: `How much to hold: Three times as much`.
    pub fn whole_title(&self) -> Option<String> {
        let said: Vec<&str> = self
            .title
            .iter()
            .chain(&self.option)
            .map(String::as_str)
            .collect();
        (!said.is_empty()).then(|| said.join(": "))
    }
}

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is named after what it is
pub enum Kind {
    Assumption,
    Claim,
    Column,
    Correlation,
    Option,
    Event,
    Scenario,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Assumption => "assumption",
            Kind::Claim => "claim",
            Kind::Column => "column",
            Kind::Correlation => "correlation",
            Kind::Option => "option",
            Kind::Event => "event",
            Kind::Scenario => "scenario",
        }
    }
}

/// A source as it is declared.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // as in the language
pub struct Source {
    pub name: String,
    pub title: Option<String>,
    pub by: Option<String>,
    pub published: Option<String>,
    pub link: Option<String>,
    pub file: Option<String>,
    pub reliability: Option<Level>,
    pub note: Option<String>,
}

impl Source {
    fn of(declared: &SourceDecl) -> Source {
        let text =
            |text: &Option<crate::syntax::ast::Text>| text.as_ref().map(|it| it.value.clone());
        Source {
            name: declared.name.value.clone(),
            title: text(&declared.title),
            by: text(&declared.by),
            published: declared.published.as_ref().map(|it| it.value.to_string()),
            link: text(&declared.link),
            file: text(&declared.file),
            reliability: declared.reliability.as_ref().map(|it| it.value),
            note: text(&declared.note),
        }
    }
}

/// The word for a level.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::High => "high",
        Level::Medium => "medium",
        Level::Low => "low",
    }
}

/// Lists what a model assumes. Evidence is also weak if what it speaks of lies more than `old` years before the date of
/// the model.
pub fn register(
    document: &Document,
    model: &TypedModel,
    texts: &impl Texts,
    old: Option<u32>,
) -> Register {
    let sources = backing::sources(&document.declarations);
    let in_order = document.declarations.iter();
    let all = in_order.filter_map(|declaration| match &declaration.item {
        Item::Source(source) => Some(Source::of(source)),
        _ => None,
    });
    let mut outcomes: Vec<String> = model
        .outcomes
        .iter()
        .map(|outcome| model.quantity(outcome.quantity).origin.base().to_owned())
        .collect();
    outcomes.dedup();
    Register {
        model: model.name.clone(),
        doc: model.doc.clone(),
        as_of: model.as_of.map(|date| date.to_string()),
        sources: all.collect(),
        entries: entries::of(document, model, texts, &sources, old),
        outcomes,
    }
}
