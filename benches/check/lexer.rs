//! A lexer by hand: names, numbers, strings, comments and marks, with their places. What reading a text costs at least.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a word of the language.
    Word,
    /// Digits, with `_` and a fraction.
    Number,
    /// A text between quotation marks.
    Text,
    /// From `#` to the end of the line.
    Comment,
    /// The end of a line.
    Line,
    /// Anything else, one byte or two.
    Mark,
}

/// A token and its place.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// All tokens of a text.
pub fn lex(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 4);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'\n' => {
                at += 1;
                Kind::Line
            }
            b'#' => {
                at = skip(bytes, at, |byte| byte != b'\n');
                Kind::Comment
            }
            b'"' => {
                at = text_end(bytes, at + 1);
                Kind::Text
            }
            b'0'..=b'9' => {
                at = number_end(bytes, at);
                Kind::Number
            }
            byte if in_word(*byte) => {
                at = skip(bytes, at, in_word);
                Kind::Word
            }
            _ => {
                let pair = matches!(
                    &bytes[at..],
                    [b'<' | b'>' | b'=', b'=', ..] | [b'.', b'.', ..]
                );
                at += 1 + usize::from(pair);
                Kind::Mark
            }
        };
        let (start, end) = (start as u32, at as u32);
        tokens.push(Token { kind, start, end });
    }
    tokens
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn skip(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let length = bytes[from..].iter().position(|byte| !wanted(*byte));
    length.map_or(bytes.len(), |length| from + length)
}

fn text_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn number_end(bytes: &[u8], from: usize) -> usize {
    let digit = |byte: u8| byte.is_ascii_digit() || byte == b'_';
    let at = skip(bytes, from, digit);
    match bytes.get(at..at + 2) {
        Some([b'.', next]) if next.is_ascii_digit() => skip(bytes, at + 1, digit),
        _ => at,
    }
}
