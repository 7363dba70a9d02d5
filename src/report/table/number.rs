//! Numbers for reading: three to four digits that mean something, thousands apart.

use crate::units::grouped;

/// How the numbers of one row are written, chosen so that those of a whole block compare at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// With this many decimals.
    Decimals(usize),
    /// As `1.23e-9`: too large or too small for anything else.
    Powers,
}

/// Rows whose largest numbers are further apart than this many powers of ten have decimals of their own.
const APART: i32 = 1;

impl Digits {
    /// For each row of a block, from its numbers.
    pub(super) fn of_rows(rows: &[Vec<f64>]) -> Vec<Digits> {
        let sizes: Vec<Option<i32>> = rows.iter().map(|row| size(row)).collect();
        let largest = sizes.iter().flatten().max();
        let smallest = sizes.iter().flatten().min();
        let together = match (smallest, largest) {
            (Some(smallest), Some(largest)) if largest - smallest <= APART => Some(*smallest),
            _ => None,
        };
        let digits = |own: Option<i32>| Digits::of_size(together.or(own).unwrap_or(2));
        sizes.into_iter().map(digits).collect()
    }

    fn of_size(size: i32) -> Digits {
        match size {
            -4..=14 => Digits::Decimals(usize::try_from(2 - size).unwrap_or(0)),
            _ => Digits::Powers,
        }
    }

    /// The number as it is read.
    pub(super) fn show(self, number: f64) -> String {
        if number == 0.0 {
            return "0".to_owned();
        }
        match self {
            Digits::Powers => format!("{number:.2e}"),
            Digits::Decimals(decimals) => grouped(&fixed(number, decimals)),
        }
    }
}

/// The power of ten of the largest number of a row, if one is not nought.
fn size(row: &[f64]) -> Option<i32> {
    let finite = row.iter().copied().filter(|number| number.is_finite());
    let largest = finite.map(f64::abs).fold(0.0, f64::max);
    (largest > 0.0).then(|| power_of_ten(largest))
}

/// Its power of ten once it is rounded to three digits.
fn power_of_ten(number: f64) -> i32 {
    let written = format!("{number:.2e}");
    written
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0)
}

/// With so many decimals, and no more than four digits before the noughts of a whole number.
fn fixed(number: f64, decimals: usize) -> String {
    let rounded = format!("{number:.3e}").parse::<f64>().unwrap_or(number);
    let written = if decimals == 0 && number.abs() >= 10_000.0 {
        format!("{rounded:.0}")
    } else {
        format!("{number:.decimals$}")
    };
    match written.strip_prefix('-') {
        Some(digits) if digits.chars().all(|digit| matches!(digit, '0' | '.')) => digits.to_owned(),
        _ => written,
    }
}

/// A count: `10,000`.
pub(in crate::report) fn count(number: usize) -> String {
    grouped(&number.to_string())
}

/// A share of draws. What no draw or every draw shows is a bound: by the rule of three, a share that leaves no
/// trace in n draws is below 3/n with 95% confidence.
pub(super) fn share(share: f64, draws: usize) -> String {
    let bound = 3.0 / draws.max(1) as f64;
    if share == 0.0 && bound < 0.5 {
        format!("< {}", percent(bound))
    } else if share == 1.0 && bound < 0.5 {
        format!("> {}", percent(1.0 - bound))
    } else {
        percent(share)
    }
}

/// A number to two digits, written out.
pub(super) fn two_digits(number: f64) -> String {
    let rounded: f64 = format!("{number:.1e}").parse().unwrap_or(number);
    let size = rounded.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{rounded:e}")
    } else {
        grouped(&rounded.to_string())
    }
}

/// `37.2%`; two digits below 1% and as many beyond 99%.
pub(super) fn percent(share: f64) -> String {
    let hundredfold = share * 100.0;
    let from_either_end = hundredfold.min(100.0 - hundredfold);
    if from_either_end <= 0.0 {
        return format!("{hundredfold:.0}%");
    }
    let decimals = usize::try_from(1 - power_of_ten(from_either_end).min(0)).unwrap_or(1);
    let written = format!("{hundredfold:.decimals$}", decimals = decimals.min(8));
    if decimals > 1 {
        format!("{}%", written.trim_end_matches('0').trim_end_matches('.'))
    } else {
        format!("{written}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &[&[f64]]) -> Vec<String> {
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
        let digits = Digits::of_rows(&rows);
        rows.iter()
            .zip(digits)
            .map(|(row, digits)| {
                row.iter()
                    .map(|number| digits.show(*number))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn a_block_has_one_number_of_decimals() {
        assert_eq!(
            shown(&[&[312.04, 0.0], &[12.34, 1.5]]),
            ["312.0 0", "12.3 1.5"]
        );
        assert_eq!(
            shown(&[&[1234.4, 410.0], &[6120.0, -0.2]]),
            ["1,234 410", "6,120 0"]
        );
        assert_eq!(shown(&[&[0.0123, 0.004]]), ["0.0123 0.0040"]);
        assert_eq!(shown(&[&[9.999, 1.0]]), ["10.0 1.0"]);
        assert_eq!(shown(&[&[0.0]]), ["0"]);
    }

    #[test]
    fn rows_of_different_size_have_their_own() {
        assert_eq!(shown(&[&[18_112.4], &[0.51]]), ["18,110", "0.510"]);
        assert_eq!(shown(&[&[2.5e18], &[-3e-9]]), ["2.50e18", "-3.00e-9"]);
        assert_eq!(shown(&[&[-6_123_456.0]]), ["-6,123,000"]);
    }

    #[test]
    fn shares() {
        let shares = [0.372, 0.0412, 0.0037, 0.993, 0.9996, 0.5].map(|value| share(value, 10_000));
        assert_eq!(
            shares,
            ["37.2%", "4.1%", "0.37%", "99.3%", "99.96%", "50.0%"]
        );
        assert_eq!(share(0.0, 10_000), "< 0.03%");
        assert_eq!(share(1.0, 10_000), "> 99.97%");
        assert_eq!(share(0.0, 20_000), "< 0.015%");
        assert_eq!(share(0.0, 1), "0%");
        assert_eq!(share(1.0, 2), "100%");
        assert_eq!(count(10_000), "10,000");
    }
}
