//! Quantities and stocks to nodes.

use super::build::{Builder, Circle, Filling, GAP, Lowered};
use super::fold;
use super::op::{Adjusting, Change, Op, Strength, Term};
use super::thing::Thing;
use crate::numerics::Role;
use crate::syntax::ast::Sign;
use crate::types::model::*;

impl<'m> Builder<'m> {
    /// The value of a quantity before adjustments.
    pub fn base(&mut self, id: QuantityId) -> Lowered {
        let quantity = self.model.quantity(id);
        let redeclared = self.scenario().redeclared(id);
        match redeclared.map_or(&quantity.definition, |one| &one.definition) {
            Definition::Expr(expr) | Definition::Bound(expr) => self.expr(expr),
            Definition::Unknown => Ok(self.push(Op::Unknown, quantity.origin.name_span)),
            Definition::Claims(claims) => self.claims(id, claims),
        }
    }

    /// The claim that a scenario takes, or one by weight.
    fn claims(&mut self, id: QuantityId, claims: &'m [TClaim]) -> Lowered {
        let origin = &self.model.quantity(id).origin;
        let mut takes = self.scenario().takes.iter();
        let taken = takes.find(|(of, _)| *of == id);
        if let Some(claim) = taken.and_then(|(_, position)| claims.get(*position)) {
            return self.expr(&claim.value);
        }
        let weights = claims.iter().map(|claim| claim.weight).collect();
        let stream = origin.stream.hash(Role::Claim);
        let by = fold::pick(self, stream, weights, origin.name_span);
        if let Some(claim) = self.constant(by).and_then(|at| claims.get(at as usize)) {
            return self.expr(&claim.value);
        }
        let mut values = Vec::with_capacity(claims.len());
        for claim in claims {
            values.push(self.expr(&claim.value)?);
        }
        Ok(fold::select(self, by, values, origin.name_span))
    }

    /// The adjusted value of a quantity.
    pub fn value(&mut self, id: QuantityId) -> Lowered {
        let quantity = self.model.quantity(id);
        let hazard = quantity.role == QuantityRole::Hazard;
        let mut sets = Vec::new();
        let mut adds = Vec::new();
        let mut factors = Vec::new();
        for (place, adjustment) in self.in_combining_order(id) {
            let Some(strength) = self.strength(adjustment, hazard)? else {
                continue;
            };
            match &adjustment.change {
                TChange::Set(to) => {
                    let amount = self.expr(to)?;
                    sets.push(((rank(adjustment), place), Change { strength, amount }));
                }
                TChange::Add(amount) => {
                    let amount = self.expr(amount)?;
                    adds.push(Change { strength, amount });
                }
                TChange::Factor(by) => {
                    let amount = self.expr(by)?;
                    factors.push(Change { strength, amount });
                }
            }
        }
        let sets = in_force_first(sets);
        let base = match sets.last() {
            // A set that always holds leaves nothing of what is declared.
            Some(Change {
                strength: Strength::Full,
                amount,
            }) => *amount,
            _ => self.thing(Thing::Base(id))?,
        };
        let plain = sets.is_empty() && adds.is_empty() && factors.is_empty();
        if plain && !hazard {
            return Ok(base);
        }
        let op = Op::Adjust(Adjusting {
            base,
            sets: sets
                .into_iter()
                .filter(|set| set.strength != Strength::Full)
                .collect(),
            adds,
            factors,
            hazard,
        });
        Ok(self.push(op, quantity.origin.name_span))
    }

    /// The opening balance of a stock.
    pub fn opening(&mut self, id: StockId) -> Lowered {
        let stock = &self.model.stocks[id.0];
        let op = Op::Lag {
            of: GAP,
            initial: Some(self.expr(&stock.starts)?),
        };
        let filling = Filling::Thing(Thing::Closing(id));
        Ok(self.push_with_gap(op, stock.origin.name_span, filling))
    }

    /// The closing balance of a stock.
    pub fn closing(&mut self, id: StockId) -> Lowered {
        let stock = &self.model.stocks[id.0];
        let opening = self.thing(Thing::Opening(id))?;
        let mut terms = vec![Term {
            sign: Sign::Plus,
            of: opening,
            times: None,
            floor: None,
        }];
        self.signed(Sign::Plus, &stock.gains, &mut terms)?;
        self.signed(Sign::Minus, &stock.loses, &mut terms)?;
        Ok(self.push(Op::Sum(terms), stock.origin.name_span))
    }

    fn signed(
        &mut self,
        sign: Sign,
        flows: &'m [TExpr],
        terms: &mut Vec<Term>,
    ) -> Result<(), Circle> {
        for flow in flows {
            let of = self.expr(flow)?;
            terms.push(Term {
                sign,
                of,
                times: None,
                floor: None,
            });
        }
        Ok(())
    }
}

/// Whose `set` goes before whose: an event's before a scenario's before an option's.
fn rank(adjustment: &Adjustment) -> u8 {
    match adjustment.owner {
        Owner::Event(_) => 2,
        Owner::Scenario(_) => 1,
        Owner::Option(..) => 0,
    }
}

/// Rank and place of a `set`.
type Precedence = (u8, usize);

/// Sets, the one that yields to none first: by rank, then the later in its list. Those that yield to a set that
/// always holds are left out, and that one stands last.
fn in_force_first(mut sets: Vec<(Precedence, Change)>) -> Vec<Change> {
    sets.sort_by_key(|(precedence, _)| std::cmp::Reverse(*precedence));
    let mut always = sets.iter();
    if let Some(always) = always.position(|(_, set)| set.strength == Strength::Full) {
        sets.truncate(always + 1);
    }
    sets.into_iter().map(|(_, set)| set).collect()
}
