//! One declaration's text → its tree, or what is wrong with it.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use super::ast::{Declaration, Document, Item, Name, Poisoned};
use super::build::{self, Context};
use super::explain::{self, place::Place};
use super::fault::layout::{IndentedDeclaration, Internal, UnknownDeclaration};
use super::grammar::{Grammar, Rule};
use super::keyword::{declaration, first_word, keywords};
use super::recover;
use super::scan::{self, Found};
use super::split::{Chunk, lines};
use super::tree::Tree;
use crate::fault::Faults;
use crate::span::{Span, Spanned};

/// How many mistakes of one declaration are reported.
const MOST: usize = 20;

/// A declaration longer than this is not parsed again and again for its further mistakes.
const LONG: usize = 64 * 1024;

/// After so many faults in a file, one in each further declaration will do.
const ENOUGH: usize = 200;

/// A limit on the parser's steps, in case some text makes it go back and forth: about ten seconds'
/// worth. It holds for the whole process, so it is set once and fits the largest text.
const STEPS: usize = 200_000_000;

/// The declaration of a chunk in which nothing is wrong, not even a warning; nothing for any other.
pub fn sound(chunk: &Chunk<'_>) -> Option<Declaration> {
    let rule = declaration(first_word(chunk.text)).filter(|_| chunk.indent == 0)?;
    let scanned = scan::scan(chunk.text, chunk.start);
    if scanned.too_deep || !scanned.found.is_empty() {
        return None;
    }
    let mut faults = Faults::default();
    let read = strict(rule, &scanned.text, chunk.start, &mut faults);
    let item = read.ok().flatten().filter(|_| faults.0.is_empty())?;
    Some(declared(chunk, item, chunk.doc.clone()))
}

fn declared(chunk: &Chunk<'_>, item: Item, doc: Option<String>) -> Declaration {
    Declaration {
        doc,
        item,
        span: Span::new(chunk.start, chunk.start + chunk.text.len()),
        file: Default::default(),
    }
}

/// Parses one chunk into `document`.
pub fn parse(mut chunk: Chunk<'_>, document: &mut Document, faults: &mut Faults) {
    let mut scanned = scan::scan(chunk.text, chunk.start);
    let found = std::mem::take(&mut scanned.found);
    let Some(rule) = declaration(first_word(chunk.text)) else {
        return unknown(&chunk, found, document, faults);
    };
    if chunk.indent > 0 && document.declarations.is_empty() && document.poisoned.is_empty() {
        faults.push(indented(&chunk));
    }
    let spoilt = found.iter().any(|found| found.spoils);
    let mut all = Faults::default();
    let item = match scanned.too_deep {
        true => None,
        false => read(
            rule,
            &chunk,
            &scanned.text,
            &found,
            faults.0.len(),
            &mut all,
        ),
    };
    all.0.extend(found.into_iter().map(|found| found.fault));
    all.0.sort_by_key(|fault| first_place(fault.as_ref()));
    faults.extend(all);
    match item {
        Some(item) if !spoilt => {
            let doc = chunk.doc.take();
            document.declarations.push(declared(&chunk, item, doc));
        }
        _ => {
            document.poisoned.push(poisoned(&chunk));
            document.poisoned.extend(swallowed(&chunk));
        }
    }
}

/// The first declaration of a file that is indented as a whole; it is read all the same.
fn indented(chunk: &Chunk<'_>) -> IndentedDeclaration {
    let keyword = first_word(chunk.text).to_owned();
    let span = Span::new(chunk.start, chunk.start + keyword.len());
    let help = format!("start `{keyword}` in column 1, and each declaration after it");
    IndentedDeclaration {
        keyword,
        help,
        span,
        opener: None,
    }
}

/// A chunk that begins with no keyword. Its own mistakes would only distract, but a first character
/// that is one explains why there is no keyword.
fn unknown(chunk: &Chunk<'_>, found: Vec<Found>, document: &mut Document, faults: &mut Faults) {
    let word = first_word(chunk.text);
    let first = found.into_iter().find(|found| found.range.start == 0);
    match first {
        Some(found) => faults.0.push(found.fault),
        None => {
            let span = Span::new(chunk.start, chunk.start + word.len().max(1));
            let shown = if word.is_empty() {
                chunk.text.get(..1).unwrap_or_default()
            } else {
                word
            };
            faults.push(UnknownDeclaration::new(shown, &keywords(), span));
        }
    }
    document.poisoned.push(poisoned(chunk));
}

/// Parses the mended text of a chunk; after a failure the clause at fault is taken out and the rest
/// parsed again, so that each clause can have its mistake.
fn read(
    rule: Rule,
    chunk: &Chunk<'_>,
    text: &str,
    found: &[Found],
    before: usize,
    faults: &mut Faults,
) -> Option<Item> {
    let mut failure = match strict(rule, text, chunk.start, faults) {
        Ok(item) => return item,
        Err(failure) => failure,
    };
    let mut text = text.to_owned();
    for _ in found.len()..MOST {
        let place = Place::new(&text, failure.at, failure.expected, chunk.start);
        if !is_known(&text, failure.at, found) {
            faults.0.push(explain::explain(&place));
        }
        if text.len() > LONG || before + faults.0.len() > ENOUGH {
            break;
        }
        let Some(clause) = recover::clause(&place) else {
            break;
        };
        recover::blank(&mut text, clause);
        match strict(rule, &text, chunk.start, &mut Faults::default()) {
            Ok(_) => break,
            Err(next) if next.at <= failure.at => break,
            Err(next) => failure = next,
        }
    }
    None
}

/// Where the grammar gave up, and what it would have taken.
struct Failure {
    at: usize,
    expected: Vec<Rule>,
}

/// Parses a text with the rule of its declaration.
fn strict(
    rule: Rule,
    text: &str,
    base: usize,
    faults: &mut Faults,
) -> Result<Option<Item>, Failure> {
    static LIMITED: Once = Once::new();
    LIMITED.call_once(|| pest::set_call_limit(NonZeroUsize::new(STEPS)));
    let tree = match Grammar::parse(rule, text) {
        Ok(pairs) => Tree::new(pairs, text, base),
        Err(error) => return Err(failure(error)),
    };
    let mut cx = Context::default();
    let built = tree.root().map(|root| build::item(root, &mut cx));
    let has_errors = cx.faults.any_error();
    faults.extend(cx.faults);
    match built {
        Some(Ok(item)) => Ok((!has_errors).then_some(item)),
        Some(Err(mismatch)) => {
            faults.push(Internal {
                span: mismatch.span,
            });
            Ok(None)
        }
        None => Ok(None),
    }
}

fn failure(error: pest::error::Error<Rule>) -> Failure {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let expected = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Failure { at, expected }
}

/// Where a fault's first label stands.
fn first_place(fault: &dyn miette::Diagnostic) -> usize {
    fault
        .labels()
        .and_then(|mut labels| labels.next())
        .map_or(0, |label| label.offset())
}

/// Whether a mistake that the scan found on the same line explains a failure of the grammar.
fn is_known(text: &str, at: usize, found: &[Found]) -> bool {
    found.iter().any(|found| {
        let touches = found.range.start <= at + 1 && at <= found.range.end + 1;
        let line = || {
            text.get(found.range.start..at)
                .is_some_and(|between| !between.contains('\n'))
        };
        touches || (found.spoils && line())
    })
}

/// What a declaration that could not be read would have declared.
fn poisoned(chunk: &Chunk<'_>) -> Poisoned {
    let mut words = words(chunk.text);
    let keyword = words
        .next()
        .map(|(_, word)| word.to_owned())
        .unwrap_or_default();
    let name = words.next().map(|(at, word)| -> Name {
        Spanned::new(
            word.to_owned(),
            Span::new(chunk.start + at, chunk.start + at + word.len()),
        )
    });
    Poisoned {
        keyword,
        name,
        words: words.map(|(_, word)| word.to_owned()).collect(),
    }
}

/// The declarations that an unreadable one has swallowed, because they are indented.
fn swallowed<'t>(chunk: &'t Chunk<'_>) -> impl Iterator<Item = Poisoned> + 't {
    let indented =
        lines(chunk.text).filter(|(start, line)| *start > 0 && line.starts_with([' ', '\t']));
    indented.filter_map(|(start, line)| {
        let inner = line.trim_start();
        declaration(first_word(inner)).filter(|_| first_word(inner) != "source")?;
        let start = chunk.start + start + line.len() - inner.len();
        Some(poisoned(&Chunk {
            text: inner,
            start,
            indent: 0,
            doc: None,
        }))
    })
}

/// All words of a text.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|letter: char| letter.is_alphabetic() || letter == '_')?;
        let word = first_word(&text[start..]);
        at = start + word.len();
        Some((start, word))
    })
}
