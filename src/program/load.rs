//! Reads a model with all the files that it uses.

mod circle;
pub mod fault;
mod files;
pub(super) mod tables;

use std::collections::BTreeMap;

pub use files::Files;

use crate::link::{Part, Used};
use crate::syntax;
use crate::syntax::ast::{Item, UseDecl};

/// More files than this are not read for one model.
const MOST_FILES: usize = 1_000;

/// Parses the root and every model that it uses, each once, in the order in which they are first named. What is wrong
/// goes to the faults of `files`.
pub(super) fn models(files: &mut Files<'_>) -> Vec<Part> {
    let (root, start) = files.root();
    let mut parts = vec![part(files, "", root.text(), start)];
    let mut known: BTreeMap<String, usize> = BTreeMap::from([(String::new(), 0)]);
    let mut next = 0;
    while next < parts.len() {
        let from = parts[next].file.clone();
        for at in 0..parts[next].uses.len() {
            let path = parts[next].uses[at].path.clone();
            let Some(file) = files.find(&from, &path) else {
                continue;
            };
            let target = match known.get(&file) {
                Some(target) => *target,
                None if parts.len() >= MOST_FILES => {
                    files.faults.push(fault::TooManyFiles {
                        most: MOST_FILES,
                        span: path.span,
                    });
                    return cut_off(parts, files);
                }
                None => {
                    let Some((source, start)) = files.text(&file, &path) else {
                        continue;
                    };
                    parts.push(part(files, &file, source.text(), start));
                    known.insert(file, parts.len() - 1);
                    parts.len() - 1
                }
            };
            parts[next].uses[at].target = Some(target);
        }
        next += 1;
    }
    cut_off(parts, files)
}

/// The files read so far, whose circles are told of.
fn cut_off(mut parts: Vec<Part>, files: &mut Files<'_>) -> Vec<Part> {
    circle::cut(&mut parts, files);
    parts
}

fn part(files: &mut Files<'_>, file: &str, text: &str, start: usize) -> Part {
    let mut parsed = syntax::parse_at(text, start);
    files.faults.extend(parsed.faults);
    let file: std::sync::Arc<str> = file.into();
    for declaration in &mut parsed.document.declarations {
        declaration.file = file.clone();
    }
    let uses = parsed.document.declarations.iter();
    let uses = uses.filter_map(|declaration| match &declaration.item {
        Item::Use(UseDecl { file, alias }) => Some(Used {
            path: file.clone(),
            alias: alias.clone(),
            target: None,
        }),
        _ => None,
    });
    Part {
        shown: files.name(&file),
        file,
        uses: uses.collect(),
        document: parsed.document,
    }
}
