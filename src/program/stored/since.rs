//! What a model declares otherwise than when its outcomes were stored.

use std::collections::BTreeMap;

use super::bare::moves;
use super::in_memory;
use crate::link::link;
use crate::program::load::{self, Files};
use crate::report::FileRecord;
use crate::report::stored::Declarations;
use crate::review::parts::{Part, parts, written};
use crate::source::Sources;
use crate::syntax::ast::{Declaration, Document, Item};

/// A line for each difference in what is said, whatever the layout and the order: `cover: 60 days → 90 days`.
pub fn since(was: &Declarations, now: &Declarations) -> Vec<String> {
    let (was_document, was_texts) = read(was);
    let (now_document, now_texts) = read(now);
    let (before, after) = (
        by_name(&was_document, &was_texts),
        by_name(&now_document, &now_texts),
    );
    let mut told = Vec::new();
    for (name, now) in &after {
        if let Some(was) = before.get(name) {
            revised(name, (was, &was_texts), (now, &now_texts), &mut told);
        }
    }
    let new = after.iter().filter(|(name, _)| !before.contains_key(*name));
    told.extend(new.map(|(name, now)| format!("new: {}", named(now, name))));
    let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
    told.extend(gone.map(|(name, was)| format!("gone: {}", named(was, name))));
    told.extend(of_data(&was.data, &now.data));
    told
}

/// The declarations of all files, put together as in a run.
fn read(declarations: &Declarations) -> (Document, Sources) {
    let (root, others) = in_memory(declarations);
    let mut files = Files::new(root.into(), &others);
    let parts = load::models(&mut files);
    (link(parts).document, files.sources)
}

/// By what they are called.
fn by_name<'d>(document: &'d Document, texts: &Sources) -> BTreeMap<String, &'d Declaration> {
    let declared = document.declarations.iter();
    declared
        .map(|one| (called(&one.item, texts), one))
        .collect()
}

/// What a declaration is told by: `cover`, `scenario prudent`.
fn called(item: &Item, texts: &Sources) -> String {
    if let Some(declared) = item.declared() {
        return declared.name.value.clone();
    }
    match item {
        Item::Actor(it) => format!("actor {}", it.name.value),
        Item::Index(it) => format!("index {}", it.name.value),
        Item::Kind(it) => format!("kind {}", it.name.value),
        Item::Unit(it) => format!("unit {}", it.name.value),
        Item::Source(it) => format!("source {}", it.name.value),
        Item::Table(it) => it.name.value.clone(),
        Item::Scenario(it) => format!("scenario {}", it.name.value),
        Item::Use(it) => format!("use \"{}\"", it.file.value),
        Item::Correlate(it) => {
            let names = it.names.iter().map(|path| written(texts, path.span));
            format!("correlate {}", names.collect::<Vec<_>>().join(", "))
        }
        _ => "model".to_owned(),
    }
}

/// A name with the keyword before it, unless it is there already.
fn named(declaration: &Declaration, name: &str) -> String {
    let keyword = match &declaration.item {
        Item::Assume(_) => "assume ",
        Item::Let(_) => "let ",
        Item::Flow(_) => "flow ",
        Item::Stock(_) => "stock ",
        Item::Choice(_) => "choice ",
        Item::Event(_) => "event ",
        Item::Outcome(_) => "outcome ",
        Item::Table(_) => "table ",
        _ => "",
    };
    format!("{keyword}{name}")
}

fn revised(
    name: &str,
    (was, was_texts): (&Declaration, &Sources),
    (now, now_texts): (&Declaration, &Sources),
    told: &mut Vec<String>,
) {
    let before: Vec<Part<'_>> = parts(was).into_iter().filter(moves).collect();
    let after: Vec<Part<'_>> = parts(now).into_iter().filter(moves).collect();
    let label = |key: &str| format!("{name} {key}").trim_end().to_owned();
    for part in &after {
        let same = before.iter().find(|one| one.key == part.key);
        let text = part.text(now_texts);
        match same {
            Some(same) if same.says == part.says => {}
            Some(same) => {
                let was = same.text(was_texts);
                told.push(format!("{}: {was} → {text}", label(&part.key)));
            }
            None => told.push(format!("{}: new, {text}", label(&part.key))),
        }
    }
    for part in &before {
        if !after.iter().any(|one| one.key == part.key) {
            told.push(format!(
                "{}: gone, {}",
                label(&part.key),
                part.text(was_texts)
            ));
        }
    }
}

fn of_data(was: &[FileRecord], now: &[FileRecord]) -> Vec<String> {
    let find = |all: &[FileRecord], name: &str| {
        let mut all = all.iter();
        all.find(|file| file.name == name)
            .map(|file| file.sha256.clone())
    };
    let mut names: Vec<&str> = was
        .iter()
        .chain(now)
        .map(|file| file.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let differing = names
        .into_iter()
        .filter_map(|name| match (find(was, name), find(now, name)) {
            (Some(was), Some(now)) => {
                (was != now).then(|| format!("\"{name}\": its content has changed"))
            }
            (None, Some(_)) => Some(format!("new: \"{name}\"")),
            _ => Some(format!("gone: \"{name}\"")),
        });
    differing.collect()
}
