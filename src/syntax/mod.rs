//! Text → [`ast::Document`].
//!
//! The text is cut into declarations, each is scanned for what people paste or mistype, parsed by
//! the grammar, and built into the tree. A declaration that cannot be read is remembered as
//! poisoned and hides no other. The parser generator is known only inside this module.

mod ahead;
pub mod ast;
mod build;
mod chunk;
mod explain;
pub mod fault;
mod grammar;
mod keyword;
mod letters;
mod recover;
mod scan;
mod split;
#[cfg(test)]
mod tests;
pub mod tokens;
mod tree;
mod unit_text;
mod words;

use crate::fault::Faults;

/// What [`parse`] yields: all that could be read, and all that could not.
pub struct Parsed {
    /// The declarations.
    pub document: ast::Document,
    /// What is wrong with the text.
    pub faults: Faults,
}

/// Parses a text that stands alone.
pub fn parse(text: &str) -> Parsed {
    parse_at(text, 0)
}

/// Parses a text whose places are counted from `start`: one of several that are laid end to end.
pub fn parse_at(text: &str, start: usize) -> Parsed {
    let mut parsed = Parsed {
        document: ast::Document::default(),
        faults: Faults::default(),
    };
    let mut chunks = split::chunks(text);
    chunks.iter_mut().for_each(|chunk| chunk.start += start);
    let mut ahead = ahead::sound(&chunks);
    parsed.document.declarations.reserve(chunks.len());
    for chunk in chunks {
        match ahead.next().flatten() {
            Some(declaration) => parsed.document.declarations.push(declaration),
            None => chunk::parse(chunk, &mut parsed.document, &mut parsed.faults),
        }
    }
    letters::once_a_name(text, start, &mut parsed.faults);
    parsed
}
