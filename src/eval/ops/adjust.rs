//! A value with what options, events and scenarios do to it.

use super::logic::taken;
use crate::eval::column::{Column, all_there, width_of};
use crate::eval::lane::Lane;
use crate::numerics::maths;

/// An intensity (1 where it is left out) and an amount.
pub type Change<'a> = (Option<&'a Column>, &'a Column);

/// What is done to a value.
pub struct Changes<'a> {
    /// What is declared.
    pub base: &'a Column,
    /// What replaces it: the first that acts.
    pub sets: Vec<Change<'a>>,
    /// What is added.
    pub adds: Vec<Change<'a>>,
    /// What it is multiplied by.
    pub factors: Vec<Change<'a>>,
    /// Whether it is a probability within a year.
    pub hazard: bool,
}

/// (declared or set + additions) × factors; on a hazard the factors act on the rate.
pub fn adjust(changes: &Changes, out: &mut Column) {
    let lists = [&changes.sets, &changes.adds, &changes.factors];
    let changed = lists.into_iter().flatten();
    let changed =
        changed.flat_map(|(intensity, amount)| intensity.iter().copied().chain([*amount]));
    let changed = changed.chain([changes.base]);
    if !changes.hazard && all_there(changed.clone()) {
        return adjust_all(changes, out);
    }
    out.fill_with(width_of(changed), |draw| {
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
fn adjust_all(changes: &Changes, out: &mut Column) {
    out.copy_from(changes.base);
    for (intensity, to) in changes.sets.iter().rev() {
        match intensity {
            Some(acts) => out.combine_two(acts, to, taken),
            None => out.copy_from(to),
        }
    }
    for (intensity, amount) in &changes.adds {
        match intensity {
            Some(strength) => out.combine_two(strength, amount, |sum, strength, amount| {
                taken(sum, strength, sum + amount * strength)
            }),
            None => out.combine(amount, |sum, amount| sum + amount),
        }
    }
    for (intensity, factor) in &changes.factors {
        match intensity {
            Some(strength) => out.combine_two(strength, factor, |product, strength, factor| {
                taken(product, strength, product * weakened(factor, strength))
            }),
            None => out.combine(factor, |product, factor| product * factor),
        }
    }
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

fn set(changes: &Changes, draw: usize) -> Lane {
    for (intensity, to) in &changes.sets {
        let acts = strength(*intensity, draw);
        if !acts.is_ok() {
            return acts;
        }
        if acts.value != 0.0 {
            return to.lane(draw);
        }
    }
    changes.base.lane(draw)
}

fn added(changes: &Changes, start: Lane, draw: usize) -> Lane {
    let terms = acting(&changes.adds, draw);
    let terms =
        terms.map(|(strength, amount)| amount.with(strength, |amount, strength| amount * strength));
    terms.fold(start, |sum, term| sum.with(term, |a, b| a + b))
}

/// The factors that act, each as strongly as it does.
fn factors<'a>(changes: &'a Changes, draw: usize) -> impl Iterator<Item = Lane> + 'a {
    acting(&changes.factors, draw).map(|(strength, factor)| factor.with(strength, weakened))
}

/// Strengths and amounts of the changes that act; the amount of one that does not is not looked at.
fn acting<'a>(changes: &'a [Change], draw: usize) -> impl Iterator<Item = (Lane, Lane)> + 'a {
    changes.iter().filter_map(move |(intensity, amount)| {
        let strength = strength(*intensity, draw);
        let acts = !strength.is_ok() || strength.value != 0.0;
        acts.then(|| (strength, amount.lane(draw)))
    })
}

fn strength(intensity: Option<&Column>, draw: usize) -> Lane {
    intensity.map_or(Lane::of(1.0), |intensity| intensity.lane(draw))
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
