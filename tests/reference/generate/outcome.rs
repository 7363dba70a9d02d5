//! Outcomes: every value, and every kind of result.

use super::unit::Dim;
use super::world::{View, World};

impl World {
    /// Asks for everything.
    pub fn ask(&mut self) {
        let named: Vec<String> = self
            .values
            .iter()
            .map(|value| value.name.clone())
            .chain(self.facts.iter().map(|fact| fact.name.clone()))
            .chain(self.stocks.iter().map(|stock| stock.0.clone()))
            .collect();
        for name in named {
            self.lines
                .push(format!("outcome o_{} = {name}", name.replace('.', "_")));
        }
        for (stock, _) in &self.stocks {
            self.lines
                .push(format!("outcome closing_{stock} = closing({stock})"));
        }
        for event in &self.events {
            let name = &event.name;
            self.lines.push(format!("outcome n_{name} = {name}.count"));
            self.lines
                .push(format!("outcome on_{name} = {name}.active"));
            if event.hazard {
                self.lines.push(format!("outcome h_{name} = {name}.hazard"));
            }
        }
        for choice in &self.choices {
            self.lines
                .push(format!("outcome is_{0} = {0} is k1", choice.name));
        }
        if self.flows {
            let sum = *self.dice.pick(&[
                "inflow(v)",
                "outflow(u to v)",
                "net(u)",
                "inflow(v, USD/month)",
            ]);
            self.lines.push(format!("outcome sum = {sum}"));
        }
        for at in 0..self.dice.between(1, 4) {
            self.ask_once(at);
        }
    }

    fn ask_once(&mut self, at: usize) {
        let view = View {
            whole: true,
            ..self.late_view()
        };
        let text = match self.dice.below(9) {
            0 => format!("outcome r{at} = first({})", self.condition(1, view)),
            1 => format!(
                "outcome r{at} = payback({})",
                self.number(Dim::MoneyRate, 1, view)
            ),
            2 => {
                let amount = self.number(Dim::MoneyRate, 1, view);
                let rate = match self.dice.chance(50) {
                    true => format!("{}%/year", self.dice.between(0, 20)),
                    false => format!(
                        "clamp({}, 0%/year, 30%/year)",
                        self.number(Dim::PerTime, 1, view)
                    ),
                };
                format!("outcome r{at} = present_value({amount}, {rate})")
            }
            3 if self.time.has_years() => {
                let of = self.number(Dim::Mass, 1, view);
                format!("outcome r{at} = growth(abs({of}) + 1 t)")
            }
            4 => {
                let invested = Dim::MoneyRate.literal(&mut self.dice);
                let amount = self.number(Dim::MoneyRate, 1, view);
                format!("outcome irr{at} = irr((initially -({invested}) then {amount}))")
            }
            5 | 6 => self.classified(at, view),
            _ => {
                let dim = self.dim_in_sight(view);
                let unit = self.declared_unit(dim, 50);
                format!("outcome r{at}{unit} = {}", self.reduction(dim, 1, view))
            }
        };
        self.lines.push(text);
    }

    fn classified(&mut self, at: usize, view: View) -> String {
        let first = self.condition(1, view);
        let second = self.condition(1, view);
        self.classes.push(format!("w{at}"));
        let ranked = if self.dice.chance(50) {
            "  ranked good, fair, bad\n"
        } else {
            ""
        };
        format!(
            "outcome w{at} = classify {{\n  bad when {first}\n  good when {second}\n  fair otherwise\n{ranked}}}"
        )
    }
}
