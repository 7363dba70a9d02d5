//! A year of the mine by hand: a loop for prices, one for events and what is earned, each over the draws of a block.

use foreland::numerics::{Width, maths};

/// Draws of a block: what it holds stays in the first-level cache.
pub const LANES: usize = 256;
/// Scenarios.
pub const OPTIONS: usize = 3;

const FULL_OUTPUT: f64 = 600e6;
const ROYALTY: f64 = 0.05;
const TAX: f64 = 0.3;
const BAN: f64 = 0.02;

/// A value a draw, aligned to a line of the cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub struct Column(pub [f64; LANES]);

/// Nought in every draw.
pub const ZERO: Column = Column([0.0; LANES]);

/// The outcomes of a block of draws, by scenario.
#[derive(Clone)]
pub struct Outcomes {
    /// The present value.
    pub value: [Column; OPTIONS],
    /// The exports in all years.
    pub exports: [Column; OPTIONS],
}

/// Where nothing has been earned yet.
pub const NOTHING: Outcomes = Outcomes {
    value: [ZERO; OPTIONS],
    exports: [ZERO; OPTIONS],
};

/// What a block holds beside its outcomes.
pub struct Room {
    /// Whole years of delay.
    pub late: Column,
    /// What a kilogram costs.
    pub unit_cost: Column,
    /// What is spent in a year of building, by scenario.
    pub spent: [Column; OPTIONS],
    /// How far the price has drifted.
    pub drift: Column,
    /// By how much that multiplies the price.
    pub price: Column,
    /// Years that the ban still lasts.
    pub ban: Column,
    /// Years that unrest still lasts, by scenario.
    pub unrest: [Column; OPTIONS],
    /// Those of unrest and of the ban.
    pub uniforms: [Column; 2],
    /// What the price drifts by.
    pub shock: Column,
}

impl Room {
    /// Before the first year.
    pub fn new() -> Box<Room> {
        Box::new(Room {
            late: ZERO,
            unit_cost: ZERO,
            spent: [ZERO; OPTIONS],
            drift: ZERO,
            price: ZERO,
            ban: ZERO,
            unrest: [ZERO; OPTIONS],
            uniforms: [ZERO; 2],
            shock: ZERO,
        })
    }
}

/// The year's prices, as the world market would have them.
pub fn prices(width: Width, room: &mut Room) {
    width.run(
        #[inline(always)]
        || {
            for lane in 0..LANES {
                room.drift.0[lane] = 0.7 * room.drift.0[lane] + room.shock.0[lane];
            }
        },
    );
    maths::exps(width, &room.drift.0, &mut room.price.0);
}

/// The year's events and what is earned.
#[inline(always)]
pub fn earn(
    room: &mut Room,
    out: &mut Outcomes,
    year: f64,
    hazards: &[f64; OPTIONS],
    discounts: &[f64; OPTIONS],
) {
    for lane in 0..LANES {
        let ban = lasting(room.ban.0[lane], room.uniforms[1].0[lane] < BAN, 3.0);
        room.ban.0[lane] = ban;
        let price = 4.0 * room.price.0[lane];
        let price = if ban > 0.0 { price * 1.5 } else { price };
        let late = room.late.0[lane];
        let output = ramp(year - 4.0 - late);
        let building = (year >= late) & (year <= late + 3.0);
        let unit_cost = room.unit_cost.0[lane];
        let calm = of_output(output, price, unit_cost);
        let hit = of_output(output * 0.4, price, unit_cost);
        for option in 0..OPTIONS {
            let strikes = room.uniforms[0].0[lane] < hazards[option];
            let unrest = lasting(room.unrest[option].0[lane], strikes, 2.0);
            room.unrest[option].0[lane] = unrest;
            let (revenue, kept) = if unrest > 0.0 { hit } else { calm };
            let spent = room.spent[option].0[lane];
            let cash = kept - if building { spent } else { 0.0 };
            out.value[option].0[lane] += cash / discounts[option];
            out.exports[option].0[lane] += revenue;
        }
    }
}

/// How many years an event still lasts: one less, or `years` where it is over and strikes.
#[inline(always)]
fn lasting(before: f64, strikes: bool, years: f64) -> f64 {
    let less = before - 1.0;
    let less = if less > 0.0 { less } else { 0.0 };
    if strikes & (before <= 1.0) {
        years
    } else {
        less
    }
}

/// The output so many whole years after production began: a third more each year.
#[inline(always)]
fn ramp(years: f64) -> f64 {
    let output = if years >= 1.0 {
        FULL_OUTPUT * (1.0 / 3.0)
    } else {
        0.0
    };
    let output = if years >= 2.0 {
        FULL_OUTPUT * (2.0 / 3.0)
    } else {
        output
    };
    if years >= 3.0 { FULL_OUTPUT } else { output }
}

/// Revenue, and what is left of it after costs and tax.
#[inline(always)]
fn of_output(output: f64, price: f64, unit_cost: f64) -> (f64, f64) {
    let revenue = output * price;
    let profit = revenue * (1.0 - ROYALTY) - output * unit_cost;
    let taxed = if profit > 0.0 { profit } else { 0.0 };
    (revenue, profit - TAX * taxed)
}
