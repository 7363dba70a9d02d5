//! Numbers as a spreadsheet shows them: days as dates, shares as percentages.

use super::format::Shown;
use crate::calendar::{Date, Period};

/// The number in a cell, written as its format shows it and precisely enough to be read back.
pub(super) fn written(value: f64, shown: Shown, since_1904: bool) -> String {
    match shown {
        Shown::Number => value.to_string(),
        Shown::Percent => percent(value),
        Shown::Time => time(value.rem_euclid(1.0)),
        Shown::Year | Shown::Month | Shown::Day => dated(value, shown, since_1904),
    }
}

/// `0.07` → `7%`: the point is moved, so that what is read back is the same number.
fn percent(value: f64) -> String {
    if value == 0.0 {
        return "0%".to_owned();
    }
    let scientific = format!("{value:e}");
    let moved = scientific.split_once('e').and_then(|(mantissa, exponent)| {
        let exponent = exponent.parse::<i32>().ok()?;
        plain(mantissa, exponent + 2)
    });
    match moved {
        Some(moved) => format!("{moved}%"),
        None => value.to_string(),
    }
}

/// `1.25` and 1 → `12.5`
fn plain(mantissa: &str, exponent: i32) -> Option<String> {
    if exponent.unsigned_abs() > 30 {
        return Some(format!("{mantissa}e{exponent}"));
    }
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let Ok(point) = usize::try_from(point) else {
        return Some(format!(
            "{sign}0.{}{digits}",
            "0".repeat(point.unsigned_abs() as usize)
        ));
    };
    Some(match point {
        0 => format!("{sign}0.{digits}"),
        _ if point >= digits.len() => format!("{sign}{digits}{}", "0".repeat(point - digits.len())),
        _ => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
    })
}

/// A day, a month that begins with it, or a year; with its time where it has one.
fn dated(value: f64, shown: Shown, since_1904: bool) -> String {
    let Some(day) = day(value.floor(), since_1904) else {
        return value.to_string();
    };
    let (year, month, of_month) = day.ymd();
    let whole = value.fract() == 0.0;
    match shown {
        _ if !whole => format!("{day} {}", time(value.fract())),
        Shown::Year if (month, of_month) == (1, 1) => Period::Year(year).to_string(),
        Shown::Month if of_month == 1 => Period::Month(year, month).to_string(),
        _ => day.to_string(),
    }
}

/// The day with a number. Spreadsheets count a 29 February 1900 that never was.
fn day(serial: f64, since_1904: bool) -> Option<Date> {
    if !(0.0..=2_958_465.0).contains(&serial) {
        return None;
    }
    let serial = serial as i32;
    let (first, days) = match (since_1904, serial) {
        (true, _) => (Date::from_ymd(1904, 1, 1)?, serial),
        (false, 0 | 60) => return None,
        (false, 1..60) => (Date::from_ymd(1899, 12, 31)?, serial),
        (false, _) => (Date::from_ymd(1899, 12, 30)?, serial),
    };
    Some(Date(first.0.checked_add(days)?))
}

/// A part of a day as hours, minutes and seconds.
fn time(part: f64) -> String {
    let seconds = (part * 86_400.0).round() as u64;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_spreadsheet() {
        let shown = |value, shown| written(value, shown, false);
        assert_eq!(shown(1.0, Shown::Day), "1900-01-01");
        assert_eq!(shown(59.0, Shown::Day), "1900-02-28");
        assert_eq!(shown(60.0, Shown::Day), "60");
        assert_eq!(shown(61.0, Shown::Day), "1900-03-01");
        assert_eq!(shown(45_292.0, Shown::Day), "2024-01-01");
        assert_eq!(shown(45_292.0, Shown::Month), "2024-01");
        assert_eq!(shown(45_292.0, Shown::Year), "2024");
        assert_eq!(shown(45_293.0, Shown::Year), "2024-01-02");
        assert_eq!(shown(45_943.5, Shown::Day), "2025-10-13 12:00:00");
        assert_eq!(shown(0.75, Shown::Time), "18:00:00");
        assert_eq!(written(43_830.0, Shown::Day, true), "2024-01-01");
        assert_eq!(shown(1e300, Shown::Day), format!("{}", 1e300));
        assert_eq!(shown(-1.0, Shown::Day), "-1");
    }

    #[test]
    fn percentages_read_back_as_the_same_number() {
        for (value, text) in [
            (0.07, "7%"),
            (0.125, "12.5%"),
            (1.5, "150%"),
            (-0.004, "-0.4%"),
            (0.0, "0%"),
            (12.0, "1200%"),
            (0.001, "0.1%"),
            (0.12345678901234566, "12.345678901234566%"),
        ] {
            assert_eq!(percent(value), text);
            match crate::data::number::read(text) {
                Ok(crate::data::number::Value::Percent { share: back, .. }) => {
                    assert_eq!(back.to_bits(), f64::to_bits(value), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
        for value in [1e-40, 1e200, f64::MIN_POSITIVE] {
            let text = percent(value);
            assert!(
                matches!(
                    crate::data::number::read(&text),
                    Ok(crate::data::number::Value::Percent { share: back, .. }) if back == value
                ),
                "{text}"
            );
        }
    }
}
