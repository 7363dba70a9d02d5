//! Number formats: which cells are dates, how precise, and which are percentages.

use std::collections::BTreeMap;

use super::Trouble;
use super::archive::Archive;
use super::xml::{Step, Xml};

/// No workbook has more formats.
const MOST_FORMATS: usize = 100_000;

/// As what a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Number,
    Percent,
    Year,
    Month,
    Day,
    Time,
}

/// The formats that cells refer to by number.
#[derive(Default)]
pub(super) struct Formats(Vec<Shown>);

impl Formats {
    pub(super) fn read(archive: &Archive<'_>, part: Option<&str>) -> Result<Formats, Trouble> {
        let mut formats = Formats::default();
        let Some(mut xml) = part
            .map(|part| Xml::open(archive, part))
            .transpose()?
            .flatten()
        else {
            return Ok(formats);
        };
        let mut own = BTreeMap::new();
        let mut of_cells = false;
        loop {
            match xml.next()? {
                Step::Open(tag) if tag.name() == "numFmt" => {
                    let id = tag.get("numFmtId").and_then(|id| id.parse::<u32>().ok());
                    if let (Some(id), Some(code)) = (id, tag.get("formatCode")) {
                        own.insert(id, shown(&code));
                    }
                }
                Step::Open(tag) if tag.name() == "cellXfs" => of_cells = true,
                Step::Close(tag) if tag.name() == "cellXfs" => of_cells = false,
                Step::Open(tag) if of_cells && tag.name() == "xf" => {
                    let id = tag.get("numFmtId").and_then(|id| id.parse::<u32>().ok());
                    let id = id.unwrap_or(0);
                    let known = own.get(&id).copied();
                    formats.0.push(known.unwrap_or_else(|| built_in(id)));
                }
                Step::End => return Ok(formats),
                _ => {}
            }
            if formats.0.len() > MOST_FORMATS || own.len() > MOST_FORMATS {
                return Err(Trouble::TooLarge("it has more formats than any workbook"));
            }
        }
    }

    /// The format with a number.
    pub(super) fn get(&self, number: usize) -> Shown {
        self.0.get(number).copied().unwrap_or_default()
    }
}

/// The formats that have a number of their own in every workbook.
fn built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=16 | 22 | 27..=31 | 36 | 50..=58 => Shown::Day,
        17 => Shown::Month,
        18..=21 | 32..=35 | 45..=47 => Shown::Time,
        _ => Shown::Number,
    }
}

/// What a format code such as `yyyy-mm-dd` or `0.0%` shows. What counts is what it says of positive numbers.
fn shown(code: &str) -> Shown {
    let mut letters = code.chars().peekable();
    let (mut year, mut month, mut day, mut time, mut percent) = (false, false, false, false, false);
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            ';' => break,
            '"' => while letters.next().is_some_and(|inner| inner != '"') {},
            '[' => {
                // `[h]` is a length of time; `[Red]` and `[$-409]` are not shown.
                let inner: String = letters.by_ref().take_while(|inner| *inner != ']').collect();
                let inner = inner.to_ascii_lowercase();
                time |= !inner.is_empty() && inner.chars().all(|inner| "hms".contains(inner));
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            'a' if letters.peek().is_some_and(|next| "mM/".contains(*next)) => {
                // `AM/PM`, `A/P`
                while letters.next_if(|next| "mMpP/".contains(*next)).is_some() {}
                time = true;
            }
            'y' | 'e' if letter == 'y' || letter == 'Y' => year = true,
            'm' => month = true,
            'd' => day = true,
            'h' | 's' => time = true,
            '%' => percent = true,
            'g' if letters
                .clone()
                .take(6)
                .collect::<String>()
                .eq_ignore_ascii_case("eneral") =>
            {
                letters.nth(5);
            }
            _ => {}
        }
    }
    match (year, month, day, time) {
        (_, _, true, _) => Shown::Day,
        (true, true, false, false) => Shown::Month,
        (true, false, false, false) => Shown::Year,
        (true, _, false, true) => Shown::Day,
        (false, true, false, false) => Shown::Day,
        (false, _, false, true) => Shown::Time,
        (false, false, false, false) if percent => Shown::Percent,
        (false, false, false, false) => Shown::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_codes_show() {
        for (code, what) in [
            ("General", Shown::Number),
            ("#,##0.00", Shown::Number),
            ("0.00E+00", Shown::Number),
            ("[Red]0;[Blue]-0", Shown::Number),
            ("#,##0\" days\"", Shown::Number),
            ("0\\d", Shown::Number),
            ("_-* #,##0.00_-", Shown::Number),
            ("0,,\"M\"", Shown::Number),
            ("0.0%", Shown::Percent),
            ("0\" %\"", Shown::Number),
            ("yyyy-mm-dd", Shown::Day),
            ("[$-409]d-mmm-yy;@", Shown::Day),
            ("dd/mm/yyyy hh:mm", Shown::Day),
            ("mmm-yy", Shown::Month),
            ("yyyy\\-mm", Shown::Month),
            ("yyyy", Shown::Year),
            ("[h]:mm", Shown::Time),
            ("h:mm AM/PM", Shown::Time),
        ] {
            assert_eq!(shown(code), what, "{code}");
        }
    }
}
