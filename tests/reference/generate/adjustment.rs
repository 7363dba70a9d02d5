//! What options, events and scenarios do to values and hazards.

use super::unit::Dim;
use super::world::{View, World};

/// Whose adjustment it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// This option of this choice.
    Option(usize, usize),
    /// This event.
    Event(usize),
    /// A scenario.
    Scenario,
}

impl World {
    /// One adjustment, if there is something to adjust.
    pub fn adjustment(&mut self, owner: Owner) -> Option<String> {
        let hazards: Vec<usize> = (0..self.events.len())
            .filter(|at| self.events[*at].hazard)
            .collect();
        if !hazards.is_empty() && self.dice.chance(30) {
            let at = *self.dice.pick(&hazards);
            let change = self.change_of_hazard(owner, at);

            let view = self.firing_view(true);
            return Some(self.qualified(change, view));
        }
        let targets: Vec<usize> = (0..self.values.len())
            .filter(|at| !self.values[*at].early || !matches!(owner, Owner::Event(_)))
            .filter(|at| !self.values[*at].hazard && !self.values[*at].redrawn)
            .collect();
        if targets.is_empty() {
            return None;
        }
        let at = *self.dice.pick(&targets);
        // What comes before the target cannot rest on it, and what an early one sees is early.
        let early = self.values[at].early;
        let whole = !self.values[at].causal;
        let view = View {
            upto: at,
            early,
            events: !early,
            stocks: !early,
            whole,
        };
        let plain = View {
            early: true,
            events: false,
            stocks: false,
            whole: false,
            ..view
        };
        let change = self.change(owner, at, plain);

        Some(self.qualified(change, view))
    }

    fn change(&mut self, owner: Owner, at: usize, view: View) -> String {
        let (name, dim) = (self.values[at].name.clone(), self.values[at].dim);
        match self.dice.below(6) {
            0 if may_set(&mut self.values[at].set_by, owner) => {
                format!("set {name} = {}", self.number(dim, 1, view))
            }
            1 => format!("raise {name} by {}%", self.dice.between(5, 80)),
            2 => format!("cut {name} by {}%", self.dice.between(5, 100)),
            3 => format!("scale {name} by {}", self.leaf(Dim::Plain, view)),
            4 => format!("add {} to {name}", self.leaf(dim, view)),
            _ => format!("scale {name} by 1.{}", self.dice.between(1, 9)),
        }
    }

    fn change_of_hazard(&mut self, owner: Owner, at: usize) -> String {
        let event = self.events[at].name.clone();
        let amount = self.dice.between(10, 90);
        match self.dice.below(6) {
            0 => format!("raise {event}.hazard by {amount}%"),
            1 => format!("cut {event}.hazard by {amount}%"),
            2 => format!("scale {event}.hazard by {}", self.dice.between(0, 3)),
            3 if may_set(&mut self.events[at].set_by, owner) => {
                format!("set {event}.hazard = {amount}%/year")
            }
            4 => format!("add {}%/year to {event}.hazard", self.dice.between(1, 4)),
            _ => format!("scale {event}.hazard by 1.{amount}"),
        }
    }

    /// Its condition, window and fading. A `set` cannot fade.
    fn qualified(&mut self, change: String, view: View) -> String {
        let mut text = change;
        let fades = !text.starts_with("set");
        if self.dice.chance(25) {
            text = format!("{text} when {}", self.condition(1, view));
        }
        if self.dice.chance(25) {
            text = format!("{text} during {}", self.time.window(&mut self.dice));
        }
        if fades && self.dice.chance(25) {
            text = format!("{text} fading over {}", Dim::Time.literal(&mut self.dice));
        }
        text
    }
}

/// Whether this owner may set: two sets of one rank that could hold at once are an error.
fn may_set(set_by: &mut Vec<Owner>, owner: Owner) -> bool {
    let free = set_by.iter().all(|other| match (owner, other) {
        (Owner::Option(choice, option), Owner::Option(of, by)) => choice == *of && option != *by,
        (Owner::Option(..), Owner::Event(_)) | (Owner::Event(_), Owner::Option(..)) => true,
        _ => false,
    });
    let free = free && owner != Owner::Scenario;
    if free {
        set_by.push(owner);
    }
    free
}
