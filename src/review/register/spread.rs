//! How far a distribution reaches: exactly, where its numbers are known.

use crate::numerics::{Sampler, maths};
use crate::types::constant;
use crate::types::model::{Definition, Function, Kind, Quantity, TExpr, Type};
use crate::units::Unit;

/// Three quantiles of a value before options, events and scenarios adjust it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Of 20 values one is lower.
    pub p5: f64,
    /// Every other is lower.
    pub median: f64,
    /// Of 20 values one is higher.
    pub p95: f64,
    /// The unit that they are in: that in which results show the quantity.
    pub unit: String,
    /// The three with their unit, for reading.
    told: [String; 3],
}

impl Spread {
    /// The spread of what a quantity is drawn from, or one of its claims; nothing where it is not drawn, or from what is itself
    /// drawn or computed.
    pub(super) fn of(quantity: &Quantity, claim: Option<usize>) -> Option<Spread> {
        let expr = match (&quantity.definition, claim) {
            (Definition::Expr(expr), None) => expr,
            (Definition::Claims(claims), Some(at)) => &claims.get(at)?.value,
            _ => return None,
        };
        let Type::Number(held) = &expr.ty else {
            return None;
        };
        let display = &quantity.display;
        if constant(expr).is_some() || !display.fits(held) {
            return None;
        }
        let [p5, median, p95] = [0.05, 0.5, 0.95].map(|share| at(expr, share));
        let all = [p5?, median?, p95?];
        let number = |value: f64| shown(display, held, value);
        Some(Spread {
            p5: number(all[0]),
            median: number(all[1]),
            p95: number(all[2]),
            unit: display.to_string(),
            told: all.map(|value| display.told(value, held, 3)),
        })
    }

    /// `median 35%, 90% between 12% and 58%`; of a range, whose ends are written, the median alone. `unit` stands beside it
    /// already.
    pub fn words(&self, range: bool, unit: Option<&str>) -> String {
        let behind = format!(" {}", self.unit);
        let bare = |told: &String| told.strip_suffix(&behind).unwrap_or(told).to_owned();
        let [p5, median, p95] = &self.told;
        let whole = |told: &String| match unit == Some(self.unit.as_str()) {
            true => bare(told),
            false => told.clone(),
        };
        match range {
            true => format!("median {}", whole(median)),
            false => {
                let (median, p5, p95) = (bare(median), bare(p5), whole(p95));
                format!("median {median}, 90% between {p5} and {p95}")
            }
        }
    }
}

/// A value in the unit in which results show it, to twelve digits.
fn shown(display: &Unit, held: &Unit, value: f64) -> f64 {
    let value = held.factor_to(display).apply(value);
    let value = display.shown_factor().apply(value);
    // The last digits are those of the way here.
    format!("{value:.11e}").parse().unwrap_or(value)
}

/// The value below which this share of the draws lies.
fn at(expr: &TExpr, share: f64) -> Option<f64> {
    if let Some(known) = constant(expr) {
        return Some(known);
    }
    let value = match &expr.kind {
        Kind::Draw(draw) => {
            let law = draw
                .distribution
                .try_map(&mut |number| constant(number).ok_or(()));
            Sampler::of(&law.ok()?).ok()?.draw(share)
        }
        Kind::Convert(inner, factor) => factor.apply(at(inner, share)?),
        Kind::Call(Function::AnnualProbability, arguments) => {
            let [probability, years] = arguments.as_slice() else {
                return None;
            };
            let years = constant(years)?;
            1.0 - maths::exp(maths::ln(1.0 - at(probability, share)?) / years)
        }
        Kind::Call(Function::Clamp, arguments) => {
            let [value, low, high] = arguments.as_slice() else {
                return None;
            };
            let low = constant(low)?;
            at(value, share)?.min(constant(high)?).max(low)
        }
        _ => return None,
    };
    value.is_finite().then_some(value)
}
