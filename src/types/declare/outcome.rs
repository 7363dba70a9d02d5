//! Outcomes.

use std::collections::{BTreeMap, BTreeSet};

use super::quantity::own_place;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{ClassCase, Name, OutcomeDecl, OutcomeValue};
use crate::types::context::Checker;
use crate::types::fault::adjust::WrongTarget;
use crate::types::fault::name::UnknownLabel;
use crate::types::model::{Definition, Kind, LabelSet, QuantityId, TExpr, Type};

impl Checker<'_> {
    pub(super) fn outcome(
        &mut self,
        id: QuantityId,
        it: &OutcomeDecl,
    ) -> Option<(Definition, Type)> {
        match &it.value {
            OutcomeValue::Expr(expr) => {
                let typed = self.infer(expr, &own_place(id))?;
                let typed = self.settle(id, typed, expr)?;
                let ty = typed.ty.clone();
                Some((Definition::Expr(typed), ty))
            }
            OutcomeValue::Classify {
                cases,
                ranked,
                span,
            } => {
                let ranked = ranked.as_ref().map(|ranked| self.ranking(id, ranked));
                let typed = self.classify(id, cases, **span)?;
                if let Some(ranked) = ranked {
                    self.quantities[id.0].ranked = Some(ranked?);
                }
                let ty = typed.ty.clone();
                Some((Definition::Expr(typed), ty))
            }
        }
    }

    fn classify(
        &mut self,
        id: QuantityId,
        cases: &[ClassCase],
        span: crate::span::Span,
    ) -> Option<TExpr> {
        let ty = Type::Label(LabelSet::Class(id));
        let label = |at: usize, span| TExpr::new(Kind::Label(at), ty.clone(), span);
        let mut arms = Vec::new();
        let mut otherwise = None;
        let mut whole = true;
        for (at, case) in cases.iter().enumerate() {
            match &case.when {
                None => otherwise = Some(label(at, case.name.span)),
                Some(when) => match self.condition(when, &own_place(id)) {
                    Some(condition) => arms.push((condition, label(at, case.name.span))),
                    None => whole = false,
                },
            }
        }
        let last = cases.last();
        let early = cases
            .iter()
            .find(|case| case.when.is_none() && Some(*case) != last);
        if let Some(early) = early {
            self.faults.push(crate::types::fault::shape::Misplaced {
                what: "`otherwise` before other classes",
                help: format!(
                    "classes are tested from top to bottom: put `{} otherwise` last",
                    early.name.value
                ),
                span: early.name.span,
            });
            return None;
        }
        let Some(otherwise) = otherwise else {
            self.faults.push(crate::types::fault::shape::Misplaced {
                what: "`classify` without `otherwise`",
                help: "close it with a class for all the rest: `NAME otherwise`".to_owned(),
                span,
            });
            return None;
        };
        if !whole {
            return None;
        }
        Some(TExpr::new(
            Kind::If {
                arms,
                otherwise: Box::new(otherwise),
            },
            ty.clone(),
            span,
        ))
    }

    fn ranking(&mut self, id: QuantityId, ranked: &[Name]) -> Option<Vec<usize>> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (at, label) in self.quantities[id.0].labels.iter().enumerate() {
            known.entry(label.clone()).or_insert(at);
        }
        let positions: Vec<Option<usize>> = ranked
            .iter()
            .map(|name| match known.get(&name.value) {
                Some(at) => Some(*at),
                None => self.label(LabelSet::Class(id), name),
            })
            .collect();
        let positions: Vec<usize> = positions.into_iter().collect::<Option<_>>()?;
        let labels = self.quantities[id.0].labels.clone();
        let ranks: BTreeSet<usize> = positions.iter().copied().collect();
        let missing = labels
            .iter()
            .enumerate()
            .find(|(at, _)| !ranks.contains(at));
        if let (Some((_, missing)), Some(last)) = (missing, ranked.last()) {
            self.faults.push(UnknownLabel {
                owner: "ranked".to_owned(),
                label: missing.clone(),
                help: format!(
                    "rank every class once, best first: {}",
                    list_of(labels.iter().map(String::as_str), "and")
                ),
                span: last.span,
            });
            return None;
        }
        Some(positions)
    }

    /// Why something cannot be adjusted, and what can.
    pub(super) fn wrong_target(&mut self, text: String, is: &str, span: crate::span::Span) {
        let targets = self
            .quantities
            .iter()
            .filter(|draft| draft.role != crate::types::model::QuantityRole::Outcome);
        let help = match nearest(&text, targets.map(|draft| draft.origin.name.as_str())) {
            Some(near) if near != text => format!("did you mean `{near}`?"),
            _ if is == "an outcome" => {
                "adjust what it is made from: an assumption, a let, a flow, or `EVENT.hazard`"
                    .to_owned()
            }
            _ => "adjust an assumption, a let, a flow, or the hazard of an event (`EVENT.hazard`)"
                .to_owned(),
        };
        self.faults.push(WrongTarget {
            text,
            is: is.to_owned(),
            help,
            span,
        });
    }
}
