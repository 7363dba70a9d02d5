//! `is`, `if`, `initially`.

use super::convert::converted;
use crate::span::Span;
use crate::suggest::{list_of, nearest};
use crate::syntax::ast::{Expr, ExprKind, Name};
use crate::types::context::{Checker, Place};
use crate::types::fault::name::UnknownLabel;
use crate::types::fault::shape::BranchesDiffer;
use crate::types::model::{Kind, LabelSet, TExpr, Type};

impl Checker<'_> {
    pub(super) fn is(
        &mut self,
        subject: &Expr,
        negated: bool,
        label: &Name,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        if let ExprKind::Path(path) = &subject.value
            && self.labels_of(path).is_some()
        {
            let is = self.is_element(path, subject.span, label)?;
            return Some(TExpr::new(Kind::YesNo(is != negated), Type::YesNo, span));
        }
        let subject = self.infer(subject, place)?;
        let Type::Label(set) = subject.ty else {
            let help =
                "`is` tests a choice or a classified outcome; compare numbers with `==`, `<`, `>`"
                    .to_owned();
            self.wrong_type("a choice or a class", &subject, help);
            return None;
        };
        let label = self.label(set, label)?;
        Some(TExpr::new(
            Kind::Is {
                subject: Box::new(subject),
                label,
                negated,
            },
            Type::YesNo,
            span,
        ))
    }

    /// The position of an option or class by its name.
    pub(in crate::types) fn label(&mut self, set: LabelSet, name: &Name) -> Option<usize> {
        let known = match set {
            LabelSet::Choice(id) => {
                let mut options = self.choices[id.0].options.iter();
                options.position(|option| option.origin.name == name.value)
            }
            LabelSet::Class(id) => {
                let mut labels = self.quantities[id.0].labels.iter();
                labels.position(|label| *label == name.value)
            }
        };
        if known.is_some() {
            return known;
        }
        let (owner, labels) = self.labels(set);
        let known = || labels.iter().map(String::as_str);
        let help = match nearest(&name.value, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("`{owner}` has {}", list_of(known(), "and")),
        };
        self.faults.push(UnknownLabel {
            owner,
            label: name.value.clone(),
            help,
            span: name.span,
        });
        None
    }

    /// Who owns a set of labels, and the labels.
    pub(super) fn labels(&self, set: LabelSet) -> (String, Vec<String>) {
        match set {
            LabelSet::Choice(id) => {
                let choice = &self.choices[id.0];
                let names = choice
                    .options
                    .iter()
                    .map(|option| option.origin.name.clone())
                    .collect();
                (choice.origin.name.clone(), names)
            }
            LabelSet::Class(id) => {
                let draft = &self.quantities[id.0];
                (draft.origin.name.clone(), draft.labels.clone())
            }
        }
    }

    pub(super) fn branches(
        &mut self,
        arms: &[(Expr, Expr)],
        otherwise: &Expr,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        let conditions: Vec<_> = arms
            .iter()
            .map(|(condition, _)| self.condition(condition, place))
            .collect();
        let values: Vec<_> = arms
            .iter()
            .map(|(_, value)| self.infer(value, place))
            .collect();
        let otherwise = self.infer(otherwise, place);
        let conditions: Vec<TExpr> = conditions.into_iter().collect::<Option<_>>()?;
        let mut values: Vec<TExpr> = values
            .into_iter()
            .chain([otherwise])
            .collect::<Option<_>>()?;
        self.unify(&mut values)?;
        let otherwise = Box::new(values.pop()?);
        let ty = otherwise.ty.clone();
        let arms = conditions.into_iter().zip(values).collect();
        Some(TExpr::new(Kind::If { arms, otherwise }, ty, span))
    }

    pub(super) fn initially(
        &mut self,
        first: &Expr,
        then: &Expr,
        span: Span,
        place: &Place,
    ) -> Option<TExpr> {
        self.needs_timeline("initially", span)?;
        let first = self.infer(first, place);
        if let (Some(first), Some(own)) = (&first, place.own)
            && names(then, &self.quantities[own.0].origin.name)
        {
            self.begins_as(own, first);
        }
        let then = self.infer(then, place);
        let mut both = vec![first?, then?];
        self.unify(&mut both)?;
        let (then, first) = (both.pop()?, both.pop()?);
        let ty = first.ty.clone();
        Some(TExpr::new(
            Kind::Initially(Box::new(first), Box::new(then)),
            ty,
            span,
        ))
    }

    /// Brings alternatives to one type: numbers to the unit of the first.
    pub(in crate::types) fn unify(&mut self, values: &mut [TExpr]) -> Option<()> {
        let Some(first) = values.first().cloned() else {
            return Some(());
        };
        let mut fits = true;
        for value in values.iter_mut().skip(1) {
            match (&first.ty, &value.ty) {
                (Type::Number(unit), Type::Number(own)) if own.fits(unit) => {
                    *value = converted(value.clone(), unit)
                }
                (Type::Number(unit), Type::Number(_)) => {
                    self.units_differ("choose between", unit, first.span, value);
                    fits = false;
                }
                (Type::YesNo, Type::YesNo) | (Type::Date, Type::Date) => {}
                (Type::Label(a), Type::Label(b)) if a == b => {}
                _ => {
                    let (left, right) = (self.described(&first.ty), self.described(&value.ty));
                    self.faults.push(BranchesDiffer {
                        left,
                        right,
                        first: first.span,
                        second: value.span,
                    });
                    fits = false;
                }
            }
        }
        fits.then_some(())
    }
}

/// Whether an expression names something directly.
fn names(expr: &Expr, name: &str) -> bool {
    match &expr.value {
        ExprKind::Path(path) => path.single().is_some_and(|own| own.value == name),
        _ => crate::resolve::children(expr)
            .into_iter()
            .any(|child| names(child, name)),
    }
}
