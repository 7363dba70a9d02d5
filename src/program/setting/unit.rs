//! A number that is set has a unit where the assumption has one, as behind `set` in the model.

use crate::fault::Faults;
use crate::resolve::children;
use crate::syntax::ast::{AssumeDecl, AssumeValue, DeclaredUnit, Expr, ExprKind};
use crate::types::literals_only;
use crate::units::{Unit, number, plain_number};

use super::Setting;
use super::fault::WithoutUnit;

/// What an assumption that is replaced is in.
#[derive(Clone, Debug)]
pub(in crate::program) enum Held {
    /// A number in this unit.
    Number(Unit),
    /// A date.
    Date,
}

impl Held {
    /// What is written behind the name for it. A plain number has none: what it is set to says how it is shown.
    pub(super) fn written(&self) -> Option<String> {
        match self {
            Held::Number(unit) if unit.is_plain() => None,
            Held::Number(unit) => Some(unit.to_string()),
            Held::Date => Some("date".to_owned()),
        }
    }
}

/// Refuses a number without a unit where the assumption has one; whether it did.
pub(super) fn refused(
    setting: &Setting,
    value: &AssumeValue,
    held: Option<&Held>,
    replaced: &AssumeDecl,
    faults: &mut Faults,
) -> bool {
    let Some(Held::Number(unit)) = held else {
        return false;
    };
    let (AssumeValue::Known(value)
    | AssumeValue::Uncertain(value, _)
    | AssumeValue::Bound(_, value)) = value
    else {
        return false;
    };
    let declared = matches!(replaced.declared.unit, Some(DeclaredUnit::Unit(_)));
    let plain = unit.is_plain();
    let percent = plain && unit.percent;
    // A share may be a plain number, as long as it cannot be taken for one of per cent.
    let open = plain && !declared && !(percent && beyond_shares(value));
    if !literals_only(value) || open || (percent && is_share(value)) {
        return false;
    }
    faults.push(WithoutUnit {
        name: setting.name.clone(),
        unit: match percent {
            true => "%".to_owned(),
            false => unit.to_string(),
        },
        way_out: way_out(setting, unit),
        declared: replaced.declared.name.span,
    });
    true
}

/// What to write, with the unit.
fn way_out(setting: &Setting, unit: &Unit) -> String {
    let value = setting.value.as_str();
    let write = |value: String| format!("`--set \"{}{}{value}\"`", setting.name, setting.sign);
    if !unit.to_string().starts_with('%') {
        return format!("write {}", write(unit.given_to(&whole(value))));
    }
    let numbers: Option<Vec<f64>> = value.split(" to ").map(plain_number).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
        return format!("write each number with its unit, as in `5{unit}`");
    };
    let as_is: Vec<String> = value.split(" to ").map(|it| unit.given_to(it)).collect();
    let as_is = write(as_is.join(" to "));
    if numbers.iter().any(|number| number.abs() > 1.0) {
        return format!("write {as_is}");
    }
    let shares = numbers.iter().map(|it| unit.given_to(&number(it * 100.0)));
    let shares = write(shares.collect::<Vec<_>>().join(" to "));
    match numbers.iter().all(|number| *number == 0.0) {
        true => format!("write {as_is}"),
        false => format!("write {shares}, or {as_is} if so little is meant"),
    }
}

/// A value that a unit can stand behind.
fn whole(value: &str) -> String {
    let joins = |letter: char| "+-*/^ ".contains(letter);
    let mut parts = value.split(" to ").map(|part| part.trim_start_matches('-'));
    match parts.all(|part| !part.contains(joins)) || value.ends_with([')', ']']) {
        true => value.to_owned(),
        false => format!("({value})"),
    }
}

/// Whether a value has a number of 1 or more, which for a share may be meant in per cent.
fn beyond_shares(value: &Expr) -> bool {
    match &value.value {
        ExprKind::Quantity(quantity) => quantity.value.abs() >= 1.0,
        ExprKind::Call(call) => {
            let of_values = ["uniform", "normal", "lognormal", "triangular", "pert"];
            of_values.contains(&call.function.value.as_str())
                && children(value).into_iter().any(beyond_shares)
        }
        ExprKind::List(list) => list.entries.iter().any(|(_, value)| beyond_shares(value)),
        _ => children(value).into_iter().any(beyond_shares),
    }
}

/// A beta distribution is one of shares already.
fn is_share(value: &Expr) -> bool {
    matches!(&value.value, ExprKind::Call(call) if ["beta", "mix"].contains(&call.function.value.as_str()))
}
