//! The one place where the grammar files become a parser.

#![allow(missing_docs)]

use pest_derive::Parser;

/// The parser of single declarations; its rules are documented in the grammar files.
#[derive(Parser)]
#[grammar = "grammar/lexical.pest"]
#[grammar = "grammar/keyword.pest"]
#[grammar = "grammar/units.pest"]
#[grammar = "grammar/expression.pest"]
#[grammar = "grammar/block.pest"]
#[grammar = "grammar/declaration.pest"]
pub struct Grammar;
