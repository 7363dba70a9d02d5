//! A value with what options, events and scenarios do to it.

use super::logic::taken;
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::numerics::maths;

/// One thing that is done.
#[derive(Clone, Copy)]
pub struct Change<'a> {
    /// How strongly.
    pub strength: Strength<'a>,
    /// What it is set to, what is added, or by what it is multiplied.
    pub amount: &'a Column,
}

/// Changes of one kind, which are gone through more than once.
pub trait Several<'a>: DoubleEndedIterator<Item = Change<'a>> + Clone {}

impl<'a, T: DoubleEndedIterator<Item = Change<'a>> + Clone> Several<'a> for T {}

/// How strongly a change acts.
#[derive(Clone, Copy)]
pub enum Strength<'a> {
    /// Fully, in every draw.
    Full,
    /// Fully where this is not 0.
    While(&'a Column),
    /// As this says, from 0 to 1.
    Of(&'a Column),
}

/// What is done to a value.
pub struct Changes<'a, S> {
    /// What is declared.
    pub base: &'a Column,
    /// What replaces it: the first that acts.
    pub sets: S,
    /// What is added.
    pub adds: S,
    /// What it is multiplied by.
    pub factors: S,
    /// Whether it is a probability within a year.
    pub hazard: bool,
}

impl<'a> Strength<'a> {
    fn column(self) -> Option<&'a Column> {
        match self {
            Strength::Full => None,
            Strength::While(column) | Strength::Of(column) => Some(column),
        }
    }

    fn lane(self, draw: usize) -> Lane {
        match self {
            Strength::Full => Lane::of(1.0),
            Strength::While(on) => on.lane(draw).map(|on| if on == 0.0 { 0.0 } else { 1.0 }),
            Strength::Of(column) => column.lane(draw),
        }
    }
}

/// (declared or set + additions) × factors; on a hazard the factors act on the rate.
pub fn adjust<'a>(changes: &Changes<'a, impl Several<'a>>, out: &mut Column) {
    let sets_and_adds = changes.sets.clone().chain(changes.adds.clone());
    let changed = sets_and_adds.chain(changes.factors.clone());
    let there = |change: Change| {
        change.amount.all_ok() && change.strength.column().is_none_or(Column::all_ok)
    };
    if !changes.hazard && changes.base.all_ok() && changed.clone().all(there) {
        return adjust_all(changes, out);
    }
    let changed = changed.flat_map(|change| {
        let strength = change.strength.column().into_iter();
        strength.chain([change.amount])
    });
    out.fill_with(width_of(changed.chain([changes.base])), |draw| {
        let start = added(changes, set(changes, draw), draw);
        let mut factors = factors(changes, draw).peekable();
        if !changes.hazard {
            return factors.fold(start, times);
        }
        let checked = start.map(|p| if is_probability(p) { p } else { f64::NAN });
        if factors.peek().is_none() {
            return checked;
        }
        let rate = checked.map(|p| -maths::ln_1p(-p));
        factors
            .fold(rate, times_rate)
            .map(|rate| -maths::expm1(-rate))
    });
}

/// The same where every value is there, on anything but a hazard.
fn adjust_all<'a>(changes: &Changes<'a, impl Several<'a>>, out: &mut Column) {
    let sets = changes.sets.clone().rev().map(|change| (Way::Set, change));
    let adds = changes.adds.clone().map(|change| (Way::Add, change));
    let factors = changes.factors.clone();
    let factors = factors.map(|change| (Way::Multiply, change));
    let mut steps = sets.chain(adds).chain(factors);
    match steps.next() {
        None => out.copy_from(changes.base),
        Some((way, change)) => begin(way, changes.base, change, out),
    }
    steps.for_each(|(way, change)| go_on(way, change, out));
}

#[derive(Clone, Copy)]
enum Way {
    Set,
    Add,
    Multiply,
}

/// The first change of a value.
fn begin(way: Way, base: &Column, Change { strength, amount }: Change, out: &mut Column) {
    match (way, strength) {
        (Way::Set, Strength::Full) => out.copy_from(amount),
        (Way::Set, Strength::While(on) | Strength::Of(on)) => {
            out.pick3(base, on, amount, |a, b, c| taken(a, b, c))
        }
        (Way::Add, Strength::Full) => out.make2(base, amount, |base, amount| base + amount),
        (Way::Add, Strength::While(on)) => {
            out.make3(base, on, amount, |a, b, c| added_while(a, b, c))
        }
        (Way::Add, Strength::Of(strength)) => {
            out.make3(base, strength, amount, |a, b, c| added_by(a, b, c))
        }
        (Way::Multiply, Strength::Full) => out.make2(base, amount, |base, by| base * by),
        (Way::Multiply, Strength::While(on)) => {
            out.make3(base, on, amount, |a, b, c| multiplied_while(a, b, c))
        }
        (Way::Multiply, Strength::Of(strength)) => {
            out.make3(base, strength, amount, |a, b, c| multiplied_by(a, b, c))
        }
    }
}

/// A further change of it.
fn go_on(way: Way, Change { strength, amount }: Change, out: &mut Column) {
    match (way, strength) {
        (Way::Set, Strength::Full) => out.copy_from(amount),
        (Way::Set, Strength::While(on) | Strength::Of(on)) => {
            out.pick_with_two(on, amount, |a, b, c| taken(a, b, c))
        }
        (Way::Add, Strength::Full) => out.combine(amount, |value, amount| value + amount),
        (Way::Add, Strength::While(on)) => {
            out.combine_two(on, amount, |a, b, c| added_while(a, b, c))
        }
        (Way::Add, Strength::Of(strength)) => {
            out.combine_two(strength, amount, |a, b, c| added_by(a, b, c))
        }
        (Way::Multiply, Strength::Full) => out.combine(amount, |value, by| value * by),
        (Way::Multiply, Strength::While(on)) => {
            out.combine_two(on, amount, |a, b, c| multiplied_while(a, b, c))
        }
        (Way::Multiply, Strength::Of(strength)) => {
            out.combine_two(strength, amount, |a, b, c| multiplied_by(a, b, c))
        }
    }
}

#[inline(always)]
fn added_while(value: f64, on: f64, amount: f64) -> f64 {
    taken(value, on, value + amount)
}

#[inline(always)]
fn added_by(value: f64, strength: f64, amount: f64) -> f64 {
    taken(value, strength, value + amount * strength)
}

#[inline(always)]
fn multiplied_while(value: f64, on: f64, factor: f64) -> f64 {
    taken(value, on, value * factor)
}

#[inline(always)]
fn multiplied_by(value: f64, strength: f64, factor: f64) -> f64 {
    taken(value, strength, value * weakened(factor, strength))
}

/// A factor that acts with this strength.
#[inline(always)]
fn weakened(factor: f64, strength: f64) -> f64 {
    if strength == 1.0 {
        factor
    } else {
        1.0 + (factor - 1.0) * strength
    }
}

fn set<'a>(changes: &Changes<'a, impl Several<'a>>, draw: usize) -> Lane {
    for change in changes.sets.clone() {
        let acts = change.strength.lane(draw);
        if !acts.is_ok() {
            return acts;
        }
        if acts.value != 0.0 {
            return change.amount.lane(draw);
        }
    }
    changes.base.lane(draw)
}

fn added<'a>(changes: &Changes<'a, impl Several<'a>>, start: Lane, draw: usize) -> Lane {
    let terms = acting(changes.adds.clone(), draw);
    let terms =
        terms.map(|(strength, amount)| amount.with(strength, |amount, strength| amount * strength));
    terms.fold(start, |sum, term| sum.with(term, |a, b| a + b))
}

/// The factors that act, each as strongly as it does.
fn factors<'a>(changes: &Changes<'a, impl Several<'a>>, draw: usize) -> impl Iterator<Item = Lane> {
    acting(changes.factors.clone(), draw).map(|(strength, factor)| factor.with(strength, weakened))
}

/// Strengths and amounts of the changes that act; the amount of one that does not is not looked at.
fn acting<'a>(changes: impl Several<'a>, draw: usize) -> impl Iterator<Item = (Lane, Lane)> {
    changes.filter_map(move |change| {
        let strength = change.strength.lane(draw);
        let acts = !strength.is_ok() || strength.value != 0.0;
        acts.then(|| (strength, change.amount.lane(draw)))
    })
}

fn times(product: Lane, factor: Lane) -> Lane {
    product.with(factor, |a, b| a * b)
}

/// No rate is left of an infinite one either.
fn times_rate(rate: Lane, factor: Lane) -> Lane {
    rate.with(
        factor,
        |rate, factor| if factor == 0.0 { 0.0 } else { rate * factor },
    )
}

/// Whether it lies within 0..100%.
pub fn is_probability(p: f64) -> bool {
    (0.0..=1.0).contains(&p)
}
