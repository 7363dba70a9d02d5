//! The unit in which a value is shown that declares none: the first one written in what it rests on.

use super::share;
use crate::types::context::Checker;
use crate::types::model::*;
use crate::units::Unit;

/// The units written in each declaration.
pub(super) struct Written {
    quantities: Vec<Vec<Unit>>,
    stocks: Vec<Vec<Unit>>,
    declared: Vec<bool>,
    stocks_declared: Vec<bool>,
}

impl Written {
    pub(super) fn of(checker: &Checker<'_>) -> Self {
        Written {
            quantities: checker
                .quantities
                .iter()
                .map(|draft| draft.written.clone())
                .collect(),
            stocks: checker
                .stocks
                .iter()
                .map(|draft| draft.written.clone())
                .collect(),
            declared: checker
                .quantities
                .iter()
                .map(|draft| draft.declared.is_some())
                .collect(),
            stocks_declared: checker
                .stocks
                .iter()
                .map(|draft| draft.declared.is_some())
                .collect(),
        }
    }
}

/// What a search has been to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Quantity(usize),
    Stock(usize),
}

/// Chooses the display unit of everything that declares none.
pub(super) fn choose(model: &mut TypedModel, written: &Written) {
    let percent_written: Vec<bool> = written
        .quantities
        .iter()
        .map(|units| {
            units
                .iter()
                .any(|unit| unit.percent && unit.dimension().is_none())
        })
        .collect();
    let percent = share::percentages(model, &percent_written, &written.declared);
    let found: Vec<Option<Unit>> = (0..model.quantities.len())
        .map(|at| match &model.quantities[at].ty {
            Type::Number(unit) if !written.declared[at] && unit.dimension().is_none() => {
                Some(Unit {
                    percent: percent[at],
                    ..Unit::none()
                })
            }
            Type::Number(unit) if !written.declared[at] => {
                search(model, written, Place::Quantity(at), unit)
            }
            _ => None,
        })
        .collect();
    let stocks: Vec<Option<Unit>> = (0..model.stocks.len())
        .map(|at| {
            let unit = &model.stocks[at].unit;
            if written.stocks_declared[at] {
                None
            } else {
                search(model, written, Place::Stock(at), unit)
            }
        })
        .collect();
    for (quantity, found) in model.quantities.iter_mut().zip(found) {
        if let Some(unit) = found {
            quantity.display = unit;
        }
    }
    for (stock, found) in model.stocks.iter_mut().zip(stocks) {
        if let Some(unit) = found {
            stock.display = unit;
        }
    }
}

/// Depth first, in the order written, without recursion: chains may be as long as the file.
fn search(model: &TypedModel, written: &Written, from: Place, unit: &Unit) -> Option<Unit> {
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec![from];
    while let Some(place) = open.pop() {
        if !seen.insert(place) {
            continue;
        }
        let (units, declared) = match place {
            Place::Quantity(at) => {
                let shown = written.declared[at] && place != from;
                (
                    &written.quantities[at],
                    shown.then_some(&model.quantities[at].display),
                )
            }
            Place::Stock(at) => {
                let shown = written.stocks_declared[at] && place != from;
                (
                    &written.stocks[at],
                    shown.then_some(&model.stocks[at].display),
                )
            }
        };
        if let Some(found) = declared.into_iter().chain(units).find(|own| own.fits(unit)) {
            return Some(found.clone());
        }
        open.extend(named_by(model, place).into_iter().rev());
    }
    None
}

/// What a declaration names, in the order written.
fn named_by(model: &TypedModel, place: Place) -> Vec<Place> {
    let mut found = Vec::new();
    let mut visit = |expr: &TExpr| match &expr.kind {
        Kind::Quantity(id) | Kind::Base(id) => found.push(Place::Quantity(id.0)),
        Kind::Stock(id) | Kind::Closing(id) => found.push(Place::Stock(id.0)),
        _ => {}
    };
    match place {
        Place::Quantity(at) => {
            model.quantities[at]
                .definition
                .expressions()
                .into_iter()
                .for_each(|expr| expr.each(&mut visit));
        }
        Place::Stock(at) => {
            let stock = &model.stocks[at];
            [&stock.starts]
                .into_iter()
                .chain(&stock.gains)
                .chain(&stock.loses)
                .for_each(|expr| expr.each(&mut visit));
        }
    }
    found
}
