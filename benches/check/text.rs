//! Long models: a short one over and over, with other names each time.

use std::collections::BTreeSet;

use super::lexer::{Kind, lex};

/// Words that begin a declaration of a name.
const DECLARING: [&str; 12] = [
    "actor", "assume", "choice", "event", "flow", "index", "kind", "let", "outcome", "source",
    "stock", "table",
];

/// The model over and over until it has so many bytes. There is one `model` block; what asks for runs, scenarios and
/// questions, is there once as well.
pub fn repeated(text: &str, bytes: usize) -> String {
    let names = declared(text);
    let once = ["model", "scenario", "assert", "expect", "use"];
    let (single, many): (Vec<&str>, Vec<&str>) = declarations(text)
        .into_iter()
        .partition(|one| once.contains(&first_word(one)));
    let mut all = single.concat() + &many.concat();
    let mut copy = 1;
    while all.len() < bytes {
        for declaration in &many {
            rename(declaration, &names, copy, &mut all);
        }
        copy += 1;
    }
    all
}

/// The text cut where a line begins with a letter.
fn declarations(text: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> = text
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|at| text[*at..].starts_with(|first: char| first.is_ascii_alphabetic()))
        .collect();
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

fn declared(text: &str) -> BTreeSet<&str> {
    let names = declarations(text).into_iter().filter_map(|one| {
        let mut words = one.split(|part: char| !part.is_alphanumeric() && part != '_');
        words.next().filter(|word| DECLARING.contains(word))?;
        words.next()
    });
    names.collect()
}

fn rename(text: &str, names: &BTreeSet<&str>, copy: usize, out: &mut String) {
    let mut done = 0;
    for token in lex(text).iter().filter(|token| token.kind == Kind::Word) {
        let (start, end) = (token.start as usize, token.end as usize);
        let word = &text[start..end];
        if names.contains(word) && !text[..start].ends_with('.') {
            out.push_str(&text[done..end]);
            out.push_str(&format!("_{copy}"));
            done = end;
        }
    }
    out.push_str(&text[done..]);
}
