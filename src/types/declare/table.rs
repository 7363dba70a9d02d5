//! Tables by year, written in the model.

use crate::syntax::ast::{Cell, Column, Expr, Row, TableDecl};
use crate::types::context::{Checker, Place};
use crate::types::fault::shape::Misplaced;
use crate::types::fault::table::RowLength;
use crate::types::infer::{Entry, in_declared_unit};
use crate::types::model::{Definition, QuantityId, TExpr, Type};

impl Checker<'_> {
    pub(super) fn column(
        &mut self,
        id: QuantityId,
        table: &TableDecl,
    ) -> Option<(Definition, Type)> {
        let name = self.quantities[id.0].origin.name_span;
        let at = table
            .columns
            .iter()
            .position(|column| column.name.span == name)?;
        self.needs_timeline("a table by year", table.name.span)?;
        if at == 0 {
            self.rows_of_one_length(table);
        }
        if table.rows.is_empty() {
            self.faults.push(Misplaced {
                what: "a table without rows",
                help: "write a row for each date: `2026 = …`".to_owned(),
                span: name,
            });
            return None;
        }
        let column = &table.columns[at];
        let mut entries = Vec::with_capacity(table.rows.len());
        let mut whole = true;
        for row in table
            .rows
            .iter()
            .filter(|row| row.cells.len() == table.columns.len())
        {
            match self.entry(id, row, &row.cells[at]) {
                Some(entry) => entries.push(entry),
                None => whole = false,
            }
        }
        if !whole || entries.len() < table.rows.len() {
            return None;
        }
        self.whole_column(id, column, entries)
    }

    fn whole_column(
        &mut self,
        id: QuantityId,
        column: &Column,
        entries: Vec<Entry>,
    ) -> Option<(Definition, Type)> {
        let span = self.quantities[id.0].origin.name_span;
        let declared = self.quantities[id.0].declared.clone();
        let mut typed = self.table(entries, None, column.fill, span)?;
        if let Some(unit) = declared {
            typed.ty = Type::Number(unit.held());
        }
        let ty = typed.ty.clone();
        Some((Definition::Expr(typed), ty))
    }

    fn rows_of_one_length(&mut self, table: &TableDecl) {
        let wanted = table.columns.len();
        let Some(columns) = table.columns.first().map(|first| first.name.span) else {
            return;
        };
        for row in table.rows.iter().filter(|row| row.cells.len() != wanted) {
            self.faults.push(RowLength {
                has: row.cells.len(),
                wanted,
                span: *row.span,
                columns,
            });
        }
    }

    fn entry(&mut self, id: QuantityId, row: &Row, cell: &Cell) -> Option<Entry> {
        let period = self.key(&row.key);
        let value = match cell {
            Cell::Unknown(_) => None,
            Cell::Value(expr) => Some(self.cell(id, expr)?),
        };
        Some(Entry {
            period: period?,
            span: row.key.span,
            value,
        })
    }

    /// A cell in its column's unit.
    fn cell(&mut self, id: QuantityId, expr: &Expr) -> Option<TExpr> {
        let typed = self.number(expr, &Place::default())?;
        let Some(unit) = self.quantities[id.0].declared.clone() else {
            return Some(typed);
        };
        let column = self.quantities[id.0].origin.name_span;
        in_declared_unit(typed, expr, &unit)
            .map_err(|typed| self.not_in_unit(&unit, column, &typed, "the column is"))
            .ok()
    }
}
