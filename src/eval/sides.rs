//! The comparisons in a condition, and their sides as an analyst would write them.

use super::lane::Lane;
use super::status::Status;
use crate::calendar::Date;
use crate::syntax::ast::Comparison;
use crate::types::model::{Compared, Function, Kind, LabelSet, Statistic, TExpr, Type, TypedModel};
use crate::units::Unit;

/// The digits that mean something in what is told.
const DIGITS: i32 = 4;
/// The same of two values that look the same with fewer.
const DIGITS_OF_NEIGHBOURS: i32 = 9;

/// The comparisons at the top of a condition: the condition itself, or those that `and`, `or` and `not` join.
pub fn comparisons(condition: &TExpr) -> Vec<&TExpr> {
    match &condition.kind {
        Kind::Compare(_) => vec![condition],
        Kind::And(parts) | Kind::Or(parts) => parts.iter().flat_map(comparisons).collect(),
        Kind::Not(of) => comparisons(of),
        _ => Vec::new(),
    }
}

/// What a comparison compares.
pub fn compared(comparison: &TExpr) -> Option<&Compared> {
    match &comparison.kind {
        Kind::Compare(compared) => Some(compared),
        _ => None,
    }
}

/// The opposite relation: `-0.2 < 0` where `>=` was asked for.
pub fn denied(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "!=",
        Comparison::Unequal => "==",
        Comparison::Less => ">=",
        Comparison::AtMost => ">",
        Comparison::More => "<=",
        Comparison::AtLeast => "<",
    }
}

/// Both sides of a comparison, as an analyst would write them, in one unit.
pub fn shown_sides(model: &TypedModel, sides: &Compared, left: Lane, right: Lane) -> [String; 2] {
    let display = display(model, &sides.left).or_else(|| display(model, &sides.right));
    // The spread of dates is a duration, and they have no unit.
    let display = display.filter(|unit| unit.fits(&sides.left.unit()));
    let display = display.unwrap_or_else(|| sides.left.unit());
    let display = in_percent(display, &[sides.left.unit(), sides.right.unit()]);
    let both = [(&sides.left, left), (&sides.right, right)];
    let told = |digits| both.map(|(of, lane)| shown(model, of, lane, &display, digits));
    let [short_left, short_right] = told(DIGITS);
    // What differs must not look the same.
    match short_left == short_right && left.value != right.value {
        true => told(DIGITS_OF_NEIGHBOURS),
        false => [short_left, short_right],
    }
}

/// A plain share in per cent where one of these is written so.
fn in_percent(display: Unit, written: &[Unit]) -> Unit {
    let plain = display.to_string().is_empty();
    let percent = Unit {
        percent: true,
        ..Unit::none()
    };
    match plain && written.iter().any(|unit| unit.percent) {
        true => percent,
        false => display,
    }
}

/// A value of this expression, in the unit that it is shown in.
pub fn shown_value(model: &TypedModel, of: &TExpr, lane: Lane) -> String {
    let display = display(model, of).unwrap_or_else(|| of.unit());
    shown(model, of, lane, &display, DIGITS)
}

/// A value of this expression; numbers in a unit that fits.
fn shown(model: &TypedModel, of: &TExpr, lane: Lane, display: &Unit, digits: i32) -> String {
    match lane.status {
        Status::OK => {}
        Status::NONE => return "none".to_owned(),
        Status::UNKNOWN => return "unknown".to_owned(),
        _ => return "no value".to_owned(),
    }
    match &of.ty {
        Type::Number(unit) => display.told(lane.value, unit, digits),
        Type::YesNo => if lane.value != 0.0 { "yes" } else { "no" }.to_owned(),
        Type::Date => Date(lane.value as i32).to_string(),
        Type::Label(set) => label(model, *set, lane.value as usize),
    }
}

/// The unit in which a named thing, or what is summarised of it, is shown.
fn display(model: &TypedModel, of: &TExpr) -> Option<Unit> {
    match &of.kind {
        Kind::Quantity(id) | Kind::Base(id) | Kind::Result { quantity: id, .. } => {
            Some(model.quantity(*id).display.clone())
        }
        Kind::Stock(id) | Kind::Closing(id) => Some(model.stocks[id.0].display.clone()),
        Kind::Summary {
            how: Statistic::Probability,
            ..
        } => Some(Unit {
            percent: true,
            ..Unit::none()
        }),
        Kind::Summary { of, .. } | Kind::At(of, _) | Kind::Negate(of) => display(model, of),
        Kind::Sum(terms) => terms.iter().find_map(|(_, term)| display(model, term)),
        Kind::Call(Function::Min | Function::Max | Function::Abs, all) => {
            all.iter().find_map(|each| display(model, each))
        }
        _ => None,
    }
}

fn label(model: &TypedModel, set: LabelSet, position: usize) -> String {
    let name = match set {
        LabelSet::Choice(id) => {
            let option = model.choices[id.0].options.get(position);
            option.map(|option| option.origin.name.clone())
        }
        LabelSet::Class(id) => {
            let outcome = model.outcomes.iter().find(|outcome| outcome.quantity == id);
            outcome.and_then(|outcome| outcome.labels.get(position).cloned())
        }
    };
    name.unwrap_or_else(|| position.to_string())
}
