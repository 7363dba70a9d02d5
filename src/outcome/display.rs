//! How values of an outcome are said: in its display unit, as dates of the timeline, as names of classes.

use super::results::Certain;
use crate::calendar::{Date, Timeline};
use crate::types::model::{Outcome, Type, TypedModel};
use crate::units::Factor;

/// The way from the values a run holds to those people read.
#[derive(Clone, Debug)]
pub struct Display {
    ty: Type,
    unit: String,
    factor: Factor,
    percent: bool,
    timeline: Option<Timeline>,
    labels: Vec<String>,
    order: Vec<usize>,
}

impl Display {
    /// For the values of an outcome.
    pub fn of(model: &TypedModel, outcome: &Outcome) -> Display {
        let quantity = model.quantity(outcome.quantity);
        let (unit, factor) = match &quantity.ty {
            Type::Number(held) => (
                quantity.display.to_string(),
                held.factor_to(&quantity.display),
            ),
            _ => (String::new(), Factor::one()),
        };
        Display {
            percent: matches!(quantity.ty, Type::Number(_)) && quantity.display.percent,
            ty: quantity.ty.clone(),
            unit,
            factor,
            timeline: model.timeline,
            labels: outcome.labels.clone(),
            order: match &outcome.ranked {
                Some(ranked) => ranked.clone(),
                None => (0..outcome.labels.len()).collect(),
            },
        }
    }

    /// The unit, if the outcome is a number that has one.
    pub fn unit(&self) -> String {
        self.unit.clone()
    }

    /// What kind of value it is.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// A number in the display unit.
    pub fn number(&self, held: f64) -> f64 {
        let number = self.factor.apply(held);
        if self.percent {
            hundredfold(number)
        } else {
            number
        }
    }

    /// A date: a step of the timeline by its name, any other as a day.
    pub fn date(&self, held: f64) -> String {
        let date = Date(held as i32);
        let step = self.timeline.and_then(|timeline| {
            let step = timeline.step_at(date)?;
            (timeline.first_day(step) == date).then(|| timeline.label(step))
        });
        step.unwrap_or_else(|| date.to_string())
    }

    /// Any value.
    pub fn value(&self, held: f64) -> Certain {
        match self.ty {
            Type::Number(_) => Certain::Number(self.number(held)),
            Type::YesNo => Certain::YesNo(held != 0.0),
            Type::Date => Certain::Text(self.date(held)),
            Type::Label(_) => Certain::Text(self.label(held)),
        }
    }

    /// The positions of the classes in the order in which they are told: best first, where they are ranked.
    pub fn classes(&self) -> &[usize] {
        &self.order
    }

    /// The names of the classes in that order.
    pub fn class_names(&self) -> Vec<String> {
        let names = self.order.iter().map(|class| self.labels.get(*class));
        names.flatten().cloned().collect()
    }

    fn label(&self, held: f64) -> String {
        self.labels.get(held as usize).cloned().unwrap_or_default()
    }
}

/// The number in per cent, its decimal point moved: 0.29 is 29, which a product with 100 is not quite.
fn hundredfold(number: f64) -> f64 {
    let written = format!("{number:e}");
    let moved = written.split_once('e').and_then(|(digits, power)| {
        let power = power.parse::<i32>().ok()? + 2;
        format!("{digits}e{power}").parse().ok()
    });
    moved.unwrap_or(number * 100.0)
}
