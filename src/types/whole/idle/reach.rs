//! What outcomes, asserts and expectations rest on.

use crate::types::model::*;
use crate::types::whole::when::acting::Acting;

/// Everything that some outcome, assert or expectation rests on.
pub(in crate::types::whole) struct Used {
    pub(in crate::types::whole) quantities: Vec<bool>,
    pub(in crate::types::whole) stocks: Vec<bool>,
    pub(in crate::types::whole) choices: Vec<bool>,
    pub(in crate::types::whole) events: Vec<bool>,
    /// By choice, the options that something asks for by name.
    pub(in crate::types::whole) asked: Vec<Vec<bool>>,
    /// Choices whose option is a value of its own.
    pub(in crate::types::whole) shown: Vec<bool>,
}

/// What is still to be looked at.
enum Open<'m> {
    Expr(&'m TExpr),
    Quantity(QuantityId),
    Event(EventId),
    Choice(ChoiceId),
    Stock(StockId),
}

/// A model as it is in one scenario, to see what rests on what.
pub struct Reach<'m> {
    model: &'m TypedModel,
    scenario: &'m Scenario,
    acting: Acting<'m>,
}

impl<'m> Reach<'m> {
    /// The model in this scenario.
    pub fn of(model: &'m TypedModel, scenario: &'m Scenario) -> Self {
        let acting = Acting::in_scenario(model, scenario);
        Reach {
            model,
            scenario,
            acting,
        }
    }

    /// What is behind these quantities.
    pub fn behind(&self, quantities: &[QuantityId]) -> Behind {
        let mut walk = Walk::new(self.model, &self.acting);
        walk.gather(std::slice::from_ref(self.scenario));
        let quantities = quantities.iter().copied();
        walk.open.extend(quantities.map(Open::Quantity));
        Behind(walk.all())
    }
}

/// What some quantities rest on in one scenario, as the formulas stand.
pub struct Behind(Used);

impl Behind {
    /// Whether this quantity is.
    pub fn quantity(&self, id: QuantityId) -> bool {
        self.0.quantities[id.0]
    }

    /// Whether this choice is.
    pub fn choice(&self, id: ChoiceId) -> bool {
        self.0.choices[id.0]
    }

    /// Whether this event is.
    pub fn event(&self, id: EventId) -> bool {
        self.0.events[id.0]
    }
}

struct Walk<'a, 'm> {
    model: &'m TypedModel,
    acting: &'a Acting<'m>,
    used: Used,
    open: Vec<Open<'m>>,
    /// By choice, the events that switch it.
    switching: Vec<Vec<EventId>>,
    /// What scenarios say of the dates of choices and events.
    dates_of_choices: Vec<Vec<&'m TExpr>>,
    dates_of_events: Vec<Vec<&'m TExpr>>,
}

impl Used {
    /// What is used in a model.
    pub(in crate::types::whole) fn of<'m>(model: &'m TypedModel, acting: &Acting<'m>) -> Self {
        let mut walk = Walk::new(model, acting);
        walk.gather(&model.scenarios);
        walk.begin();
        walk.all()
    }
}

impl<'a, 'm> Walk<'a, 'm> {
    fn new(model: &'m TypedModel, acting: &'a Acting<'m>) -> Self {
        let choices = model.choices.iter();
        let used = Used {
            quantities: vec![false; model.quantities.len()],
            stocks: vec![false; model.stocks.len()],
            choices: vec![false; model.choices.len()],
            events: vec![false; model.events.len()],
            asked: choices.map(|it| vec![false; it.options.len()]).collect(),
            shown: vec![false; model.choices.len()],
        };
        Walk {
            model,
            acting,
            used,
            open: Vec::new(),
            switching: vec![Vec::new(); model.choices.len()],
            dates_of_choices: vec![Vec::new(); model.choices.len()],
            dates_of_events: vec![Vec::new(); model.events.len()],
        }
    }

    fn all(mut self) -> Used {
        while let Some(next) = self.open.pop() {
            self.look_at(next);
        }
        self.used
    }

    /// `scenarios` are those that may say dates.
    fn gather(&mut self, scenarios: &'m [Scenario]) {
        for (at, event) in self.model.events.iter().enumerate() {
            for switch in &event.switches {
                self.switching[switch.choice.0].push(EventId(at));
            }
        }
        for scenario in scenarios {
            for choose in &scenario.chooses {
                self.dates_of_choices[choose.choice.0].extend(&choose.from);
            }
            for trigger in &scenario.triggers {
                let dates = &mut self.dates_of_events[trigger.event.0];
                dates.push(&trigger.at);
                dates.extend(&trigger.lasts);
            }
        }
    }

    fn begin(&mut self) {
        let model = self.model;
        let outcomes = model.outcomes.iter();
        self.open
            .extend(outcomes.map(|outcome| Open::Quantity(outcome.quantity)));
        let asserts = model.asserts.iter().map(|assert| &assert.condition);
        let expects = model.expects.iter();
        let expects = expects.map(|expect| expect.claim.expression());
        self.open.extend(asserts.chain(expects).map(Open::Expr));
    }

    fn look_at(&mut self, next: Open<'m>) {
        match next {
            Open::Expr(expr) => self.expr(expr),
            Open::Quantity(id) if first(&mut self.used.quantities[id.0]) => self.quantity(id),
            Open::Stock(id) if first(&mut self.used.stocks[id.0]) => {
                let stock = &self.model.stocks[id.0];
                let flows = stock.gains.iter().chain(&stock.loses);
                self.open
                    .extend(flows.chain([&stock.starts]).map(Open::Expr));
            }
            Open::Event(id) if first(&mut self.used.events[id.0]) => {
                let event = &self.model.events[id.0];
                let dates = self.dates_of_events[id.0].iter().copied();
                self.open
                    .extend(event.expressions().into_iter().chain(dates).map(Open::Expr));
                self.open.extend(event.hazard.map(Open::Quantity));
            }
            Open::Choice(id) if first(&mut self.used.choices[id.0]) => {
                let events = self.switching[id.0].iter().copied();
                self.open.extend(events.map(Open::Event));
                let dates = self.dates_of_choices[id.0].iter().copied();
                self.open.extend(dates.map(Open::Expr));
                let options = self.model.choices[id.0].options.iter();
                let weights = options.filter_map(|option| option.weight.as_ref());
                self.open.extend(weights.map(Open::Expr));
            }
            _ => {}
        }
    }

    fn quantity(&mut self, id: QuantityId) {
        let definition = self.model.quantity(id).definition.expressions();
        self.open.extend(definition.into_iter().map(Open::Expr));
        for adjustment in self.acting.on(id) {
            self.open.extend(adjustment.expressions().map(Open::Expr));
            match &adjustment.owner {
                Owner::Event(event) => self.open.push(Open::Event(*event)),
                Owner::Option(choice, _) => self.open.push(Open::Choice(*choice)),
                Owner::Scenario(_) => {}
            }
        }
    }

    fn expr(&mut self, expr: &'m TExpr) {
        match &expr.kind {
            Kind::Quantity(id)
            | Kind::Base(id)
            | Kind::Result { quantity: id, .. }
            | Kind::Table(Table { of: Some(id), .. }) => {
                self.open.push(Open::Quantity(*id));
            }
            Kind::Stock(id) | Kind::Closing(id) => self.open.push(Open::Stock(*id)),
            Kind::Event { id, .. } => self.open.push(Open::Event(*id)),
            Kind::Draw(draw) => {
                if let Each::Event(id) = draw.each {
                    self.open.push(Open::Event(id));
                }
                let samples = draw.samples.iter().copied();
                self.open.extend(samples.map(Open::Quantity));
            }
            Kind::Choice { id } => {
                self.used.shown[id.0] = true;
                self.open.push(Open::Choice(*id));
            }
            Kind::Is { subject, label, .. } => {
                if let Kind::Choice { id } = subject.kind {
                    self.used.asked[id.0][*label] = true;
                    self.open.push(Open::Choice(id));
                    return;
                }
            }
            _ => {}
        }
        self.open.extend(expr.children().map(Open::Expr));
    }
}

fn first(flag: &mut bool) -> bool {
    !std::mem::replace(flag, true)
}
