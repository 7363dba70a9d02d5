//! Numbers of a wanted dimension. Each text stands as one operand: a name, a literal, a call, or in brackets.

use super::unit::Dim;
use super::world::{Value, View, World};

impl World {
    /// A number of this dimension.
    pub fn number(&mut self, dim: Dim, depth: usize, view: View) -> String {
        if depth == 0 || self.dice.chance(25) {
            return self.leaf(dim, view);
        }
        match self.dice.below(10) {
            0..=2 => self.sum(dim, depth - 1, view),
            3..=5 => self.product(dim, depth - 1, view),
            6 => {
                let condition = self.condition(depth - 1, view);
                let a = self.number(dim, depth - 1, view);
                let b = self.number(dim, depth - 1, view);
                format!("(if {condition} then {a} else {b})")
            }
            7 => self.function(dim, depth - 1, view),
            8 => self.series(dim, depth - 1, view),
            _ if view.whole => self.reduction(dim, depth - 1, view),
            _ => self.leaf(dim, view),
        }
    }

    /// A name in sight, or a literal.
    pub fn leaf(&mut self, dim: Dim, view: View) -> String {
        if view.stocks && self.dice.chance(25) {
            let stocks: Vec<String> = self
                .stocks
                .iter()
                .filter(|stock| stock.1 == dim)
                .map(|stock| stock.0.clone())
                .collect();
            if !stocks.is_empty() {
                return self.dice.pick(&stocks).clone();
            }
        }
        if view.stocks && view.early && self.dice.chance(30) {
            let late: Vec<Value> = self
                .values
                .iter()
                .filter(|value| value.dim == dim && value.causal)
                .cloned()
                .collect();
            if !late.is_empty() {
                let name = self.dice.pick(&late).name.clone();
                let initial = dim.literal(&mut self.dice);
                return format!("previous({name}, initial: {initial})");
            }
        }
        // What decides whether an event fires sees these as the step before left them.
        if view.stocks && view.early && view.events && self.dice.chance(40) {
            let redrawn = self
                .values
                .iter()
                .find(|value| value.dim == dim && value.redrawn);
            if let Some(value) = redrawn {
                return value.name.clone();
            }
        }
        match self.in_sight(dim, view) {
            Some(name) if self.dice.chance(75) => name,
            _ => dim.literal(&mut self.dice),
        }
    }

    fn in_sight(&mut self, dim: Dim, view: View) -> Option<String> {
        let seen: Vec<&Value> = self.values[..view.upto]
            .iter()
            .filter(|value| value.dim == dim && (value.early || !view.early))
            .filter(|value| value.causal || view.whole)
            .collect();
        if seen.is_empty() {
            return None;
        }
        Some(seen[self.dice.below(seen.len())].name.clone())
    }

    fn sum(&mut self, dim: Dim, depth: usize, view: View) -> String {
        let mut text = self.number(dim, depth, view);
        for _ in 0..self.dice.between(1, 3) {
            let sign = if self.dice.chance(60) { '+' } else { '-' };
            let term = self.number(dim, depth, view);
            text = format!("{text} {sign} {term}");
        }
        let minus = if self.dice.chance(5) { "-" } else { "" };
        format!("({minus}{text})")
    }

    fn product(&mut self, dim: Dim, depth: usize, view: View) -> String {
        let (left, operator, right) = *self.dice.pick(dim.ways());
        let a = self.number(left, depth, view);
        let b = self.number(right, depth, view);
        if operator == '*' {
            return format!("({a} * {b})");
        }
        // Now and then by something that may be nought.
        let b = if self.dice.chance(4) {
            b
        } else {
            format!("max(abs({b}), {})", right.literal(&mut self.dice))
        };
        let more = if self.dice.chance(15) {
            " * 1.5 / 0.7"
        } else {
            ""
        };
        format!("({a} / {b}{more})")
    }

    fn function(&mut self, dim: Dim, depth: usize, view: View) -> String {
        let a = self.number(dim, depth, view);
        let b = self.number(dim, depth, view);
        match self.dice.below(8) {
            0 => format!("min({a}, {b})"),
            1 => format!("max({a}, {b})"),
            2 => {
                let low = dim.literal(&mut self.dice);
                format!("clamp({a}, {low}, {low} + abs({b}))")
            }
            3 => format!("abs({a})"),
            4 => format!("sqrt({a} * {a} + {b} ^ 2)"),
            5 if dim == Dim::Plain => {
                let name = *self.dice.pick(&["floor", "ceil", "round", "sin", "cos"]);
                format!("{name}({a})")
            }
            6 if dim == Dim::Plain => {
                let name = *self.dice.pick(&["ln", "log10"]);
                // Now and then of what may not be positive.
                if self.dice.chance(15) {
                    format!("{name}({a})")
                } else {
                    format!("{name}(1 + abs({a}))")
                }
            }
            7 if dim == Dim::Plain => format!("(exp(min({a}, 2)) + abs({b}) ^ 0.3)"),
            _ => format!("(-{a})"),
        }
    }

    fn series(&mut self, dim: Dim, depth: usize, view: View) -> String {
        let of = self.number(dim, depth, view);
        match self.dice.below(7) {
            0 => format!("previous({of})"),
            1 => format!("previous({of}, initial: {})", dim.literal(&mut self.dice)),
            2 => {
                let first = self.number(dim, depth, view);
                format!("(initially {first} then {of})")
            }
            3 => format!("delay({of}, {})", self.duration(view)),
            4 => format!("smooth({of}, {})", self.duration(view)),
            5 if dim == Dim::Plain && self.time.steps() > 2 => {
                let last = self.dice.between(1, self.time.steps() - 1);
                let first = self.dice.below(last);
                format!(
                    "ramp({}, {})",
                    self.time.label(first),
                    self.time.label(last)
                )
            }
            _ => match dim.rate() {
                Some(rate) => format!("cumulative({})", self.number(rate, depth, view)),
                None => of,
            },
        }
    }

    /// A length of time: mostly a literal.
    pub fn duration(&mut self, view: View) -> String {
        match self.in_sight(
            Dim::Time,
            View {
                early: true,
                ..view
            },
        ) {
            Some(name) if self.dice.chance(30) => name,
            _ => Dim::Time.literal(&mut self.dice),
        }
    }

    /// One value out of all steps.
    pub fn reduction(&mut self, dim: Dim, depth: usize, view: View) -> String {
        let window = if self.dice.chance(40) {
            format!(" during {}", self.time.window(&mut self.dice))
        } else {
            String::new()
        };
        let name = *self
            .dice
            .pick(&["average", "highest", "lowest", "total", "at"]);
        match (name, dim.rate()) {
            ("total", Some(rate)) => {
                format!("total({}{window})", self.number(rate, depth, view))
            }
            ("at", _) => {
                let of = self.number(dim, depth, view);
                format!("({of} at {})", self.time.exact(&mut self.dice))
            }
            ("total", None) => format!("average({}{window})", self.number(dim, depth, view)),
            _ => format!("{name}({}{window})", self.number(dim, depth, view)),
        }
    }
}
