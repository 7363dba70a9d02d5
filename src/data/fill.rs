//! The rows of a file become those of the table.

use super::fault::{NoColumns, RowsAndFile, UnreadableTable};
use super::filling::{Columns, Filling};
use super::header::Header;
use super::key::Keys;
use super::names::Names;
use super::row::Row;
use super::{Asked, Data, Known, asked};
use crate::fault::Faults;
use crate::syntax::ast::TableDecl;

/// Gives a table the rows of its file. `base` is where the text of the file begins among all texts, and
/// `known` has what the model declares. `false` if something is wrong, and then the table has no rows.
pub fn fill(
    table: &mut TableDecl,
    data: &Data,
    base: usize,
    known: &Known,
    faults: &mut Faults,
) -> bool {
    let Some(file) = asked(table).as_ref().map(Asked::span) else {
        return true;
    };
    if let Some(row) = table.rows.first() {
        faults.push(RowsAndFile {
            name: table.name.value.clone(),
            row: *row.span,
            file,
        });
        return false;
    }
    let mut rows = data.rows();
    let mut row = Row::default();
    if !rows.next(data.source.text(), &mut row) {
        faults.push(UnreadableTable {
            message: format!("`{}` is empty", data.source.name()),
            help: "the first row names the columns, and a row follows for each key".to_owned(),
            span: file,
        });
        return false;
    }
    let header = Header::of(&row, &rows, data.source.text(), base);
    if table.columns.is_empty() {
        no_columns(table, &header, data, faults);
        return false;
    }
    let Some(columns) = header.columns(table, data, faults) else {
        return false;
    };
    let keys = Keys::of(known.indexes.get(&table.by.value).map(Vec::as_slice));
    let labels = table.columns.iter().map(|column| {
        let elements = known.indexes.get(&column.index()?.value)?;
        Some(Names::of(elements))
    });
    let labels = labels.collect();
    let unknown = table.columns.iter().map(|column| known.is_unknown(column));
    let columns = Columns {
        at: columns,
        labels,
        unknown: unknown.collect(),
    };
    let mut filling = Filling::new(table, data, base, file, columns, header, keys);
    while rows.next(data.source.text(), &mut row) {
        filling.row(&row, &rows);
    }
    filling.open_quote(&rows);
    let (filled, found) = filling.done();
    let fine = !found.any_error();
    faults.extend(found);
    table.rows = filled;
    fine
}

fn no_columns(table: &TableDecl, header: &Header, data: &Data, faults: &mut Faults) {
    let help = match header.clause() {
        Some(clause) => format!("write `{clause}` in its block, each with its unit: `: USD/year`"),
        None => "the first row of the file must name its columns".to_owned(),
    };
    faults.push(NoColumns {
        name: table.name.value.clone(),
        file: data.source.name().to_owned(),
        help,
        span: table.name.span,
        header: header.span,
    });
}
