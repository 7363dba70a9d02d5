//! Gives every declaration its place in the typed model before any of them is understood.

use crate::fault::Faults;
use crate::numerics::StreamName;
use crate::resolve::Model;
use crate::syntax::ast::*;
use crate::types::context::*;
use crate::types::fault::unit::NameLikeUnit;
use crate::types::model::*;
use crate::types::setting::setting;
use crate::units::{Catalogue, Unit};

impl<'m> Checker<'m> {
    pub(in crate::types) fn new(model: &'m Model<'m>, text: &'m str) -> Self {
        let mut faults = Faults::default();
        let setting = setting(model, &mut faults);
        Checker {
            model,
            text,
            faults,
            catalogue: Catalogue::default(),
            setting,
            quantities: Vec::new(),
            stocks: Vec::new(),
            choices: Vec::new(),
            events: Vec::new(),
            scenarios: Vec::new(),
            entities: Default::default(),
            columns: Default::default(),
            written: Vec::new(),
            busy: Vec::new(),
            lagging: false,
        }
    }

    pub(in crate::types) fn allocate(&mut self) {
        let model = self.model;
        for (index, declaration) in model.document.declarations.iter().enumerate() {
            self.allocate_one(index, declaration);
        }
        if self.scenarios.is_empty() {
            let origin = Origin {
                name: "base".to_owned(),
                ..Origin::default()
            };
            self.scenarios.push(ScenarioDraft {
                scenario: empty_scenario(origin),
                index: usize::MAX,
            });
        }
    }

    fn allocate_one(&mut self, index: usize, declaration: &Declaration) {
        match &declaration.item {
            Item::Assume(it) => {
                let bound = match &it.value {
                    AssumeValue::Bound(side, _) => Some(*side),
                    _ => None,
                };
                let id =
                    self.quantity_draft(index, declaration, &it.declared, QuantityRole::Assumption);
                self.quantities[id.0].bound = bound;
            }
            Item::Let(it) => {
                self.quantity_draft(index, declaration, &it.declared, QuantityRole::Let);
            }
            Item::Flow(it) => {
                self.quantity_draft(index, declaration, &it.declared, QuantityRole::Flow);
            }
            Item::Outcome(it) => {
                let id =
                    self.quantity_draft(index, declaration, &it.declared, QuantityRole::Outcome);
                if let OutcomeValue::Classify { cases, .. } = &it.value {
                    let draft = &mut self.quantities[id.0];
                    draft.labels = cases.iter().map(|case| case.name.value.clone()).collect();
                    draft.state = State::Known(Type::Label(LabelSet::Class(id)));
                }
            }
            Item::Table(it) => self.allocate_table(index, declaration, it),
            Item::Stock(it) => self.allocate_stock(index, declaration, it),
            Item::Choice(it) => self.allocate_choice(index, declaration, it),
            Item::Event(it) => self.allocate_event(index, declaration, it),
            Item::Scenario(it) => {
                let origin = origin(&it.name, it.title.as_ref(), declaration);
                let id = ScenarioId(self.scenarios.len());
                self.entities.insert(index, Entity::Scenario(id));
                self.scenarios.push(ScenarioDraft {
                    scenario: empty_scenario(origin),
                    index,
                });
            }
            _ => {}
        }
    }

    fn quantity_draft(
        &mut self,
        index: usize,
        at: &Declaration,
        declared: &Declared,
        role: QuantityRole,
    ) -> QuantityId {
        let origin = origin(&declared.name, declared.title.as_ref(), at);
        self.name_like_unit(&declared.name, "value");
        let unit = self.declared_unit(declared.unit.as_ref());
        let id = self.push_draft(origin, role, index, unit);
        self.quantities[id.0].date = matches!(declared.unit, Some(DeclaredUnit::Date(_)));
        // A second declaration of a name is reported; the first keeps it.
        self.entities.insert(index, Entity::Quantity(id));
        id
    }

    fn push_draft(
        &mut self,
        origin: Origin,
        role: QuantityRole,
        index: usize,
        declared: Option<Unit>,
    ) -> QuantityId {
        let id = QuantityId(self.quantities.len());
        self.quantities.push(Draft {
            origin,
            role,
            index,
            declared,
            date: false,
            window: None,
            bound: None,
            state: State::Todo,
            told: None,
            definition: None,
            written: Vec::new(),
            adjustments: Vec::new(),
            labels: Vec::new(),
            ranked: None,
        });
        id
    }

    fn name_like_unit(&mut self, name: &Name, what: &'static str) {
        if self.catalogue.get(&name.value).is_some() && self.unit_in_use(&name.value) {
            self.faults.push(NameLikeUnit {
                name: name.value.clone(),
                what,
                span: name.span,
            });
        }
    }

    /// Whether a unit of this name is written somewhere in the model.
    fn unit_in_use(&self, name: &str) -> bool {
        let bounded = |at: usize, end: usize| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[end..].chars().next();
            let word =
                |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.');
            let unit_before = matches!(before, Some('/'))
                || self.text[..at]
                    .trim_end_matches(' ')
                    .ends_with(|c: char| c.is_ascii_digit() || c == ')');
            !word(before) && !word(after) && unit_before
        };
        self.text
            .match_indices(name)
            .any(|(at, found)| bounded(at, at + found.len()))
    }

    fn allocate_table(&mut self, index: usize, at: &Declaration, table: &TableDecl) {
        for column in &table.columns {
            let mut origin = origin(&column.name, None, at);
            origin.name = format!("{}.{}", table.name.value, column.name.value);
            let unit = self.declared_unit(column.unit.as_ref());
            let id = self.push_draft(origin, QuantityRole::Column, index, unit);
            self.columns
                .entry((index, column.name.value.clone()))
                .or_insert(id);
        }
    }

    fn allocate_stock(&mut self, index: usize, at: &Declaration, stock: &StockDecl) {
        let origin = origin(&stock.declared.name, stock.declared.title.as_ref(), at);
        self.name_like_unit(&stock.declared.name, "stock");
        let declared = self.declared_unit(stock.declared.unit.as_ref());
        self.entities
            .insert(index, Entity::Stock(StockId(self.stocks.len())));
        self.stocks.push(StockDraft {
            origin,
            index,
            declared,
            state: State::Todo,
            starts: None,
            gains: Vec::new(),
            loses: Vec::new(),
            written: Vec::new(),
        });
    }

    fn allocate_choice(&mut self, index: usize, at: &Declaration, choice: &ChoiceDecl) {
        let options = choice.options.iter().map(|option| {
            let origin = Origin {
                name: option.name.value.clone(),
                stream: StreamName::default(),
                title: option.title.as_ref().map(|title| title.value.clone()),
                doc: None,
                name_span: option.name.span,
                span: option.span,
            };
            TOption {
                origin,
                weight: None,
            }
        });
        let options = options.collect();
        let origin = origin(&choice.declared.name, choice.declared.title.as_ref(), at);
        self.entities
            .insert(index, Entity::Choice(ChoiceId(self.choices.len())));
        self.choices.push(Choice {
            origin,
            options,
            varies: false,
        });
    }

    fn allocate_event(&mut self, index: usize, at: &Declaration, event: &EventDecl) {
        let own = origin(&event.declared.name, event.declared.title.as_ref(), at);
        let hazard = event.hazard.first().map(|hazard| {
            let origin = Origin {
                name: format!("{}.hazard", own.name),
                stream: own.stream.clone(),
                title: None,
                doc: None,
                name_span: hazard.span,
                span: hazard.span,
            };
            self.push_draft(origin, QuantityRole::Hazard, index, None)
        });
        self.entities
            .insert(index, Entity::Event(EventId(self.events.len())));
        let lasts = TLasts::Step;
        let event = Event {
            origin: own,
            hazard,
            occurs: None,
            only_when: None,
            lasts,
            switches: Vec::new(),
        };
        self.events.push(event);
    }
}

fn origin(name: &Name, title: Option<&Text>, at: &Declaration) -> Origin {
    // Chance does not depend on how a file is used: what `as` puts before the name is left out.
    let declared = name.value.rsplit('.').next().unwrap_or_default();
    Origin {
        name: name.value.clone(),
        stream: StreamName {
            file: at.file.to_string(),
            ..StreamName::of(declared)
        },
        title: title.map(|title| title.value.clone()),
        doc: at.doc.clone(),
        name_span: name.span,
        span: at.span,
    }
}

fn empty_scenario(origin: Origin) -> Scenario {
    Scenario {
        origin,
        extends: None,
        chooses: Vec::new(),
        triggers: Vec::new(),
        prevents: Vec::new(),
        takes: Vec::new(),
        adjustments: Vec::new(),
    }
}
