//! What an unknown result rests on: the assumptions declared unknown that its definition reaches.

use std::collections::BTreeSet;

use crate::eval::verdict::{Held, Verdict};
use crate::types::model::*;

/// The names of the unknown assumptions behind a quantity in a scenario, by the order of their declaration.
pub(super) fn behind(
    model: &TypedModel,
    scenario: ScenarioId,
    quantity: QuantityId,
) -> Vec<String> {
    Walk::of(model, scenario).names(vec![Node::Quantity(quantity)])
}

/// Names what those verdicts rest on that are unknown.
pub fn name(model: &TypedModel, verdicts: &mut [Verdict]) {
    let unknown = |verdict: &&mut Verdict| verdict.held == Held::Unknown;
    for verdict in verdicts.iter_mut().filter(unknown) {
        let assert = model.asserts.get(verdict.index);
        let Some((assert, scenario)) = assert.zip(verdict.scenario) else {
            continue;
        };
        let mut walk = Walk::of(model, scenario);
        walk.expr(&assert.condition);
        let waiting = std::mem::take(&mut walk.waiting);
        verdict.rests_on = walk.names(waiting);
    }
}

/// Something that a value can rest on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Quantity(QuantityId),
    Stock(StockId),
    Choice(ChoiceId),
    Event(EventId),
}

struct Walk<'a> {
    model: &'a TypedModel,
    scenario: &'a Scenario,
    seen: BTreeSet<Node>,
    waiting: Vec<Node>,
    /// Whether a table with an unknown cell has been met.
    empty_cell: bool,
}

impl<'a> Walk<'a> {
    fn of(model: &'a TypedModel, scenario: ScenarioId) -> Self {
        Walk {
            model,
            scenario: &model.scenarios[scenario.0],
            seen: BTreeSet::new(),
            waiting: Vec::new(),
            empty_cell: false,
        }
    }

    /// The names of what is unknown behind these, by the order of declaration.
    fn names(mut self, from: Vec<Node>) -> Vec<String> {
        self.waiting = from;
        let mut found = BTreeSet::new();
        while let Some(node) = self.waiting.pop() {
            if !self.seen.insert(node) {
                continue;
            }
            match node {
                Node::Quantity(id) => {
                    if self.quantity(id) {
                        found.insert(id);
                    }
                }
                Node::Stock(id) => self.stock(&self.model.stocks[id.0]),
                Node::Choice(id) => self.choice(id),
                Node::Event(id) => self.event(id, &self.model.events[id.0]),
            }
        }
        let model = self.model;
        let names = found.into_iter();
        names
            .map(|id| model.quantity(id).origin.name.clone())
            .collect()
    }

    /// Follows a quantity; says whether it is itself unknown.
    fn quantity(&mut self, id: QuantityId) -> bool {
        let quantity = self.model.quantity(id);
        let of_scenario = self.scenario.adjustments.iter();
        let of_scenario: Vec<&Adjustment> = of_scenario
            .filter(|(target, _)| *target == id)
            .map(|(_, adjustment)| adjustment)
            .collect();
        for adjustment in quantity.adjustments.iter().chain(of_scenario.clone()) {
            self.adjustment(adjustment);
        }
        // What a scenario always sets is never read as declared.
        let replaced = of_scenario.iter().any(|adjustment| {
            matches!(adjustment.change, TChange::Set(_))
                && adjustment.when.is_none()
                && adjustment.during.is_none()
        });
        if replaced {
            return false;
        }
        self.empty_cell = false;
        match &quantity.definition {
            Definition::Unknown => return true,
            Definition::Expr(expr) | Definition::Bound(expr) => self.expr(expr),
            Definition::Claims(claims) => self.claims(id, claims),
        }
        self.empty_cell
    }

    fn claims(&mut self, id: QuantityId, claims: &'a [TClaim]) {
        let taken = self.scenario.takes.iter().find(|(target, _)| *target == id);
        match taken.and_then(|(_, claim)| claims.get(*claim)) {
            Some(claim) => self.expr(&claim.value),
            None => claims.iter().for_each(|claim| self.expr(&claim.value)),
        }
    }

    fn adjustment(&mut self, adjustment: &'a Adjustment) {
        match adjustment.owner {
            Owner::Option(choice, _) => self.waiting.push(Node::Choice(choice)),
            Owner::Event(event) => self.waiting.push(Node::Event(event)),
            Owner::Scenario(_) => {}
        }
        let (TChange::Set(amount) | TChange::Factor(amount) | TChange::Add(amount)) =
            &adjustment.change;
        self.expr(amount);
        let window = adjustment.during.iter().flat_map(|(from, to)| [from, to]);
        let clauses = adjustment
            .when
            .iter()
            .chain(&adjustment.fading)
            .chain(window);
        clauses.for_each(|clause| self.expr(clause));
    }

    fn stock(&mut self, stock: &'a Stock) {
        self.expr(&stock.starts);
        let flows = stock.gains.iter().chain(&stock.loses);
        flows.for_each(|flow| self.expr(flow));
    }

    fn choice(&mut self, id: ChoiceId) {
        let weights = self.model.choices[id.0].options.iter();
        weights
            .filter_map(|option| option.weight.as_ref())
            .for_each(|weight| self.expr(weight));
        for (at, event) in self.model.events.iter().enumerate() {
            if event.switches.iter().any(|switch| switch.choice == id) {
                self.waiting.push(Node::Event(EventId(at)));
            }
        }
        let dates = self
            .scenario
            .chooses
            .iter()
            .filter(|choose| choose.choice == id);
        dates
            .filter_map(|choose| choose.from.as_ref())
            .for_each(|from| self.expr(from));
    }

    fn event(&mut self, id: EventId, event: &'a Event) {
        let triggers = self.scenario.triggers.iter();
        for trigger in triggers.filter(|trigger| trigger.event == id) {
            self.expr(&trigger.at);
            trigger.lasts.iter().for_each(|lasts| self.expr(lasts));
        }
        self.waiting.extend(event.hazard.map(Node::Quantity));
        match &event.occurs {
            Some(TOccurs::At(expr) | TOccurs::When(expr)) => self.expr(expr),
            None => {}
        }
        if let TLasts::Steps(steps) = &event.lasts {
            self.expr(steps);
        }
        for switch in &event.switches {
            let clauses = switch.when.iter().chain(&switch.probability);
            clauses.for_each(|clause| self.expr(clause));
        }
        event.only_when.iter().for_each(|when| self.expr(when));
    }

    fn expr(&mut self, expr: &'a TExpr) {
        if let Kind::Table(table) = &expr.kind {
            self.empty_cell |= table.values.iter().any(Option::is_none);
        }
        match &expr.kind {
            Kind::Quantity(id) | Kind::Base(id) | Kind::Result { quantity: id, .. } => {
                self.waiting.push(Node::Quantity(*id))
            }
            Kind::Stock(id) | Kind::Closing(id) => self.waiting.push(Node::Stock(*id)),
            Kind::Choice { id } => self.waiting.push(Node::Choice(*id)),
            Kind::Event { id, .. } => self.waiting.push(Node::Event(*id)),
            Kind::Draw(draw) => {
                if let Each::Event(id) = draw.each {
                    self.waiting.push(Node::Event(id));
                }
                expr.children().for_each(|child| self.expr(child));
            }
            _ => expr.children().for_each(|child| self.expr(child)),
        }
    }
}
