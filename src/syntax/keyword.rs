//! Which word begins which declaration.

use super::grammar::Rule;

/// The keywords with the rules of their declarations.
const DECLARATIONS: [(&str, Rule); 19] = [
    ("model", Rule::model),
    ("use", Rule::use_file),
    ("source", Rule::source),
    ("actor", Rule::actor),
    ("index", Rule::index),
    ("kind", Rule::kind),
    ("unit", Rule::unit_def),
    ("assume", Rule::assume),
    ("table", Rule::table),
    ("correlate", Rule::correlate),
    ("let", Rule::let_value),
    ("flow", Rule::flow),
    ("stock", Rule::stock),
    ("choice", Rule::choice),
    ("event", Rule::event),
    ("outcome", Rule::outcome),
    ("scenario", Rule::scenario),
    ("assert", Rule::assert),
    ("expect", Rule::expect),
];

/// The rule of the declaration that begins with this word.
pub fn declaration(word: &str) -> Option<Rule> {
    DECLARATIONS
        .iter()
        .find(|(keyword, _)| *keyword == word)
        .map(|(_, rule)| *rule)
}

/// All words that begin a declaration.
pub fn keywords() -> [&'static str; 19] {
    DECLARATIONS.map(|(keyword, _)| keyword)
}

/// The letters, digits and `_` at the start of a text.
pub fn first_word(text: &str) -> &str {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    &text[..end]
}
