//! What one name means where it stands.

use super::Binder;
use crate::resolve::fault::{NotOfActors, TooDeep, UnknownMember, UnknownName, WrongName};
use crate::resolve::scope::SymbolKind;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{Column, Declared, DeclaredUnit, Expr, ExprKind, Item, Name, Path};
use crate::units::Catalogue;

impl Binder<'_> {
    /// A name that must be of one kind.
    pub(super) fn named(&mut self, name: &Name, kind: SymbolKind) {
        match self.scope.get(&name.value) {
            Some(symbol) if symbol.kind == SymbolKind::Poisoned => {}
            Some(symbol) if symbol.kind == kind => {
                if !matches!(
                    kind,
                    SymbolKind::Source | SymbolKind::Actor | SymbolKind::Index
                ) {
                    self.found.push(symbol.index);
                }
            }
            Some(symbol) => self.faults.push(WrongName {
                name: name.value.clone(),
                is: symbol.kind.described().to_owned(),
                wanted: kind.described(),
                help: self
                    .suggestion(&name.value, |candidate| candidate == kind, kind.described())
                    .replace("declare it, or use", "use"),
                span: name.span,
                declared: Some(symbol.span),
            }),
            None => {
                let help =
                    self.suggestion(&name.value, |candidate| candidate == kind, kind.described());
                self.unknown(name, help);
            }
        }
    }

    /// `by quarter`, where no index is called so: a table by dates of any kind is one `by year`.
    pub(super) fn by_other_dates(&mut self, by: &Name) -> bool {
        let dates = [
            "years", "quarter", "quarters", "month", "months", "week", "weeks", "day", "days",
            "date", "dates", "time",
        ];
        if !dates.contains(&by.value.as_str()) || self.scope.get(&by.value).is_some() {
            return false;
        }
        self.unknown(
            by,
            "write `year`: rows of a table by year may be quarters, months or days too".to_owned(),
        );
        true
    }

    /// A cell: a value, or an element's name, which is in a name space of its own.
    pub(super) fn cell(&mut self, value: &Expr, column: Option<&Column>) {
        let name = match &value.value {
            ExprKind::Path(path) => path.single(),
            _ => None,
        };
        let (Some(name), Some(unit)) = (name, column.and_then(|column| column.unit.as_ref()))
        else {
            return self.expr(value);
        };
        let bare = match unit {
            DeclaredUnit::Index(_) => return,
            DeclaredUnit::Unit(unit) => unit.bare(),
            DeclaredUnit::Date(_) => None,
        };
        let Some(bare) = bare.filter(|_| self.scope.get(&name.value).is_none()) else {
            return self.expr(value);
        };
        if self.scope.place_in(&bare.value, &name.value).is_some() {
            let help = format!(
                "`{0}` is a unit too, and a unit goes first: call the index something else, such as `{0}_name`, here and where it is declared",
                bare.value
            );
            self.unknown(name, help);
        } else if self.is_unit(&bare.value) {
            self.expr(value);
        }
        // Otherwise it is told that the unit is unknown: an index may be meant.
    }

    /// Whether a path names a column that holds elements.
    pub(super) fn is_of_elements(&self, path: &Path) -> bool {
        let table = self.scope.index_of(&path.head.value, SymbolKind::Table);
        let item = table.and_then(|at| self.document.declarations.get(at));
        match (item.map(|declaration| &declaration.item), path.member()) {
            (Some(Item::Table(table)), Some(member)) => {
                let mut columns = table.columns.iter();
                columns.any(|column| column.name == *member && column.index().is_some())
            }
            _ => false,
        }
    }

    fn is_unit(&self, name: &str) -> bool {
        let mut declared = self.document.declarations.iter();
        Catalogue::default().get(name).is_some()
            || declared.any(|declaration| match &declaration.item {
                Item::Unit(unit) => unit.name.value == name,
                _ => false,
            })
    }

    /// A side of a flow, or whose something is: an actor, or an index of actors that the declaration stands over.
    pub(super) fn party(&mut self, name: &Name, declared: &Declared) {
        let over = declared.index.iter().any(|index| index == name);
        if !over
            || self
                .scope
                .index_of(&name.value, SymbolKind::Index)
                .is_none()
        {
            return self.named(name, SymbolKind::Actor);
        }
        let index = name.value.as_str();
        let none = |element: &&String| self.scope.actor_of(index, element).is_none();
        if let Some(element) = self.scope.elements(index).iter().find(none) {
            self.faults.push(NotOfActors {
                index: name.value.clone(),
                element: element.clone(),
                span: name.span,
            });
        }
    }

    pub(super) fn path(&mut self, path: &Path, target: bool) {
        let head = &path.head;
        let Some(symbol) = self.scope.get(&head.value) else {
            let owns = |kind| {
                use SymbolKind::{Event, Scenario, Table};
                matches!(kind, Event | Scenario | Table)
            };
            let help = match path.member() {
                Some(_) => self.suggestion(&head.value, owns, "a table, an event or a scenario"),
                _ => self.of_an_option(&head.value).unwrap_or_else(|| {
                    self.suggestion(
                        &head.value,
                        |kind| kind.is_value() || kind == SymbolKind::Event,
                        "a value",
                    )
                }),
            };
            self.unknown(head, help);
            return;
        };
        if symbol.kind == SymbolKind::Poisoned {
            return;
        }
        self.found.push(symbol.index);
        match path.member() {
            None if !symbol.kind.is_value() && !target => {
                self.not_a_value(head, symbol.kind, symbol.span)
            }
            Some(member) => self.member(head, symbol.kind, member),
            None => {}
        }
        if let Some(beyond) = path.beyond() {
            self.faults.push(TooDeep { span: beyond.span });
        }
    }

    pub(super) fn member(&mut self, owner: &Name, kind: SymbolKind, member: &Name) {
        if kind == SymbolKind::Scenario {
            match self.scope.get(&member.value) {
                Some(symbol) if symbol.kind != SymbolKind::Poisoned => {
                    self.found.push(symbol.index)
                }
                Some(_) => {}
                None => {
                    let help = self.suggestion(
                        &member.value,
                        |kind| kind == SymbolKind::Outcome,
                        "an outcome",
                    );
                    self.unknown(member, help);
                }
            }
            return;
        }
        let members = self.scope.members(&owner.value);
        if members.is_some_and(|members| members.contains(&member.value)) {
            return;
        }
        let bracketed = self.has_element(owner, member);
        let help = match members {
            Some(members) => match nearest(&member.value, members.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{}.{near}`?", owner.value),
                None => format!(
                    "it has {}",
                    list_of(members.iter().map(String::as_str), "and")
                ),
            },
            None if bracketed => {
                format!(
                    "write `{}[{}]`: elements stand in brackets",
                    owner.value, member.value
                )
            }
            None => format!(
                "write `{}` alone: a point is for columns of a table, aspects of an event, and results of a scenario",
                owner.value
            ),
        };
        self.faults.push(UnknownMember {
            owner: owner.value.clone(),
            member: member.value.clone(),
            help,
            span: match bracketed {
                true => owner.span.to(member.span),
                false => member.span,
            },
            owner_is: kind.described().to_owned(),
        });
    }

    /// Whether something is over an index that has this element.
    fn has_element(&self, owner: &Name, element: &Name) -> bool {
        let symbol = self.scope.get(&owner.value);
        let declaration = symbol.and_then(|symbol| self.document.declarations.get(symbol.index));
        let declared = declaration.and_then(|declaration| declaration.item.declared());
        let over = declared.map_or(&[][..], |declared| &declared.index);
        let has = |index: &Name| self.scope.place_in(&index.value, &element.value).is_some();
        over.iter().any(has)
    }

    fn unknown(&mut self, name: &Name, help: String) {
        self.faults.push(UnknownName {
            name: name.value.clone(),
            help,
            span: name.span,
        });
    }

    pub(super) fn not_a_value(
        &mut self,
        name: &Name,
        kind: SymbolKind,
        declared: crate::span::Span,
    ) {
        let help = self.instead(name, kind);
        self.faults.push(WrongName {
            name: name.value.clone(),
            is: kind.described().to_owned(),
            wanted: if self.condition {
                "a yes/no"
            } else {
                "a value"
            },
            help,
            span: name.span,
            declared: Some(declared),
        });
    }
}
