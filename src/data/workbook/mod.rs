//! A workbook (`.xlsx`) → the text of one of its sheets, and where each cell stands in it.
//!
//! Only what a table needs is looked at: the list of sheets, shared strings, which number formats are dates or
//! percentages, and the cells. Every part is inflated bit by bit and counted, and nothing is believed that a part says
//! of its own size, so a small file that pretends to be a large one costs nothing.

mod archive;
mod book;
mod cell;
mod format;
mod lines;
mod serial;
mod sheet;
mod strings;
mod xml;

pub(super) use sheet::{Sheet, SheetRows};

use self::archive::Archive;
use self::book::Book;
use self::format::Formats;
use self::strings::Strings;
use super::Asked;
use super::fault::{NoSuchSheet, unreadable};
use crate::fault::Fault;
use crate::suggest::{list_of, nearest};

/// Why a workbook is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is no workbook, or a damaged one.
    Damaged(&'static str),
    /// It takes more than a table can need.
    TooLarge(&'static str),
    /// It cannot be opened without a password, or is of an older kind.
    Locked,
}

/// Reads the sheet that a table asks for: its name, its text, its cells.
pub(super) fn open(asked: Asked<'_>, bytes: &[u8]) -> Result<(String, String, Sheet), Fault> {
    let told = |trouble: Trouble| trouble.told(asked);
    let archive = Archive::of(bytes).map_err(told)?;
    let book = Book::read(&archive).map_err(told)?;
    let (name, part) = chosen(asked, &book)?;
    let strings = Strings::read(&archive, book.strings.as_deref()).map_err(told)?;
    let formats = Formats::read(&archive, book.styles.as_deref()).map_err(told)?;
    let reader = cell::Reader {
        strings: &strings,
        formats: &formats,
        since_1904: book.since_1904,
    };
    let (text, sheet) = reader.read(&archive, part).map_err(told)?;
    Ok((name.to_owned(), text, sheet))
}

/// The name and the part of the sheet that is asked for.
fn chosen<'b>(asked: Asked<'_>, book: &'b Book) -> Result<(&'b str, &'b str), Fault> {
    let file = &asked.file.value;
    let names = || book.sheets.iter().map(|(name, _)| name.as_str());
    let Some(wanted) = asked.sheet else {
        return match book.sheets.as_slice() {
            [(name, part)] => Ok((name, part)),
            [] => Err(Trouble::Damaged("it has no sheet").told(asked)),
            [(first, _), ..] => Err(Box::new(NoSuchSheet {
                message: format!("`{file}` has several sheets: {}", list_of(names(), "and")),
                help: format!("say which: `from \"{file}\" sheet \"{first}\"`"),
                label: "which sheet of it?",
                span: asked.span(),
            })),
        };
    };
    let exact = book.sheets.iter().find(|(name, _)| *name == wanted.value);
    // Spreadsheet programs do not tell sheets apart by capitals either.
    let alike = || {
        let wanted = wanted.value.trim().to_lowercase();
        let mut sheets = book.sheets.iter();
        sheets.find(|(name, _)| name.trim().to_lowercase() == wanted)
    };
    match exact.or_else(alike) {
        Some((name, part)) => Ok((name, part)),
        None => Err(Box::new(NoSuchSheet {
            message: format!("`{file}` has no sheet `{}`", wanted.value),
            help: match nearest(&wanted.value, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", list_of(names(), "and")),
            },
            label: "no sheet of this name",
            span: wanted.span,
        })),
    }
}

impl Trouble {
    fn told(self, asked: Asked<'_>) -> Fault {
        let file = &asked.file.value;
        let (message, help) = match self {
            Trouble::Damaged(what) => (
                format!("`{file}` is not a workbook that can be read: {what}"),
                "open it in a spreadsheet program and save it again as `.xlsx`, or save its sheet as `.csv`",
            ),
            Trouble::TooLarge(what) => (
                format!("`{file}` is too large for a table: {what}"),
                "keep the cells that the model reads in a small workbook or a `.csv` file of their own",
            ),
            Trouble::Locked => (
                format!("`{file}` has a password, or is a workbook of an older kind"),
                "save it without a password as `.xlsx`, or save its sheet as `.csv`",
            ),
        };
        unreadable(asked, message, help)
    }
}
