//! Scenarios.

use std::collections::BTreeMap;

use crate::resolve::SymbolKind;
use crate::span::{Span, Spanned};
use crate::suggest::list_of;
use crate::syntax::ast::{Expr, Item, Name, Path, ScenarioClause, ScenarioDecl};
use crate::types::context::{Checker, Entity, Place};
use crate::types::element::{Elements, Family};
use crate::types::fault::name::NoSuchClaim;
use crate::types::fault::shape::RepeatedClause;
use crate::types::model::*;

impl Checker<'_> {
    /// Understands every scenario, then lets each inherit from its parent.
    pub(in crate::types) fn scenarios_all(&mut self) {
        let model = self.model;
        for at in 0..self.scenarios.len() {
            let index = self.scenarios[at].index;
            if index == usize::MAX {
                continue;
            }
            if let Item::Scenario(it) = &model.declaration(index).item {
                self.scenario(ScenarioId(at), it);
            }
        }
        self.inherit_all();
    }

    fn scenario(&mut self, id: ScenarioId, it: &ScenarioDecl) {
        let parent = it
            .extends
            .as_ref()
            .and_then(|parent| self.family_of(parent, SymbolKind::Scenario));
        if let Some(Entity::Scenario(parent)) = parent.and_then(|family| only(&family)) {
            self.scenarios[id.0].scenario.extends = Some(parent);
        }
        let mut seen = BTreeMap::new();
        for clause in &it.clauses {
            self.once_per_target(&clause.value, clause.span, &mut seen);
        }
        // What is said of all elements gives way to what is said of one.
        let (one, all): (Vec<_>, Vec<_>) = it.clauses.iter().partition(|clause| of_one(clause));
        for clause in all.into_iter().chain(one) {
            self.scenario_clause(id, clause);
        }
    }

    fn scenario_clause(&mut self, id: ScenarioId, clause: &Spanned<ScenarioClause>) {
        let span = clause.span;
        match &clause.value {
            ScenarioClause::Choose {
                choice,
                option,
                from,
            } => {
                for (member, _) in self.each_of(choice, SymbolKind::Choice) {
                    let choose = match member {
                        Entity::Choice(choice) => self.choose(choice, option, from.as_ref(), span),
                        _ => None,
                    };
                    let chooses = &mut self.scenarios[id.0].scenario.chooses;
                    if let Some(choose) = choose {
                        let from_start = |it: &TChoose| it.from.is_none();
                        let replaced = |it: &TChoose| {
                            it.choice == choose.choice && from_start(it) && from_start(&choose)
                        };
                        chooses.retain(|it| !replaced(it));
                        chooses.push(choose);
                    }
                }
            }
            ScenarioClause::Trigger { event, at, lasts } => {
                for (member, elements) in self.each_of(event, SymbolKind::Event) {
                    let trigger = match member {
                        Entity::Event(event) => self.at_element(elements, |checker| {
                            checker.trigger(event, at, lasts.as_ref(), span)
                        }),
                        _ => None,
                    };
                    self.scenarios[id.0].scenario.triggers.extend(trigger);
                }
            }
            ScenarioClause::Prevent(event) => {
                for (member, _) in self.each_of(event, SymbolKind::Event) {
                    let prevents = &mut self.scenarios[id.0].scenario.prevents;
                    match member {
                        Entity::Event(event) if !prevents.contains(&event) => prevents.push(event),
                        _ => {}
                    }
                }
            }
            ScenarioClause::Take { assumption, source } => {
                for (member, _) in self.each_of(assumption, SymbolKind::Assumption) {
                    let take = match member {
                        Entity::Quantity(assumption) => self.take(assumption, source),
                        _ => None,
                    };
                    let takes = &mut self.scenarios[id.0].scenario.takes;
                    if let Some(take) = take {
                        takes.retain(|(taken, _)| *taken != take.0);
                        takes.push(take);
                    }
                }
            }
            ScenarioClause::Adjust(adjustment) => {
                let typed = self.adjustments(&Owner::Scenario(id), adjustment);
                self.scenarios[id.0].scenario.adjustments.extend(typed);
            }
        }
    }

    /// What a clause speaks of: one element, or all.
    fn each_of(&mut self, path: &Spanned<Path>, kind: SymbolKind) -> Vec<(Entity, Elements)> {
        match self.family_of(&path.head, kind) {
            Some(family) => {
                self.members_here(&family, &path.head.value, path.elements(), path.span)
            }
            None => Vec::new(),
        }
    }

    /// One scenario takes, prevents and chooses a thing once (choices once a date).
    fn once_per_target(
        &mut self,
        clause: &ScenarioClause,
        span: Span,
        seen: &mut BTreeMap<String, Span>,
    ) {
        let (what, key) = match clause {
            ScenarioClause::Choose { choice, from, .. } => {
                let date = from
                    .as_ref()
                    .map(|from| self.text_of(from.span))
                    .unwrap_or_default();
                ("choose", format!("choose {} {date}", written(choice)))
            }
            ScenarioClause::Prevent(event) => ("prevent", format!("prevent {}", written(event))),
            ScenarioClause::Take { assumption, .. } => {
                ("take", format!("take {}", written(assumption)))
            }
            _ => return,
        };
        match seen.get(&key) {
            Some(first) => self.faults.push(RepeatedClause {
                what: what.to_owned(),
                first: *first,
                second: span,
            }),
            None => {
                seen.insert(key, span);
            }
        }
    }

    fn choose(
        &mut self,
        id: ChoiceId,
        option: &Name,
        from: Option<&Expr>,
        span: Span,
    ) -> Option<TChoose> {
        let option = self.label(LabelSet::Choice(id), option);
        let from = match from {
            Some(from) => {
                self.needs_timeline("a date", from.span)?;
                let typed = self.moment(from, &Place::default())?;
                self.in_timeline(&typed);
                Some(typed)
            }
            None => None,
        };
        Some(TChoose {
            choice: id,
            option: option?,
            from,
            span,
        })
    }

    fn trigger(
        &mut self,
        event: EventId,
        at: &Expr,
        lasts: Option<&Expr>,
        span: Span,
    ) -> Option<TTrigger> {
        let at = self.moment(at, &Place::default());
        if let Some(at) = &at {
            self.in_timeline(at);
        }
        let lasts = match lasts {
            Some(lasts) => {
                let typed = self.number(lasts, &Place::default())?;
                let steps = self.lasting(typed, lasts.span)?;
                self.long_enough(&steps, lasts.span);
                Some(steps)
            }
            None => None,
        };
        Some(TTrigger {
            event,
            at: at?,
            lasts,
            span,
        })
    }

    fn take(&mut self, id: QuantityId, source: &Name) -> Option<(QuantityId, usize)> {
        self.type_of(id, source.span);
        let sources: Vec<String> = match &self.quantities[id.0].definition {
            Some(Definition::Claims(claims)) => {
                claims.iter().map(|claim| claim.source.clone()).collect()
            }
            Some(_) => Vec::new(),
            None => return None,
        };
        if let Some(at) = sources.iter().position(|own| *own == source.value) {
            return Some((id, at));
        }
        let assumption = self.quantities[id.0].origin.name.clone();
        let help = match sources.as_slice() {
            [] => format!("`{assumption}` has no claims to take: use `set {assumption} = …`"),
            _ => format!(
                "its claims are from {}",
                list_of(sources.iter().map(String::as_str), "and")
            ),
        };
        let declared = self.quantities[id.0].origin.name_span;
        let source_name = source.value.clone();
        self.faults.push(NoSuchClaim {
            assumption,
            source_name,
            help,
            span: source.span,
            declared,
        });
        None
    }
}

/// The one thing that a declaration over no index became.
fn only(family: &Family) -> Option<Entity> {
    family.members.first().copied()
}

/// Whether a clause speaks of one element.
fn of_one(clause: &Spanned<ScenarioClause>) -> bool {
    let path = match &clause.value {
        ScenarioClause::Choose { choice, .. } => choice,
        ScenarioClause::Trigger { event, .. } | ScenarioClause::Prevent(event) => event,
        ScenarioClause::Take { assumption, .. } => assumption,
        ScenarioClause::Adjust(_) => return false,
    };
    path.elements().is_some()
}

/// A path as a key: `build[reko_diq]`.
fn written(path: &Path) -> String {
    let elements = path.elements().unwrap_or_default().iter();
    let elements: Vec<&str> = elements.map(|element| element.value.as_str()).collect();
    format!("{}[{}]", path.head.value, elements.join(", "))
}
