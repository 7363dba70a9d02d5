//! What changed within a declaration, part by part.

use std::collections::BTreeMap;

use super::amounts::{Measures, Under, same, same_amount};
use super::changes::{Detail, How, What};
use super::identity::is_claim;
use super::parts::{Part, Says, Sort, is_bare, parts};
use super::renames::is_drawn as is_drawn_item;
use crate::source::Texts;
use crate::syntax::ast::*;
use crate::types::is_distribution;

/// What a declaration that came or went says, but for evidence and wording.
pub(super) fn said(declaration: &Declaration, how: How, texts: &impl Texts) -> Vec<Detail> {
    let parts = counted(declaration).into_iter();
    let parts = parts.filter(|part| matches!(part.sort, Sort::Value | Sort::Structure));
    let claim = is_claim(&declaration.item);
    let details = parts.map(|part| {
        let text = Some(part.text(texts));
        let (before, after) = match how {
            How::Removed => (text, None),
            _ => (None, text),
        };
        Detail {
            what: match part.sort {
                _ if claim => What::Claim,
                Sort::Value if is_drawn(&part.says) => What::Uncertainty,
                Sort::Value => What::Value,
                _ => What::Structure,
            },
            part: part.key,
            before,
            after,
        }
    });
    details.collect()
}

/// The parts of a declaration that changed.
pub(super) fn details(
    old: &Declaration,
    new: &Declaration,
    measures: &(Measures, Measures),
    texts: &impl Texts,
) -> Vec<Detail> {
    let mut found = Vec::new();
    if old.item.keyword() != new.item.keyword() {
        let word = |item: &Item| Some(item.keyword().to_owned());
        found.push(Detail {
            part: "declared by".to_owned(),
            what: What::Structure,
            before: word(&old.item),
            after: word(&new.item),
        });
    }
    if old.file != new.file {
        let path = |file: &str| match file {
            "" => Some("the model's own file".to_owned()),
            file => Some(file.to_owned()),
        };
        found.push(Detail {
            part: "file".to_owned(),
            what: match is_drawn_item(&new.item) {
                true => What::Structure,
                false => What::Wording,
            },
            before: path(&old.file),
            after: path(&new.file),
        });
    }
    let (were, are) = (counted(old), counted(new));
    let before: BTreeMap<&str, &Part<'_>> = were.iter().map(|it| (it.key.as_str(), it)).collect();
    let after: BTreeMap<&str, &Part<'_>> = are.iter().map(|it| (it.key.as_str(), it)).collect();
    let units = (declared_unit(&old.item), declared_unit(&new.item));
    let measures = (measures.0.under(units.0), measures.1.under(units.1));
    // A number that is given its unit by its declaration is another one under another unit.
    let given = units.0 != units.1 && were.iter().any(|part| gives(part, &are));
    let claim = is_claim(&new.item);
    let mut tell = |was: Option<&Part<'_>>, is: Option<&Part<'_>>| {
        let Some(part) = is.or(was) else { return };
        let what = match (was, is) {
            (Some(was), Some(is)) if was.says == is.says => return,
            _ if claim && part.sort == Sort::Structure => What::Claim,
            _ if given && part.key == "unit" => What::Value,
            (was, is) => sort_of(was, is, part.sort, &measures),
        };
        found.push(Detail {
            part: part.key.clone(),
            what,
            before: was.map(|part| part.text(texts)),
            after: is.map(|part| part.text(texts)),
        });
    };
    for is in &are {
        tell(before.get(is.key.as_str()).copied(), Some(is));
    }
    for was in were
        .iter()
        .filter(|was| !after.contains_key(was.key.as_str()))
    {
        tell(Some(was), None);
    }
    found
}

/// Whether a part is a number without a unit, which the other version has too.
fn gives(was: &Part<'_>, are: &[Part<'_>]) -> bool {
    let bare = match &was.says {
        Says::Expr(expr) | Says::Drawn(expr) | Says::Bound(_, expr) | Says::Entry(expr, None) => {
            is_bare(expr)
        }
        _ => false,
    };
    bare && are
        .iter()
        .any(|is| is.key == was.key && is.says == was.says)
}

/// The unit that a declaration gives to numbers without one.
fn declared_unit(item: &Item) -> Option<&UnitExpr> {
    match item.declared()?.unit.as_ref()? {
        DeclaredUnit::Unit(unit) => Some(unit),
        _ => None,
    }
}

/// The parts that count. Former names are told as renames.
fn counted(declaration: &Declaration) -> Vec<Part<'_>> {
    let mut all = parts(declaration);
    let former = |part: &Part<'_>| matches!(part.says, Says::Evidence(EvidenceClause::Was(_)));
    all.retain(|part| !former(part));
    all
}

fn sort_of(
    was: Option<&Part<'_>>,
    is: Option<&Part<'_>>,
    sort: Sort,
    measures: &(Under<'_>, Under<'_>),
) -> What {
    match sort {
        Sort::Evidence => What::Evidence,
        Sort::Sampling => What::Sampling,
        Sort::Wording => What::Wording,
        Sort::Structure => match (was, is) {
            (Some(was), Some(is)) if is_same_unit(&was.says, &is.says, measures) => What::Unit,
            _ => What::Structure,
        },
        Sort::Value => {
            if let (Some(was), Some(is)) = (was, is)
                && is_converted(&was.says, &is.says, measures)
            {
                return What::Unit;
            }
            let drawn = |part: Option<&Part<'_>>| part.is_some_and(|part| is_drawn(&part.says));
            match drawn(was) || drawn(is) {
                true => What::Uncertainty,
                false => What::Value,
            }
        }
    }
}

/// Whether both are units that measure the same.
fn is_same_unit(was: &Says<'_>, is: &Says<'_>, measures: &(Under<'_>, Under<'_>)) -> bool {
    match (was, is) {
        (Says::Unit(was), Says::Unit(is)) => {
            measures.0.measures.fit(was, is) || measures.1.measures.fit(was, is)
        }
        _ => false,
    }
}

/// Whether both are the same amount in different units.
fn is_converted(was: &Says<'_>, is: &Says<'_>, measures: &(Under<'_>, Under<'_>)) -> bool {
    let alike = |was: &Expr, is: &Expr| same_amount((was, measures.0), (is, measures.1));
    match (was, is) {
        (Says::Drawn(was), Says::Drawn(is)) => alike(was, is),
        (Says::Expr(was), Says::Expr(is)) => alike(was, is),
        (Says::Bound(side, was), Says::Bound(other, is)) => side == other && alike(was, is),
        (Says::Lasts(Lasts::For(was)), Says::Lasts(Lasts::For(is))) => alike(was, is),
        (Says::Entry(was, before), Says::Entry(is, after)) => match (&was.value, &is.value) {
            (ExprKind::Quantity(was), ExprKind::Quantity(is)) => same(
                (was.value, was.unit.as_ref().or(*before), measures.0),
                (is.value, is.unit.as_ref().or(*after), measures.1),
            ),
            _ => false,
        },
        _ => false,
    }
}

fn is_drawn(says: &Says<'_>) -> bool {
    match says {
        Says::Drawn(_) => true,
        Says::Expr(expr) | Says::Entry(expr, _) => is_drawn_expr(expr),
        Says::Lasts(Lasts::For(expr)) => is_drawn_expr(expr),
        _ => false,
    }
}

/// Whether a distribution is written here.
fn is_drawn_expr(expr: &Expr) -> bool {
    match &expr.value {
        ExprKind::To(..) | ExprKind::Of(..) | ExprKind::In(..) | ExprKind::Within(..) => true,
        ExprKind::Odds(_) => true,
        ExprKind::Group(inner, _) => is_drawn_expr(inner),
        ExprKind::Call(call) => is_distribution(&call.function.value),
        _ => false,
    }
}
