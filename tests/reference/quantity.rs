//! Quantities before adjustments, and stocks.

use foreland::numerics::Role;
use foreland::types::model::{Definition, QuantityId, StockId, TClaim};

use super::draw::by_weight;
use super::value::combine;
use super::{Reference, Thing, Value};

impl<'m> Reference<'m> {
    /// The adjusted value.
    pub(super) fn quantity(&self, id: QuantityId, step: usize) -> Value {
        self.remembered(Thing::Adjusted(id.0), step, || self.adjusted(id, step))
    }

    /// The value as declared.
    pub(super) fn base(&self, id: QuantityId, step: usize) -> Value {
        self.remembered(Thing::Base(id.0), step, || {
            let redeclared = self.scenario.redeclared(id);
            let declared = &self.model.quantity(id).definition;
            match redeclared.map_or(declared, |one| &one.definition) {
                Definition::Expr(expr) | Definition::Bound(expr) => self.expr(expr, step),
                Definition::Claims(claims) => {
                    self.expr(&claims[self.claim(id, claims)].value, step)
                }
                Definition::Unknown => Value::Unknown,
            }
        })
    }

    /// Which claim holds.
    fn claim(&self, id: QuantityId, claims: &'m [TClaim]) -> usize {
        if let Some((_, taken)) = self.scenario.takes.iter().rfind(|(of, _)| *of == id) {
            return *taken;
        }
        let stream = &self.model.quantity(id).origin.stream;
        let uniform = self.uniform(stream, Role::Claim, 0);
        by_weight(claims.iter().map(|claim| claim.weight), uniform)
    }

    /// The opening balance of a stock.
    pub(super) fn opening(&self, id: StockId, step: usize) -> Value {
        self.remembered(Thing::Opening(id.0), step, || match step {
            0 => self.expr(&self.model.stocks[id.0].starts, 0),
            _ => self.closing(id, step - 1),
        })
    }

    /// Its closing balance.
    pub(super) fn closing(&self, id: StockId, step: usize) -> Value {
        let stock = &self.model.stocks[id.0];
        let mut balance = self.opening(id, step);
        for gain in &stock.gains {
            balance = combine("a gain", [balance, self.expr(gain, step)], |[a, b]| a + b);
        }
        for loss in &stock.loses {
            balance = combine("a loss", [balance, self.expr(loss, step)], |[a, b]| a - b);
        }
        balance
    }
}
