//! `=` and `~` of assumptions: what to write where the value needs the other one.

use crate::span::Span;
use crate::types::context::Checker;
use crate::types::fault::draw::NotUncertain;
use crate::types::model::QuantityId;

impl Checker<'_> {
    /// One value behind `~`.
    pub(super) fn not_uncertain(&mut self, id: QuantityId, value: Span) {
        let text = self.text_of(value);
        let (known, span) = self.with_sign(id, value, '=');
        let (uncertain, _) = self.with_sign(id, value, '~');
        let help = match around(&text) {
            Some(range) => format!(
                "for a known value write `{known}`; for an uncertain one a range, such as `{}`",
                uncertain.replacen(&text, &range, 1)
            ),
            None => format!("for a known value write `{known}`; for an uncertain one a range"),
        };
        self.faults.push(NotUncertain { text, help, span });
    }

    /// Where the head of a declaration stands that a value belongs to: at its name, but where the value is given by
    /// `--set`, which writes a head of its own.
    fn head_of(&self, name: Span, value: Span) -> Span {
        let between = Span {
            end: value.start,
            ..name
        };
        let between = self.text.get(between.range()).unwrap_or_default();
        match between.rfind("\nassume ") {
            Some(at) => {
                let start = name.range().start + at + "\nassume ".len();
                Span::new(start, value.range().start)
            }
            None => name,
        }
    }

    /// An assumption up to its value with another sign before it, and its place.
    pub(in crate::types) fn with_sign(
        &self,
        id: QuantityId,
        value: Span,
        sign: char,
    ) -> (String, Span) {
        let name = self.head_of(self.quantities[id.0].origin.name_span, value);
        let head = self.text_of(Span {
            end: value.start,
            ..name
        });
        let head = head.trim_end().trim_end_matches(['=', '~']).trim_end();
        let mended = format!("assume {head} {sign} {}", self.text_of(value));
        let before = self.text.get(..name.range().start).unwrap_or_default();
        let keyword = before.trim_end().strip_suffix("assume");
        let start = keyword.map_or(name.range().start, str::len);
        (mended, Span::new(start, value.range().end))
    }
}

/// A range around a number with its unit: `8_000 to 10_000 USD/t` for `9_000 USD/t`.
fn around(text: &str) -> Option<String> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | '_'));
    let (digits, unit) = text.split_at(digits.unwrap_or(text.len()));
    let value: f64 = digits.replace('_', "").parse().ok()?;
    let scientific = format!("{value:e}");
    let (first, size) = scientific.split_once('e')?;
    let mut size: i32 = size.parse().ok()?;
    // Two figures where one would be too wide.
    if first.starts_with(['1', '2']) {
        size -= 1;
    }
    let step: f64 = format!("1e{size}").parse().ok()?;
    let decimals = usize::try_from(-size).unwrap_or(0);
    let (low, high) = ((value * 0.9 / step).floor(), (value * 1.1 / step).ceil());
    let (low, high) = (
        grouped(low * step, decimals),
        grouped(high * step, decimals),
    );
    // What is glued to the number belongs to both.
    let glued = unit.split(' ').next().unwrap_or_default();
    (value > 0.0 && value < 1e15).then(|| format!("{low}{glued} to {high}{unit}"))
}

/// A number as it is written here.
fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let groups = whole.as_bytes().rchunks(3).rev();
    let groups: Vec<&str> = groups
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    format!("{}{fraction}", groups.join("_"))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn ranges_around_a_value() {
        let range = |text| around(text).unwrap_or_default();
        assert_eq!(range("9_000 USD/t"), "8_000 to 10_000 USD/t");
        assert_eq!(range("4%"), "3% to 5%");
        assert_eq!(range("150 JPY/USD"), "130 to 170 JPY/USD");
        assert_eq!(range("0.35"), "0.3 to 0.4");
        assert_eq!(range("40M USD"), "30M to 50M USD");
        assert_eq!(range("12 people"), "10 to 14 people");
        assert_eq!(around("x + 3"), None);
        assert_eq!(around("0 USD"), None);
    }
}
