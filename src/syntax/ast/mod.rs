//! The syntax tree: what was written, with its places, and nothing about what it means.
//!
//! Equality ignores places ([`Spanned`]), so that tests, formatter and review compare meaning with `==`.

mod block;
mod expr;
mod item;

pub use block::*;
pub use expr::*;
pub use item::*;

use std::sync::Arc;

use crate::span::{Origin, Span, Spanned};

/// A name as written. Where a file can be named that is used with `as`, also `file.name`.
pub type Name = Spanned<String>;

/// The content of a string literal, its escapes resolved.
pub type Text = Spanned<String>;

/// One file, parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The declarations that could be read, in the order of the text.
    pub declarations: Vec<Declaration>,
    /// What declarations that could not be read would have declared: their use is no further error.
    pub poisoned: Vec<Poisoned>,
    /// Where the declarations of each file begin and its path from the root's folder, the root first; nothing for a text alone.
    pub files: Vec<(u32, String)>,
}

/// One declaration with the doc comment above it.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The `## ` lines directly above, without their marks, joined by line breaks.
    pub doc: Option<String>,
    /// What is declared.
    pub item: Item,
    /// From the keyword to the last character.
    pub span: Span,
    /// The path of its file from the root's folder; empty in the root itself.
    pub file: Arc<str>,
}

impl PartialEq for Declaration {
    fn eq(&self, other: &Self) -> bool {
        self.doc == other.doc && self.item == other.item
    }
}

/// The name in a declaration that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Poisoned {
    /// The keyword it began with, as written.
    pub keyword: String,
    /// The name after the keyword, if there was one.
    pub name: Option<Name>,
    /// Every other word in it: options, claims, columns, classes that it may have declared.
    pub words: Vec<String>,
}
