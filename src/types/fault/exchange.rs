//! What is said where two currencies meet: a rate in the form in which it is quoted.

use super::way_out::operand;
use crate::units::{Base, Exponent};

/// The currencies that rates are quoted for one unit of: each for one of those behind it, in any other.
///
/// Two that are both missing here have no usual order.
const QUOTED_FOR_ONE: [&str; 7] = ["EUR", "GBP", "AUD", "NZD", "USD", "CHF", "CAD"];

/// What to declare and to write where two units differ by two currencies, if they do.
pub(super) fn exchange(parts: &[(Base, Exponent)], text: &str) -> Option<String> {
    let currencies: Vec<(&str, Exponent)> = parts
        .iter()
        .filter_map(|(base, exponent)| Some((currency(base)?, *exponent)))
        .collect();
    let [one, other] = currencies.as_slice() else {
        return None;
    };
    let two = Exponent::from_integer(2);
    if parts
        .iter()
        .all(|(_, exponent)| *exponent == two || *exponent == -two)
    {
        return Some("an exchange rate is applied the wrong way round: divide by it instead of multiplying, or the reverse".to_owned());
    }
    let (to, from) = match one.1 > Exponent::from_integer(0) {
        true => (one.0, other.0),
        false => (other.0, one.0),
    };
    let (rate, write) = match is_quoted_for_one(to, from) {
        true => (quoted(to, from), "/"),
        false => (quoted(from, to), "*"),
    };
    let (name, unit) = rate;
    Some(format!(
        "no exchange rate is ever implied: declare one with its date, as in `assume {name} = … {unit} {{ as of … }}`, and write `{} {write} {name}`",
        operand(text)
    ))
}

/// A rate's name, and its unit: `usd_jpy`, `JPY/USD`.
fn quoted(one: &str, other: &str) -> (String, String) {
    let name = format!("{}_{}", one.to_lowercase(), other.to_lowercase());
    (name, format!("{other}/{one}"))
}

/// Whether a rate between the two is quoted as so much of `other` for one unit of `one`.
fn is_quoted_for_one(one: &str, other: &str) -> bool {
    let place = |code: &str| QUOTED_FOR_ONE.iter().position(|known| *known == code);
    match (place(one), place(other)) {
        (Some(one), Some(other)) => one < other,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn currency(base: &Base) -> Option<&str> {
    match base {
        Base::Currency(code) => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(to: &str, from: &str) -> String {
        let part = |code: &str, exponent| {
            let base = Base::Currency(code.to_owned());
            (base, Exponent::from_integer(exponent))
        };
        exchange(&[part(to, 1), part(from, -1)], "grants + loans").unwrap_or_default()
    }

    #[test]
    fn a_rate_is_asked_for_as_it_is_quoted() {
        let cases = [
            (
                "USD",
                "JPY",
                "usd_jpy = … JPY/USD",
                "(grants + loans) / usd_jpy",
            ),
            (
                "JPY",
                "USD",
                "usd_jpy = … JPY/USD",
                "(grants + loans) * usd_jpy",
            ),
            (
                "USD",
                "EUR",
                "eur_usd = … USD/EUR",
                "(grants + loans) * eur_usd",
            ),
            (
                "EUR",
                "USD",
                "eur_usd = … USD/EUR",
                "(grants + loans) / eur_usd",
            ),
            (
                "AUD",
                "GBP",
                "gbp_aud = … AUD/GBP",
                "(grants + loans) * gbp_aud",
            ),
            (
                "EUR",
                "JPY",
                "eur_jpy = … JPY/EUR",
                "(grants + loans) / eur_jpy",
            ),
            (
                "JPY",
                "PKR",
                "pkr_jpy = … JPY/PKR",
                "(grants + loans) * pkr_jpy",
            ),
        ];
        for (to, from, declare, write) in cases {
            let told = told(to, from);
            assert!(
                told.contains(&format!("`assume {declare} {{ as of … }}`")),
                "{told}"
            );
            assert!(told.ends_with(&format!("and write `{write}`")), "{told}");
        }
    }
}
