//! Lets and stocks.

use super::unit::Dim;
use super::world::{Fact, View, World};

impl World {
    /// Lets that events may look at.
    pub fn let_early(&mut self) {
        for at in 0..self.dice.between(0, 2) {
            let view = self.early_view();
            let dim = self.dim_in_sight(view);
            self.let_number(format!("l{at}"), dim, view);
        }
        if self.dice.chance(40) {
            let view = self.early_view();
            self.let_fact("f0", view);
        }
    }

    /// Lets that look at everything.
    pub fn let_late(&mut self) {
        for at in 0..self.dice.between(1, 5) {
            let dim = *self.dice.pick(&Dim::ALL);
            let whole = self.dice.chance(15);
            let view = View {
                whole,
                ..self.late_view()
            };
            self.let_number(format!("x{at}"), dim, view);
        }
        for at in 0..self.dice.below(3) {
            self.flow(format!("y{at}"));
        }
        if self.dice.chance(50) {
            let view = self.late_view();
            self.let_fact("g0", view);
        }
    }

    fn let_number(&mut self, name: String, dim: Dim, view: View) {
        let unit = self.declared_unit(dim, 50);
        let text = if self.dice.chance(25) {
            let initial = dim.literal(&mut self.dice);
            let more = self.number(dim, 2, view);
            format!("let {name}{unit} = 0.8 * previous({name}, initial: {initial}) + {more}")
        } else {
            format!("let {name}{unit} = {}", self.number(dim, 3, view))
        };
        self.lines.push(text);
        self.add(name, dim, view.early, !view.whole);
    }

    /// Money from `u` to `v` or back.
    fn flow(&mut self, name: String) {
        let unit = self.declared_unit(Dim::MoneyRate, 50);
        let (from, to) = if self.flows && self.dice.chance(40) {
            ("v", "u")
        } else {
            ("u", "v")
        };
        let during = if self.dice.chance(40) {
            format!(" during {}", self.time.window(&mut self.dice))
        } else {
            String::new()
        };
        let view = self.late_view();
        let amount = self.number(Dim::MoneyRate, 2, view);
        self.lines.push(format!(
            "flow {name}{unit} from {from} to {to}{during} = {amount}"
        ));
        self.add(name, Dim::MoneyRate, false, true);
        self.flows = true;
    }

    fn let_fact(&mut self, name: &str, view: View) {
        let text = format!("let {name} = {}", self.condition(2, view));
        self.lines.push(text);
        self.facts.push(Fact {
            name: name.to_owned(),
            early: view.early,
        });
    }

    /// Gives stocks their names and what they start with.
    pub fn name_stocks(&mut self) {
        for at in 0..self.dice.between(0, 2) {
            let dim = *self.dice.pick(&[Dim::Mass, Dim::Money, Dim::Plain]);
            self.stocks.push((format!("st{at}"), dim));
        }
    }

    /// What stocks gain and lose.
    pub fn fill_stocks(&mut self) {
        for (name, dim) in self.stocks.clone() {
            let Some(rate) = dim.rate() else { continue };
            let unit = self.declared_unit(dim, 50);
            let (early, late) = (self.early_view(), self.late_view());
            let mut text = format!(
                "stock {name}{unit} starts {} {{\n",
                self.number(dim, 1, early)
            );
            for _ in 0..self.dice.between(0, 2) {
                text.push_str(&format!("  gains {}\n", self.number(rate, 1, late)));
            }
            for _ in 0..self.dice.between(0, 2) {
                text.push_str(&format!("  loses {}\n", self.number(rate, 1, late)));
            }
            text.push('}');
            self.lines.push(text);
        }
    }
}
