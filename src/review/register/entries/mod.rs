//! Declarations → entries.

mod acting;
mod assume;
mod table;

use std::collections::BTreeMap;

use super::backing::SourcesByName;
use super::weak::Clock;
use super::{Backing, Entry, Kind, Value};
use crate::resolve::resolve;
use crate::review::drives::{Inlets, Way};
use crate::review::identity::once_each;
use crate::review::parts::{parts, written};
use crate::source::Texts;
use crate::span::Span;
use crate::syntax::ast::*;
use crate::types::is_supported;
use crate::types::model::TypedModel;

/// All that a document assumes.
pub(super) fn of<T: Texts>(
    document: &Document,
    model: &TypedModel,
    texts: &T,
    sources: &SourcesByName<'_>,
    old: Option<u32>,
) -> Vec<Entry> {
    let mut lister = Lister {
        model,
        texts,
        sources,
        inlets: Inlets::of(model),
        clock: Clock {
            as_of: model.as_of,
            old,
        },
        entries: Vec::new(),
        ways: Vec::new(),
    };
    for declaration in &document.declarations {
        lister.declaration(declaration);
    }
    let Lister {
        mut entries,
        ways,
        inlets,
        ..
    } = lister;
    for (entry, drives) in entries.iter_mut().zip(inlets.lead_to(&ways)) {
        entry.drives = drives;
    }
    read_when_checked(document, (&inlets, texts), &mut entries);
    once_each(entries.iter_mut().map(|entry| &mut entry.name));
    entries
}

/// What is read when a model is checked, such as a bound, a cell at a date that is known or the element that a row is of,
/// leaves no trace in its formulas: such a number may move whatever the declarations do that read it.
fn read_when_checked(
    document: &Document,
    (inlets, texts): (&Inlets<'_>, &impl Texts),
    entries: &mut [Entry],
) {
    let declarations = &document.declarations;
    let name_of = |at: usize| declarations[at].item.name().map(|name| name.value.as_str());
    let mut readers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, read) in resolve(document).model.references.iter().enumerate() {
        for name in read.iter().filter_map(|read| name_of(*read)) {
            readers.entry(name).or_default().push(at);
        }
    }
    let ways_of = |entry: &Entry| -> Vec<Way> {
        // Of a table, those that name the column: as its own file does, without what stands before the table's name.
        let column = entry.name.rsplit('.').take(2).collect::<Vec<_>>();
        let column = column.into_iter().rev().collect::<Vec<_>>().join(".");
        let names_it = |at: &&usize| {
            entry.kind != Kind::Column || written(texts, declarations[**at].span).contains(&column)
        };
        let readers = readers
            .get(entry.declaration.as_str())
            .into_iter()
            .flatten();
        let names = readers.filter(names_it).filter_map(|at| name_of(*at));
        names.flat_map(|name| inlets.declared(name)).collect()
    };
    let is_read = |entry: &&mut Entry| {
        entry.drives.is_empty() && matches!(entry.kind, Kind::Assumption | Kind::Column)
    };
    let mut idle: Vec<&mut Entry> = entries.iter_mut().filter(is_read).collect();
    let ways: Vec<Vec<Way>> = idle.iter().map(|entry| ways_of(entry)).collect();
    for (entry, drives) in idle.iter_mut().zip(inlets.lead_to(&ways)) {
        entry.drives = drives;
    }
}

struct Lister<'a, 'm, T> {
    model: &'m TypedModel,
    texts: &'a T,
    sources: &'a SourcesByName<'a>,
    inlets: Inlets<'m>,
    clock: Clock,
    entries: Vec<Entry>,
    /// For each entry, how it comes into the model.
    ways: Vec<Vec<Way>>,
}

/// What the entries of a declaration have in common.
#[derive(Clone, Copy)]
struct Common<'d> {
    declaration: &'d str,
    title: Option<&'d Text>,
    /// The title of the option that they stand in.
    option: Option<&'d Text>,
    kind: Kind,
    /// The blocks of evidence that cover them, the innermost first.
    blocks: &'d [&'d Evidence],
}

/// One entry.
struct Row<'d> {
    name: String,
    value: Value,
    span: Span,
    ways: Vec<Way>,
    /// Whether a number stands in it.
    number: bool,
    claimed: Option<(&'d Name, Option<&'d Text>)>,
}

impl<T: Texts> Lister<'_, '_, T> {
    fn declaration(&mut self, declaration: &Declaration) {
        match &declaration.item {
            Item::Assume(it) => self.assume(it),
            Item::Table(it) => self.table(it),
            Item::Correlate(it) => self.correlate(it),
            Item::Choice(it) => self.choice(it, declaration),
            Item::Event(it) => {
                let common = Common {
                    declaration: &it.declared.name.value,
                    title: it.declared.title.as_ref(),
                    option: None,
                    kind: Kind::Event,
                    blocks: &[&it.evidence],
                };
                let all = parts(declaration);
                all.iter().for_each(|part| self.part(part, common));
            }
            Item::Scenario(it) => {
                let common = Common {
                    declaration: &it.name.value,
                    title: it.title.as_ref(),
                    option: None,
                    kind: Kind::Scenario,
                    blocks: &[&it.evidence],
                };
                let all = parts(declaration);
                all.iter().for_each(|part| self.part(part, common));
            }
            _ => {}
        }
    }

    fn choice(&mut self, it: &ChoiceDecl, declaration: &Declaration) {
        let parts = parts(declaration);
        for (at, option) in it.options.iter().enumerate() {
            let own = parts.iter().filter(|part| part.option == Some(at));
            let common = Common {
                declaration: &it.declared.name.value,
                title: it.declared.title.as_ref(),
                option: option.title.as_ref(),
                kind: Kind::Option,
                blocks: &[&option.evidence, &it.evidence],
            };
            own.for_each(|part| self.part(part, common));
        }
    }

    fn push(&mut self, common: Common<'_>, row: Row<'_>) {
        let backing = Backing::of(row.claimed, common.blocks, self.sources);
        let unsourced = row.number && row.claimed.is_none() && !is_supported(common.blocks);
        let (source, span) = self.texts.locate(row.span);
        self.entries.push(Entry {
            name: row.name,
            declaration: common.declaration.to_owned(),
            title: common.title.map(|title| title.value.clone()),
            option: common.option.map(|title| title.value.clone()),
            kind: common.kind,
            value: row.value,
            file: source.name().to_owned(),
            line: source.place(span.start as usize).line,
            drives: Vec::new(),
            weak: self.clock.weak(unsourced, &backing),
            backing,
        });
        self.ways.push(row.ways);
    }
}

fn declared_unit(unit: &DeclaredUnit, texts: &impl Texts) -> String {
    match unit {
        DeclaredUnit::Unit(unit) => written(texts, *unit.span),
        DeclaredUnit::Date(_) => "date".to_owned(),
        DeclaredUnit::Index(index) => index.value.clone(),
    }
}

fn fill_word(fill: Fill) -> &'static str {
    match fill {
        Fill::Linear => "linear",
        Fill::Step => "step",
    }
}
