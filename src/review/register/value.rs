//! What is assumed: the number or the distribution as written, its unit beside it.

use super::Spread;
use crate::resolve::children;
use crate::review::parts::written;
use crate::source::Texts;
use crate::span::Span;
use crate::syntax::ast::*;
use crate::types::{is_distribution, literals_only};

/// What is assumed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    /// As written, without its unit where that stands at the end: `18_112`, `5 to 20`, `demand * 2`.
    pub text: String,
    /// The unit it is in.
    pub unit: Option<String>,
    /// Whether the text is to be read with the unit behind it; else it says itself in what it is.
    pub needs_unit: bool,
    /// The number, in this unit, where it is one and no more.
    pub number: Option<f64>,
    /// How it is known: `known`, `5% to 95%`, `triangular`, `one of 2 claims`, `at most`, `unknown`.
    pub uncertainty: String,
    /// How far it reaches, where it is drawn.
    pub spread: Option<Spread>,
    /// The weight of a claim, as written.
    pub weight: Option<String>,
    /// When and how it holds: `each year`, `linear`, `when strait.active`.
    pub holds: Option<String>,
}

/// How a range is known.
const RANGE: &str = "5% to 95%";

impl Value {
    /// What an expression says. `declared` is the unit that stands elsewhere for it: behind the list that it is an entry of,
    /// or in its declaration; `shown` the one in which the model shows it.
    pub(super) fn of(
        expr: &Expr,
        declared: Option<String>,
        shown: Option<String>,
        texts: &impl Texts,
    ) -> Value {
        let whole = written(texts, expr.span);
        let value = Value {
            number: number(expr, &whole),
            uncertainty: uncertainty(expr),
            ..Value::default()
        };
        match unit_behind(expr) {
            Some(unit) => {
                let before = Span {
                    end: unit.span.start,
                    ..expr.span
                };
                Value {
                    text: written(texts, before),
                    unit: Some(written(texts, *unit.span)),
                    needs_unit: true,
                    ..value
                }
            }
            None if literals_only(expr) => Value {
                text: whole,
                needs_unit: declared.is_some(),
                unit: declared,
                ..value
            },
            None => Value {
                text: whole,
                unit: declared.or(shown),
                ..value
            },
        }
    }

    /// How it is known, in words: `triangular, median 35%, 90% between 12% and 58%, each year, weight 30%`.
    pub fn known_as(&self) -> String {
        let mut said = Vec::new();
        // That what is unknown is unknown is said by the value.
        said.extend((self.uncertainty != self.text).then(|| self.uncertainty.clone()));
        let range = self.uncertainty.ends_with(RANGE);
        let unit = self.unit.as_deref().filter(|_| self.needs_unit);
        let spread = self.spread.as_ref();
        said.extend(spread.map(|spread| spread.words(range, unit)));
        said.extend(self.holds.clone());
        said.extend(self.weight.iter().map(|weight| format!("weight {weight}")));
        said.join(", ")
    }

    /// The value with its unit.
    pub fn with_unit(&self) -> String {
        match &self.unit {
            Some(unit) if self.needs_unit && unit.starts_with('%') => {
                format!("{}{unit}", self.text)
            }
            Some(unit) if self.needs_unit => format!("{} {unit}", self.text),
            _ => self.text.clone(),
        }
    }
}

/// The unit that stands at the end of an expression and counts for all of it.
fn unit_behind(expr: &Expr) -> Option<&UnitExpr> {
    match &expr.value {
        ExprKind::Quantity(quantity) => quantity.unit.as_ref(),
        ExprKind::Call(call) => call.unit.as_ref(),
        ExprKind::Group(_, unit) => Some(unit),
        ExprKind::Negate(of) => unit_behind(of),
        ExprKind::To(low, high) if literals_only(low) => unit_behind(high),
        _ => None,
    }
}

/// The number that an expression is, in the unit behind it; a percentage as it is written.
pub(super) fn number(expr: &Expr, whole: &str) -> Option<f64> {
    match &expr.value {
        ExprKind::Quantity(quantity) => match &quantity.unit {
            Some(unit) if unit.percent => {
                let digits: String = whole.chars().filter(|c| *c != '_').collect();
                let end = digits.find('%').unwrap_or(digits.len());
                digits[..end].trim().parse().ok()
            }
            _ => Some(quantity.value),
        },
        ExprKind::Negate(of) => {
            let whole = whole.trim_start_matches('-').trim_start();
            number(of, whole).map(|number| -number)
        }
        _ => None,
    }
}

/// How something is known that is written where a distribution may stand.
fn uncertainty(expr: &Expr) -> String {
    let told = match &expr.value {
        ExprKind::To(..) => RANGE,
        ExprKind::Of(..) => "share of a count",
        ExprKind::In(..) => "base rate",
        ExprKind::Within(inner, _) => return uncertainty(inner),
        ExprKind::Odds(odds) => return format!("even over {}", band(*odds)),
        ExprKind::Call(call) if is_distribution(&call.function.value) => {
            return call.function.value.clone();
        }
        ExprKind::Group(inner, _) => return uncertainty(inner),
        _ if is_known(expr) => "known",
        _ => "formula",
    };
    told.to_owned()
}

/// Whether nothing stands in it but numbers and dates.
fn is_known(expr: &Expr) -> bool {
    match &expr.value {
        ExprKind::Path(_) | ExprKind::Builtin(_) | ExprKind::FlowSum(_) | ExprKind::Is { .. } => {
            false
        }
        ExprKind::List(list) => list.entries.iter().all(|(_, value)| is_known(value)),
        _ => children(expr).into_iter().all(is_known),
    }
}

/// The band of a word for a probability.
fn band(odds: Odds) -> &'static str {
    match odds {
        Odds::AlmostNoChance => "1% to 5%",
        Odds::VeryUnlikely => "5% to 20%",
        Odds::Unlikely => "20% to 45%",
        Odds::RoughlyEven => "45% to 55%",
        Odds::Likely => "55% to 80%",
        Odds::VeryLikely => "80% to 95%",
        Odds::AlmostCertain => "95% to 99%",
    }
}
