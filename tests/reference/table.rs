//! Values by date.

use foreland::calendar::Date;
use foreland::syntax::ast::Fill;
use foreland::types::model::Table;

use super::arithmetic::date;
use super::value::combine;
use super::{Reference, Value, day};

impl<'m> Reference<'m> {
    pub(super) fn table(&self, table: &'m Table, step: usize) -> Value {
        let read_at = match &table.at {
            Some(at) => self.expr(at, step),
            None => day(self.first_day(step)),
        };
        let at = match read_at {
            Value::Number(days) => date(days),
            missing => return missing,
        };
        let outside = table.keys.last().is_none_or(|(_, last)| at > *last);
        let before = table.keys.iter().rposition(|(first, _)| *first <= at);
        match before {
            Some(key) if !outside => self.in_table(table, key, at, step),
            _ => Value::Fault(format!("a table is read at {at}, outside its dates")),
        }
    }

    /// The value at a date from this key on and before the next.
    fn in_table(&self, table: &'m Table, key: usize, at: Date, step: usize) -> Value {
        let own = self.cell(table, key, step);
        let (from, last) = table.keys[key];
        match table.fill {
            None if at > last => {
                Value::Fault(format!("a table is read at {at}, in none of its periods"))
            }
            None | Some(Fill::Step) => own,
            Some(Fill::Linear) if at == from || key + 1 == table.keys.len() => own,
            Some(Fill::Linear) => {
                let (to, _) = table.keys[key + 1];
                let weight = self.counting().between(from, at) / self.counting().between(from, to);
                let next = self.cell(table, key + 1, step);
                combine("a line between two keys", [own, next], |[a, b]| {
                    a + (b - a) * weight
                })
            }
        }
    }

    fn cell(&self, table: &'m Table, key: usize, step: usize) -> Value {
        match &table.values[key] {
            Some(value) => self.expr(value, step),
            None => Value::Unknown,
        }
    }
}
