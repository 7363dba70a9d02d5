//! Dates in other forms.

use super::super::fault::date::DateForm;
use super::place::Place;
use super::token::Kind;
use crate::fault::Fault;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The number of a month by its name or its first letters.
fn month(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    let names = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    names
        .iter()
        .zip(MONTHS)
        .position(|(name, short)| {
            lower == *name || lower == short || (lower == "sept" && short == "sep")
        })
        .map(|index| index + 1)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

fn fault(place: &Place<'_>, from: isize, to: isize, mended: &str) -> Option<Fault> {
    Some(Box::new(DateForm {
        help: format!("write `{mended}`"),
        span: place.span_of(from, to),
    }))
}

/// `March 2027`, `31 March 2027`
pub fn month_name(place: &Place<'_>) -> Option<Fault> {
    for offset in [-1, 0, 1] {
        let Some(month) = month(place.word(offset)) else {
            continue;
        };
        let mut year = offset + 1;
        if place.word(year) == "," || is_day(place.word(year)) {
            year += 1 + isize::from(place.word(year + 1) == ",");
        }
        if !is_year(place.word(year)) {
            continue;
        }
        let digits = place.word(year);
        return match is_day(place.word(offset - 1)) && place.is(offset - 1, Kind::Number) {
            true => fault(
                place,
                offset - 1,
                year,
                &format!("{digits}-{month:02}-{:0>2}", place.word(offset - 1)),
            ),
            false => fault(place, offset, year, &format!("{digits}-{month:02}")),
        };
    }
    None
}

/// `Q1 2027`, `2027 Q1`, `2027Q1`
pub fn quarter_first(place: &Place<'_>) -> Option<Fault> {
    let quarter = |word: &str| match word.as_bytes() {
        [b'Q' | b'q', digit @ b'1'..=b'4'] => Some(char::from(*digit)),
        _ => None,
    };
    for (offset, other) in [(-1, 0), (0, 1), (0, -1), (1, 0)] {
        if let (Some(number), true) = (quarter(place.word(offset)), is_year(place.word(other))) {
            let mended = format!("{}-Q{number}", place.word(other));
            return fault(place, offset.min(other), offset.max(other), &mended);
        }
    }
    let glued = place.word(0);
    let (year, rest) = (glued.get(..4)?, glued.get(4..)?);
    let number = quarter(rest).filter(|_| is_year(year))?;
    fault(place, 0, 0, &format!("{year}-Q{number}"))
}

/// Whether only a date can stand after this word.
fn wants_date(word: &str) -> bool {
    [
        "of",
        "in",
        "at",
        "during",
        "from",
        "by",
        "published",
        "time",
        "..",
    ]
    .contains(&word)
}

/// `03/2027`, `2027/03`, `31/12/2027`
pub fn slashes(place: &Place<'_>) -> Option<Fault> {
    for first in [0, -1, -3] {
        let [a, b, c] = [
            place.word(first),
            place.word(first + 2),
            place.word(first + 4),
        ];
        if place.word(first + 1) != "/" || !wants_date(place.word(first - 1)) {
            continue;
        }
        let three = place.word(first + 3) == "/";
        let (last, mended) = match (three, is_year(a), is_year(b), is_year(c)) {
            (true, true, ..) => (first + 4, format!("{a}-{b:0>2}-{c:0>2}")),
            (true, _, _, true) => (first + 4, format!("{c}-{b:0>2}-{a:0>2}")),
            (false, true, false, _) => (first + 2, format!("{a}-{b:0>2}")),
            (false, false, true, _) => (first + 2, format!("{b}-{a:0>2}")),
            _ => continue,
        };
        return fault(place, first, last, &mended);
    }
    None
}

/// `2027-3`, where a date must stand
pub fn one_digit_month(place: &Place<'_>) -> Option<Fault> {
    for year in [-1, 0] {
        let (digits, month) = (place.word(year), place.word(year + 2));
        if is_year(digits)
            && place.word(year + 1) == "-"
            && is_day(month)
            && wants_date(place.word(year - 1))
        {
            return fault(place, year, year + 2, &format!("{digits}-{month:0>2}"));
        }
    }
    None
}
