//! What to write to give a number its unit.

use super::{Factor, Unit};

impl Unit {
    /// A number as it is written, with this unit behind it: `30 million USD`, `10%/year`. One that is millions already
    /// takes the unit without its `million`.
    pub fn given_to(&self, written: &str) -> String {
        let written = written.trim();
        let shown = self.to_string();
        if shown.starts_with('%') {
            return format!("{}{shown}", written.trim_end_matches('%'));
        }
        if let Some(rate) = shown.strip_prefix("1/").filter(|_| written.ends_with('%')) {
            return format!("{written}/{rate}");
        }
        if self.magnitude != 0 && is_large(written, self.magnitude) {
            let plain = Unit {
                magnitude: 0,
                spelling: None,
                ..self.clone()
            };
            return format!("{written} {plain}").trim_end().to_owned();
        }
        format!("{written} {shown}").trim_end().to_owned()
    }
}

/// The number that a text is, if it is one without a unit.
pub fn plain_number(written: &str) -> Option<f64> {
    written.trim().replace('_', "").parse().ok()
}

/// Whether a number has its own millions: `5M`, `5 million`, `5_000_000`.
fn is_large(written: &str, magnitude: i32) -> bool {
    match plain_number(written) {
        Some(number) => number.abs() >= Factor::ten_to(magnitude).value(),
        None => {
            let mut letters = written.chars().filter(char::is_ascii_alphabetic);
            letters.next().is_some() && written.starts_with(|first: char| first.is_ascii_digit())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::units::{Catalogue, Unit};

    fn unit(name: &str, magnitude: i32, percent: bool) -> Unit {
        Unit {
            magnitude,
            percent,
            ..Catalogue::default().unit(name)
        }
    }

    #[test]
    fn a_number_takes_its_unit() {
        let days = unit("days", 0, false);
        assert_eq!(days.given_to("120"), "120 days");
        let millions = unit("t", 6, false);
        assert_eq!(millions.given_to("30"), "30 million t");
        assert_eq!(millions.given_to("30_000_000"), "30_000_000 t");
        assert_eq!(millions.given_to("30M"), "30M t");
        assert_eq!(millions.given_to("[a: 3, b: 4]"), "[a: 3, b: 4] million t");
        let share = Unit {
            percent: true,
            ..Unit::none()
        };
        assert_eq!(share.given_to("10%"), "10%");
        assert_eq!(share.given_to("10"), "10%");
    }
}
