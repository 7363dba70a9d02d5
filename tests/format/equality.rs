//! Two trees are equal exactly if their texts say the same: places mean nothing, each token means something.

use foreland::syntax::tokens::{Kind, Part, Token, declarations};

use super::document;

/// Whole models in which each form of the language stands.
const MODELS: [&str; 3] = [
    include_str!("../cases/syntax/whole_language.fore"),
    include_str!("../cases/syntax/mine.fore"),
    include_str!("../../examples/japan_pakistan_trade.fore"),
];

/// The declarations of a text with their tokens.
fn read(text: &str) -> Vec<Vec<Token>> {
    let groups = declarations(text).unwrap();
    let tokens = groups.iter().map(|group| {
        let mut tokens = Vec::new();
        leaves(&group.parts, &mut tokens);
        tokens
    });
    tokens.collect()
}

fn leaves(parts: &[Part], tokens: &mut Vec<Token>) {
    for part in parts {
        match part {
            Part::Token(token) => tokens.push(*token),
            Part::Group(group) => leaves(&group.parts, tokens),
        }
    }
}

/// The text of a declaration with one token replaced.
fn replaced(text: &str, tokens: &[Token], at: usize, with: &str) -> String {
    let (first, last) = (tokens[0].span, tokens[tokens.len() - 1].span);
    let own = tokens[at].span;
    let (head, tail) = (
        first.start as usize..own.start as usize,
        own.end as usize..last.end as usize,
    );
    format!("{} {with} {}", &text[head], &text[tail])
}

#[test]
fn a_token_less_says_something_else() {
    for text in MODELS {
        for tokens in read(text) {
            let whole = &text[tokens[0].span.to(tokens[tokens.len() - 1].span).range()];
            let known = document(whole).unwrap();
            for at in 1..tokens.len() {
                let trailing = tokens[at].kind == Kind::Comma
                    && tokens.get(at + 1).map(|next| next.kind) == Some(Kind::Close);
                let other = replaced(text, &tokens, at, "");
                let same = document(&other).is_some_and(|document| document == known);
                assert!(!same || trailing, "{other}\nsays the same as\n{whole}");
            }
        }
    }
}

#[test]
fn another_token_says_something_else() {
    for text in MODELS {
        for tokens in read(text) {
            let whole = &text[tokens[0].span.to(tokens[tokens.len() - 1].span).range()];
            let known = document(whole).unwrap();
            for (at, token) in tokens.iter().enumerate().skip(1) {
                let with = match token.kind {
                    Kind::Word => "quite_another",
                    Kind::Text => "\"quite another\"",
                    Kind::Value => "1987-03",
                    Kind::Infix(4 | 5) => "^",
                    Kind::Infix(_) => "+",
                    _ => continue,
                };
                let other = replaced(text, &tokens, at, with);
                let same = document(&other).is_some_and(|document| document == known);
                assert!(!same, "{other}\nsays the same as\n{whole}");
            }
        }
    }
}

#[test]
fn places_mean_nothing() {
    for text in MODELS {
        let known = document(text);
        assert!(known.is_some());
        assert!(document(&format!("\n\n# shifted\n\n{text}")) == known);
    }
}
