//! Numbers by themselves: assumptions, tables, correlations.

use super::{Parts, Says, Sort};
use crate::span::Span;
use crate::syntax::ast::*;

impl<'d> Parts<'d> {
    pub(super) fn assume(&mut self, it: &'d AssumeDecl) {
        self.declared(&it.declared);
        match &it.value {
            AssumeValue::Known(value) => self.value(value, false),
            AssumeValue::Uncertain(value, each) => {
                self.value(value, true);
                self.each(each.as_ref());
            }
            AssumeValue::Unknown(origin) => {
                self.words("", Sort::Value, "unknown", **origin);
            }
            AssumeValue::Bound(side, value) => {
                let key = match side {
                    BoundSide::AtMost => "at most",
                    BoundSide::AtLeast => "at least",
                };
                self.add(key, Sort::Value, Says::Bound(*side, value), value.span);
            }
            AssumeValue::Claims(claims) => self.claims(claims),
        }
        self.evidence(&it.evidence);
    }

    /// One value, or one an entry of a list.
    fn value(&mut self, value: &'d Expr, drawn: bool) {
        match &value.value {
            ExprKind::List(list) => self.list(list, drawn, value.span),
            _ if drawn => self.add("", Sort::Value, Says::Drawn(value), value.span),
            _ => self.expr("", Sort::Value, value),
        }
    }

    /// When it is drawn anew.
    fn each(&mut self, each: Option<&'d Each>) {
        match each {
            Some(Each::Year(origin)) => self.words("drawn", Sort::Structure, "each year", **origin),
            Some(Each::Step(origin)) => self.words("drawn", Sort::Structure, "each step", **origin),
            Some(Each::Event(event)) => {
                let words = format!("each {}", event.value);
                self.words("drawn", Sort::Structure, words, event.span);
            }
            None => {}
        }
    }

    fn list(&mut self, list: &'d List, drawn: bool, span: Span) {
        let how = match (list.fill, drawn) {
            (Some(Fill::Linear), _) => Some("linear"),
            (Some(Fill::Step), _) => Some("step"),
            (None, true) => Some("drawn"),
            (None, false) => None,
        };
        if let Some(how) = how {
            self.words("between", Sort::Structure, how, span);
        }
        for (key, value) in &list.entries {
            let says = Says::Entry(value, list.unit.as_ref());
            self.add(format!("[{}]", key_of(key)), Sort::Value, says, value.span);
        }
    }

    fn claims(&mut self, claims: &'d [Claim]) {
        self.names("claims", claims.iter().map(|claim| &claim.source));
        for claim in claims {
            let source = &claim.source.value;
            self.expr(format!("from {source}"), Sort::Value, &claim.value);
            if let Some(weight) = &claim.weight {
                self.expr(format!("weight of {source}"), Sort::Value, weight);
            }
            if let Some(quote) = &claim.quote {
                let key = format!("quote from {source}");
                self.words(&key, Sort::Evidence, quote.value.as_str(), quote.span);
            }
        }
    }

    pub(super) fn table(&mut self, it: &'d TableDecl) {
        self.text("title", Sort::Wording, &it.title);
        self.words("by", Sort::Structure, it.by.value.as_str(), it.by.span);
        if let Some((file, sheet)) = &it.file {
            self.words("file", Sort::Structure, file.value.as_str(), file.span);
            self.text("sheet", Sort::Structure, sheet);
        }
        self.names("columns", it.columns.iter().map(|column| &column.name));
        for column in &it.columns {
            self.column(column);
        }
        for row in &it.rows {
            let at = key_of(&row.key);
            for (cell, column) in row.cells.iter().zip(&it.columns) {
                let span = match cell {
                    Cell::Value(value) => value.span,
                    Cell::Unknown(origin) => **origin,
                };
                let key = format!("{} at {at}", column.name.value);
                self.add(
                    key,
                    Sort::Value,
                    Says::Cell(cell, column.unit.as_ref()),
                    span,
                );
            }
        }
        self.evidence(&it.evidence);
    }

    fn column(&mut self, column: &'d Column) {
        let key = format!("unit of {}", column.name.value);
        match &column.unit {
            Some(DeclaredUnit::Unit(unit)) => {
                self.add(key, Sort::Structure, Says::Unit(unit), *unit.span);
            }
            Some(DeclaredUnit::Date(origin)) => self.words(&key, Sort::Structure, "date", **origin),
            Some(DeclaredUnit::Index(index)) => {
                self.words(&key, Sort::Structure, index.value.as_str(), index.span);
            }
            None => {}
        }
        let between = match column.fill {
            Some(Fill::Linear) => "linear",
            Some(Fill::Step) => "step",
            None => return,
        };
        let key = format!("between dates of {}", column.name.value);
        self.words(&key, Sort::Structure, between, column.name.span);
    }

    pub(super) fn correlate(&mut self, it: &'d CorrelateDecl) {
        self.expr("", Sort::Value, &it.value);
        self.evidence(&it.evidence);
    }
}

/// What an entry of a list or a row of a table stands for.
fn key_of(key: &Expr) -> String {
    match &key.value {
        ExprKind::Date(period) => period.to_string(),
        ExprKind::Path(path) => path.head.value.clone(),
        ExprKind::Quantity(quantity) => quantity.value.to_string(),
        _ => String::new(),
    }
}
