//! One declaration's text → its tree, or what is wrong with it.

use pest::Parser;

use super::ast::{Declaration, Document, Name, Poisoned};
use super::build::{self, Context};
use super::fault::layout::{Internal, Unexpected, UnknownDeclaration};
use super::grammar::Grammar;
use super::keyword::{declaration, first_word, keywords};
use super::split::Chunk;
use super::tree::Node;
use crate::fault::Faults;
use crate::span::{Span, Spanned};

/// Parses one chunk into `document`.
pub fn parse(chunk: Chunk<'_>, document: &mut Document, faults: &mut Faults) {
    let keyword = first_word(chunk.text);
    let Some(rule) = declaration(keyword) else {
        let span = Span::new(chunk.start, chunk.start + keyword.len().max(1));
        faults.push(UnknownDeclaration::new(keyword, &keywords(), span));
        document.poisoned.push(poisoned(&chunk));
        return;
    };
    let mut cx = Context::default();
    match Grammar::parse(rule, chunk.text) {
        Ok(mut pairs) => {
            let span = Span::new(chunk.start, chunk.start + chunk.text.len());
            let node = pairs.next().map(|pair| Node::new(pair, chunk.start));
            match node.map(|node| build::item(node, &mut cx)) {
                Some(Ok(item)) => document.declarations.push(Declaration {
                    doc: chunk.doc,
                    item,
                    span,
                }),
                Some(Err(mismatch)) => faults.push(Internal {
                    span: mismatch.span,
                }),
                None => faults.push(Internal { span }),
            }
            faults.extend(cx.faults);
        }
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) => at,
                pest::error::InputLocation::Span((at, _)) => at,
            };
            faults.push(Unexpected {
                expected: format!("{:?}", error.variant),
                label: String::new(),
                help: None,
                span: Span::new(chunk.start + at, chunk.start + at + 1),
            });
            document.poisoned.push(poisoned(&chunk));
        }
    }
}

/// What a declaration that could not be read would have declared.
pub fn poisoned(chunk: &Chunk<'_>) -> Poisoned {
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
