//! What can be wrong with a text, one documented struct for each mistake. The label says what this
//! is, the help says what to do.

pub mod clause;
pub mod date;
pub mod expression;
pub mod layout;
pub mod lexical;
pub mod nesting;
pub mod number;

/// The user's own text as a message shows it: on one line, and cut after 60 characters.
pub fn shown(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = words.char_indices().nth(60) {
        words.truncate(cut);
        words.push('…');
    }
    words
}

/// The user's own text on one line, for a replacement that has to be whole; a very long one is cut all the same.
pub fn on_one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.len() > 300 {
        shown(&words)
    } else {
        words
    }
}

/// `a`, `b` or `c`
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
