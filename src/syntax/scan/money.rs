//! `$6tn`, `US$500 million`, `5€`: amounts with a currency sign.

use super::super::fault::number::CurrencySign;
use super::super::unit_text::rest_of_unit;
use super::Scanner;

/// The signs with their ISO codes.
const SIGNS: [(char, &str); 9] = [
    ('$', "USD"),
    ('€', "EUR"),
    ('£', "GBP"),
    ('¥', "JPY"),
    ('￥', "JPY"),
    ('₹', "INR"),
    ('₩', "KRW"),
    ('₽', "RUB"),
    ('₺', "TRY"),
];

/// The code of a currency sign.
pub fn currency(sign: char) -> Option<&'static str> {
    SIGNS
        .iter()
        .find(|(known, _)| *known == sign)
        .map(|(_, code)| *code)
}

/// The code of `US$`, `A$`.
fn dollar(country: &str) -> &'static str {
    match country {
        "A" | "AU" | "AUD" => "AUD",
        "C" | "CA" | "CAD" => "CAD",
        "HK" => "HKD",
        "NZ" => "NZD",
        "S" | "SG" => "SGD",
        _ => "USD",
    }
}

/// The suffix that an abbreviation of a magnitude stands for.
pub fn suffix(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "" => "",
        "k" | "thousand" | "tsd" => "k",
        "m" | "mn" | "mio" | "mln" | "mm" | "million" | "millions" => "M",
        "b" | "bn" | "mrd" | "bln" | "billion" | "billions" => "B",
        "t" | "tn" | "trn" | "tln" | "trillion" | "trillions" => "T",
        _ => return None,
    })
}

impl Scanner<'_> {
    /// An amount that begins with a currency sign, or with the letters before one.
    pub fn money(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let country = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        let sign = rest
            .get(country..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or('$');
        let code = match currency(sign) {
            Some("USD") => dollar(rest.get(..country).unwrap_or_default()),
            Some(code) => code,
            None => "USD",
        };
        let head = country + sign.len_utf8();
        let tail = rest.get(head..).unwrap_or_default();
        let amount = Amount::read(tail);
        let length = head + amount.length;
        let range = start..start + length;
        let before = self
            .before()
            .is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '%');
        let behind = &rest[head + amount.length..];
        let unit = &behind[..rest_of_unit(behind)];
        let (shown, help) = match (amount.mended(), amount_before(&self.text[..start])) {
            (Some(mended), _) => (
                start..range.end + unit.len(),
                format!("write `{mended} {code}{unit}`{}", amount.meaning()),
            ),
            (None, Some(written)) if before => (
                start - written.len()..range.end + unit.len(),
                format!("write `{} {code}{unit}`", written.trim_end()),
            ),
            (None, _) if before => (range.clone(), format!("write `{code}` after a space")),
            (None, _) => (
                range.clone(),
                format!("write the amount first, then `{code}`"),
            ),
        };
        match amount.mended() {
            Some(mended) => self.mend(range.clone(), &mended),
            None => self.mend(range.clone(), if before { "" } else { "1" }),
        }
        let span = self.span(&shown);
        self.at = range.end;
        self.nesting.other();
        self.report(CurrencySign { sign, help, span }, range, true);
    }
}

/// The amount that a text ends with: `5`, `5 million `.
fn amount_before(text: &str) -> Option<&str> {
    let number = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_');
    let trimmed = text.trim_end_matches(' ');
    let mut start = trimmed.trim_end_matches(number).len();
    if suffix(&trimmed[start..]).is_some_and(|suffix| !suffix.is_empty()) {
        start = trimmed[..start]
            .trim_end_matches(' ')
            .trim_end_matches(number)
            .len();
    }
    let amount = &text[start..];
    amount
        .starts_with(|letter: char| letter.is_ascii_digit())
        .then_some(amount)
}

/// The number and the magnitude after a currency sign.
struct Amount<'t> {
    digits: &'t str,
    suffix: &'static str,
    length: usize,
}

impl<'t> Amount<'t> {
    fn read(text: &'t str) -> Self {
        let blank = text.bytes().take_while(|byte| *byte == b' ').count();
        let number = &text[blank..];
        let length = number
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'_'))
            .count();
        let digits = number[..length].trim_end_matches(['.', ',']);
        if digits.is_empty() {
            return Amount {
                digits,
                suffix: "",
                length: 0,
            };
        }
        let after = &number[digits.len()..];
        let gap = after.bytes().take_while(|byte| *byte == b' ').count();
        let letters = after[gap..]
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .count();
        match suffix(&after[gap..gap + letters]) {
            Some(suffix) if letters > 0 => Amount {
                digits,
                suffix,
                length: blank + digits.len() + gap + letters,
            },
            _ => Amount {
                digits,
                suffix: "",
                length: blank + digits.len(),
            },
        }
    }

    /// What the magnitude means.
    fn meaning(&self) -> &'static str {
        match self.suffix {
            "" => "",
            _ => " (`T`, `B`, `M` and `k` mean trillion, billion, million and thousand)",
        }
    }

    /// `6T`, if there is an amount at all.
    fn mended(&self) -> Option<String> {
        let digits = if self.digits.matches('.').count() > 1 {
            self.digits.replace('.', "_")
        } else {
            self.digits.replace(',', "_")
        };
        (!digits.is_empty()).then(|| format!("{digits}{}", self.suffix))
    }
}
