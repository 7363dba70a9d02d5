//! What draws say of a comparison of numbers: the bounds of its sides.

use super::against::{Difference, Forgiven, at_an_end, decided, mirrored};
use super::leaf::Lone;
use crate::eval::verdict::Held;
use crate::eval::{Column, Lane, Status};
use crate::outcome::bound::{quantile_of, share, student};
use crate::outcome::replicate::Replicates;
use crate::types::model::Compared;

/// The least share of the largest operand that comparisons forgive.
const FORGIVEN: f64 = 1e-9;

/// An open comparison of numbers.
pub struct Open<'m> {
    /// The comparison.
    pub compared: &'m Compared,
    /// Left and right as found.
    pub sides: (f64, f64),
    /// Their difference.
    pub known: Difference,
    /// No hit, or nothing but hits: one draw would decide.
    pub one_draw: bool,
    /// Whether what is estimated is the right side.
    pub flipped: bool,
    /// The step, where it varies.
    pub step: Option<usize>,
}

/// The values of a leaf's expressions, by step: the condition, then the sides and operands of a comparison, then what
/// is summarised and over which draws.
pub struct Seen<'s> {
    /// The values.
    pub columns: &'s [Vec<Column>],
    /// The sides without each group of draws, and where they begin.
    pub replicates: Option<(&'s Replicates, usize)>,
}

impl Seen<'_> {
    /// The values of an expression in a step.
    pub fn column(&self, at: usize, step: usize) -> Option<&Column> {
        let steps = self.columns.get(at)?;
        steps.get(if steps.len() == 1 { 0 } else { step })
    }

    /// The one value of an expression in a step.
    pub fn lane(&self, at: usize, step: usize) -> Lane {
        self.column(at, step)
            .map_or(Lane::missing(Status::UNKNOWN), |column| column.lane(0))
    }
}

/// Both sides of a comparison of numbers.
pub struct Both<'l> {
    /// The comparison.
    pub sides: &'l Compared,
    /// The left side as found.
    pub left: f64,
    /// The right side as found.
    pub right: f64,
    /// What the comparison forgives, whatever its sides are.
    pub forgiven: f64,
    /// The share of the larger side that it forgives besides.
    pub within: f64,
}

impl<'l> Both<'l> {
    /// What it forgives where the sides differ by so much, of which one stays as found: the left if `flipped`.
    fn forgives(&self, [found, low, high]: [f64; 3], flipped: bool) -> Forgiven {
        let at = |difference: f64| {
            let (left, right) = match (difference.is_finite(), flipped) {
                // What is not bounded at all is decided by nothing.
                (false, _) => (self.left, self.right),
                (true, true) => (self.left, self.left - difference),
                (true, false) => (self.right + difference, self.right),
            };
            let share = self.within * left.abs().max(right.abs());
            share.max(self.forgiven)
        };
        Forgiven {
            found: at(found),
            low: at(low),
            high: at(high),
        }
    }

    /// The answer with what is known, and what is open if that leaves it so.
    fn bounded(self, low: f64, high: f64, flipped: bool) -> (Held, Open<'l>) {
        let found = self.left - self.right;
        let known = Difference {
            found,
            low,
            high,
            forgiven: self.forgives([found, low, high], flipped),
        };
        let open = Open {
            compared: self.sides,
            sides: (self.left, self.right),
            known,
            one_draw: false,
            flipped: false,
            step: None,
        };
        (decided(self.sides.how, known), open)
    }

    /// The same where the bounds are those of one side.
    fn lone(self, lone: &Lone<'_>, (low, high): (f64, f64)) -> (Held, Open<'l>) {
        let [low, high] = [low, high].map(|end| lone.factor.apply(end));
        if lone.flipped {
            let left = self.left;
            self.bounded(left - high, left - low, true)
        } else {
            let right = self.right;
            self.bounded(low - right, high - right, false)
        }
    }

    /// A share against a known number.
    pub fn share(
        self,
        lone: &Lone<'_>,
        seen: &Seen<'_>,
        step: usize,
        draws: usize,
        error: f64,
    ) -> (Held, Open<'l>) {
        let values = self.taken(lone, seen, step, draws);
        let hits = values.iter().filter(|value| **value != 0.0).count();
        let (how, limit) = match lone.flipped {
            true => (mirrored(self.sides.how), self.left),
            false => (self.sides.how, self.right),
        };
        let plain = lone.factor.is_one() && self.within == 0.0;
        let end = at_an_end(how, hits, values.len(), limit, FORGIVEN).filter(|_| plain);
        let (held, open) = self.lone(lone, share(hits, values.len(), error));
        match end {
            Some(held) => {
                let one_draw = held == Held::Undecided;
                let flipped = lone.flipped;
                (
                    held,
                    Open {
                        one_draw,
                        flipped,
                        ..open
                    },
                )
            }
            None => (held, open),
        }
    }

    /// A quantile against a known number.
    pub fn quantile(
        self,
        lone: &Lone<'_>,
        p: f64,
        seen: &Seen<'_>,
        step: usize,
        draws: usize,
        error: f64,
    ) -> (Held, Open<'l>) {
        let mut values = self.taken(lone, seen, step, draws);
        values.sort_unstable_by(f64::total_cmp);
        let bounds = quantile_of(&values, p, error);
        self.lone(lone, bounds)
    }

    /// The values that are summarised.
    fn taken(&self, lone: &Lone<'_>, seen: &Seen<'_>, step: usize, draws: usize) -> Vec<f64> {
        let last = seen.columns.len();
        let (of, given) = match lone.given {
            Some(_) => (last - 2, Some(last - 1)),
            None => (last - 1, None),
        };
        let Some(of) = seen.column(of, step) else {
            return Vec::new();
        };
        let given = given.and_then(|at| seen.column(at, step));
        let counts = |draw: &usize| given.is_none_or(|given| given.lane(*draw).is_yes());
        let lanes = (0..draws).filter(counts).map(|draw| of.lane(draw));
        lanes
            .filter(|lane| lane.is_ok())
            .map(|lane| lane.value)
            .collect()
    }

    /// Any other two sides, from their values without each group of draws.
    pub fn difference(self, seen: &Seen<'_>, step: usize, error: f64) -> (Held, Open<'l>) {
        let (left, right) = match seen.replicates {
            Some((all, place)) => (all.get(place, step), all.get(place + 1, step)),
            None => (&[][..], &[][..]),
        };
        let without: Vec<f64> = left.iter().zip(right).map(|(a, b)| a - b).collect();
        let bounds = match without.len() {
            0 | 1 => (f64::NEG_INFINITY, f64::INFINITY),
            _ => student(self.left - self.right, &without, error),
        };
        self.bounded(bounds.0, bounds.1, false)
    }
}

/// The share of the larger side that a comparison forgives.
pub fn within(seen: &Seen<'_>, sides: &Compared, step: usize) -> f64 {
    let at = 3 + sides.operands.len();
    let lane = sides.within.as_ref().map(|_| seen.lane(at, step));
    lane.filter(|lane| lane.is_ok())
        .map_or(0.0, |lane| lane.value)
}

/// What a comparison forgives whatever its sides are.
pub fn forgiven(seen: &Seen<'_>, sides: &Compared, step: usize) -> f64 {
    let operands = (3..3 + sides.operands.len()).map(|at| seen.lane(at, step));
    let sizes = operands
        .filter(|lane| lane.is_ok())
        .map(|lane| lane.value.abs());
    FORGIVEN * sizes.fold(0.0, f64::max)
}
