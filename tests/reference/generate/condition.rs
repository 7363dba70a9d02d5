//! Yes/no expressions.

use super::unit::Dim;
use super::world::{View, World};

impl World {
    /// A yes/no that stands as one operand.
    pub fn condition(&mut self, depth: usize, view: View) -> String {
        if depth > 0 && self.dice.chance(30) {
            let a = self.condition(depth - 1, view);
            let b = self.condition(depth - 1, view);
            return match self.dice.below(3) {
                0 => format!("({a} and {b})"),
                1 => format!("({a} or {b})"),
                _ => format!("(not {a})"),
            };
        }
        match self.dice.below(8) {
            0 | 1 if !self.choices.is_empty() => self.option_test(),
            2 | 3 if view.events && !self.events.is_empty() => self.event_test(),
            4 => {
                let how = *self.dice.pick(&["<", ">=", "==", "!="]);
                format!("(now {how} {})", self.moment())
            }
            5 => self.fact(view),
            6 if view.whole && !self.classes.is_empty() && self.dice.chance(50) => {
                format!("({} is good)", self.dice.pick(&self.classes))
            }
            6 if view.whole => {
                let inner = self.condition(depth.saturating_sub(1), view);
                let name = *self.dice.pick(&["ever", "always"]);
                format!("{name}({inner})")
            }
            _ => self.comparison(depth, view),
        }
    }

    fn option_test(&mut self) -> String {
        let at = self.dice.below(self.choices.len());
        let option = self.dice.below(self.choices[at].options.len());
        let negation = if self.dice.chance(25) { "not " } else { "" };
        let choice = &self.choices[at];
        format!(
            "({} is {negation}{})",
            choice.name, choice.options[option].0
        )
    }

    fn event_test(&mut self) -> String {
        let at = self.dice.below(self.events.len());
        let name = self.events[at].name.clone();
        match self.dice.below(4) {
            0 | 1 => format!("{name}.active"),
            2 => format!("{name}.fired"),
            _ => format!("({name}.count >= {})", self.dice.between(1, 2)),
        }
    }

    fn fact(&mut self, view: View) -> String {
        let seen: Vec<String> = self
            .facts
            .iter()
            .filter(|fact| fact.early || !view.early)
            .map(|fact| fact.name.clone())
            .collect();
        // A fact may look at any value of its half, so a value declared in between must not look at it.
        if seen.is_empty() || view.upto < self.values.len() {
            return self.comparison(0, view);
        }
        self.dice.pick(&seen).clone()
    }

    fn comparison(&mut self, depth: usize, view: View) -> String {
        let dim = self.dim_in_sight(view);
        let depth = depth.saturating_sub(1);
        let (a, b) = (self.number(dim, depth, view), self.number(dim, depth, view));
        let how = *self.dice.pick(&["<", "<=", ">", ">=", "==", "!="]);
        format!("({a} {how} {b})")
    }

    /// The dimension of some value in sight, mostly: a comparison of literals says little.
    pub fn dim_in_sight(&mut self, view: View) -> Dim {
        if view.upto == 0 || self.dice.chance(15) {
            return *self.dice.pick(&Dim::ALL);
        }
        let at = self.dice.below(view.upto);
        self.values[at].dim
    }
}
