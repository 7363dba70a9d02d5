//! Numbers before and after, with as many digits as their difference needs.

use crate::calendar::Date;
use crate::review::effects::{Effect, Measure, Spread};
use crate::units::grouped;

/// How the numbers of one result are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    measure: Measure,
    /// Decimals; nothing where numbers are written with powers of ten.
    decimals: Option<usize>,
}

/// Digits that a number has at least, and those of a difference.
const DIGITS: [i32; 2] = [3, 2];
/// Decimals that a difference may add to what its numbers need.
const FINER: i32 = 3;

impl Scale {
    /// For these results, which are read together.
    pub(super) fn of(effects: &[&Effect]) -> Scale {
        let measure = effects
            .first()
            .map_or(Measure::Mean, |effect| effect.measure);
        let factor = if measure == Measure::Probability {
            100.0
        } else {
            1.0
        };
        let power =
            |number: f64| (number != 0.0 && number.is_finite()).then(|| power(number * factor));
        let values = effects
            .iter()
            .flat_map(|effect| [effect.before, effect.after]);
        let values = values.flatten().filter_map(|spread| power(spread.value));
        let moved = effects
            .iter()
            .filter_map(|effect| effect.moved().and_then(power));
        let (value, moved) = (values.max(), moved.max());
        let decimals = match (value, moved) {
            (None, None) => Some(0),
            (value, moved) => {
                let plain = DIGITS[0] - 1 - value.or(moved).unwrap_or(0);
                let fine = moved.map_or(plain, |moved| DIGITS[1] - 1 - moved);
                let most = plain.max(fine.min(plain + FINER));
                match value.or(moved).unwrap_or(0) {
                    -5..=14 => Some(usize::try_from(most).unwrap_or(0)),
                    _ => None,
                }
            }
        };
        Scale { measure, decimals }
    }

    /// A result.
    pub(super) fn value(self, spread: Option<Spread>) -> String {
        match (spread, self.measure) {
            (None, _) => "no number".to_owned(),
            (Some(spread), Measure::Mean) => self.number(spread.value),
            (Some(spread), Measure::Probability) => {
                format!("{}%", self.number(spread.value * 100.0))
            }
            (Some(spread), Measure::Date) => Date(spread.value.round() as i32).to_string(),
        }
    }

    /// The 5th and the 95th percentile.
    pub(super) fn range(self, range: [f64; 2]) -> String {
        format!("{} to {}", self.number(range[0]), self.number(range[1]))
    }

    /// A difference.
    pub(super) fn moved(self, moved: f64) -> String {
        let (number, unit) = match self.measure {
            Measure::Mean => (self.signed(moved), ""),
            Measure::Probability => (self.signed(moved * 100.0), " pts"),
            Measure::Date => (signed(grouped(&format!("{moved:.0}"))), " days"),
        };
        format!("{number}{unit}")
    }

    /// How far off a share may be, where that shows in its digits.
    pub(super) fn error(self, error: f64) -> Option<String> {
        let (number, unit) = match self.measure {
            Measure::Mean => (self.number(error), ""),
            Measure::Probability => (self.number(error * 100.0), " pts"),
            Measure::Date => (format!("{error:.0}"), " days"),
        };
        let shows = number.chars().any(|c| ('1'..='9').contains(&c));
        shows.then(|| format!("{number}{unit}"))
    }

    fn signed(self, number: f64) -> String {
        let written = self.number(number);
        match written.chars().any(|c| c.is_ascii_digit() && c != '0') {
            true => signed(written),
            false if number == 0.0 => "0".to_owned(),
            // Too small for the digits of what it is part of.
            false => match usize::try_from(-power(number)) {
                Ok(decimals @ 0..=5) => format!("{number:+.decimals$}"),
                _ => format!("{number:+.1e}"),
            },
        }
    }

    fn number(self, number: f64) -> String {
        match self.decimals {
            _ if number == 0.0 => "0".to_owned(),
            None => format!("{number:.2e}"),
            Some(decimals) => {
                let written = format!("{number:.decimals$}");
                match written.strip_prefix('-') {
                    Some(digits) if digits.chars().all(|c| matches!(c, '0' | '.')) => {
                        digits.to_owned()
                    }
                    _ => grouped(&written),
                }
            }
        }
    }
}

fn signed(written: String) -> String {
    match written.starts_with('-') {
        true => written,
        false => format!("+{written}"),
    }
}

/// The power of ten of a number's first digit.
fn power(number: f64) -> i32 {
    let written = format!("{:.2e}", number.abs());
    let power = written
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok());
    power.unwrap_or(0)
}
