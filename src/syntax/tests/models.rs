//! Whole models parse, whatever ends their lines.

use super::super::parse;
use super::*;

const MODELS: [(&str, &str, usize); 3] = [
    (
        "mine",
        include_str!("../../../tests/cases/syntax/mine.fore"),
        26,
    ),
    (
        "stock_cover",
        include_str!("../../../tests/cases/syntax/stock_cover.fore"),
        22,
    ),
    (
        "whole_language",
        include_str!("../../../tests/cases/syntax/whole_language.fore"),
        64,
    ),
];

#[test]
fn every_model_parses() {
    for (name, text, count) in MODELS {
        assert_eq!(sound(text).declarations.len(), count, "{name}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for (name, text, _) in MODELS {
        let plain = sound(text);
        assert_eq!(
            plain,
            sound(&text.replace('\n', "\r\n")),
            "{name} with carriage returns"
        );
        assert_eq!(
            plain,
            sound(&text.replace('\n', "\r")),
            "{name} with carriage returns only"
        );
        assert_eq!(
            plain,
            sound(&format!("\u{feff}{text}")),
            "{name} with a byte-order mark"
        );
        assert_eq!(
            plain,
            sound(text.trim_end()),
            "{name} without a last line break"
        );
    }
}

#[test]
fn spans_point_into_the_file() {
    let (_, text, _) = MODELS[2];
    for declaration in sound(text).declarations {
        let covered = &text[declaration.span.range()];
        assert!(
            covered.starts_with(|letter: char| letter.is_ascii_lowercase()),
            "{covered}"
        );
        assert!(!covered.ends_with(char::is_whitespace), "{covered}");
    }
}

#[test]
fn cutting_a_model_anywhere_is_survived() {
    let (_, text, _) = MODELS[1];
    for (at, _) in text.char_indices() {
        parse(&text[..at]);
        parse(&text[at..]);
    }
}

#[test]
fn a_broken_declaration_swallows_no_other() {
    let (_, text, count) = MODELS[0];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.starts_with(|letter: char| letter.is_ascii_lowercase()) {
            let broken = format!(
                "{}{} ) @\n{}",
                &text[..start],
                line.trim_end(),
                &text[end..]
            );
            let parsed = parse(&broken);
            assert!(parsed.document.declarations.len() >= count - 1, "{broken}");
            assert!(parsed.faults.any_error());
        }
        start = end;
    }
}
