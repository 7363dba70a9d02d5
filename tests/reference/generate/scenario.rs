//! Scenarios.

use super::adjustment::Owner;
use super::unit::Dim;
use super::world::World;

impl World {
    /// One to three scenarios, perhaps one after another.
    pub fn imagine(&mut self) {
        for at in 0..self.dice.between(1, 3) {
            let extends = if at > 0 && self.dice.chance(50) {
                format!(" extends z{}", self.dice.below(at))
            } else {
                String::new()
            };
            let mut clauses = Vec::new();
            self.choose(&mut clauses);
            self.fire(&mut clauses);
            for (name, count) in self.claims.clone() {
                if self.dice.chance(40) {
                    clauses.push(format!("take {name} from s{}", self.dice.below(count)));
                }
            }
            for _ in 0..self.dice.between(0, 3) {
                clauses.extend(self.adjustment(Owner::Scenario));
            }
            self.set_one(&mut clauses);
            let block = if clauses.is_empty() {
                String::new()
            } else {
                format!(" {{\n  {}\n}}", clauses.join("\n  "))
            };
            self.lines.push(format!("scenario z{at}{extends}{block}"));
        }
    }

    fn choose(&mut self, clauses: &mut Vec<String>) {
        for at in 0..self.choices.len() {
            let count = self.choices[at].options.len();
            let name = self.choices[at].name.clone();
            if self.dice.chance(40) {
                clauses.push(format!("choose {name} = k{}", self.dice.below(count)));
            }
            if self.dice.chance(40) {
                let from = self.time.point(&mut self.dice);
                clauses.push(format!(
                    "choose {name} = k{} from {from}",
                    self.dice.below(count)
                ));
            }
        }
    }

    fn fire(&mut self, clauses: &mut Vec<String>) {
        for at in 0..self.events.len() {
            let name = self.events[at].name.clone();
            for _ in 0..[0, 0, 0, 1, 1, 2][self.dice.below(6)] {
                let date = self.time.point(&mut self.dice);
                let lasts = if self.dice.chance(50) {
                    format!(" for {}", Dim::Time.literal(&mut self.dice))
                } else {
                    String::new()
                };
                clauses.push(format!("trigger {name} in {date}{lasts}"));
            }
            if self.dice.chance(20) {
                clauses.push(format!("prevent {name}"));
            }
        }
    }

    /// A scenario sets one value at most: two sets of one could hold at once.
    fn set_one(&mut self, clauses: &mut Vec<String>) {
        if self.values.is_empty() || !self.dice.chance(40) {
            return;
        }
        let at = self.dice.below(self.values.len());
        let (name, dim, hazard) = {
            let value = &self.values[at];
            (value.name.clone(), value.dim, value.hazard)
        };
        if !hazard {
            clauses.push(format!("set {name} = {}", dim.literal(&mut self.dice)));
        }
    }
}
