//! The text of a unit, found without the grammar: what a message prints behind a mended number.

/// How much of a text belongs to the unit that its beginning is part of: `/t of ore` in `/t of ore {`.
pub fn rest_of_unit(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let more = divisor(rest).or_else(|| kind(rest));
        match more {
            Some(length) => at += length,
            None => return at,
        }
    }
}

/// A unit behind a blank, with all that belongs to it: ` USD/t of ore`.
pub fn unit_after(text: &str) -> usize {
    let blank = blanks(text);
    let word = word(&text[blank..]);
    match blank > 0 && word > 0 && !KEYWORDS.contains(&&text[blank..blank + word]) {
        true => blank + word + rest_of_unit(&text[blank + word..]),
        false => 0,
    }
}

/// Words that may follow a number and are no unit.
const KEYWORDS: [&str; 18] = [
    "to", "of", "in", "and", "or", "then", "else", "when", "during", "weight", "each", "within",
    "is", "at", "from", "fading", "because", "source",
];

/// `/t`, `*km`, `^2`
fn divisor(text: &str) -> Option<usize> {
    let joined = text.starts_with(['/', '*', '^']);
    let length = word(text.get(1..)?);
    (joined && length > 0).then_some(1 + length)
}

/// ` of ore`, ` of 2025`
fn kind(text: &str) -> Option<usize> {
    let blank = blanks(text);
    let of = text[blank..].strip_prefix("of ")?;
    let gap = blanks(of);
    let length = word(&of[gap..]);
    (blank > 0 && length > 0).then_some(blank + 3 + gap + length)
}

fn blanks(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b' ').count()
}

fn word(text: &str) -> usize {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    text.bytes().take_while(letter).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_unit_and_no_more() {
        let rest = |text: &'static str| &text[..rest_of_unit(text)];
        assert_eq!(rest("/t of ore { because"), "/t of ore");
        assert_eq!(rest(" of pledged/year + 3"), " of pledged/year");
        assert_eq!(rest(" { source bank }"), "");
        assert_eq!(rest(" * demand"), "");
        let after = |text: &'static str| &text[..unit_after(text)];
        assert_eq!(after(" USD/year { because"), " USD/year");
        assert_eq!(after(" to 12"), "");
        assert_eq!(after("/t"), "");
    }
}
