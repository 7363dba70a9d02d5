//! Events and choices, once all that they may adjust is declared.

use super::adjustment::Owner;
use super::unit::Dim;
use super::world::World;

impl World {
    /// Gives events their clauses.
    pub fn fill_events(&mut self) {
        for at in 0..self.events.len() {
            let mut clauses = vec![self.cause(at)];
            if self.dice.chance(30) {
                let view = self.firing_view(true);
                clauses.push(format!("only when {}", self.condition(1, view)));
            }
            if self.dice.chance(70) {
                clauses.push(format!("lasts {}", self.lasting()));
            }
            for _ in 0..self.dice.between(0, 3) {
                clauses.extend(self.adjustment(Owner::Event(at)));
            }
            for _ in 0..self.dice.between(0, 2) {
                clauses.extend(self.switch());
            }
            clauses.extend(self.former_name());
            self.events[at].clauses = clauses;
            let event = &self.events[at];
            let text = format!(
                "event {} {{\n  {}\n}}",
                event.name,
                event.clauses.join("\n  ")
            );
            self.lines.push(text);
        }
    }

    /// Why it happens.
    fn cause(&mut self, at: usize) -> String {
        if self.events[at].hazard {
            return format!("hazard {}", self.hazard());
        }
        if self.dice.chance(40) {
            return match self.dates.is_empty() {
                true => format!("occurs in {}", self.time.point(&mut self.dice)),
                false => format!("occurs in {}", self.dice.pick(&self.dates)),
            };
        }
        let view = self.firing_view(false);
        format!("occurs when {}", self.condition(1, view))
    }

    fn hazard(&mut self) -> String {
        let assumed = self
            .values
            .iter()
            .find(|value| value.hazard)
            .map(|value| value.name.clone());
        let view = self.firing_view(true);
        match (self.dice.below(7), assumed) {
            (0, _) => format!(
                "{} in {} years",
                self.dice.between(0, 5),
                self.dice.between(6, 20)
            ),
            (1, _) => format!(
                "{}% to {}% within 4 years",
                self.dice.between(2, 10),
                self.dice.between(20, 45)
            ),
            (2 | 3, Some(name)) => name,
            (4, _) => {
                let condition = self.condition(1, view);
                format!(
                    "if {condition} then {}%/year else 12%/year",
                    self.dice.between(0, 80)
                )
            }
            (5, _) => {
                let number = self.number(Dim::PerTime, 1, view);
                format!("clamp({number}, 1%/year, 60%/year)")
            }
            _ => format!("{}%/year", self.dice.between(5, 50)),
        }
    }

    fn switch(&mut self) -> Option<String> {
        if self.choices.is_empty() {
            return None;
        }
        let at = self.dice.below(self.choices.len());
        let option = self.dice.below(self.choices[at].options.len());
        let mut text = format!("switch {} to k{option}", self.choices[at].name);
        if self.dice.chance(30) {
            let view = self.firing_view(true);
            text = format!("{text} when {}", self.condition(1, view));
        }
        if self.dice.chance(50) {
            text = format!("{text} with probability {}%", self.dice.between(0, 100));
        }
        Some(text)
    }

    /// A name that something had before, perhaps with one in between: adjustments combine by the oldest.
    fn former_name(&mut self) -> Option<String> {
        if !self.dice.chance(20) {
            return None;
        }
        let first = self.dice.pick(&["b", "d", "z"]).to_string();
        let number = self.lines.len();
        let between = self.dice.chance(30);
        let between = if between {
            format!("; was {first}{number}_between")
        } else {
            String::new()
        };
        Some(format!("was {first}{number}_first{between}"))
    }

    /// Gives options their adjustments.
    pub fn fill_choices(&mut self) {
        for at in 0..self.choices.len() {
            for option in 0..self.choices[at].options.len() {
                for _ in 0..self.dice.between(0, 3) {
                    let text = self.adjustment(Owner::Option(at, option));
                    self.choices[at].options[option].2.extend(text);
                }
            }
            let mut text = format!("choice {} {{\n", self.choices[at].name);
            for (name, weight, adjustments) in &self.choices[at].options {
                let weight = weight.as_ref().map(|weight| format!("    weight {weight}"));
                let adjustments = adjustments.iter().map(|line| format!("    {line}"));
                let clauses: Vec<String> = weight.into_iter().chain(adjustments).collect();
                let block = if clauses.is_empty() {
                    String::new()
                } else {
                    format!(" {{\n{}\n  }}", clauses.join("\n"))
                };
                text.push_str(&format!("  option {name}{block}\n"));
            }
            if let Some(was) = self.former_name() {
                text.push_str(&format!("  {was}\n"));
            }
            text.push('}');
            self.lines.push(text);
        }
    }
}
