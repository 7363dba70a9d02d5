//! What unit a quantity most likely has, for a message that can then say exactly what to write.

use crate::span::Span;
use crate::syntax::ast::{AssumeValue, Expr, ExprKind, Item, OutcomeValue};
use crate::types::context::{Checker, Entity, Place, State};
use crate::types::model::{QuantityId, Type};
use crate::units::Unit;

/// A unit as it stands behind a number such as 0: without a magnitude.
pub(in crate::types) fn bare(unit: &Unit) -> Unit {
    match unit.magnitude {
        0 => unit.clone(),
        _ => Unit {
            magnitude: 0,
            spelling: None,
            ..unit.clone()
        },
    }
}

/// Nothing of a unit: `0 USD/year`, `0%`, `0`.
pub(in crate::types) fn nothing(unit: &Unit) -> String {
    let unit = bare(unit).to_string();
    match unit.strip_prefix('%') {
        Some(rest) => format!("0%{rest}"),
        None => format!("0 {unit}").trim_end().to_owned(),
    }
}

impl<'m> Checker<'m> {
    /// What to write where the unit of a quantity is asked for in its own definition.
    pub(super) fn unit_needed(&mut self, id: QuantityId, asked: Span) -> String {
        let unit = self.likely_unit(id);
        let draft = &self.quantities[id.0];
        let name = &draft.origin.name;
        let before = self.text.get(..asked.range().start).unwrap_or_default();
        if before.trim_end().ends_with("previous(") {
            let (guessed, initial) = match &unit {
                Some(unit) => ("", nothing(unit)),
                None => ("for example ", "100 USD".to_owned()),
            };
            return format!(
                "say with its unit what it is before the first step, {guessed}`previous({name}, initial: {initial})`"
            );
        }
        let keyword = draft.role.keyword();
        let unit = unit.map_or("UNIT".to_owned(), |unit| bare(&unit).to_string());
        format!("declare its unit behind its name: `{keyword} {name}: {unit} = …`")
    }

    /// The unit of what a quantity is added to or compared with, in its definition or in that of another.
    pub(super) fn likely_unit(&mut self, id: QuantityId) -> Option<Unit> {
        let own = self.written_value(id).and_then(|own| self.unit_among(own));
        if own.is_some() {
            return own;
        }
        let name = self.quantities[id.0].origin.name.clone();
        (0..self.quantities.len())
            .map(QuantityId)
            .find_map(|other| {
                let value = self.written_value(other)?;
                if stands_alone(value, &name) {
                    return self.quantities[other.0].declared.clone();
                }
                let beside = operands(value).iter().any(|each| stands_alone(each, &name));
                if beside { self.unit_among(value) } else { None }
            })
    }

    /// The expression that a quantity is declared with.
    fn written_value(&self, id: QuantityId) -> Option<&'m Expr> {
        let model = self.model;
        match &model.declaration(self.quantities[id.0].index).item {
            Item::Let(it) => Some(&it.value),
            Item::Flow(it) => Some(&it.value),
            Item::Outcome(it) => match &it.value {
                OutcomeValue::Expr(value) => Some(value),
                OutcomeValue::Classify { .. } => None,
            },
            Item::Assume(it) => match &it.value {
                AssumeValue::Known(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// The unit of an operand that can be understood now, among those that share one.
    fn unit_among(&mut self, value: &Expr) -> Option<Unit> {
        operands(value).into_iter().find_map(|each| {
            if self.knows(each) {
                self.quietly(each)
            } else {
                None
            }
        })
    }

    /// The unit of an expression; whatever is wrong with it is told elsewhere.
    fn quietly(&mut self, expr: &Expr) -> Option<Unit> {
        let faults = std::mem::take(&mut self.faults);
        let written = std::mem::take(&mut self.written);
        let typed = self.infer(expr, &Place::default());
        (self.faults, self.written) = (faults, written);
        match typed?.ty {
            Type::Number(unit) => Some(unit),
            _ => None,
        }
    }

    /// Whether all that an expression names is understood.
    fn knows(&self, expr: &Expr) -> bool {
        let ExprKind::Path(path) = &expr.value else {
            return crate::resolve::children(expr)
                .into_iter()
                .all(|child| self.knows(child));
        };
        match self.path_quietly(path) {
            Some(Entity::Quantity(id)) => matches!(self.quantities[id.0].state, State::Known(_)),
            Some(Entity::Stock(id)) => matches!(self.stocks[id.0].state, State::Known(_)),
            _ => false,
        }
    }
}

/// The parts of an expression that have its unit.
fn operands(expr: &Expr) -> Vec<&Expr> {
    match &expr.value {
        ExprKind::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        ExprKind::If { arms, otherwise } => {
            let values = arms.iter().map(|(_, value)| value);
            values.chain([otherwise.as_ref()]).collect()
        }
        ExprKind::Initially(first, then) => vec![first, then],
        ExprKind::Call(call) if ["min", "max", "clamp"].contains(&call.function.value.as_str()) => {
            call.arguments.iter().map(|each| &each.value).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether an expression is a name, or its value at a date.
fn stands_alone(expr: &Expr, name: &str) -> bool {
    match &expr.value {
        ExprKind::Path(path) => path.single().is_some_and(|own| own.value == name),
        ExprKind::At(of, _) => stands_alone(of, name),
        _ => false,
    }
}
