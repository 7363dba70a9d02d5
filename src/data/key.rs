//! The first cell of a row: the date or the element that the row is of.

use std::collections::BTreeSet;

use super::fault::{LeftOutRows, NoRow, shown};
use super::header::name_of;
use super::names::{Names, plain_name};
use crate::calendar::Period;
use crate::span::{Span, Spanned};
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{Expr, ExprKind, TableDecl};

/// So many keys that are no element's are remembered, for one of them may be misspelt.
const MOST_OTHERS: usize = 1_000;

/// So many of them are told.
const MOST_TOLD: usize = 5;

/// What the rows of a table are of.
pub(super) enum Keys {
    Dates,
    Elements(Elements),
}

/// The elements of an index, and which of them have been found.
pub(super) struct Elements {
    names: Names,
    found: BTreeSet<usize>,
    others: Vec<(String, Span)>,
    /// How many rows are of no element, remembered or not.
    left_out: usize,
}

/// What the key of a row is.
pub(super) enum Key {
    Of(Expr),
    /// Something that the table does not ask for: files have rows, as they have columns, that a model does not name.
    Other,
    /// Nothing that could be a key, and what to write.
    None {
        what: String,
        help: String,
    },
}

impl Keys {
    /// Those of a table whose index has these elements; of one by year where there is none.
    pub(super) fn of(elements: Option<&[String]>) -> Keys {
        let Some(elements) = elements else {
            return Keys::Dates;
        };
        Keys::Elements(Elements {
            names: Names::of(elements),
            found: BTreeSet::new(),
            others: Vec::new(),
            left_out: 0,
        })
    }

    pub(super) fn read(&mut self, text: &str, span: Span) -> Key {
        match self {
            Keys::Dates => match Period::parse(text) {
                Some(period) => Key::Of(Spanned::new(ExprKind::Date(period), span)),
                None => no_date(text),
            },
            Keys::Elements(elements) => elements.read(text, span),
        }
    }

    /// What is said of rows that are of no element.
    pub(super) fn left_out(&self, table: &TableDecl, file: &str) -> Option<LeftOutRows> {
        let Keys::Elements(elements) = self else {
            return None;
        };
        let (_, first) = elements.others.first()?;
        let named: Vec<&str> = elements
            .others
            .iter()
            .map(|(text, _)| text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let told = &named[..named.len().min(MOST_TOLD)];
        let rows = match (told, elements.left_out - told.len()) {
            ([], many) => format!("{many} without a name"),
            (told, 0) => list_of(told, "and"),
            (told, more) => format!("`{}` and {more} more", told.join("`, `")),
        };
        // As its own file calls it.
        let index = table
            .by
            .value
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_owned();
        let own: Option<Vec<String>> = told.iter().map(|text| name_of(text)).collect();
        let own = own.filter(|own| !own.is_empty() && own.len() == elements.left_out);
        let add = match own {
            Some(own) => format!("add {} to `index {index} = …`", list_of(own, "and")),
            None => format!("add to `index {index} = …` what belongs there"),
        };
        Some(LeftOutRows {
            message: match elements.left_out {
                1 => format!("a row of `{file}` is left out: {rows}"),
                many => format!("{many} rows of `{file}` are left out: {rows}"),
            },
            help: format!(
                "{add}; if the model does without, write `accept left-out-rows because \"…\"` in the table"
            ),
            index,
            row: *first,
            table: table.by.span,
        })
    }

    /// What is said of elements without a row.
    pub(super) fn missing(&self, table: &TableDecl, file: &str) -> Option<NoRow> {
        let Keys::Elements(elements) = self else {
            return None;
        };
        let names = elements.names.exact.iter().enumerate();
        let missing: Vec<&str> = names
            .filter(|(at, _)| !elements.found.contains(at))
            .map(|(_, name)| name.as_str())
            .collect();
        let first = missing.first()?;
        let plain: Vec<String> = elements
            .others
            .iter()
            .map(|(text, _)| plain_name(text))
            .collect();
        let near = nearest(&plain_name(first), plain.iter().map(String::as_str));
        let near = near.and_then(|near| plain.iter().position(|text| text == near));
        let help = match near.and_then(|at| elements.others.get(at)) {
            Some((near, _)) => {
                format!(
                    "the file has a row `{near}`: give the row and the element one name if it is meant"
                )
            }
            None => "add a row that begins with the name of the element".to_owned(),
        };
        Some(NoRow {
            missing: list_of(&missing, "and"),
            file: file.to_owned(),
            help,
            index: table.by.value.clone(),
            span: table.by.span,
        })
    }
}

impl Elements {
    fn read(&mut self, text: &str, span: Span) -> Key {
        let Some((at, key)) = self.names.find(text, span) else {
            if self.others.len() < MOST_OTHERS {
                self.others.push((shown(text), span));
            }
            self.left_out += 1;
            return Key::Other;
        };
        self.found.insert(at);
        Key::Of(key)
    }
}

fn no_date(text: &str) -> Key {
    let what = match text.is_empty() {
        true => "the row has no key in its first column".to_owned(),
        false => format!("`{}` is not a date", shown(text)),
    };
    let help = match date_meant(&shown(text)) {
        Some(near) => format!("write `{near}`"),
        None => {
            "write a date such as `2027`, `2027-Q1`, `2027-03` or `2027-03-31`, and keep notes out of the file".to_owned()
        }
    };
    Key::None { what, help }
}

/// `2024.0`, `2024Q1`, `2024-q1`, `2024-3`, `2024/03`
fn date_meant(text: &str) -> Option<String> {
    let text = text
        .trim_end_matches(".0")
        .to_uppercase()
        .replace(['/', ' ', '.'], "-");
    let text = match text.split_once('Q') {
        Some((year, quarter)) => format!("{}-Q{quarter}", year.trim_end_matches('-')),
        None => {
            let parts = text.split('-').map(|part| format!("{part:0>2}"));
            parts.collect::<Vec<_>>().join("-")
        }
    };
    Period::parse(&text).map(|period| period.to_string())
}
