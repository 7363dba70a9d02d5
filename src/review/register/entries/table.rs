//! The columns of tables, and correlations.

use super::{Common, Lister, Row, declared_unit, fill_word};
use crate::review::parts::written;
use crate::review::register::{Kind, Value, span_of_values};
use crate::source::Texts;
use crate::syntax::ast::*;
use crate::types::has_number;

impl<T: Texts> Lister<'_, '_, T> {
    pub(super) fn table(&mut self, it: &TableDecl) {
        let common = Common {
            declaration: &it.name.value,
            title: it.title.as_ref(),
            option: None,
            kind: Kind::Column,
            blocks: &[&it.evidence],
        };
        let file = it.file.as_ref().map(|(file, sheet)| match sheet {
            Some(sheet) => format!("from {}, sheet {}", file.value, sheet.value),
            None => format!("from {}", file.value),
        });
        for (at, column) in it.columns.iter().enumerate() {
            let name = format!("{}.{}", it.name.value, column.name.value);
            let cells = it.rows.iter().map(|row| {
                let value = match row.cells.get(at) {
                    Some(Cell::Value(value)) => Some(value),
                    _ => None,
                };
                (written(self.texts, row.key.span), value)
            });
            let cells: Vec<(String, Option<&Expr>)> = cells.collect();
            let unit = column.unit.as_ref();
            let unit = unit.map(|unit| declared_unit(unit, self.texts));
            let fill = column.fill.map(|fill| fill_word(fill).to_owned());
            let holds: Vec<String> = file.iter().cloned().chain(fill).collect();
            let is_unit = matches!(column.unit, Some(DeclaredUnit::Unit(_)));
            let behind = unit.as_deref().filter(|_| is_unit);
            let (text, bare) = span_of_values::told("rows", &cells, behind, self.texts);
            let value = Value {
                text,
                unit,
                needs_unit: bare && is_unit,
                uncertainty: "known".to_owned(),
                holds: (!holds.is_empty()).then(|| holds.join(", ")),
                ..Value::default()
            };
            let row = Row {
                ways: self.inlets.value(&name, None),
                name,
                value,
                span: column.name.span,
                number: !it.rows.is_empty(),
                claimed: None,
            };
            self.push(common, row);
        }
    }

    pub(super) fn correlate(&mut self, it: &CorrelateDecl) {
        let names: Vec<String> = it
            .names
            .iter()
            .map(|path| written(self.texts, path.span))
            .collect();
        let name = format!("correlate {}", names.join(", "));
        let paths = it.names.iter();
        let row = Row {
            value: Value::of(&it.value, None, None, self.texts),
            span: it.names.first().map_or(it.value.span, |first| first.span),
            ways: paths
                .flat_map(|path| self.inlets.path(&path.value))
                .collect(),
            number: has_number(&it.value),
            claimed: None,
            name: name.clone(),
        };
        let common = Common {
            declaration: &name,
            title: None,
            option: None,
            kind: Kind::Correlation,
            blocks: &[&it.evidence],
        };
        self.push(common, row);
    }
}
