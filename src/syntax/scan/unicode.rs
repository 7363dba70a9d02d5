//! Characters beyond ASCII, outside strings and comments: what word processors and web pages put in.

use super::super::fault::lexical::{ForeignBlank, ForeignDash, ForeignLetter, ForeignOperator};
use super::Scanner;
use super::money::currency;
use super::quote::is_foreign_quote;

/// Signs with what is written here; none longer than its sign in bytes.
const SIGNS: [(char, &str); 38] = [
    ('×', "*"),
    ('·', "*"),
    ('∙', "*"),
    ('⋅', "*"),
    ('∗', "*"),
    ('÷', "/"),
    ('∕', "/"),
    ('⁄', "/"),
    ('≤', "<="),
    ('≥', ">="),
    ('⩽', "<="),
    ('⩾', ">="),
    ('≠', "!="),
    ('…', ".."),
    ('∼', "~"),
    ('～', "~"),
    ('²', "^2"),
    ('³', "^3"),
    ('∧', "and"),
    ('∨', "or"),
    ('＝', "="),
    ('％', "%"),
    ('，', ","),
    ('、', ","),
    ('。', "."),
    ('．', "."),
    ('：', ":"),
    ('；', ";"),
    ('（', "("),
    ('）', ")"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('＋', "+"),
    ('＊', "*"),
    ('＜', "<"),
    ('＞', ">"),
];

/// A character that looks like `-`.
fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// A blank that is no space, or a character that shows nothing.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl Scanner<'_> {
    /// A character beyond ASCII.
    pub fn beyond_ascii(&mut self) {
        let Some(letter) = self.rest().chars().next() else {
            return self.at += 1;
        };
        let range = self.at..self.at + letter.len_utf8();
        if is_foreign_quote(letter) {
            self.foreign_string(letter);
        } else if is_dash(letter) {
            self.dash(letter);
        } else if is_blank(letter) {
            self.blank();
        } else if currency(letter).is_some() {
            self.money();
        } else if let Some((_, right)) = SIGNS.iter().find(|(sign, _)| *sign == letter) {
            self.mend(range.clone(), right);
            let span = self.span(&range);
            let bracket = right.bytes().find(|mark| b"()[]{};.:%".contains(mark));
            self.nesting.mark(bracket.unwrap_or(b'+'));
            self.at = range.end;
            let (wrong, right) = (letter.to_string(), (*right).to_owned());
            self.report(ForeignOperator { wrong, right, span }, range, false);
        } else if letter.is_alphanumeric() {
            self.foreign_word();
        } else {
            self.stray(range);
        }
    }

    /// A dash: a minus, a range, or a window between dates.
    fn dash(&mut self, dash: char) {
        let range = self.at..self.at + dash.len_utf8();
        let before = self
            .text
            .get(..range.start)
            .unwrap_or_default()
            .trim_end_matches([' ', '\t']);
        let after = self
            .text
            .get(range.end..)
            .unwrap_or_default()
            .trim_start_matches([' ', '\t']);
        let ends = |text: &str| {
            text.ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '%')
        };
        let left = &before[before.trim_end_matches(numeric).len()..];
        let right = &after[..after.find(|letter| !numeric(letter)).unwrap_or(after.len())];
        let digits = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
        let mut ambiguous = false;
        let (help, mended) = if is_date(left) && is_date(right) {
            (format!("write `{left}..{right}`"), "..")
        } else if digits(left) && digits(right) {
            // Either may be meant, so the declaration is not read on.
            ambiguous = true;
            (
                format!("write `{left} to {right}` for a range, `{left} - {right}` to subtract"),
                "-",
            )
        } else if ends(before) {
            ("write `-`, or `to` for a range".to_owned(), "-")
        } else {
            ("write `-`".to_owned(), "-")
        };
        self.mend(range.clone(), mended);
        // Where both sides are printed, both are underlined.
        let shown = if digits(left) && digits(right) {
            let behind = self.text.len() - after.len();
            before.len() - left.len()..behind + right.len()
        } else {
            range.clone()
        };
        let span = self.span(&shown);
        self.nesting.mark(b'-');
        self.at = range.end;
        self.report(ForeignDash { dash, help, span }, range, ambiguous);
    }

    /// A run of blanks that are no spaces.
    fn blank(&mut self) {
        let rest = self.rest();
        let length = rest
            .find(|letter: char| !is_blank(letter) || letter.is_ascii())
            .unwrap_or(rest.len());
        let range = self.at..self.at + length;
        let before = self.text[..range.start].ends_with(|letter: char| letter.is_ascii_digit());
        let after = self.text[range.end..].starts_with(|letter: char| letter.is_ascii_digit());
        let shown = rest.chars().next().map_or(0, u32::from);
        let help = if before && after {
            "write `_` between groups of digits"
        } else {
            "write a plain space"
        };
        let span = self.span(&range);
        self.mend(range.clone(), "");
        self.at = range.end;
        self.report(
            ForeignBlank {
                shown: format!("U+{shown:04X}"),
                help,
                span,
            },
            range,
            before && after,
        );
    }

    /// A word with letters beyond ASCII. The copy has `_` for them, so that it is a name.
    fn foreign_word(&mut self) {
        let before = self.text[..self.at]
            .bytes()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .count();
        let rest = self.rest();
        let length = rest
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(rest.len());
        let range = self.at - before..self.at + length;
        let word = self.text.get(range.clone()).unwrap_or_default();
        let stand_in: String = word
            .bytes()
            .map(|byte| {
                if byte.is_ascii() {
                    char::from(byte)
                } else {
                    '_'
                }
            })
            .collect();
        let span = self.span(&range);
        let fault = ForeignLetter::new(word, 1, span);
        self.mend(range.clone(), &stand_in);
        self.at = range.end;
        self.nesting.other();
        self.report(fault, range, true);
    }
}

fn numeric(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '%')
}

/// `2027`, `2027-03`
fn is_date(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.len() == 4 || text.as_bytes().get(4) == Some(&b'-'))
}
