//! Results as long, tidy CSV: one value a row.

use std::borrow::Cow;
use std::io::Write;

use super::rows::{Cell, rows};
use crate::outcome::Results;

/// Writes `scenario,outcome,element,date,statistic,value,unit`, a row for each statistic.
///
/// # Errors
/// What writing to `out` says.
pub fn csv(results: &Results, out: impl Write) -> std::io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer
        .write_record([
            "scenario",
            "outcome",
            "element",
            "date",
            "statistic",
            "value",
            "unit",
        ])
        .map_err(as_written)?;
    for row in rows(results) {
        let place = &row.place;
        let value = match row.value {
            Cell::Number(number) => Cow::Owned(plain(number)),
            Cell::Text(text) => safe(text),
            Cell::Empty => Cow::Borrowed(""),
        };
        writer
            .write_record([
                safe(place.scenario).as_ref(),
                safe(place.outcome).as_ref(),
                safe(&place.element).as_ref(),
                place.date,
                row.statistic,
                value.as_ref(),
                safe(place.unit).as_ref(),
            ])
            .map_err(as_written)?;
    }
    writer.flush()
}

/// What went wrong below, so that a closed pipe is known as one.
pub(super) fn as_written(error: ::csv::Error) -> std::io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn safe(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

/// The shortest decimal that reads back as the same number; nought has no sign.
pub(super) fn plain(number: f64) -> String {
    let number = if number == 0.0 { 0.0 } else { number };
    let size = number.abs();
    if size != 0.0 && !(1e-7..1e17).contains(&size) {
        format!("{number:e}")
    } else {
        format!("{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        for number in [
            0.1,
            -0.0,
            1e300,
            5e-324,
            123_456_789.125,
            1e16,
            2.5e-9,
            1.0 / 3.0,
        ] {
            assert_eq!(plain(number).parse::<f64>(), Ok(number));
        }
        assert_eq!(plain(-0.0), "0");
        assert_eq!(plain(1e300), "1e300");
        assert_eq!(plain(18_112.0), "18112");
    }

    #[test]
    fn formulas_are_defused() {
        let cells = ["=1+1", "+1", "-1", "@x", "plain", ""].map(|text| safe(text).into_owned());
        assert_eq!(cells, ["'=1+1", "'+1", "'-1", "'@x", "plain", ""]);
    }
}
