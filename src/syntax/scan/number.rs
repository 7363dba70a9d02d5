//! Numbers as other languages and countries write them.

use std::ops::Range;

use super::super::fault::date::DateForm;
use super::super::fault::number::{DigitComma, DigitDots, DoubledPercent};
use super::Scanner;

impl Scanner<'_> {
    /// A run of digits and what is glued to it.
    pub fn digits(&mut self) {
        self.nesting.other();
        let rest = self.rest();
        let length = run(rest, b'_');
        let separator = rest.as_bytes().get(length).copied();
        let digit_follows = rest
            .as_bytes()
            .get(length + 1)
            .is_some_and(u8::is_ascii_digit);
        match separator {
            Some(b',') if digit_follows => self.commas(),
            Some(b'.') if digit_follows => self.dots(),
            _ => self.at += length,
        }
        self.suffix();
    }

    /// Skips the letters of a suffix or an exponent, and refuses `%%`.
    fn suffix(&mut self) {
        let rest = self.rest();
        self.at += rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if self.rest().starts_with("%%") {
            let range =
                self.at..self.at + self.rest().bytes().take_while(|byte| *byte == b'%').count();
            let span = self.span(&range);
            self.mend(range.clone(), "%");
            self.at = range.end;
            self.report(DoubledPercent { span }, range, false);
        }
    }

    /// `1,000` and `0,5`
    fn commas(&mut self) {
        let start = self.at;
        let length = self
            .rest()
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'_'))
            .count();
        let text = self
            .rest()
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(',');
        let fraction = fraction(self.rest().get(text.len()..).unwrap_or_default());
        let groups: Vec<&str> = text.split(',').collect();
        let thousands = groups.iter().skip(1).all(|group| group.len() == 3)
            && groups[0].len() <= 3
            && groups[0] != "0";
        let decimal = groups.len() == 2 && fraction == 0;
        let range = start..start + text.len() + fraction;
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let mut mended = if thousands {
            Some(whole.replace(',', "_"))
        } else if decimal {
            Some(whole.replace(',', "."))
        } else {
            None
        };
        let listed = whole.replace(',', ", ");
        let certain = mended.is_some() && (thousands || !self.nesting.in_brackets());
        if let Some(mended) = mended.clone().filter(|_| certain) {
            self.mend(range.clone(), &mended);
        }
        let separate = self.nesting.in_brackets();
        let help = match mended.take() {
            Some(mended) if separate => format!(
                "write `{mended}`; for separate values put a space after the comma: `{listed}`"
            ),
            Some(mended) => format!("write `{mended}`"),
            None => format!("put a space after each comma: `{listed}`"),
        };
        let span = self.span(&range);
        self.at = range.end;
        self.report(DigitComma { help, span }, range, !certain);
    }

    /// `1.5`, but also `31.12.2027` and `1.000.000`.
    fn dots(&mut self) {
        let rest = self.rest();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || *byte == b'.')
            .count();
        let text = rest.get(..length).unwrap_or_default();
        let text = text
            .find("..")
            .map_or(text, |cut| &text[..cut])
            .trim_end_matches('.');
        let groups: Vec<&str> = text.split('.').collect();
        let range = self.at..self.at + text.len();
        match groups.as_slice() {
            [day, month, year] if day.len() <= 2 && month.len() <= 2 && year.len() == 4 => {
                let iso = format!("{year}-{month:0>2}-{day:0>2}");
                self.date(range, iso);
            }
            [_, _, _, ..] => self.grouped(range, &groups),
            _ => {
                self.at += 1
                    + run(rest, b'_')
                    + run(rest.get(1 + run(rest, b'_')..).unwrap_or_default(), b'_')
            }
        }
    }

    fn date(&mut self, range: Range<usize>, iso: String) {
        let spoils = iso.len() > range.len();
        self.mend(range.clone(), if spoils { &iso[..4] } else { &iso });
        let span = self.span(&range);
        self.at = range.end;
        self.report(
            DateForm {
                help: format!("write `{iso}`"),
                span,
            },
            range,
            spoils,
        );
    }

    /// `1.000.000`
    fn grouped(&mut self, range: Range<usize>, groups: &[&str]) {
        let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
        let mended = groups.join("_");
        self.mend(range.clone(), &mended);
        let help = if thousands {
            format!("write `{mended}`")
        } else {
            "write one point at most".to_owned()
        };
        let span = self.span(&range);
        self.at = range.end;
        self.report(DigitDots { help, span }, range, !thousands);
    }
}

/// How many digits, or `also`, a text begins with.
fn run(text: &str, also: u8) -> usize {
    text.bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == also)
        .count()
}

/// The length of `.5` at the start of a text.
fn fraction(text: &str) -> usize {
    match text.as_bytes() {
        [b'.', digit, ..] if digit.is_ascii_digit() => 1 + run(&text[1..], b'_'),
        _ => 0,
    }
}
