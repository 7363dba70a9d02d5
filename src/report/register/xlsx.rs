//! The register as a workbook: a sheet of assumptions to filter, a sheet of sources. The same register gives the same bytes.

use std::io::Write;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError,
};

use super::{Shown, words};
use crate::diagnostics::clean;
use crate::report::markdown::address;
use crate::report::words as shared;
use crate::review::register::{Entry, Source, Spread, level};

/// A cell holds at most so many characters, and so does an address.
const MOST: usize = 32_000;
const LONGEST_ADDRESS: usize = 2_000;

/// The columns of a sheet: what stands over them, and how wide they are.
type Columns = &'static [(&'static str, f64)];

const ASSUMPTIONS: Columns = &[
    ("assumption", 30.0),
    ("what it is", 28.0),
    ("kind", 12.0),
    ("value", 22.0),
    ("unit", 18.0),
    ("known as", 18.0),
    ("p5", 11.0),
    ("median", 11.0),
    ("p95", 11.0),
    ("in", 12.0),
    ("holds", 22.0),
    ("weight", 9.0),
    ("sources", 40.0),
    ("quotes", 40.0),
    ("because", 40.0),
    ("as of", 11.0),
    ("confidence", 12.0),
    ("owner", 14.0),
    ("review by", 11.0),
    ("accepted findings", 28.0),
    ("drives", 36.0),
    ("weak", 26.0),
    ("file", 26.0),
    ("line", 7.0),
];

const SOURCES: Columns = &[
    ("source", 18.0),
    ("title", 44.0),
    ("by", 32.0),
    ("published", 12.0),
    ("reliability", 12.0),
    ("link", 44.0),
    ("file", 24.0),
    ("note", 36.0),
    ("assumptions that cite it", 14.0),
];

/// One cell.
enum Cell {
    Text(String),
    Number(f64),
    Link(String),
}

/// Writes the workbook.
///
/// # Errors
/// What writing to `out` says.
pub fn xlsx(shown: Shown<'_>, mut out: impl Write) -> std::io::Result<()> {
    let bytes = book(shown).map_err(as_written)?;
    out.write_all(&bytes)
}

fn as_written(error: XlsxError) -> std::io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => std::io::Error::other(other),
    }
}

fn book(shown: Shown<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The time of writing is no part of a register.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = format!("Assumptions of {}", clean(&shown.register.model));
    let properties = DocProperties::new().set_title(title);
    book.set_properties(&properties.set_creation_datetime(&made));
    let entries: Vec<&Entry> = shown.entries().collect();
    let rows: Vec<Vec<Cell>> = entries.iter().map(|entry| of_entry(entry)).collect();
    let sheet = book.add_worksheet().set_name("assumptions")?;
    fill(sheet, ASSUMPTIONS, &rows)?;
    let sources = shown.register.sources.iter();
    let rows: Vec<Vec<Cell>> = sources.map(|it| of_source(it, &entries)).collect();
    let sheet = book.add_worksheet().set_name("sources")?;
    fill(sheet, SOURCES, &rows)?;
    book.save_to_buffer()
}

/// The heads of the columns, which stay in sight and can be filtered by, and the rows below them.
fn fill(sheet: &mut Worksheet, columns: Columns, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap();
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, (name, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, *name, &head)?;
        sheet.set_column_width(at, *width)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (at, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) if text.is_empty() => sheet.write_blank(row, at, &plain)?,
                Cell::Text(text) => sheet.write_string_with_format(row, at, text, &plain)?,
                Cell::Number(number) => sheet.write_number_with_format(row, at, *number, &plain)?,
                Cell::Link(link) => sheet.write_url_with_format(
                    row,
                    at,
                    Url::new(link),
                    &plain.clone().set_hyperlink(),
                )?,
            };
        }
    }
    let last = |count: usize| u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX);
    let below = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, below, last(columns.len()))?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// A text cell: no formula, whatever it begins with.
fn text(text: &str) -> Cell {
    let text = clean(text);
    Cell::Text(match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    })
}

fn given(said: Option<&String>) -> Cell {
    text(said.map_or("", String::as_str))
}

/// Several texts, one below the other.
fn lines(said: impl Iterator<Item = String>) -> Cell {
    text(&said.collect::<Vec<String>>().join("\n"))
}

fn of_entry(entry: &Entry) -> Vec<Cell> {
    let (value, backing) = (&entry.value, &entry.backing);
    let date = |date: Option<crate::calendar::Period>| {
        text(&date.map(|date| date.to_string()).unwrap_or_default())
    };
    let spread = |of: fn(&Spread) -> f64| {
        let known = value.spread.as_ref().map(of);
        known.map_or_else(|| text(""), Cell::Number)
    };
    let sources = backing.sources.iter();
    let cited = sources.clone().map(|cited| {
        let told = shared::source(&cited.source);
        format!("{}: {told}", cited.source.name)
    });
    let quotes = sources.filter_map(|cited| cited.quote.clone());
    vec![
        text(&entry.name),
        given(entry.whole_title().as_ref()),
        text(entry.kind.word()),
        match value.number {
            Some(number) => Cell::Number(number),
            None => text(&value.text),
        },
        given(value.unit.as_ref()),
        text(&value.uncertainty),
        spread(|it| it.p5),
        spread(|it| it.median),
        spread(|it| it.p95),
        text(value.spread.as_ref().map_or("", |it| &it.unit)),
        given(value.holds.as_ref()),
        given(value.weight.as_ref()),
        lines(cited),
        lines(quotes),
        lines(backing.because.iter().cloned()),
        date(backing.as_of),
        text(backing.confidence.map(level).unwrap_or_default()),
        given(backing.owner.as_ref()),
        date(backing.review_by),
        lines(backing.accepted.iter().map(shared::accepted)),
        text(&entry.drives.join(", ")),
        lines(words::weak(entry).into_iter()),
        text(&entry.file),
        Cell::Number(entry.line as f64),
    ]
}

fn of_source(source: &Source, entries: &[&Entry]) -> Vec<Cell> {
    let cites = |entry: &&&Entry| {
        let mut cited = entry.backing.sources.iter();
        cited.any(|it| it.source.name == source.name)
    };
    let link = source.link.as_deref();
    let web = link
        .and_then(address)
        .filter(|it| it.len() < LONGEST_ADDRESS);
    vec![
        text(&source.name),
        given(source.title.as_ref()),
        given(source.by.as_ref()),
        given(source.published.as_ref()),
        text(source.reliability.map(level).unwrap_or_default()),
        match web {
            Some(address) => Cell::Link(address),
            None => given(source.link.as_ref()),
        },
        given(source.file.as_ref()),
        given(source.note.as_ref()),
        Cell::Number(entries.iter().filter(cites).count() as f64),
    ]
}
