//! `correlate`: which assumptions go together, and how strongly.

use std::collections::BTreeMap;

use crate::numerics::Form;
use crate::span::{Span, Spanned};
use crate::syntax::ast::{CorrelateDecl, Item, Path};
use crate::types::constant::constant;
use crate::types::context::{Checker, Entity, Place};
use crate::types::fault::correlate::{
    CannotCorrelate, CorrelationTwice, CorrelationValue, WithItself,
};
use crate::types::model::{Definition, Draw, Function, Kind, QuantityId, QuantityRole, TExpr};

/// Two assumptions and the correlation of their ranks.
pub(super) struct Pair {
    pub(super) members: (QuantityId, QuantityId),
    pub(super) rank: f64,
    /// The names in the declaration.
    pub(super) span: Span,
}

/// All pairs, each once.
#[derive(Default)]
struct Pairs {
    all: Vec<Pair>,
    /// Where each stands.
    places: BTreeMap<(QuantityId, QuantityId), usize>,
}

impl Pairs {
    fn of(&self, members: (QuantityId, QuantityId)) -> Option<&Pair> {
        self.places.get(&members).and_then(|at| self.all.get(*at))
    }

    fn push(&mut self, pair: Pair) {
        self.places.insert(pair.members, self.all.len());
        self.all.push(pair);
    }

    fn truncate(&mut self, length: usize) {
        for pair in self.all.drain(length..) {
            self.places.remove(&pair.members);
        }
    }
}

/// One of the names in a declaration.
type Member = (QuantityId, Span);

impl Checker<'_> {
    /// Ties the draws that are correlated. All declarations count together; pairs not named have a correlation of 0.
    pub(in crate::types) fn correlate_all(&mut self) {
        let model = self.model;
        let mut pairs = Pairs::default();
        for declaration in &model.document.declarations {
            if let Item::Correlate(it) = &declaration.item {
                self.pairs_of(it, &mut pairs);
            }
        }
        for group in groups(&pairs.all) {
            self.tie(&group);
        }
    }

    /// Things over an index line up by it: a pair for each element.
    fn pairs_of(&mut self, it: &CorrelateDecl, pairs: &mut Pairs) {
        let rank = self.rank(it);
        let over = self.free_indexes_of(it.names.iter().map(|path| &path.value));
        let before = pairs.all.len();
        for combination in self.combinations(&over) {
            let members: Option<Vec<Member>> = self.at_element(combination.here, |checker| {
                let members: Vec<Option<Member>> = it
                    .names
                    .iter()
                    .map(|path| Some((checker.correlated(path)?, path.span)))
                    .collect();
                members.into_iter().collect()
            });
            let Some(members) = members else {
                return;
            };
            if !self.apart(&members) {
                pairs.truncate(before);
                return;
            }
            if let Some(rank) = rank {
                self.pair_up(&members, rank, pairs);
            }
        }
    }

    /// Whether no name is correlated with itself.
    fn apart(&mut self, members: &[Member]) -> bool {
        for (at, (second, second_span)) in members.iter().enumerate() {
            if let Some((first, first_span)) = members[..at].iter().find(|(id, _)| id == second) {
                self.faults.push(WithItself {
                    name: self.name_of(*first),
                    first: *first_span,
                    second: *second_span,
                });
                return false;
            }
        }
        true
    }

    /// Every pair of the names of a declaration.
    fn pair_up(&mut self, members: &[Member], rank: f64, pairs: &mut Pairs) {
        let Some(span) = members.iter().map(|(_, span)| *span).reduce(Span::to) else {
            return;
        };
        for (at, (second, _)) in members.iter().enumerate() {
            for (first, _) in &members[..at] {
                let members = (*first.min(second), *first.max(second));
                let pair = Pair {
                    members,
                    rank,
                    span,
                };
                self.add_pair(pair, pairs);
            }
        }
    }

    fn add_pair(&mut self, pair: Pair, pairs: &mut Pairs) {
        match pairs.of(pair.members) {
            None => pairs.push(pair),
            Some(other) if other.rank == pair.rank => {}
            Some(other) => {
                let (a, b) = pair.members;
                self.faults.push(CorrelationTwice {
                    a: self.name_of(a),
                    b: self.name_of(b),
                    one: other.rank,
                    other: pair.rank,
                    first: other.span,
                    second: pair.span,
                });
            }
        }
    }

    /// The correlation that a declaration gives: a known number.
    fn rank(&mut self, it: &CorrelateDecl) -> Option<f64> {
        let typed = self.number(&it.value, &Place::default())?;
        let typed = self.plain(typed)?;
        let is = match constant(&typed) {
            Some(rank) if (-1.0..=1.0).contains(&rank) => return Some(rank),
            Some(rank) if rank > 1.0 => "above 1",
            Some(_) => "below -1",
            None => "no number that is written out",
        };
        self.faults.push(CorrelationValue {
            text: self.text_of(it.value.span),
            is: is.to_owned(),
            span: it.value.span,
        });
        None
    }

    /// The assumption that a name in `correlate` stands for here, if it can be correlated.
    fn correlated(&mut self, path: &Spanned<Path>) -> Option<QuantityId> {
        // A part of something has been refused with its name, and so has what is no assumption.
        if path.value.member().is_some() {
            return None;
        }
        let family = self.family(&path.value.head)?.clone();
        let (name, elements) = (&path.value.head.value, path.value.elements());
        let Some(Entity::Quantity(id)) = self.member_here(&family, name, elements, path.span)
        else {
            return None;
        };
        if self.quantities[id.0].role != QuantityRole::Assumption {
            return None;
        }
        self.can_be_tied(id, path.span)?;
        Some(id)
    }

    /// Refuses what is not drawn, or not along a scale.
    fn can_be_tied(&mut self, id: QuantityId, span: Span) -> Option<()> {
        let (is, help) = match self.quantities[id.0].definition.as_ref()? {
            Definition::Claims(_) => (
                "it rests on claims, of which one holds",
                "correlate what is drawn from one distribution: `assume … ~ 5 to 20`".to_owned(),
            ),
            Definition::Expr(expr) => match drawn(expr) {
                Some(draw) if rises(draw) => return Some(()),
                Some(_) => (
                    "its values are not listed from the lowest to the highest",
                    "list them in rising order, as numbers".to_owned(),
                ),
                None => (
                    "it is not drawn",
                    format!(
                        "give it a distribution behind `~`, such as `assume {} ~ 5 to 20`; what is known goes with nothing",
                        self.name_of(id)
                    ),
                ),
            },
            Definition::Unknown | Definition::Bound(_) => (
                "it is not drawn",
                "correlate assumptions that have a distribution behind `~`".to_owned(),
            ),
        };
        self.faults.push(CannotCorrelate {
            name: self.name_of(id),
            is: is.to_owned(),
            help,
            span,
            declared: self.quantities[id.0].origin.name_span,
        });
        None
    }

    pub(super) fn name_of(&self, id: QuantityId) -> String {
        self.quantities[id.0].origin.name.clone()
    }
}

/// The draw that a value is, perhaps converted.
fn drawn(expr: &TExpr) -> Option<&Draw> {
    match &expr.kind {
        Kind::Draw(draw) => Some(draw),
        Kind::Convert(inner, _) => drawn(inner),
        Kind::Call(Function::AnnualProbability | Function::Clamp, arguments) => {
            drawn(arguments.first()?)
        }
        _ => None,
    }
}

/// Whether values rise with the uniform; those of `discrete` as they are listed.
fn rises(draw: &Draw) -> bool {
    let Form::Discrete(values) = &draw.distribution.form else {
        return true;
    };
    let known: Option<Vec<f64>> = values.iter().map(|(value, _)| constant(value)).collect();
    known.is_some_and(|known| known.windows(2).all(|pair| pair[0] <= pair[1]))
}

/// The pairs that tie assumptions together, directly or through others, in the order in which the last pair of each
/// group is declared.
fn groups(pairs: &[Pair]) -> Vec<Vec<&Pair>> {
    // By assumption, one of its group that was met before it; the first of a group stands for itself.
    let mut towards: BTreeMap<QuantityId, QuantityId> = BTreeMap::new();
    for pair in pairs {
        let (a, b) = pair.members;
        let (a, b) = (first_of(a, &mut towards), first_of(b, &mut towards));
        towards.insert(a.max(b), a.min(b));
    }
    let mut groups: BTreeMap<QuantityId, (usize, Vec<&Pair>)> = BTreeMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        let group = groups.entry(first_of(pair.members.0, &mut towards));
        let (last, own) = group.or_default();
        *last = at;
        own.push(pair);
    }
    let mut groups: Vec<(usize, Vec<&Pair>)> = groups.into_values().collect();
    groups.sort_by_key(|(last, _)| *last);
    groups.into_iter().map(|(_, own)| own).collect()
}

/// The assumption that stands for a group; the way to it is made shorter.
fn first_of(id: QuantityId, towards: &mut BTreeMap<QuantityId, QuantityId>) -> QuantityId {
    let mut at = id;
    loop {
        let next = *towards.entry(at).or_insert(at);
        if next == at {
            return at;
        }
        let after = towards.get(&next).copied().unwrap_or(next);
        towards.insert(at, after);
        at = after;
    }
}
