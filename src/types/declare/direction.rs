//! What an expectation claims: a condition, a direction, the first drivers.

use crate::resolve::SymbolKind;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{Expectation, Expr, ExprKind, Path};
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
            Expectation::Condition { condition, within } => {
                let mut condition = self.condition(condition, &place)?;
                self.tolerate(&mut condition, within.as_ref(), &place)?;
                Some(Expected::Condition(condition))
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
        let what = match self.lever_named(&path.value, span)? {
            (Entity::Quantity(id), _) => self.moved(id, span),
            (Entity::Choice(id), None) if self.choices[id.0].options.len() < 2 => {
                self.not_a_lever(span, "has one option only")
            }
            (Entity::Choice(id), None) => Some(Moved::Choice(id)),
            (Entity::Event(id), None) => Some(Moved::Event(id)),
            (Entity::Event(id), Some("hazard")) => match self.events[id.0].hazard {
                Some(hazard) => self.moved(hazard, span),
                None => self.not_a_lever(span, "has no hazard"),
            },
            (Entity::Event(_), _) => self.not_a_lever(span, "is what an event does"),
            (Entity::Stock(_), _) => self.not_a_lever(span, "is a stock"),
            (Entity::Scenario(_) | Entity::Choice(_), _) => {
                self.not_a_lever(span, "has no value of its own")
            }
        };
        Some(Lever { what: what?, span })
    }

    /// What a path names here, and what of it.
    fn lever_named<'p>(&mut self, path: &'p Path, span: Span) -> Option<(Entity, Option<&'p str>)> {
        let symbol = self.model.scope.get(&path.head.value)?;
        let (kind, index) = (symbol.kind, symbol.index);
        let member = path.member();
        if kind == SymbolKind::Scenario {
            return self.not_a_lever(span, "has no value of its own");
        }
        if self.labels_of(path).is_some() {
            return self.not_a_lever(span, "is a name, and no number");
        }
        let (family, name) = match (kind, member) {
            (SymbolKind::Table, Some(column)) => (
                self.columns.get(&(index, column.value.clone())),
                format!("{}.{}", path.head.value, column.value),
            ),
            _ => (self.family_at(index), path.head.value.clone()),
        };
        let Some(family) = family.cloned() else {
            return self.not_a_lever(span, "has no value of its own");
        };
        let entity = self.member_here(&family, &name, path.elements(), span)?;
        Some((entity, member.map(|member| member.value.as_str())))
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

/// What a claim speaks of, each as an expression.
pub(super) fn spoken_of(claim: &Expectation) -> Vec<Expr> {
    let named = |path: &Spanned<Path>| Spanned::new(ExprKind::Path(path.value.clone()), path.span);
    match claim {
        Expectation::Condition { condition, .. } => vec![condition.clone()],
        Expectation::Direction { outcome, with, .. } => vec![outcome.clone(), named(with)],
        Expectation::Turns { outcome, on } => {
            let on = on.iter().map(named);
            [outcome.clone()].into_iter().chain(on).collect()
        }
    }
}

/// The text of a claim, from its first word to its last.
pub(super) fn claim_span(claim: &Expectation) -> Span {
    let (outcome, last) = match claim {
        Expectation::Condition { condition, .. } => return condition.span,
        Expectation::Direction { outcome, with, .. } => (outcome, with.span),
        Expectation::Turns { outcome, on } => {
            let last = on.last().map_or(outcome.span, |path| path.span);
            (outcome, last)
        }
    };
    Span::new(outcome.span.range().start, last.range().end)
}
