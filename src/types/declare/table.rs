//! Tables by year and by index.

use crate::calendar::Period;
use crate::suggest::list_of;
use crate::syntax::ast::{Cell, Column, Expr, ExprKind, Row, TableDecl};
use crate::types::context::{Checker, Place};
use crate::types::element::Listed;
use crate::types::fault::element::ElementTwice;
use crate::types::fault::shape::Misplaced;
use crate::types::fault::table::RowLength;
use crate::types::infer::{Entry, in_declared_unit};
use crate::types::model::{Definition, QuantityId, TExpr, Type};
use crate::types::whole::Series;

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
        let by_year = table.by.value == "year";
        if by_year {
            self.needs_timeline("a table by year", table.name.span)?;
        }
        // Once for all elements.
        if at == 0 && self.elements.get(&table.by.value).unwrap_or(0) == 0 {
            self.rows_of_one_length(table);
        }
        if table.rows.is_empty() {
            let each = match by_year {
                true => "write a row for each date: `2026 = …`".to_owned(),
                false => format!("write a row for each element of `{}`", table.by.value),
            };
            self.faults.push(Misplaced {
                what: "a table without rows",
                help: each,
                span: name,
            });
            return None;
        }
        if !by_year {
            return self.cell_of_element(id, table, at);
        }
        if self.quantities[id.0].date {
            self.faults.push(Misplaced {
                what: "a column of dates in a table by year",
                help: "give it numbers, or give a date for each element in a table by an index"
                    .to_owned(),
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
        self.whole_column(id, table, column, entries)
    }

    /// The cell of a column in the row of the element that is understood now.
    fn cell_of_element(
        &mut self,
        id: QuantityId,
        table: &TableDecl,
        column: usize,
    ) -> Option<(Definition, Type)> {
        let listed = self.rows_by_element(table)?;
        let (index, rows) = &*listed;
        let at = self.elements.get(index)?;
        let row = table.rows.get(*rows.get(at)?)?;
        match row.cells.get(column)? {
            Cell::Value(expr) if self.quantities[id.0].date => {
                let typed = self.moment(expr, &Place::default())?;
                Some((Definition::Expr(typed), Type::Date))
            }
            Cell::Unknown(_) if self.quantities[id.0].date => {
                Some((Definition::Unknown, Type::Date))
            }
            Cell::Value(expr) => {
                let mut typed = self.cell(id, expr)?;
                if let Some(unit) = &self.quantities[id.0].declared {
                    typed.ty = Type::Number(unit.held());
                }
                let ty = typed.ty.clone();
                Some((Definition::Expr(typed), ty))
            }
            Cell::Unknown(_) => {
                let declared = self.quantities[id.0].declared.clone();
                let ty = Type::Number(declared.unwrap_or_default().held());
                Some((Definition::Unknown, ty))
            }
        }
    }

    /// The rows in the order of the elements, for a column of a table by an index that is told of before all others.
    pub(in crate::types) fn rows_of_elements(
        &mut self,
        table: &TableDecl,
        column: usize,
    ) -> Listed {
        if column == 0 {
            self.rows_of_one_length(table);
        }
        let named = table.columns.iter().all(|column| column.index().is_some());
        if table.rows.is_empty() && named && column == 0 {
            self.faults.push(Misplaced {
                what: "a table without rows",
                help: format!("write a row for each element of `{}`", table.by.value),
                span: table.columns[0].name.span,
            });
        }
        if table.rows.is_empty() || table.by.value == "year" {
            return None;
        }
        self.rows_by_element(table)
    }

    /// The index of a table with the row of each of its elements.
    fn rows_by_element(&mut self, table: &TableDecl) -> Listed {
        let key = table.name.span;
        if !self.lists.contains_key(&key) {
            let rows = self.rows_cover(table);
            self.lists.insert(key, rows);
        }
        self.lists.get(&key)?.clone()
    }

    /// The row of each element, if there is one for each.
    fn rows_cover(&mut self, table: &TableDecl) -> Listed {
        let index = &table.by.value;
        let scope = &self.model.scope;
        let elements = scope.elements(index);
        let mut found: Vec<Option<usize>> = vec![None; elements.len()];
        let mut fine = true;
        for (at, row) in table.rows.iter().enumerate() {
            let position = element_of(row).and_then(|own| scope.place_in(index, own));
            let Some(position) = position else {
                self.not_an_element(&row.key, index, elements);
                fine = false;
                continue;
            };
            if let Some(first) = found[position].replace(at) {
                self.faults.push(ElementTwice {
                    element: elements[position].clone(),
                    first: table.rows[first].key.span,
                    second: row.key.span,
                });
                fine = false;
            }
        }
        let missing = elements.iter().zip(&found).filter(|(_, at)| at.is_none());
        let missing: Vec<&String> = missing.map(|(element, _)| element).collect();
        if fine && !missing.is_empty() {
            let lines = missing.iter().map(|element| format!("{element} = …"));
            let lines = format!("the row {}", list_of(lines, "and"));
            self.missing_elements(&missing, index, lines, table.name.span);
        }
        let rows = found.into_iter().collect::<Option<Vec<usize>>>();
        Some((index.clone(), rows.filter(|_| fine)?).into())
    }

    fn whole_column(
        &mut self,
        id: QuantityId,
        table: &TableDecl,
        column: &Column,
        entries: Vec<Entry>,
    ) -> Option<(Definition, Type)> {
        let span = self.quantities[id.0].origin.name_span;
        let declared = self.quantities[id.0].declared.clone();
        let periods: Vec<Period> = entries.iter().map(|entry| entry.period).collect();
        let mut typed = self.table(entries, None, column.fill, span)?;
        let series = Series {
            name: Some(span),
            kind: "row",
            read: table.file.is_some(),
        };
        self.out_of_line(&typed, &periods, declared.as_ref(), series);
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

/// The name that a row begins with.
fn element_of(row: &Row) -> Option<&String> {
    match &row.key.value {
        ExprKind::Path(path) => path.single().map(|name| &name.value),
        _ => None,
    }
}
