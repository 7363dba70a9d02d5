//! The unit in which a value is shown that declares none: the first one written in what it rests on.
//!
//! That is a unit in its own text, or else the one in which something is shown that it names, or else the one that
//! its value comes out in, which is made of those written further down.

use crate::syntax::ast::{AssumeValue, ExprKind, Item};
use crate::types::context::Checker;
use crate::types::model::*;
use crate::types::whole::share;
use crate::units::Unit;

/// What was written, by quantity and by stock.
pub(super) struct Written {
    quantities: Vec<Shown>,
    stocks: Vec<Shown>,
    /// Quantities and stocks, each after those it names as far as circles allow.
    order: Vec<Place>,
}

/// The units of one declaration.
struct Shown {
    units: Vec<Unit>,
    declared: bool,
    /// A `%` closes the brackets of the value.
    percent: bool,
}

/// A quantity or a stock.
#[derive(Clone, Copy)]
enum Place {
    Quantity(usize),
    Stock(usize),
}

impl Written {
    pub(super) fn of(checker: &mut Checker<'_>) -> Self {
        let mut position = vec![0; checker.model.document.declarations.len()];
        for (at, index) in checker.model.order.iter().enumerate() {
            position[*index] = at;
        }
        let quantities = checker.quantities.iter().enumerate();
        let quantities = quantities.map(|(at, draft)| (draft.index, Place::Quantity(at)));
        let stocks = checker.stocks.iter().enumerate();
        let stocks = stocks.map(|(at, draft)| (draft.index, Place::Stock(at)));
        let mut order: Vec<(usize, Place)> = quantities.chain(stocks).collect();
        order.sort_by_key(|(index, _)| position.get(*index).copied());
        let shown = |units: &mut Vec<Unit>, declared: &Option<Unit>| Shown {
            units: std::mem::take(units),
            declared: declared.is_some(),
            percent: false,
        };
        let quantities = checker.quantities.iter_mut();
        let stocks = checker.stocks.iter_mut();
        Written {
            quantities: quantities
                .map(|each| Shown {
                    percent: in_percent(&checker.model.declaration(each.index).item),
                    ..shown(&mut each.written, &each.declared)
                })
                .collect(),
            stocks: stocks
                .map(|each| shown(&mut each.written, &each.declared))
                .collect(),
            order: order.into_iter().map(|(_, place)| place).collect(),
        }
    }

    /// The quantities, each after those it names as far as circles allow.
    pub(super) fn order(&self) -> Vec<QuantityId> {
        let quantity = |place: &Place| match place {
            Place::Quantity(at) => Some(QuantityId(*at)),
            Place::Stock(_) => None,
        };
        self.order.iter().filter_map(quantity).collect()
    }
}

/// Whether a value ends in the `%` behind a bracket: `[a: 70, b: 30] %`.
fn in_percent(item: &Item) -> bool {
    let value = match item {
        Item::Assume(it) => match &it.value {
            AssumeValue::Known(value) | AssumeValue::Uncertain(value, _) => value,
            _ => return false,
        },
        Item::Let(it) => &it.value,
        _ => return false,
    };
    let unit = match &value.value {
        ExprKind::List(list) => list.unit.as_ref(),
        ExprKind::Call(call) => call.unit.as_ref(),
        ExprKind::Group(_, unit) => Some(unit),
        _ => None,
    };
    unit.is_some_and(|unit| unit.percent)
}

/// Chooses the display unit of everything that declares none.
pub(super) fn choose(model: &mut TypedModel, written: &Written, text: &str) {
    let declared: Vec<bool> = written
        .quantities
        .iter()
        .map(|shown| shown.declared)
        .collect();
    let in_percent: Vec<bool> = written.quantities.iter().map(|it| it.percent).collect();
    let percent = share::percentages(model, &written.order(), text, (&declared, &in_percent));
    for place in &written.order {
        match *place {
            Place::Quantity(at) => {
                if let (Type::Number(unit), false) = (&model.quantities[at].ty, declared[at]) {
                    let unit = unit.clone();
                    let plain = Unit {
                        percent: percent[at],
                        ..Unit::none()
                    };
                    let chosen = match unit.is_plain() {
                        true => plain,
                        false => first_written(model, *place, &written.quantities[at], &unit),
                    };
                    model.quantities[at].display = chosen;
                }
            }
            Place::Stock(at) => {
                if !written.stocks[at].declared {
                    let unit = model.stocks[at].unit.clone();
                    model.stocks[at].display =
                        first_written(model, *place, &written.stocks[at], &unit);
                }
            }
        }
    }
    as_the_first(model);
}

/// All elements of a declaration are shown alike.
fn as_the_first(model: &mut TypedModel) {
    for at in 1..model.quantities.len() {
        let (before, rest) = model.quantities.split_at_mut(at);
        if let (Some(first), Some(other)) = (before.last(), rest.first_mut()) {
            let one = first.origin.name_span == other.origin.name_span && first.role == other.role;
            if one && first.display.fits(&other.display) {
                other.display.clone_from(&first.display);
            }
        }
    }
    for at in 1..model.stocks.len() {
        let (before, rest) = model.stocks.split_at_mut(at);
        if let (Some(first), Some(other)) = (before.last(), rest.first_mut())
            && first.origin.name_span == other.origin.name_span
        {
            other.display.clone_from(&first.display);
        }
    }
}

fn first_written(model: &TypedModel, place: Place, own: &Shown, unit: &Unit) -> Unit {
    if let Some(found) = own.units.iter().find(|own| own.fits(unit)) {
        return found.clone();
    }
    let mut found = None;
    let mut visit = |expr: &TExpr| {
        let shown = match &expr.kind {
            Kind::Quantity(id) | Kind::Base(id) | Kind::Result { quantity: id, .. } => {
                &model.quantity(*id).display
            }
            Kind::Stock(id) | Kind::Closing(id) => &model.stocks[id.0].display,
            _ => return,
        };
        if found.is_none() && shown.fits(unit) {
            found = Some(shown.clone());
        }
    };
    match place {
        Place::Quantity(at) => {
            let definition = model.quantities[at].definition.expressions();
            definition
                .into_iter()
                .for_each(|expr| expr.each(&mut visit));
        }
        Place::Stock(at) => model.stocks[at].starts.each(&mut visit),
    }
    found.unwrap_or_else(|| unit.clone())
}
