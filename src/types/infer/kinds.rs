//! The sides of a difference of kinds, with what they name.

use std::collections::BTreeMap;

use crate::span::Span;
use crate::syntax::ast::{Item, OutcomeValue};
use crate::types::context::{Checker, Entity, State};
use crate::types::fault::kinds::{Doing, Part, Side, apart};
use crate::types::model::{Kind, QuantityId, QuantityRole, StockId, TExpr, Type};
use crate::units::Unit;

impl Checker<'_> {
    /// What is said where two units differ by their kinds; `left` is nowhere where its unit is only wanted.
    pub(in crate::types) fn kinds_apart(
        &self,
        doing: &str,
        left: (&Unit, Option<Span>),
        right: &TExpr,
    ) -> Option<String> {
        let left = Side {
            unit: left.0.clone(),
            text: left.1.map(|span| self.text_of(span)),
            parts: left.1.map(|span| self.named_in(span)).unwrap_or_default(),
        };
        let spans = left.text.is_some();
        let right_side = Side {
            unit: right.unit(),
            text: Some(self.text_of(right.span)),
            parts: self.parts_of(right),
        };
        let write = || match spans {
            true => self.each_by_itself(&left, &right_side, right.span),
            false => None,
        };
        let doing = match doing {
            "add" => Doing::Add(write()),
            "subtract" => Doing::Subtract(write()),
            "declared" => Doing::Declare,
            _ => Doing::Other,
        };
        apart(&doing, &left, &right_side)
    }

    /// Two declarations instead of one, where a sum is all that is declared.
    fn each_by_itself(&self, left: &Side, right: &Side, end: Span) -> Option<String> {
        let (id, _) = self.busy.last()?;
        let draft = &self.quantities[id.0];
        let value = match &self.model.declaration(draft.index).item {
            Item::Let(it) => it.value.span,
            Item::Outcome(it) => match &it.value {
                OutcomeValue::Expr(value) => value.span,
                _ => return None,
            },
            _ => return None,
        };
        let (left_text, right_text) = (left.text.as_deref()?, right.text.as_deref()?);
        let all = self.text_of(value);
        let whole = all.starts_with(left_text) && value.range().end == end.range().end;
        let name = &draft.origin.name;
        if !whole || name.contains('[') {
            return None;
        }
        let word = match draft.role {
            QuantityRole::Outcome => "outcome",
            _ => "let",
        };
        let own = |side: &Side, other: &Side| {
            let kinds = side.unit.kinds.iter().map(|(kind, _)| kind);
            let mut kinds = kinds.filter(|kind| {
                let theirs = other.unit.dimension();
                theirs.exponent(kind) != side.unit.dimension().exponent(kind)
            });
            let kind = kinds.next()?.name();
            Some(kind.trim_start_matches("of ").to_owned())
        };
        let named = |kind: String| match name.ends_with(&kind) {
            true => name.clone(),
            false => format!("{name}_{kind}"),
        };
        Some(format!(
            "`{word} {} = {left_text}` and `{word} {} = {right_text}`",
            named(own(left, right)?),
            named(own(right, left)?)
        ))
    }

    /// The names and the numbers in an expression that has a type.
    fn parts_of(&self, typed: &TExpr) -> Vec<Part> {
        let mut parts = self.named_in(typed.span);
        typed.each(&mut |expr| {
            if matches!(expr.kind, Kind::Number(_)) && !expr.unit().is_plain() {
                let text = self.text_of(expr.span);
                if text.starts_with(|first: char| first.is_ascii_digit()) {
                    parts.push(Part {
                        text,
                        unit: expr.unit(),
                        number: true,
                    });
                }
            }
        });
        parts
    }

    /// The quantities and stocks that a text names, in its order.
    fn named_in(&self, span: Span) -> Vec<Part> {
        let text = self.text_of(span);
        let mut parts: Vec<Part> = Vec::new();
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
        for word in words {
            let unit = self.unit_named(word);
            if let Some(unit) = unit.filter(|_| parts.iter().all(|part| part.text != word)) {
                parts.push(Part {
                    text: word.to_owned(),
                    unit,
                    number: false,
                });
            }
        }
        parts
    }

    fn unit_named(&self, word: &str) -> Option<Unit> {
        let state = match self
            .by_name
            .get_or_init(|| self.values_by_name())
            .get(word)?
        {
            Entity::Quantity(id) => &self.quantities[id.0].state,
            Entity::Stock(id) => &self.stocks[id.0].state,
            _ => return None,
        };
        match state {
            State::Known(Type::Number(unit)) => Some(unit.clone()),
            _ => None,
        }
    }

    fn values_by_name(&self) -> BTreeMap<String, Entity> {
        let quantities = self.quantities.iter().enumerate();
        let quantities = quantities.map(|(at, it)| (&it.origin, Entity::Quantity(QuantityId(at))));
        let stocks = self.stocks.iter().enumerate();
        let stocks = stocks.map(|(at, it)| (&it.origin, Entity::Stock(StockId(at))));
        let mut by_name = BTreeMap::new();
        for (origin, entity) in quantities.chain(stocks) {
            let name = origin.name.split('[').next().unwrap_or_default();
            by_name.entry(name.to_owned()).or_insert(entity);
        }
        by_name
    }
}
