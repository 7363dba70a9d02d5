//! Assumptions.

use super::unit::Dim;
use super::world::{Fact, Value, World, weights};

impl World {
    /// Assumptions that everything may look at.
    pub fn assume_early(&mut self) {
        let bound = Dim::Mass.literal(&mut self.dice);
        self.lines.push(format!("assume most = at most {bound}"));
        for at in 0..self.dice.between(2, 5) {
            let dim = *self.dice.pick(&Dim::ALL);
            self.assume(format!("a{at}"), dim, true);
        }
        if self.dice.chance(40) {
            self.lines.push(format!(
                "assume p0 ~ {} in {} years",
                self.dice.between(0, 4),
                16
            ));
            self.drawn.push(("p0".to_owned(), String::new()));
            self.add("p0".to_owned(), Dim::PerTime, true, true);
            self.mark_hazard();
        }
        if self.dice.chance(40) {
            self.drawn.push(("q0".to_owned(), String::new()));
            self.lines.push("assume q0 ~ bernoulli(0.4)".to_owned());
            self.facts.push(Fact {
                name: "q0".to_owned(),
                early: true,
            });
        }
    }

    /// Assumptions that events may adjust.
    pub fn assume_late(&mut self) {
        for at in 0..self.dice.between(0, 2) {
            let dim = *self.dice.pick(&Dim::ALL);
            self.assume(format!("b{at}"), dim, false);
        }
        for at in 0..self.events.len() {
            if self.dice.chance(40) {
                self.redraw(at);
            }
        }
    }

    /// A value that is drawn anew at each firing of an event.
    fn redraw(&mut self, event: usize) {
        let dims = [Dim::Time, Dim::Time, Dim::PerTime, Dim::Plain, Dim::Mass];
        let dim = *self.dice.pick(&dims);
        let distribution = if self.dice.chance(40) {
            let view = self.early_view();
            let middle = self.leaf(dim, view);
            format!("normal({middle}, {})", dim.literal(&mut self.dice))
        } else {
            self.distribution(dim)
        };
        let (name, unit) = (format!("v{event}"), self.assumed_unit(dim));
        let of = self.events[event].name.clone();
        self.lines
            .push(format!("assume {name}{unit} ~ {distribution} each {of}"));
        self.drawn.push((name.clone(), format!(" each {of}")));
        self.add(name, dim, false, true);
        if let Some(last) = self.values.last_mut() {
            last.redrawn = true;
        }
    }

    /// Ties some of what is drawn at the same time: two by any correlation, three by ones that never contradict
    /// each other.
    pub fn correlate(&mut self) {
        let firings = self
            .events
            .iter()
            .map(|event| format!(" each {}", event.name));
        let always = ["", " each year", " each step"].map(str::to_owned);
        let all: Vec<String> = always.into_iter().chain(firings).collect();
        for each in all {
            let drawn = self.drawn.iter().filter(|(_, own)| *own == each);
            let mut names: Vec<String> = drawn.map(|(name, _)| name.clone()).collect();
            if names.len() < 2 || !self.dice.chance(40) {
                continue;
            }
            let turn = self.dice.below(names.len());
            names.rotate_left(turn);
            if names.len() == 2 || self.dice.chance(50) {
                let by = self.dice.between(0, 20) as f64 / 10.0 - 1.0;
                let line = format!("correlate {}, {} = {by}", names[0], names[1]);
                self.lines.push(line);
            } else if self.dice.chance(50) {
                let line = format!("correlate {}, {} = 0.4", names[0], names[1]);
                self.lines.push(line);
                let line = format!("correlate {}, {} = -0.45", names[2], names[0]);
                self.lines.push(line);
            } else {
                let by = self.dice.between(0, 8) as f64 / 10.0 - 0.4;
                self.lines
                    .push(format!("correlate {} = {by}", names[..3].join(", ")));
            }
        }
    }

    /// Now and then a division by nought, in some draws and steps: a fault if something rests on it.
    pub fn divide_by_nought(&mut self) {
        if self.dice.chance(6) {
            self.lines
                .push("assume d0 ~ discrete([0: 2%, 1: 98%]) each step".to_owned());
            self.lines
                .push("let d1 = if now == start then 1 else 3 / d0".to_owned());
            self.add("d1".to_owned(), Dim::Plain, false, true);
        }
    }

    /// Remembers a value.
    pub fn add(&mut self, name: String, dim: Dim, early: bool, causal: bool) {
        self.values.push(Value {
            name,
            dim,
            early,
            causal,
            hazard: false,
            redrawn: false,
            set_by: Vec::new(),
        });
    }

    fn mark_hazard(&mut self) {
        if let Some(last) = self.values.last_mut() {
            last.hazard = true;
        }
    }

    fn assume(&mut self, name: String, dim: Dim, early: bool) {
        let unit = self.assumed_unit(dim);
        let text = match self.dice.below(12) {
            0 | 1 => format!("assume {name}{unit} = {}", dim.literal(&mut self.dice)),
            2 => {
                let view = self.early_view();
                format!("assume {name}{unit} = {}", self.number(dim, 1, view))
            }
            3 => format!("assume {name}{unit} = {}", self.table(dim)),
            4 => self.claims(&name, &unit, dim),
            5 if self.unknowns => {
                let unit = self.declared_unit(dim, 100);
                format!("assume {name}{unit} = unknown")
            }
            6 if dim == Dim::Plain => {
                self.drawn.push((name.clone(), String::new()));
                format!("assume {name} ~ {}", self.share())
            }
            _ => {
                let mut each = (*self.dice.pick(&["", "", " each year", " each step"])).to_owned();
                if !early && !self.events.is_empty() && self.dice.chance(40) {
                    each = format!(" each {}", self.dice.pick(&self.events).name);
                }
                self.drawn.push((name.clone(), each.clone()));
                format!("assume {name}{unit} ~ {}{each}", self.distribution(dim))
            }
        };
        self.lines.push(text);
        self.add(name, dim, early, true);
    }

    /// The same for an assumption: what a hazard may look at is stated per year.
    fn assumed_unit(&mut self, dim: Dim) -> String {
        let percent = if dim == Dim::PerTime { 100 } else { 40 };
        self.declared_unit(dim, percent)
    }

    /// `: t/year`, or nothing.
    pub fn declared_unit(&mut self, dim: Dim, percent: usize) -> String {
        let unit = dim.spelling(&mut self.dice).0;
        if unit.is_empty() || !self.dice.chance(percent) {
            String::new()
        } else {
            format!(": {unit}")
        }
    }

    fn table(&mut self, dim: Dim) -> String {
        let keys = self.time.keys(&mut self.dice);
        let entries: Vec<String> = keys
            .into_iter()
            .map(|key| format!("{key}: {}", dim.literal(&mut self.dice)))
            .collect();
        let fill = if self.dice.chance(60) {
            "linear"
        } else {
            "step"
        };
        format!("[{}] {fill}", entries.join(", "))
    }

    fn claims(&mut self, name: &str, unit: &str, dim: Dim) -> String {
        let count = self.dice.between(2, 3);
        let weights = weights(&mut self.dice, count);
        let weighted = self.dice.chance(60);
        let mut text = format!("assume {name}{unit} ~ claims {{\n");
        for (at, weight) in weights.iter().enumerate() {
            let value = if self.dice.chance(70) {
                dim.literal(&mut self.dice)
            } else {
                self.distribution(dim)
            };
            let weight = if weighted {
                format!(" weight {weight}%")
            } else {
                String::new()
            };
            text.push_str(&format!("  {value} from s{at}{weight}\n"));
        }
        self.claims.push((name.to_owned(), count));
        text.push('}');
        text
    }
}
