//! Present value, rate of return, payback: gathered step by step.

use super::date::Days;
use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::numerics::{Width, maths};

/// A present value so far.
#[derive(Clone, Debug)]
pub struct Discounted {
    /// What the amounts of the last step were divided by.
    discount: Column,
    sum: Column,
    begun: bool,
}

impl Discounted {
    /// Nothing yet.
    pub fn new(wide: Width) -> Self {
        Discounted {
            discount: Column::starting_at(1.0, wide),
            sum: Column::starting_at(0.0, wide),
            begun: false,
        }
    }

    /// Nothing again.
    pub fn begin_again(&mut self) {
        self.discount.set_same(Lane::of(1.0));
        self.sum.set_same(Lane::of(0.0));
        self.begun = false;
    }

    /// Adds a step; the first is not discounted.
    pub fn add(&mut self, amount: &Column, rate: &Column, years: f64) {
        if !std::mem::replace(&mut self.begun, true) {
            return self.sum.combine(amount, |sum, amount| sum + amount);
        }
        let discount = &mut self.discount;
        if years == 1.0 {
            discount.combine(rate, |discount, rate| discount * (1.0 + rate));
        } else {
            discount.combine(
                rate,
                #[inline(always)]
                move |discount, rate| discount * maths::pow(1.0 + rate, years),
            );
        }
        self.sum
            .combine_two(amount, discount, |sum, amount, discount| {
                sum + amount / discount
            });
    }

    /// Hands over the value, all steps added.
    pub fn finish(&mut self, out: &mut Column) {
        std::mem::swap(out, &mut self.sum);
    }
}

/// The rate a year at which the present value of the amounts is nought.
pub fn irr(amounts: &[Column], years: f64, out: &mut Column) {
    let mut own = vec![0.0; amounts.len()];
    out.fill_with(width_of(amounts), |draw| {
        let mut status = Status::OK;
        for (amount, column) in own.iter_mut().zip(amounts) {
            let lane = column.lane(draw);
            status = status.and(lane.status);
            *amount = lane.value;
        }
        match status {
            Status::OK => rate_of_return(&own, years).map_or(Lane::missing(Status::NONE), Lane::of),
            status => Lane::missing(status),
        }
    });
}

/// None unless the amounts change their sign exactly once.
fn rate_of_return(amounts: &[f64], years: f64) -> Option<f64> {
    let mut signs = amounts
        .iter()
        .filter(|amount| **amount != 0.0)
        .map(|amount| *amount > 0.0);
    let positive_first = signs.next()?;
    let mut before = positive_first;
    let mut changes = 0;
    for sign in signs {
        changes += usize::from(sign != before);
        before = sign;
    }
    if changes != 1 {
        return None;
    }
    let factor = discount_factor(amounts, positive_first)?;
    if years == 1.0 {
        return Some(1.0 / factor - 1.0);
    }
    Some(maths::pow(factor, -1.0 / years) - 1.0)
}

/// The factor v above 0 at which Σ amount × vᵗ changes its sign, halved in on to the last bit.
fn discount_factor(amounts: &[f64], positive_first: bool) -> Option<f64> {
    // By the sign of the polynomial; below its root it has that of the first amount.
    let is_below = |v: f64| {
        let value = amounts
            .iter()
            .rev()
            .fold(0.0, |sum, amount| sum * v + amount);
        value != 0.0 && (value > 0.0) == positive_first
    };
    let mut low = 0.0;
    let mut high = 1.0;
    while is_below(high) {
        low = high;
        high *= 2.0;
        if !f64::is_finite(high) {
            return None;
        }
    }
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return Some(high);
        }
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// A running sum that may come back to nought.
#[derive(Clone, Debug)]
pub struct Repaid {
    sum: Column,
    was_negative: Column,
    when: Column,
}

impl Default for Repaid {
    fn default() -> Self {
        let mut when = Column::default();
        when.set_same(Lane::missing(Status::NONE));
        Repaid {
            sum: Column::same(0.0),
            was_negative: Column::same(0.0),
            when,
        }
    }
}

impl Repaid {
    /// Adds a step.
    pub fn add(&mut self, amount: &Column, (first, _): Days) {
        self.sum.combine(amount, |sum, amount| sum + amount);
        let width = self.sum.width();
        let when = std::mem::take(&mut self.when);
        self.when.fill_with(width, |draw| {
            let (sum, when) = (self.sum.lane(draw), when.lane(draw));
            let repaid = sum.value >= 0.0 && self.was_negative.lane(draw).is_yes();
            if repaid && !when.is_ok() {
                Lane::of(f64::from(first.0))
            } else {
                when
            }
        });
        let was_negative = std::mem::take(&mut self.was_negative);
        self.was_negative.fill_with(width, |draw| {
            Lane::yes_no(was_negative.lane(draw).is_yes() || self.sum.lane(draw).value < 0.0)
        });
    }

    /// The first day of the step in which it came back; nothing if an amount is missing.
    pub fn finish(&self, out: &mut Column) {
        out.copy_from(&self.when);
        out.combine_statuses(&self.sum);
    }
}
