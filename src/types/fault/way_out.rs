//! What would mend a difference of units: a unit, a rate of exchange, a deflator.

use super::difference::is_rate_slip;
use super::exchange::exchange;
use crate::units::{Base, Dimension, Exponent, Unit};

/// What would mend a difference of units, in words.
pub(super) fn way_out(left: &Unit, right: &Unit, text: &str, literal: bool) -> String {
    let (left_dimension, right_dimension) = (left.dimension(), right.dimension());
    if literal && right_dimension.is_none() {
        return format!("give the number its unit: `{}`", left.given_to(text));
    }
    let ratio = left_dimension.over(&right_dimension);
    let parts: Vec<(Base, Exponent)> = ratio
        .parts()
        .map(|(base, exponent)| (base.clone(), exponent))
        .collect();
    if let Some(told) = exchange(&parts, text) {
        return told;
    }
    if is_rate_slip(&left_dimension, &right_dimension) {
        return rate(&parts, text, literal);
    }
    if parts
        .iter()
        .all(|(base, _)| matches!(base, Base::PriceBase(_)))
    {
        return deflator(&parts, &left_dimension, text);
    }
    let missing = quotient(left, right);
    if left_dimension.is_none() {
        return "write a plain number or a percentage here, or check the names that go in"
            .to_owned();
    }
    if missing
        .dimension()
        .parts()
        .any(|(_, exponent)| *exponent.denom() != 1)
    {
        return "check the names and units that go in: a root of a unit is rarely meant".to_owned();
    }
    let rest = format!(
        "check the names and units that go in, or multiply `{}` by something in `{missing}`",
        operand(text)
    );
    match meant(text, left, right).filter(|_| literal) {
        Some(meant) => format!("did you mean `{meant}`? if not, {rest}"),
        None => rest,
    }
}

/// A number that lacks one `/unit` of what it should be, or has one too many, with its unit mended.
pub(in crate::types) fn meant(text: &str, wanted: &Unit, is: &Unit) -> Option<String> {
    let plain = |unit: &str| !unit.contains(['/', '*', '^', ' ']) && !unit.is_empty();
    let missing = quotient(wanted, is);
    if missing.dimension().parts().count() != 1 {
        return None;
    }
    let shown = missing.to_string();
    let lacks = shown.strip_prefix("1/").filter(|unit| plain(unit));
    let too_many = text.strip_suffix(shown.as_str());
    match (lacks, too_many.and_then(|text| text.strip_suffix('/'))) {
        (Some(unit), _) => Some(format!("{text}/{unit}")),
        (None, Some(text)) if plain(&shown) => Some(text.to_owned()),
        _ => None,
    }
}

/// `text` is a flow where an amount is needed, or the reverse.
fn rate(parts: &[(Base, Exponent)], text: &str, literal: bool) -> String {
    let amount = parts
        .iter()
        .any(|(_, exponent)| *exponent < Exponent::from_integer(0));
    let (shown, per_step) = (
        brief(text),
        in_brackets(text, |text| format!("{text} / step")),
    );
    match (amount, literal) {
        (true, true) => format!("write `{text}/year`: the other side is a flow, per time"),
        (true, false) => {
            let write = if shown == text { "write" } else { "put" };
            format!(
                "`{shown}` is an amount, the other side a flow (per time): {write} `/year` behind the numbers that it is made from, or {per_step} if all of it comes in that step"
            )
        }
        (false, _) => {
            let times_step = in_brackets(text, |text| format!("{text} * step"));
            let total = match shown == text {
                true => format!("`total({text})`"),
                false => "`total( … )`".to_owned(),
            };
            let write = if shown == text { "write" } else { "put" };
            format!(
                "`{shown}` is a flow (per time), the other side an amount: {write} {times_step} for what flows in one step, or {total} for what flows over the whole timeline"
            )
        }
    }
}

/// The most letters of an expression that a message repeats.
const MOST_QUOTED: usize = 40;

/// The beginning of an expression that is too long to be read twice.
pub(in crate::types) fn brief(text: &str) -> String {
    match text.chars().count() <= MOST_QUOTED {
        true => text.to_owned(),
        false => {
            let start: String = text.chars().take(MOST_QUOTED - 2).collect();
            format!("{} …", start.trim_end())
        }
    }
}

/// What to write for a text with something behind it: `x / step`, or `( … ) / step` put around a long one.
pub(in crate::types) fn in_brackets(text: &str, with: impl Fn(&str) -> String) -> String {
    match text.chars().count() <= MOST_QUOTED {
        true => format!("`{}`", with(&operand(text))),
        false => format!("`{}` around it", with("( … )")),
    }
}

fn deflator(parts: &[(Base, Exponent)], dimension: &Dimension, text: &str) -> String {
    let unit = qualified(dimension);
    let year = |left: bool| {
        let zero = Exponent::from_integer(0);
        let found = parts
            .iter()
            .find(|(_, exponent)| (*exponent > zero) == left);
        match found {
            Some((Base::PriceBase(year), _)) => format!("{unit} of {year}"),
            _ => unit.clone(),
        }
    };
    format!(
        "bring both to the prices of one year: declare `assume deflator = … {}/{}`, and write `{} * deflator`",
        year(true),
        year(false),
        operand(text)
    )
}

/// A text as it stands before an operator that binds tightly.
pub(in crate::types) fn operand(text: &str) -> String {
    match is_loose(text) {
        true => format!("({text})"),
        false => text.to_owned(),
    }
}

/// Whether an operator in a text, outside all brackets, binds less tightly than a product.
fn is_loose(text: &str) -> bool {
    let loose = [
        "+",
        "-",
        "<",
        ">",
        "==",
        "!=",
        "<=",
        ">=",
        "and",
        "or",
        "not",
        "if",
        "initially",
    ];
    let mut depth = 0_usize;
    text.split_whitespace().any(|word| {
        let mut found = depth == 0 && loose.contains(&word);
        let mut before = [' ', ' '];
        for letter in word.chars() {
            match letter {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                '+' | '-' => found |= depth == 0 && joins(before),
                _ => {}
            }
            before = [before[1], letter];
        }
        found
    })
}

/// Whether a sign right behind these letters joins two values, as in `a-b`; in `2026-03` and `1e-6` it does not.
fn joins([first, second]: [char; 2]) -> bool {
    let exponent = matches!(second, 'e' | 'E') && first.is_ascii_digit();
    !exponent && (second.is_alphabetic() || matches!(second, ')' | ']' | '_'))
}

/// A unit of what the kinds qualify: `t` in `t of ore/year`.
fn qualified(dimension: &Dimension) -> String {
    let base = dimension
        .parts()
        .map(|(base, _)| base)
        .find(|base| !matches!(base, Base::Time | Base::Kind(_) | Base::PriceBase(_)));
    match base.map(Base::name).as_deref() {
        Some("mass") => "t".to_owned(),
        Some(name) => name.to_owned(),
        None => "UNIT".to_owned(),
    }
}

fn quotient(left: &Unit, right: &Unit) -> Unit {
    left.times(right, Exponent::from_integer(-1)).0
}

/// What a converter does: "turns USD into JPY".
pub(in crate::types) fn turns(ratio: &Dimension) -> String {
    let zero = Exponent::from_integer(0);
    let side = |wanted: bool| {
        let mut parts = ratio.parts();
        parts.find(|(_, exponent)| (*exponent > zero) == wanted)
    };
    match (side(true), side(false)) {
        (Some((to, _)), Some((from, _))) => format!("turns `{}` into `{}`", from.name(), to.name()),
        _ => "converts".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::operand;

    #[test]
    fn what_binds_less_tightly_stands_in_brackets() {
        let loose = [
            "a - b",
            "a - min(b, c)",
            "a-b",
            "(a) - (b)",
            "not a",
            "a and b",
        ];
        for text in loose {
            assert_eq!(operand(text), format!("({text})"));
        }
        let tight = [
            "a",
            "a * b / c",
            "f(a - b)",
            "(a - b) / c",
            "[x: 1 - 2]",
            "1e-6 t",
            "2026-03",
        ];
        for text in tight {
            assert_eq!(operand(text), text);
        }
    }
}
