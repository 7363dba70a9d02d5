//! What a cell says where a number is wanted: the number, `unknown`, or why it is neither.

use crate::calendar::Period;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A number.
    Number(f64),
    /// `12%`: the number before the sign, and the share that it is.
    Percent { number: f64, share: f64 },
    /// `unknown`
    Unknown,
}

/// Why a cell is no number, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoNumber {
    pub(super) is: &'static str,
    pub(super) help: String,
}

/// What people write where they have no value.
const PLACEHOLDERS: [&str; 16] = [
    "-", "--", "–", "—", ".", "..", "...", "…", "?", "x", "na", "n/a", "n.a.", "nan", "null",
    "none",
];

const GAP: &str = "write the value, or `unknown` where there is none";

/// Reads a cell that is not empty.
pub(super) fn read(text: &str) -> Result<Value, NoNumber> {
    if text.eq_ignore_ascii_case("unknown") {
        return Ok(Value::Unknown);
    }
    let (digits, percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), true),
        None => (text, false),
    };
    if !is_decimal(digits) {
        return Err(why_not(text));
    }
    match (decimal(digits, 0), decimal(digits, -2)) {
        (Some(number), Some(share)) if percent => Ok(Value::Percent { number, share }),
        (Some(number), _) => Ok(Value::Number(number)),
        _ => Err(NoNumber {
            is: "a number too large to be held",
            help: "write a number below `1.8e308`".to_owned(),
        }),
    }
}

/// `12`, `-1.5`, `.5`, `1e3`: digits with a point, a sign and an exponent at most.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            (mantissa, Some(exponent))
        }
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole)
        && plain(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && plain(exponent))
}

/// The number that a decimal times 10 to the power `shift` is nearest to, rounded once; none beyond all numbers.
fn decimal(text: &str, shift: i64) -> Option<f64> {
    let value: f64 = if shift == 0 {
        text.parse().ok()?
    } else {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let beyond = if exponent.starts_with('-') {
            -100_000
        } else {
            100_000
        };
        let exponent: i64 = exponent.parse().unwrap_or(beyond).clamp(-100_000, 100_000);
        format!("{mantissa}e{}", exponent + shift).parse().ok()?
    };
    value.is_finite().then_some(value)
}

/// What somebody meant by a text that is no number.
fn why_not(text: &str) -> NoNumber {
    let (is, help) = if PLACEHOLDERS.contains(&text.to_lowercase().as_str()) || text == "#N/A" {
        ("no value", GAP.to_owned())
    } else if text.starts_with('#') {
        (
            "an error of the spreadsheet",
            "mend its formula there, or write `unknown`".to_owned(),
        )
    } else if text.starts_with('=') {
        (
            "a formula whose value is not stored",
            "open the file in a spreadsheet program, let it calculate, and save it".to_owned(),
        )
    } else if ["true", "false", "yes", "no"].contains(&text.to_lowercase().as_str()) {
        ("a yes/no, not a number", "write `1` or `0`".to_owned())
    } else if Period::parse(text).is_some() {
        (
            "a date, not a number",
            "give the cell a number, or leave this column out of `columns`".to_owned(),
        )
    } else if let Some(help) = grouped(text) {
        ("not a plain number", help)
    } else if text.starts_with(|first: char| first.is_ascii_digit() || "$€£¥+-".contains(first))
    {
        (
            "more than a number",
            "write the number alone; its unit stands in the model's `columns`".to_owned(),
        )
    } else {
        (
            "not a number",
            "write a number such as `1.36`, or `unknown`".to_owned(),
        )
    };
    NoNumber { is, help }
}

/// What to write for `1,234.5`, `1 234`, `1'234`, `1,5` and `(12)`.
fn grouped(text: &str) -> Option<String> {
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return is_decimal(inner).then(|| format!("write `-{inner}`"));
    }
    let blank =
        |letter: char| letter.is_whitespace() || letter == '\'' || letter == '’' || letter == '_';
    if text.contains(blank) {
        let plain = text.replace(blank, "");
        return is_decimal(&plain).then(|| format!("write it without gaps: `{plain}`"));
    }
    let without = text.replace(',', "");
    let commas = text.len() - without.len();
    let points_first = text
        .find('.')
        .is_some_and(|point| text[point..].contains(','));
    if commas == 0 || points_first || !is_decimal(&without) {
        let swapped = text.replace('.', "").replace(',', ".");
        return (commas == 1 && is_decimal(&swapped))
            .then(|| format!("write it with a point: `{swapped}`"));
    }
    let tail = text.rsplit(',').next().unwrap_or_default();
    let in_threes = tail.split('.').next().unwrap_or_default().len() == 3;
    Some(match (commas, in_threes, tail.contains('.')) {
        (1, true, false) => format!(
            "write `{without}`, or `{}` if the comma is a decimal point",
            text.replace(',', ".")
        ),
        (_, true, _) => format!("write it without commas: `{without}`"),
        (1, false, false) => format!("write a point for the comma: `{}`", text.replace(',', ".")),
        _ => format!("write it without commas: `{without}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> f64 {
        match read(text).unwrap() {
            Value::Number(value) | Value::Percent { share: value, .. } => value,
            Value::Unknown => f64::NAN,
        }
    }

    #[test]
    fn plain_numbers() {
        for (text, value) in [
            ("0", 0.0),
            ("-1.5", -1.5),
            ("+2", 2.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e3", 1000.0),
            ("1.5E-3", 0.0015),
            ("12%", 0.12),
            ("0.7 %", 0.007),
            ("7e1%", 0.7),
            ("0.1", 0.1),
            ("1e-400", 0.0),
        ] {
            assert_eq!(number(text).to_bits(), f64::to_bits(value), "{text}");
        }
        assert_eq!(read("unknown"), Ok(Value::Unknown));
        assert_eq!(read("Unknown"), Ok(Value::Unknown));
    }

    #[test]
    fn what_is_no_number_says_what_to_write() {
        let told = |text: &str| {
            let why = read(text).unwrap_err();
            format!("{text}: {}; {}", why.is, why.help)
        };
        let all = [
            "n/a",
            "-",
            "NaN",
            "#DIV/0!",
            "#N/A",
            "=B2*2",
            "TRUE",
            "2024-03",
            "1,234",
            "1,234.5",
            "1,234,567",
            "1,5",
            "1.234,5",
            "1 234",
            "1'234",
            "(12)",
            "$5",
            "5 USD",
            "inf",
            "five",
            "1e999",
            "0x10",
            "1e",
            "%",
            "12%%",
            "1_000",
            "−5",
        ];
        let told: Vec<String> = all.into_iter().map(told).collect();
        insta::assert_snapshot!(told.join("\n"));
    }
}
