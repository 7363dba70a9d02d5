//! How the uniforms of correlated draws are made of each other's streams.

use std::collections::{BTreeMap, BTreeSet};

use super::correlate::Pair;
use crate::numerics::{Family, Form, StreamName, copula};
use crate::span::Span;
use crate::suggest::list_of;
use crate::types::context::Checker;
use crate::types::fault::correlate::{DrawnApart, ImpossibleCorrelations};
use crate::types::model::{Definition, Draw, Each, Function, Kind, QuantityId, TExpr, Tie};

impl Checker<'_> {
    /// Makes the uniform of each member of a connected group of those before it, in the order of their names: the
    /// first keeps its own, and no order of declarations changes a draw.
    pub(super) fn tie(&mut self, own: &[&Pair]) {
        let members = own.iter().flat_map(|pair| [pair.members.0, pair.members.1]);
        let members: BTreeSet<QuantityId> = members.collect();
        let mut members: Vec<(StreamName, QuantityId)> = members
            .into_iter()
            .map(|id| (self.quantities[id.0].origin.stream.clone(), id))
            .collect();
        members.sort();
        let ids: Vec<QuantityId> = members.iter().map(|(_, id)| *id).collect();
        if self.drawn_apart(own) {
            return;
        }
        let matrix = matrix(&ids, own);
        let Some(rows) = copula::factor(&matrix) else {
            self.impossible(&ids, &matrix, own);
            return;
        };
        let draws: Vec<Tie> = ids
            .iter()
            .filter_map(|id| self.draw_of(*id).map(|draw| as_tie(draw)))
            .collect();
        for (at, row) in rows.iter().enumerate() {
            let ties: Vec<Tie> = row
                .iter()
                .zip(&draws)
                .filter(|(coefficient, _)| **coefficient != 0.0)
                .map(|(coefficient, tie)| Tie {
                    // Of a yes/no the high values have low uniforms.
                    coefficient: coefficient * tie.coefficient * draws[at].coefficient,
                    ..tie.clone()
                })
                .collect();
            let alone = row[..at].iter().all(|coefficient| *coefficient == 0.0);
            if let (false, Some(draw)) = (alone, self.draw_of(ids[at])) {
                draw.tied = ties;
            }
        }
    }

    fn draw_of(&mut self, id: QuantityId) -> Option<&mut Draw> {
        match self.quantities[id.0].definition.as_mut()? {
            Definition::Expr(expr) => drawn_mut(expr),
            _ => None,
        }
    }

    /// Whether some are drawn once and others anew, which is a fault.
    fn drawn_apart(&mut self, pairs: &[&Pair]) -> bool {
        for pair in pairs {
            let (a, b) = pair.members;
            let mut when = |id| self.draw_of(id).map(|draw| draw.each);
            let (Some(first), Some(second)) = (when(a), when(b)) else {
                return true;
            };
            if first != second {
                self.faults.push(DrawnApart {
                    first_name: self.name_of(a),
                    first: said(first),
                    second_name: self.name_of(b),
                    second: said(second),
                    first_span: self.quantities[a.0].origin.name_span,
                    second_span: self.quantities[b.0].origin.name_span,
                    span: pair.span,
                });
                return true;
            }
        }
        false
    }

    /// Correlations that contradict each other: which one, and what the others leave possible for it.
    fn impossible(&mut self, ids: &[QuantityId], matrix: &[Vec<f64>], pairs: &[&Pair]) {
        let place = |id: QuantityId| ids.iter().position(|own| *own == id).unwrap_or(0);
        let possible =
            |(a, b): (QuantityId, QuantityId)| copula::possible_ranks(matrix, (place(a), place(b)));
        let names = ids.iter().map(|id| self.name_of(*id));
        let names = list_of(names.collect::<Vec<_>>().iter().map(String::as_str), "and");
        let Some(last) = pairs.last() else {
            return;
        };
        let mut help = Vec::new();
        let mut span = last.span;
        let alone = |pair: &Pair| pairs.iter().filter(|other| other.span == pair.span).count() == 1;
        let wrong = pairs.iter().rev().find_map(|pair| {
            let range = match alone(pair) {
                true => possible(pair.members),
                false => possible_together(ids, matrix, pairs, pair.span),
            };
            Some((*pair, range?))
        });
        if let Some((pair, range)) = wrong {
            span = pair.span;
            help.push(if alone(pair) {
                let (a, b) = (self.name_of(pair.members.0), self.name_of(pair.members.1));
                format!(
                    "with the others as they are, that of `{a}` and `{b}` must lie {}",
                    shown(range)
                )
            } else {
                let own = pairs.iter().filter(|other| other.span == pair.span);
                format!(
                    "this one number stands for {} pairs: write one {}",
                    own.count(),
                    shown(range)
                )
            });
        }
        let unnamed = unnamed(ids, pairs).find_map(|pair| Some((pair, possible(pair)?)));
        if let Some(((a, b), range)) = unnamed {
            let (a, b) = (self.name_of(a), self.name_of(b));
            help.push(format!(
                "give `{a}` and `{b}` theirs, which counts as 0 while none is named: {}",
                shown(range)
            ));
        }
        if help.is_empty() {
            help.push("several contradict each other: bring them closer to 0".to_owned());
        }
        self.faults.push(ImpossibleCorrelations {
            names,
            help: help.join("; or "),
            span,
        });
    }
}

/// A draw's own stream; −1 where its value falls as its uniform rises.
fn as_tie(draw: &Draw) -> Tie {
    let falls = matches!(draw.distribution.form, Form::Family(Family::Bernoulli, _));
    Tie {
        stream: draw.stream.clone(),
        role: draw.role,
        coefficient: if falls { -1.0 } else { 1.0 },
    }
}

fn drawn_mut(expr: &mut TExpr) -> Option<&mut Draw> {
    match &mut expr.kind {
        Kind::Draw(draw) => Some(draw),
        Kind::Convert(inner, _) => drawn_mut(inner),
        Kind::Call(Function::AnnualProbability | Function::Clamp, arguments) => {
            drawn_mut(arguments.first_mut()?)
        }
        _ => None,
    }
}

fn said(each: Each) -> &'static str {
    match each {
        Each::Run => "once a run",
        Each::Year => "each year",
        Each::Step => "each step",
        Each::Event(_) => "at each firing of an event",
    }
}

/// The correlations of the normals behind, members in the order of `ids`.
fn matrix(ids: &[QuantityId], pairs: &[&Pair]) -> Vec<Vec<f64>> {
    let place: BTreeMap<QuantityId, usize> =
        ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut matrix = vec![vec![0.0; ids.len()]; ids.len()];
    (0..ids.len()).for_each(|at| matrix[at][at] = 1.0);
    for pair in pairs {
        if let (Some(&a), Some(&b)) = (place.get(&pair.members.0), place.get(&pair.members.1)) {
            let normal = copula::of_ranks(pair.rank);
            (matrix[a][b], matrix[b][a]) = (normal, normal);
        }
    }
    matrix
}

/// More members than this are not tried at every value.
const MOST_TRIED: usize = 60;

/// Between which rank correlations all pairs of one declaration can lie together while the others stand. The possible
/// ones have no gaps, for a mean of two matrices of correlations is one.
fn possible_together(
    ids: &[QuantityId],
    matrix: &[Vec<f64>],
    pairs: &[&Pair],
    span: Span,
) -> Option<(f64, f64)> {
    if ids.len() > MOST_TRIED {
        return None;
    }
    let place = |id: QuantityId| ids.iter().position(|own| *own == id);
    let own = pairs.iter().filter(|pair| pair.span == span);
    let places: Option<Vec<(usize, usize)>> = own
        .map(|pair| Some((place(pair.members.0)?, place(pair.members.1)?)))
        .collect();
    let places = places?;
    let holds = |rank: f64| {
        let mut tried = matrix.to_vec();
        let normal = copula::of_ranks(rank);
        for (a, b) in &places {
            (tried[*a][*b], tried[*b][*a]) = (normal, normal);
        }
        copula::factor(&tried).is_some()
    };
    let mut nearest = (0..=100).flat_map(|at| [f64::from(at) / 100.0, f64::from(-at) / 100.0]);
    let inside = nearest.find(|rank| holds(*rank))?;
    let edge = |beyond: f64| {
        if holds(beyond) {
            return beyond;
        }
        let (mut fine, mut wrong) = (inside, beyond);
        for _ in 0..40 {
            let middle = (fine + wrong) / 2.0;
            match holds(middle) {
                true => fine = middle,
                false => wrong = middle,
            }
        }
        fine
    };
    Some((edge(-1.0), edge(1.0)))
}

/// The pairs of a group that no declaration names.
fn unnamed<'a>(
    ids: &'a [QuantityId],
    pairs: &'a [&Pair],
) -> impl Iterator<Item = (QuantityId, QuantityId)> + 'a {
    let all = ids
        .iter()
        .flat_map(move |a| ids.iter().map(move |b| (*a, *b)));
    all.filter(move |(a, b)| a < b && pairs.iter().all(|pair| pair.members != (*a, *b)))
}

/// `between -0.44 and 0.44`, rounded inwards.
fn shown((low, high): (f64, f64)) -> String {
    for digits in [1e2, 1e4] {
        let (low, high) = (
            (low * digits).ceil() / digits,
            (high * digits).floor() / digits,
        );
        if low < high {
            // No minus before a nought.
            return format!("between {} and {}", low + 0.0, high + 0.0);
        }
    }
    format!("at {}", (low * 1e4).round() / 1e4 + 0.0)
}
