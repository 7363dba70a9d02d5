//! Data files, good and hostile, held against what is made of them.

mod hostile;
mod separated;
mod workbooks;
mod zip;

use std::sync::Arc;

use super::{Asked, Data, Format, Known, fill, format_of};
use crate::diagnostics::{Finding, Style, render};
use crate::fault::Faults;
use crate::source::Source;
use crate::syntax::ast::{Cell, ExprKind, Item, TableDecl};

/// The first table of a model.
fn table(model: &str) -> TableDecl {
    let parsed = crate::syntax::parse(model);
    let tables = parsed.document.declarations.into_iter();
    let mut tables = tables.filter_map(|declaration| match declaration.item {
        Item::Table(table) => Some(table),
        _ => None,
    });
    tables.next().expect("a table")
}

/// The elements of `mine`.
fn known() -> Known {
    let elements = vec!["mountain".to_owned(), "mount_weld".to_owned()];
    let units = crate::units::Catalogue::default();
    Known {
        indexes: [("mine".to_owned(), elements)].into(),
        units: units.names().map(str::to_owned).collect(),
    }
}

/// The file of a table, opened.
fn opened(table: &TableDecl, bytes: &[u8]) -> Result<Data, crate::fault::Fault> {
    let (file, sheet) = table.file.as_ref().expect("a file");
    let sheet = sheet.as_ref();
    let asked = Asked { file, sheet };
    match format_of(asked)? {
        Format::Xlsx => Data::xlsx(asked, &file.value, bytes),
        Format::Csv => match Source::from_bytes(file.value.as_str(), bytes.to_vec()) {
            Ok(source) => Ok(Data::csv(Arc::new(source))),
            Err(fault) => Err(Box::new(fault)),
        },
    }
}

/// A row of the table a line; what is wrong if anything is.
fn read(model: &str, bytes: &[u8]) -> String {
    let mut table = table(model);
    let data = match opened(&table, bytes) {
        Ok(data) => data,
        Err(fault) => return told(&Faults(vec![fault]), model),
    };
    let mut faults = Faults::default();
    // Places in the file are shown by showing its text behind the model's.
    let both = format!("{model}\n{}", data.source.text());
    if !fill(&mut table, &data, model.len() + 1, &known(), &mut faults) {
        return told(&faults, &both);
    }
    assert!(!faults.any_error());
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| said(cell, &both)).collect();
        format!("{} = {}", &both[row.key.span.range()], cells.join(", "))
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// A value, and what stands in the file at its place.
fn said(cell: &Cell, text: &str) -> String {
    match cell {
        Cell::Unknown(span) => format!("unknown `{}`", &text[span.range()]),
        Cell::Value(expr) => match &expr.value {
            ExprKind::Quantity(quantity) => {
                format!("{} `{}`", quantity.value, &text[expr.span.range()])
            }
            ExprKind::Date(period) => format!("{period} `{}`", &text[expr.span.range()]),
            other => panic!("{other:?}"),
        },
    }
}

fn told(faults: &Faults, text: &str) -> String {
    let style = Style {
        colour: false,
        width: 100,
    };
    render(&Finding::all_of(faults), &Source::new("both", text), style)
}

/// The messages alone, a line each.
fn messages(model: &str, bytes: &[u8]) -> String {
    let mut table = table(model);
    let mut faults = Faults::default();
    match opened(&table, bytes) {
        Ok(data) => {
            fill(&mut table, &data, 0, &known(), &mut faults);
        }
        Err(fault) => faults.0.push(fault),
    }
    let lines = faults.0.iter().map(|fault| {
        let help = fault
            .help()
            .map(|help| help.to_string())
            .unwrap_or_default();
        format!("{fault}; {help}")
    });
    lines.collect::<Vec<_>>().join("\n")
}
