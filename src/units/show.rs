//! How a unit is written for people.

use std::fmt::{self, Display, Formatter};

use super::catalogue::of_one;
use super::{Base, Exponent, Unit};

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.spelling {
            Some(spelling) => f.write_str(spelling),
            None => f.write_str(&spell(self)),
        }
    }
}

/// A number to six digits, as messages show it.
pub fn number(value: f64) -> String {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap_or(value);
    let size = rounded.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{rounded:e}")
    } else {
        format!("{rounded}")
    }
}

/// A number for reading: thousands apart, about so many digits that mean something.
pub fn told(value: f64, digits: i32) -> String {
    let size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return number(value);
    }
    if !(1e-6..1e15).contains(&size) {
        return number(value);
    }
    // A whole number keeps one digit more than a fraction, for it may be one that somebody wrote.
    let rounded = to_digits(value, digits + 1);
    let decimals = usize::try_from(digits - 1 - power_of_ten(size, digits)).unwrap_or(0);
    grouped(&shortened(format!("{rounded:.decimals$}"), value, decimals))
}

/// A share in per cent: `33.7%`, `0.03%`, `99.97%`.
fn told_percent(value: f64, digits: i32) -> String {
    let size = value.abs();
    let from_either_end = match size < 100.0 {
        true => size.min(100.0 - size),
        false => size,
    };
    if from_either_end < 1e-6 || size >= 1e15 {
        return number(value);
    }
    let power = power_of_ten(from_either_end, digits - 1);
    let decimals = usize::try_from((digits - 2 - power).max(1)).unwrap_or(1);
    grouped(&shortened(format!("{value:.decimals$}"), value, decimals))
}

/// Without noughts at the end of a fraction.
fn shortened(written: String, value: f64, decimals: usize) -> String {
    let shorter = match decimals {
        0 => written.as_str(),
        _ => written.trim_end_matches('0').trim_end_matches('.'),
    };
    match shorter {
        "0" | "-0" => number(value),
        shorter => shorter.to_owned(),
    }
}

fn to_digits(value: f64, digits: i32) -> f64 {
    let decimals = usize::try_from(digits - 1).unwrap_or(0);
    format!("{value:.decimals$e}").parse().unwrap_or(value)
}

/// The power of ten of a number once it is rounded to so many digits.
fn power_of_ten(size: f64, digits: i32) -> i32 {
    let decimals = usize::try_from(digits - 1).unwrap_or(0);
    let written = format!("{size:.decimals$e}");
    let power = written.split_once('e').map(|(_, power)| power.parse());
    power.and_then(Result::ok).unwrap_or(0)
}

/// `18110.5` as `18,110.5`
pub fn grouped(written: &str) -> String {
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", written),
    };
    let (whole, rest) = digits.split_at(digits.find(['.', 'e']).unwrap_or(digits.len()));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

impl Unit {
    /// A number held in `held`, as results tell it in this unit, which fits: `9,221 million USD`, `33.7%`.
    pub fn told(&self, value: f64, held: &Unit, digits: i32) -> String {
        let value = self.shown_factor().apply(held.factor_to(self).apply(value));
        match self.to_string() {
            unit if unit.is_empty() => told(value, digits),
            unit if unit.starts_with('%') => told_percent(value, digits) + &unit,
            unit => format!("{} {unit}", told(value, digits)),
        }
    }

    /// A number held in `held`, as it is written in this unit, which fits: `6.2 trillion USD`, `5%`.
    pub fn written(&self, value: f64, held: &Unit) -> String {
        let value = held.factor_to(self).apply(value);
        let number = number(self.shown_factor().apply(value));
        match self.to_string() {
            unit if unit.is_empty() => number,
            unit if unit.starts_with('%') => number + &unit,
            unit => format!("{number} {unit}"),
        }
    }
}

/// Writes `million USD of 2025/t of REO` from its parts.
fn spell(unit: &Unit) -> String {
    let zero = Exponent::from_integer(0);
    let above = side(unit, |exponent| exponent > zero);
    let below = side(unit, |exponent| exponent < zero);
    let mut text = String::new();
    if let Some(word) = magnitude_word(unit.magnitude) {
        text.push_str(word);
        if !above.is_empty() {
            text.push(' ');
        }
    }
    if unit.percent {
        text.push('%');
    }
    text.push_str(&above.join("*"));
    if text.is_empty() && !below.is_empty() {
        text.push('1');
    }
    for factor in below {
        text.push('/');
        text.push_str(&factor);
    }
    text
}

fn magnitude_word(magnitude: i32) -> Option<&'static str> {
    match magnitude {
        3 => Some("thousand"),
        6 => Some("million"),
        9 => Some("billion"),
        12 => Some("trillion"),
        _ => None,
    }
}

/// The factors of one side of the `/`, each with the kinds that belong to it.
fn side(unit: &Unit, wanted: impl Fn(Exponent) -> bool) -> Vec<String> {
    let mut factors: Vec<(bool, String)> = Vec::new();
    for (atom, exponent) in unit.atoms.iter().filter(|(_, exponent)| wanted(*exponent)) {
        let money = atom
            .dimension
            .parts()
            .any(|(base, _)| matches!(base, Base::Currency(_)));
        let symbol = match *exponent < Exponent::from_integer(0) {
            true => of_one(&atom.symbol),
            false => &atom.symbol,
        };
        factors.push((money, format!("{symbol}{}", raised(*exponent))));
    }
    for (kind, exponent) in unit.kinds.iter().filter(|(_, exponent)| wanted(*exponent)) {
        let (price_base, name) = match kind {
            Base::PriceBase(year) => (true, year.to_string()),
            other => (false, other.name().trim_start_matches("of ").to_owned()),
        };
        let home = factors
            .iter()
            .position(|(money, _)| *money == price_base)
            .or(if factors.is_empty() { None } else { Some(0) });
        match home {
            Some(at) => factors[at].1.push_str(&format!(" of {name}")),
            None => factors.push((false, format!("{name}{}", raised(*exponent)))),
        }
    }
    factors.into_iter().map(|(_, text)| text).collect()
}

fn raised(exponent: Exponent) -> String {
    let size = if exponent < Exponent::from_integer(0) {
        -exponent
    } else {
        exponent
    };
    if size == Exponent::from_integer(1) {
        String::new()
    } else if *size.denom() == 1 {
        format!("^{size}")
    } else {
        format!("^({size})")
    }
}
