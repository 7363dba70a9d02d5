//! The named things of a model, and which of them each one rests on.

use crate::types::model::*;

/// Something named that a plan holds a node for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// The adjusted value of a quantity.
    Value(QuantityId),
    /// Its value before adjustments.
    Base(QuantityId),
    /// The opening balance of a stock.
    Opening(StockId),
    /// Its closing balance.
    Closing(StockId),
    /// The option that holds.
    Choice(ChoiceId),
    /// Whether an event fires.
    Fired(EventId),
    /// How many steps it still lasts.
    Remaining(EventId),
}

/// Numbers the things of a model from 0.
#[derive(Clone, Copy, Debug)]
pub struct Numbering {
    quantities: usize,
    stocks: usize,
    choices: usize,
    events: usize,
}

impl Numbering {
    /// The numbering of this model.
    pub fn new(model: &TypedModel) -> Self {
        Numbering {
            quantities: model.quantities.len(),
            stocks: model.stocks.len(),
            choices: model.choices.len(),
            events: model.events.len(),
        }
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        2 * (self.quantities + self.stocks + self.events) + self.choices
    }

    /// The number of a thing.
    pub fn of(&self, thing: Thing) -> usize {
        let stocks = 2 * self.quantities;
        let events = stocks + 2 * self.stocks;
        let choices = events + 2 * self.events;
        match thing {
            Thing::Value(id) => 2 * id.0,
            Thing::Base(id) => 2 * id.0 + 1,
            Thing::Opening(id) => stocks + 2 * id.0,
            Thing::Closing(id) => stocks + 2 * id.0 + 1,
            Thing::Fired(id) => events + 2 * id.0,
            Thing::Remaining(id) => events + 2 * id.0 + 1,
            Thing::Choice(id) => choices + id.0,
        }
    }

    /// All of them, in the order of their numbers.
    pub fn all(&self) -> Vec<Thing> {
        let quantities = (0..self.quantities).map(QuantityId);
        let stocks = (0..self.stocks).map(StockId);
        let events = (0..self.events).map(EventId);
        let quantities = quantities.flat_map(|id| [Thing::Value(id), Thing::Base(id)]);
        let stocks = stocks.flat_map(|id| [Thing::Opening(id), Thing::Closing(id)]);
        let events = events.flat_map(|id| [Thing::Fired(id), Thing::Remaining(id)]);
        let choices = (0..self.choices).map(|id| Thing::Choice(ChoiceId(id)));
        quantities
            .chain(stocks)
            .chain(events)
            .chain(choices)
            .collect()
    }
}

/// What a thing rests on in the model itself, whatever a scenario does: in this step or an earlier one.
pub fn rests_on(model: &TypedModel, thing: Thing) -> Vec<Thing> {
    let mut found = Vec::new();
    match thing {
        Thing::Value(id) => {
            found.push(Thing::Base(id));
            for adjustment in &model.quantity(id).adjustments {
                of_adjustment(adjustment, &mut found);
            }
        }
        Thing::Base(id) => match &model.quantity(id).definition {
            Definition::Expr(expr) | Definition::Bound(expr) => of_expr(expr, &mut found),
            Definition::Claims(claims) => claims
                .iter()
                .for_each(|claim| of_expr(&claim.value, &mut found)),
            Definition::Unknown => {}
        },
        Thing::Opening(id) => {
            of_expr(&model.stocks[id.0].starts, &mut found);
            found.push(Thing::Closing(id));
        }
        Thing::Closing(id) => {
            let stock = &model.stocks[id.0];
            found.push(Thing::Opening(id));
            let flows = stock.gains.iter().chain(&stock.loses);
            flows.for_each(|expr| of_expr(expr, &mut found));
        }
        Thing::Choice(id) => of_choice(model, id, &mut found),
        Thing::Fired(id) => of_fired(&model.events[id.0], id, &mut found),
        Thing::Remaining(id) => {
            found.push(Thing::Fired(id));
            if let TLasts::Steps(steps) = &model.events[id.0].lasts {
                of_expr(steps, &mut found);
            }
        }
    }
    found
}

/// The things an expression names.
pub fn of_expr(expr: &TExpr, found: &mut Vec<Thing>) {
    match &expr.kind {
        Kind::Quantity(id) => found.push(Thing::Value(*id)),
        Kind::Base(id) => found.push(Thing::Base(*id)),
        Kind::Stock(id) => found.push(Thing::Opening(*id)),
        Kind::Closing(id) => found.push(Thing::Closing(*id)),
        Kind::Choice { id } => found.push(Thing::Choice(*id)),
        Kind::Event { id, .. } => found.push(Thing::Remaining(*id)),
        Kind::Draw(draw) => {
            if let Each::Event(id) = draw.each {
                found.push(Thing::Fired(id));
            }
            expr.children().for_each(|child| of_expr(child, found));
        }
        _ => expr.children().for_each(|child| of_expr(child, found)),
    }
}

fn of_adjustment(adjustment: &Adjustment, found: &mut Vec<Thing>) {
    match adjustment.owner {
        Owner::Option(id, _) => found.push(Thing::Choice(id)),
        Owner::Event(id) => found.push(Thing::Remaining(id)),
        Owner::Scenario(_) => {}
    }
    let (TChange::Set(amount) | TChange::Factor(amount) | TChange::Add(amount)) =
        &adjustment.change;
    let window = adjustment.during.iter().flat_map(|(from, to)| [from, to]);
    let rest = adjustment.when.iter().chain(&adjustment.fading);
    window
        .chain(rest)
        .chain([amount])
        .for_each(|expr| of_expr(expr, found));
}

fn of_choice(model: &TypedModel, id: ChoiceId, found: &mut Vec<Thing>) {
    let weights = model.choices[id.0].options.iter();
    let weights = weights.filter_map(|option| option.weight.as_ref());
    weights.for_each(|weight| of_expr(weight, found));
    for (event, declared) in model.events.iter().enumerate() {
        for switch in declared
            .switches
            .iter()
            .filter(|switch| switch.choice == id)
        {
            found.push(Thing::Fired(EventId(event)));
            let conditions = switch.when.iter().chain(&switch.probability);
            conditions.for_each(|expr| of_expr(expr, found));
        }
    }
}

fn of_fired(event: &Event, id: EventId, found: &mut Vec<Thing>) {
    found.push(Thing::Remaining(id));
    found.extend(event.hazard.map(Thing::Value));
    if let Some(TOccurs::At(expr) | TOccurs::When(expr)) = &event.occurs {
        of_expr(expr, found);
    }
    event.only_when.iter().for_each(|expr| of_expr(expr, found));
}
