//! The comparisons in a condition, and their sides as an analyst would write them.

use super::lane::Lane;
use super::status::Status;
use crate::calendar::Date;
use crate::syntax::ast::Comparison;
use crate::types::model::{Compared, Kind, LabelSet, TExpr, Type, TypedModel};
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
    both_in(model, &model.compared_in(sides), sides, [left, right])
}

/// The same of an assert: large numbers with a word for their size, as in the warning before a run.
pub fn asserted_sides(
    model: &TypedModel,
    sides: &Compared,
    left: Lane,
    right: Lane,
) -> [String; 2] {
    let unit = model.compared_in(sides);
    let unit = match left.is_ok() {
        true => unit.readable(left.value, &sides.left.unit()),
        false => unit,
    };
    both_in(model, &unit, sides, [left, right])
}

fn both_in(
    model: &TypedModel,
    display: &Unit,
    sides: &Compared,
    [left, right]: [Lane; 2],
) -> [String; 2] {
    let both = [(&sides.left, left), (&sides.right, right)];
    let told = |digits| both.map(|(of, lane)| shown(model, of, lane, display, digits));
    let [short_left, short_right] = told(DIGITS);
    // What differs must not look the same.
    match short_left == short_right && left.value != right.value {
        true => told(DIGITS_OF_NEIGHBOURS),
        false => [short_left, short_right],
    }
}

/// A value of this expression, in the unit that it is shown in.
pub fn shown_value(model: &TypedModel, of: &TExpr, lane: Lane) -> String {
    let display = model.shown_in(of).unwrap_or_else(|| of.unit());
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
