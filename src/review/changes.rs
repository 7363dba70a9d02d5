//! What changed between two versions of a model.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::{identities, is_claim};
use super::measure::{Measures, Under, same, same_amount};
use super::parts::{Part, Says, Sort, parts};
use super::renames::Rename;
use crate::source::Texts;
use crate::syntax::ast::*;
use crate::types::is_distribution;

/// Something that is declared otherwise than before.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is called in the newer version, or was called last.
    pub name: String,
    /// The word that declares it.
    pub keyword: &'static str,
    /// Its title.
    pub title: Option<String>,
    /// The path of its file from the root's folder; empty for the root.
    pub file: String,
    /// Whether it came, went, or says something else.
    pub how: How,
    /// What it was called.
    pub renamed: Option<Rename>,
    /// What in it changed, part by part; of what came or went, what it says but for its evidence.
    pub details: Vec<Detail>,
    /// The position of its declaration in the older version.
    pub old: Option<usize>,
    /// The position of its declaration in the newer version.
    pub new: Option<usize>,
}

/// What happened to a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It says something else, or has another name.
    Revised,
}

/// A part that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is called within its declaration: nothing for the value itself.
    pub part: String,
    /// What sort of change it is.
    pub what: What,
    /// As it was written, if it was there.
    pub before: Option<String>,
    /// As it is written, if it is there.
    pub after: Option<String>,
}

/// What sort of change something is, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A number that is known.
    Value,
    /// How far something may be from what is expected, and how likely.
    Uncertainty,
    /// How the model is made.
    Structure,
    /// The same amount in another unit, or another unit that results are shown in.
    Unit,
    /// Who says so, and how sure that is.
    Evidence,
    /// What is asserted or expected of the results.
    Claim,
    /// Titles and comments.
    Wording,
}

impl What {
    /// Whether results may differ by it.
    pub fn may_move(self) -> bool {
        matches!(self, What::Value | What::Uncertainty | What::Structure)
    }
}

impl Change {
    /// What sorts of change there are in it, the weightiest first.
    pub fn sorts(&self) -> Vec<What> {
        let mut sorts: Vec<What> = self.details.iter().map(|detail| detail.what).collect();
        sorts.sort_unstable();
        sorts.dedup();
        sorts
    }

    /// Whether results may differ by it. Sources, kinds and the like bring nothing by themselves.
    pub fn may_move(&self) -> bool {
        match self.how {
            How::Revised => self.details.iter().any(|detail| detail.what.may_move()),
            How::Added | How::Removed => !matches!(
                self.keyword,
                "source" | "actor" | "kind" | "unit" | "index" | "use" | "assert" | "expect"
            ),
        }
    }
}

/// What changed from one version to the other, in the order of the newer one; what went is told last. Both are whole
/// models in which the same things have the same names.
pub fn changes(
    old: &Document,
    new: &Document,
    renames: &[Rename],
    texts: &impl Texts,
) -> Vec<Change> {
    let (were, are) = (identities(old, texts), identities(new, texts));
    let before: BTreeMap<&str, usize> = were
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    let measures = (Measures::of(old), Measures::of(new));
    let mut found = Vec::new();
    for (at, name) in are.iter().enumerate() {
        let declaration = &new.declarations[at];
        let Some(was) = before.get(name.as_str()) else {
            let details = said(declaration, How::Added, texts);
            found.push(Change {
                details,
                ..whole(declaration, name, How::Added, (None, Some(at)))
            });
            continue;
        };
        let older = &old.declarations[*was];
        let renamed = renames.iter().find(|rename| rename.to == *name);
        let details = match older == declaration && older.file == declaration.file {
            true => Vec::new(),
            false => details(older, declaration, &measures, texts),
        };
        if !details.is_empty() || renamed.is_some() {
            found.push(Change {
                renamed: renamed.cloned(),
                details,
                ..whole(declaration, name, How::Revised, (Some(*was), Some(at)))
            });
        }
    }
    let known: BTreeSet<&str> = are.iter().map(String::as_str).collect();
    for (at, name) in were.iter().enumerate() {
        if !known.contains(name.as_str()) {
            let declaration = &old.declarations[at];
            found.push(Change {
                details: said(declaration, How::Removed, texts),
                ..whole(declaration, name, How::Removed, (Some(at), None))
            });
        }
    }
    found
}

fn whole(
    declaration: &Declaration,
    name: &str,
    how: How,
    (old, new): (Option<usize>, Option<usize>),
) -> Change {
    Change {
        name: name.to_owned(),
        keyword: declaration.item.keyword(),
        title: declaration.item.title().map(|title| title.value.clone()),
        file: declaration.file.to_string(),
        how,
        renamed: None,
        details: Vec::new(),
        old,
        new,
    }
}

/// What a declaration that came or went says, but for evidence and wording.
fn said(declaration: &Declaration, how: How, texts: &impl Texts) -> Vec<Detail> {
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
fn details(
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
            what: What::Structure,
            before: path(&old.file),
            after: path(&new.file),
        });
    }
    let (were, are) = (counted(old), counted(new));
    let before: BTreeMap<&str, &Part<'_>> = were.iter().map(|it| (it.key.as_str(), it)).collect();
    let after: BTreeMap<&str, &Part<'_>> = are.iter().map(|it| (it.key.as_str(), it)).collect();
    let units = (declared_unit(&old.item), declared_unit(&new.item));
    let measures = (measures.0.under(units.0), measures.1.under(units.1));
    let claim = is_claim(&new.item);
    let mut tell = |was: Option<&Part<'_>>, is: Option<&Part<'_>>| {
        let Some(part) = is.or(was) else { return };
        let what = match (was, is) {
            (Some(was), Some(is)) if was.says == is.says => return,
            _ if claim && part.sort == Sort::Structure => What::Claim,
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
    use AssumeValue::{Bound, Known, Uncertain};
    let alike = |was: &Expr, is: &Expr| same_amount((was, measures.0), (is, measures.1));
    match (was, is) {
        (Says::Assumed(Known(was)), Says::Assumed(Known(is)))
        | (Says::Assumed(Uncertain(was, None)), Says::Assumed(Uncertain(is, None))) => {
            alike(was, is)
        }
        (Says::Expr(was), Says::Expr(is)) => alike(was, is),
        (Says::Assumed(Bound(side, was)), Says::Assumed(Bound(other, is))) => {
            side == other && alike(was, is)
        }
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
        Says::Assumed(value) => matches!(value, AssumeValue::Uncertain(..)),
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
