//! Values by date in brackets.

use super::convert::bare_year;
use crate::calendar::{Date, Period};
use crate::span::Span;
use crate::syntax::ast::{Expr, ExprKind, Fill, List};
use crate::types::context::{Checker, Place};
use crate::types::fault::table::{GapInTable, KeysNotInOrder, NotADateKey};
use crate::types::model::{Kind, TExpr, Table, Type};
use crate::types::whole::Series;
use crate::units::Unit;

/// One key of a table with its value; no value where the cell is unknown.
pub(in crate::types) struct Entry {
    pub(in crate::types) period: Period,
    pub(in crate::types) span: Span,
    pub(in crate::types) value: Option<TExpr>,
}

impl Checker<'_> {
    pub(super) fn list(&mut self, list: &List, span: Span, place: &Place) -> Option<TExpr> {
        self.needs_timeline("a table by date", span)?;
        let mut entries = Vec::with_capacity(list.entries.len());
        for (key, value) in &list.entries {
            let period = self.key(key);
            let value = self.number(value, place);
            if let (Some(period), Some(value)) = (period, value) {
                entries.push(Entry {
                    period,
                    span: key.span,
                    value: Some(value),
                });
            }
        }
        let unit = match &list.unit {
            Some(written) => {
                let unit = self.unit(written)?;
                self.written.push(unit.clone());
                Some(unit)
            }
            None => None,
        };
        if entries.len() < list.entries.len() {
            return None;
        }
        let periods: Vec<Period> = entries.iter().map(|entry| entry.period).collect();
        let typed = self.table(entries, unit.as_ref(), list.fill, span)?;
        // With a rule for what lies between, it is a course that somebody sets out, and may well turn.
        if list.fill.is_none() {
            let own = place.own.map(|id| self.quantities[id.0].origin.name_span);
            let series = Series {
                name: own,
                kind: "value",
                read: false,
            };
            self.out_of_line(&typed, &periods, unit.as_ref(), series);
        }
        Some(typed)
    }

    /// The period that a key names.
    pub(in crate::types) fn key(&mut self, key: &Expr) -> Option<Period> {
        match (&key.value, bare_year(key)) {
            (ExprKind::Date(period), _) => Some(*period),
            (_, Some(year)) => Some(Period::Year(year)),
            _ => {
                let key = (self.text_of(key.span), key.span);
                self.faults.push(NotADateKey {
                    key: key.0,
                    span: key.1,
                });
                None
            }
        }
    }

    /// A table of checked values: all in one unit, keys in order, no gap without `linear` or `step`.
    pub(in crate::types) fn table(
        &mut self,
        entries: Vec<Entry>,
        unit: Option<&Unit>,
        fill: Option<Fill>,
        span: Span,
    ) -> Option<TExpr> {
        let keys: Vec<(Date, Date)> = entries
            .iter()
            .map(|entry| self.span_of_period(entry.period))
            .collect();
        self.keys_in_order(&entries, &keys, fill)?;
        let mut held: Option<Unit> = unit.cloned();
        let mut values = Vec::with_capacity(entries.len());
        let mut first = span;
        for entry in entries {
            let value = match (entry.value, &held) {
                (None, _) => None,
                (Some(value), Some(common)) if unit.is_some() => {
                    Some(self.give_unit(value.clone(), common, value.span)?)
                }
                (Some(value), Some(common)) => Some(self.same_unit(value, common, first)?),
                (Some(value), None) => {
                    held = Some(value.unit());
                    first = value.span;
                    Some(value)
                }
            };
            values.push(value);
        }
        let held = values
            .iter()
            .flatten()
            .next()
            .map_or_else(|| held.unwrap_or_default(), TExpr::unit);
        let table = Table {
            keys,
            values,
            fill,
            at: None,
            of: None,
        };
        Some(TExpr::new(Kind::Table(table), Type::Number(held), span))
    }

    fn same_unit(&mut self, value: TExpr, unit: &Unit, first: Span) -> Option<TExpr> {
        if value.unit().fits(unit) {
            return Some(super::convert::converted(value, unit));
        }
        self.units_differ("list", unit, first, &value);
        None
    }

    fn keys_in_order(
        &mut self,
        entries: &[Entry],
        keys: &[(Date, Date)],
        fill: Option<Fill>,
    ) -> Option<()> {
        let pairs = || keys.windows(2).zip(entries.windows(2));
        for (pair, places) in pairs() {
            if pair[1].0 <= pair[0].1 && pair[1].0 <= pair[0].0 {
                self.faults.push(KeysNotInOrder {
                    first: places[0].span,
                    second: places[1].span,
                });
                return None;
            }
        }
        for (pair, places) in pairs() {
            if fill.is_none() && pair[1].0.0 > pair[0].1.0 + 1 {
                let (from, to) = (places[0].period.to_string(), places[1].period.to_string());
                self.faults.push(GapInTable {
                    from,
                    to,
                    first: places[0].span,
                    second: places[1].span,
                });
                return None;
            }
        }
        Some(())
    }
}
