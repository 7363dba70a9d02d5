//! What an expectation claims: a condition, a direction, the first drivers.

use crate::resolve::SymbolKind;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{Expectation, Expr, Path, PathStep};
use crate::types::context::{Checker, Entity, Place, State};
use crate::types::fault::shape::NotALever;
use crate::types::model::{
    Definition, Expected, Lever, Moved, QuantityId, QuantityRole, TExpr, Type,
};

impl Checker<'_> {
    pub(super) fn expected(&mut self, claim: &Expectation) -> Option<Expected> {
        let place = Place {
            bounds: true,
            results: true,
            ..Place::default()
        };
        match claim {
            Expectation::Condition(condition) => {
                Some(Expected::Condition(self.condition(condition, &place)?))
            }
            Expectation::Direction {
                outcome,
                rises,
                with,
            } => {
                let (of, with) = (self.measured(outcome, &place), self.lever(with));
                Some(Expected::Direction {
                    of: of?,
                    rises: *rises,
                    with: with?,
                })
            }
            Expectation::Turns { outcome, on } => {
                let of = self.measured(outcome, &place);
                let on: Vec<Option<Lever>> = on.iter().map(|path| self.lever(path)).collect();
                Some(Expected::Turns {
                    of: of?,
                    on: on.into_iter().collect::<Option<_>>()?,
                })
            }
        }
    }

    /// What has a mean: a number, or a yes/no.
    fn measured(&mut self, outcome: &Expr, place: &Place) -> Option<TExpr> {
        let typed = self.infer(outcome, place)?;
        match typed.ty {
            Type::Number(_) | Type::YesNo => Some(typed),
            Type::Date | Type::Label(_) => {
                let text = self.text_of(outcome.span);
                let help = match typed.ty {
                    Type::Date => format!("ask whether it is early, as in `{text} <= 2030`"),
                    _ => format!("ask for one of its classes, as in `{text} is CLASS`"),
                };
                self.wrong_type("a number or a yes/no", &typed, help);
                None
            }
        }
    }

    /// What an expectation moves.
    fn lever(&mut self, path: &Spanned<Path>) -> Option<Lever> {
        let span = path.span;
        let what = match (path.value.single(), path.value.pair()) {
            (Some(name), _) => match self.entity(name) {
                Some(Entity::Quantity(id)) => self.moved(id, span),
                Some(Entity::Choice(id)) => Some(Moved::Choice(id)),
                Some(Entity::Event(id)) => Some(Moved::Event(id)),
                Some(Entity::Stock(_)) => self.not_a_lever(span, "is a stock"),
                Some(Entity::Scenario(_)) => self.not_a_lever(span, "is a scenario"),
                None => self.not_a_lever(span, "is nothing that has a value"),
            },
            (_, Some((owner, member))) => match self.member_moved(owner, member) {
                Some(id) => self.moved(id, span),
                None => self.not_a_lever(span, "has no value of its own"),
            },
            _ => {
                let elements = path.value.steps.iter().find_map(|step| match step {
                    PathStep::Element(elements) => elements.first().map(|name| name.span),
                    PathStep::Member(_) => None,
                });
                self.faults.push(crate::resolve::fault::NotYet {
                    what: "an element of an index",
                    span: elements.unwrap_or(span),
                });
                None
            }
        };
        Some(Lever { what: what?, span })
    }

    /// A column of a table, the hazard of an event.
    fn member_moved(
        &mut self,
        owner: &crate::syntax::ast::Name,
        member: &crate::syntax::ast::Name,
    ) -> Option<QuantityId> {
        let symbol = self.model.scope.get(&owner.value)?;
        match symbol.kind {
            SymbolKind::Table => self
                .columns
                .get(&(symbol.index, member.value.clone()))
                .copied(),
            SymbolKind::Event if member.value == "hazard" => match self.entity(owner)? {
                Entity::Event(id) => self.events[id.0].hazard,
                _ => None,
            },
            _ => None,
        }
    }

    fn moved(&mut self, id: QuantityId, span: Span) -> Option<Moved> {
        let draft = &self.quantities[id.0];
        let refused = match (draft.role, &draft.definition) {
            (QuantityRole::Let | QuantityRole::Flow, _) => Some("is made from other values"),
            (QuantityRole::Outcome, _) => Some("is an outcome"),
            (_, Some(Definition::Bound(_))) => Some("is a bound, not an estimate"),
            (_, Some(Definition::Unknown)) => Some("is unknown"),
            _ => match draft.state {
                State::Known(Type::Date) => Some("is a date"),
                State::Known(Type::Label(_)) => Some("is no number"),
                _ => None,
            },
        };
        match refused {
            Some(is) => self.not_a_lever(span, is),
            None => Some(Moved::Quantity(id)),
        }
    }

    fn not_a_lever<T>(&mut self, span: Span, is: &'static str) -> Option<T> {
        self.faults.push(NotALever {
            name: self.text_of(span),
            is,
            span,
        });
        None
    }
}

/// The text of a claim, from its first word to its last.
pub(super) fn claim_span(claim: &Expectation) -> Span {
    let (outcome, last) = match claim {
        Expectation::Condition(condition) => return condition.span,
        Expectation::Direction { outcome, with, .. } => (outcome, with.span),
        Expectation::Turns { outcome, on } => {
            let last = on.last().map_or(outcome.span, |path| path.span);
            (outcome, last)
        }
    };
    Span::new(outcome.span.range().start, last.range().end)
}
