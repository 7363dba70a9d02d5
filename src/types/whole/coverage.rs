//! Tables that are read in steps they do not cover.

use std::collections::BTreeSet;

use crate::calendar::{Date, Timeline};
use crate::fault::Faults;
use crate::types::fault::table::TableCoverage;
use crate::types::model::*;

/// Warns of tables that some outcome reads in every step, and that do not cover them all.
pub(super) fn coverage(model: &TypedModel, faults: &mut Faults) {
    let Some(timeline) = &model.timeline else {
        return;
    };
    let mut walk = Walk {
        model,
        timeline,
        seen: BTreeSet::new(),
        told: BTreeSet::new(),
        faults,
    };
    for outcome in &model.outcomes {
        walk.quantity(outcome.quantity);
    }
    for assert in &model.asserts {
        walk.expr(&assert.condition, None);
    }
}

struct Walk<'m> {
    model: &'m TypedModel,
    timeline: &'m Timeline,
    seen: BTreeSet<QuantityId>,
    told: BTreeSet<(String, Vec<(Date, Date)>)>,
    faults: &'m mut Faults,
}

impl Walk<'_> {
    fn quantity(&mut self, id: QuantityId) {
        let model = self.model;
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if self.seen.insert(id) {
                for expr in model.quantity(id).definition.expressions() {
                    self.expr(expr, Some(&mut open));
                }
            }
        }
    }

    /// Looks for tables that are read in every step: not under a condition, a window or a date.
    fn expr(&mut self, expr: &TExpr, mut open: Option<&mut Vec<QuantityId>>) {
        match &expr.kind {
            Kind::If { .. }
            | Kind::At(..)
            | Kind::Initially(..)
            | Kind::Reduce {
                window: Some(_), ..
            } => {}
            Kind::Table(table) if table.at.is_none() => self.table(table, expr),
            Kind::Quantity(id) => self.named(*id, expr, open),
            _ => {
                for child in expr.children() {
                    self.expr(child, open.as_deref_mut());
                }
            }
        }
    }

    fn named(&mut self, id: QuantityId, expr: &TExpr, open: Option<&mut Vec<QuantityId>>) {
        let quantity = self.model.quantity(id);
        match &quantity.definition {
            Definition::Expr(TExpr {
                kind: Kind::Table(table),
                ..
            }) if quantity.role == QuantityRole::Column => {
                self.report(
                    table,
                    expr,
                    &quantity.origin.name,
                    quantity.origin.name_span,
                );
            }
            _ => match open {
                Some(open) => open.push(id),
                None => self.quantity(id),
            },
        }
    }

    fn table(&mut self, table: &Table, expr: &TExpr) {
        self.report(table, expr, "the table", expr.span);
    }

    fn report(&mut self, table: &Table, expr: &TExpr, name: &str, place: crate::span::Span) {
        let (Some(first), Some(last)) = (table.keys.first(), table.keys.last()) else {
            return;
        };
        let outside = |step: &usize| {
            let day = self.timeline.first_day(*step);
            day < first.0 || day > last.1
        };
        let missing: Vec<usize> = (0..self.timeline.len()).filter(outside).collect();
        let (Some(from), Some(to)) = (missing.first(), missing.last()) else {
            return;
        };
        if !self.first(name, table, place) {
            return;
        }
        let (from, to) = (self.timeline.label(*from), self.timeline.label(*to));
        let missing = if from == to {
            from
        } else {
            format!("{from} to {to}")
        };
        let end = self
            .timeline
            .step_at(last.1)
            .map_or_else(|| "DATE".to_owned(), |step| self.timeline.label(step));
        let label = |date| match self.timeline.step_at(date) {
            Some(step) => self.timeline.label(step),
            None => date.to_string(),
        };
        let covered = format!("{} to {}", label(first.0), label(last.1));
        self.faults.push(TableCoverage {
            name: name.to_owned(),
            covered,
            missing,
            last: end,
            span: expr.span,
            table: place,
        });
    }

    /// Whether a table is told of for the first time. All columns of one have the same rows.
    fn first(&mut self, name: &str, table: &Table, place: crate::span::Span) -> bool {
        let owner = match name.split_once('.') {
            Some((table, _)) => table.to_owned(),
            None => format!("{place:?}"),
        };
        self.told.insert((owner, table.keys.clone()))
    }
}
