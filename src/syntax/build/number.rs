//! Numbers: correctly rounded from their decimal text, suffix and percent sign included.

use super::super::fault::number::NumberTooLarge;
use super::super::tree::Node;
use super::Context;
use crate::span::Spanned;

/// The value of `18_112`, `1.5e3`, `500M`, times 10 to the power `shift`.
pub fn number(node: &Node<'_>, shift: i64, cx: &mut Context) -> f64 {
    let text = node.text();
    if let Some(small) = plain_integer(text, shift) {
        return small;
    }
    let value = scaled(text, shift);
    if value.is_finite() {
        return value;
    }
    cx.faults.push(NumberTooLarge {
        text: super::super::fault::shown(text),
        span: node.span(),
    });
    f64::MAX
}

/// A whole number such as those of `draws`.
pub fn integer(node: &Node<'_>, cx: &mut Context) -> Spanned<f64> {
    Spanned::new(number(node, 0, cx), node.span())
}

/// The short way for the most frequent case: up to 15 digits and nothing else.
fn plain_integer(text: &str, shift: i64) -> Option<f64> {
    if shift != 0 || text.len() > 15 {
        return None;
    }
    let digits = text.bytes().try_fold(0_u64, |sum, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + u64::from(byte - b'0'))
    });
    digits.map(|value| value as f64)
}

/// Puts suffix, exponent and shift into one exponent, so that the text is rounded only once.
fn scaled(text: &str, shift: i64) -> f64 {
    let digits: String = text.chars().filter(|letter| *letter != '_').collect();
    let (body, suffix) = match digits.as_bytes().last() {
        Some(b'k') => (&digits[..digits.len() - 1], 3),
        Some(b'M') => (&digits[..digits.len() - 1], 6),
        Some(b'B') => (&digits[..digits.len() - 1], 9),
        Some(b'T') => (&digits[..digits.len() - 1], 12),
        _ => (digits.as_str(), 0),
    };
    let (mantissa, exponent) = body.split_once(['e', 'E']).unwrap_or((body, "0"));
    let held = if exponent.starts_with('-') {
        -100_000
    } else {
        100_000
    };
    let exponent: i64 = exponent.parse().unwrap_or(held).clamp(-100_000, 100_000);
    format!("{mantissa}e{}", exponent + suffix + shift)
        .parse()
        .unwrap_or(f64::INFINITY)
}
