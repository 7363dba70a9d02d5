//! Gives every declaration its place in the typed model before any of them is understood.

use std::collections::HashSet;

use crate::fault::Faults;
use crate::numerics::StreamName;
use crate::resolve::Model;
use crate::syntax::ast::*;
use crate::types::context::*;
use crate::types::element::{Combination, Elements, Family};
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
            families: vec![None; model.document.declarations.len()],
            columns: Default::default(),
            labels: Default::default(),
            lists: Default::default(),
            list_units: Default::default(),
            indexes: Default::default(),
            adjusted_heads: Default::default(),
            by_name: Default::default(),
            by_dimension: Default::default(),
            like_units: Default::default(),
            flows: Default::default(),
            terms: 0,
            elements: Default::default(),
            written: Vec::new(),
            busy: Vec::new(),
            lagging: false,
            looked_across: None,
            named_alone: Vec::new(),
            shares: Vec::new(),
        }
    }

    pub(in crate::types) fn allocate(&mut self) {
        let model = self.model;
        for (index, declaration) in model.document.declarations.iter().enumerate() {
            self.allocate_one(index, declaration);
        }
        self.mark_across();
        if self.scenarios.is_empty() {
            let origin = Origin {
                name: "base".to_owned(),
                ..Origin::default()
            };
            self.scenarios.push(ScenarioDraft {
                scenario: Scenario {
                    origin,
                    ..Scenario::default()
                },
                index: usize::MAX,
            });
        }
    }

    fn allocate_one(&mut self, index: usize, declaration: &Declaration) {
        match &declaration.item {
            Item::Table(it) => return self.allocate_table(index, declaration, it),
            Item::Scenario(it) => return self.allocate_scenario(index, declaration, it),
            _ => {}
        }
        let Some(declared) = declaration.item.declared() else {
            return;
        };
        let what = match &declaration.item {
            Item::Stock(_) => "stock",
            Item::Choice(_) => "choice",
            Item::Event(_) => "event",
            _ => "value",
        };
        self.name_like_unit(&declared.name, what);
        let head = Head {
            index,
            unit: self.declared_unit(declared.unit.as_ref()),
            date: matches!(declared.unit, Some(DeclaredUnit::Date(_))),
        };
        let mut members = Vec::new();
        for combination in self.combinations(&declared.index) {
            let origin = origin(
                &declared.name,
                declared.title.as_ref(),
                declaration,
                &combination,
            );
            members.push(self.allocate_member(&head, &declaration.item, origin, combination.here));
        }
        let over = declared
            .index
            .iter()
            .map(|index| index.value.as_str().into());
        let over = over.collect();
        let family = Family { over, members };
        self.families[index] = Some(family.into());
    }

    fn allocate_member(
        &mut self,
        head: &Head,
        item: &Item,
        origin: Origin,
        elements: Elements,
    ) -> Entity {
        let role = match item {
            Item::Stock(_) => return self.allocate_stock(head, origin, elements),
            Item::Choice(it) => return self.allocate_choice(origin, it),
            Item::Event(it) => return self.allocate_event(head, origin, elements, it),
            Item::Let(_) => QuantityRole::Let,
            Item::Flow(_) => QuantityRole::Flow,
            Item::Outcome(_) => QuantityRole::Outcome,
            _ => QuantityRole::Assumption,
        };
        let id = self.push_draft(head, origin, role, elements);
        let draft = &mut self.quantities[id.0];
        match item {
            Item::Assume(AssumeDecl {
                value: AssumeValue::Bound(side, _),
                ..
            }) => draft.bound = Some(*side),
            Item::Outcome(OutcomeDecl {
                value: OutcomeValue::Classify { cases, .. },
                ..
            }) => {
                draft.labels = cases.iter().map(|case| case.name.value.clone()).collect();
                draft.state = State::Known(Type::Label(LabelSet::Class(id)));
            }
            _ => {}
        }
        Entity::Quantity(id)
    }

    fn allocate_scenario(&mut self, index: usize, at: &Declaration, it: &ScenarioDecl) {
        let alone = Combination::default();
        let origin = origin(&it.name, it.title.as_ref(), at, &alone);
        let id = ScenarioId(self.scenarios.len());
        let family = Family {
            over: Vec::new(),
            members: vec![Entity::Scenario(id)],
        };
        self.families[index] = Some(family.into());
        self.scenarios.push(ScenarioDraft {
            scenario: Scenario {
                origin,
                ..Scenario::default()
            },
            index,
        });
    }

    fn push_draft(
        &mut self,
        head: &Head,
        origin: Origin,
        role: QuantityRole,
        elements: Elements,
    ) -> QuantityId {
        let id = QuantityId(self.quantities.len());
        self.quantities.push(Draft {
            origin,
            role,
            index: head.index,
            declared: head.unit.clone(),
            elements,
            date: head.date,
            window: None,
            bound: None,
            state: State::Todo,
            told: None,
            definition: None,
            written: Vec::new(),
            adjustments: Vec::new(),
            labels: Vec::new(),
            ranked: None,
            across: false,
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
        let text = self.text;
        let like_units = self.like_units.get_or_init(|| {
            let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            let ends_number = |c: char| c.is_ascii_digit() || c == ')';
            let mut like_units = HashSet::new();
            let mut start = 0;
            for piece in text.split_inclusive(|c| !in_word(c)) {
                let (before, word) = (&text[..start], piece.trim_end_matches(|c| !in_word(c)));
                let after_number =
                    || before.trim_end_matches(' ').ends_with(ends_number) || before.ends_with('/');
                if !word.is_empty() && after_number() {
                    like_units.insert(word);
                }
                start += piece.len();
            }
            like_units
        });
        like_units.contains(name)
    }

    fn allocate_table(&mut self, index: usize, at: &Declaration, table: &TableDecl) {
        let over = match table.by.value.as_str() {
            "year" => &[][..],
            _ => std::slice::from_ref(&table.by),
        };
        let combinations = self.combinations(over);
        for (position, column) in table.columns.iter().enumerate() {
            if let Some(of) = column.index() {
                self.label_column(index, table, position, of);
                continue;
            }
            let unit = match self.misspelt_index(table, position) {
                true => None,
                false => self.declared_unit(column.unit.as_ref()),
            };
            let head = Head {
                index,
                unit,
                date: matches!(column.unit, Some(DeclaredUnit::Date(_))),
            };
            let mut members = Vec::new();
            for combination in &combinations {
                let mut origin = origin(&column.name, None, at, &Combination::default());
                let name = format!("{}.{}", table.name.value, column.name.value);
                let was = origin
                    .was
                    .iter()
                    .map(|was| format!("{was}.{}", column.name.value));
                let was: Vec<String> = was.collect();
                origin.stream.name.clone_from(was.first().unwrap_or(&name));
                origin.was = was.iter().map(|was| combination.named(was)).collect();
                origin.stream.element = combination.part();
                origin.name = combination.named(&name);
                let elements = combination.here.clone();
                let id = self.push_draft(&head, origin, QuantityRole::Column, elements);
                members.push(Entity::Quantity(id));
            }
            let over = over
                .iter()
                .map(|index| index.value.as_str().into())
                .collect();
            self.columns
                .entry((index, column.name.value.clone()))
                .or_insert(Family { over, members }.into());
        }
    }

    fn allocate_stock(&mut self, head: &Head, origin: Origin, elements: Elements) -> Entity {
        let id = StockId(self.stocks.len());
        self.stocks.push(StockDraft {
            origin,
            index: head.index,
            elements,
            declared: head.unit.clone(),
            state: State::Todo,
            starts: None,
            gains: Vec::new(),
            loses: Vec::new(),
            written: Vec::new(),
        });
        Entity::Stock(id)
    }

    fn allocate_choice(&mut self, origin: Origin, choice: &ChoiceDecl) -> Entity {
        let options = choice.options.iter().map(|option| {
            let origin = Origin {
                name: option.name.value.clone(),
                was: former_names(&option.evidence),
                stream: StreamName::default(),
                title: option.title.as_ref().map(|title| title.value.clone()),
                doc: None,
                name_span: option.name.span,
                span: *option.span,
            };
            TOption {
                origin,
                weight: None,
            }
        });
        let options = options.collect();
        let id = ChoiceId(self.choices.len());
        self.choices.push(Choice {
            origin,
            options,
            varies: false,
        });
        Entity::Choice(id)
    }

    fn allocate_event(
        &mut self,
        head: &Head,
        own: Origin,
        elements: Elements,
        event: &EventDecl,
    ) -> Entity {
        let head = Head {
            unit: None,
            date: false,
            ..*head
        };
        let hazard = event.hazard.first().map(|hazard| {
            let origin = Origin {
                name: format!("{}.hazard", own.name),
                was: own.was.iter().map(|was| format!("{was}.hazard")).collect(),
                stream: own.stream.clone(),
                title: None,
                doc: None,
                name_span: hazard.span,
                span: hazard.span,
            };
            self.push_draft(&head, origin, QuantityRole::Hazard, elements)
        });
        let id = EventId(self.events.len());
        self.events.push(Event {
            origin: own,
            hazard,
            occurs: None,
            only_when: None,
            lasts: TLasts::Step,
            switches: Vec::new(),
        });
        Entity::Event(id)
    }
}

/// What all members of a declaration share.
struct Head {
    index: usize,
    unit: Option<Unit>,
    date: bool,
}

fn origin(name: &Name, title: Option<&Text>, at: &Declaration, which: &Combination<'_>) -> Origin {
    let own = at.item.evidence().into_iter().next();
    let was = own.map_or_else(Vec::new, former_names);
    // Chance does not depend on how a file is used: what `as` puts before the name is left out.
    let oldest = was.first().unwrap_or(&name.value);
    let oldest = oldest.rsplit('.').next().unwrap_or_default();
    Origin {
        name: which.named(&name.value),
        stream: StreamName {
            file: at.file.to_string(),
            element: which.part(),
            ..StreamName::of(oldest)
        },
        was: was.iter().map(|was| which.named(was)).collect(),
        title: title.map(|title| title.value.clone()),
        doc: at.doc.clone(),
        name_span: name.span,
        span: at.span,
    }
}
