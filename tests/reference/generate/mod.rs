//! Random models as text: well typed by construction, in units and without circles.
//!
//! Values come in two halves. *Early* ones look at assumptions, choices and the calendar; *late* ones at everything.
//! What decides whether an event fires sees early values, stocks, and late values one step ago; events adjust late
//! values and hazards only. So no circle can arise, whatever is drawn.

mod adjustment;
mod assumption;
mod condition;
mod dice;
mod distribution;
mod dynamics;
mod event;
mod expression;
mod extra;
mod outcome;
mod scenario;
mod time;
mod unit;
mod world;

use dice::Dice;
use world::World;

/// A model by its seed, one declaration an entry.
pub fn declarations(seed: u64) -> Vec<String> {
    let mut world = World::new(Dice::new(seed));
    world.name_choices_and_events();
    world.name_dates();
    world.tabulate();
    world.assume_early();
    world.let_early();
    world.name_stocks();
    world.assume_late();
    world.correlate();
    world.divide_by_nought();
    world.let_late();
    world.fill_stocks();
    world.fill_events();
    world.fill_choices();
    world.ask();
    world.assert();
    world.imagine();
    world.written()
}
