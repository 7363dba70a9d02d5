//! Distributions of a wanted dimension, in every way they can be written.

use super::unit::{Dim, number, written};
use super::world::{World, weights};

impl World {
    /// A distribution that gives numbers of this dimension, mostly positive.
    pub fn distribution(&mut self, dim: Dim) -> String {
        let spelling = *dim.spelling(&mut self.dice);
        let mut bases = [
            dim.base(&mut self.dice),
            dim.base(&mut self.dice),
            dim.base(&mut self.dice),
        ];
        bases.sort_by(f64::total_cmp);
        // Apart, or rounding could make two of them equal.
        let [low, middle, high] = [bases[0], bases[1] * 1.3, bases[2] * 1.9];
        let n = |base: f64| number(base, &spelling);
        let share = self.dice.between(20, 90);
        let text = match self.dice.below(24) {
            0 => format!("{} to {}", n(low), n(high)),
            1 => format!("uniform({}, {})", n(low), n(high)),
            2 => format!("normal({}, {})", n(high), n(low)),
            3 => format!("lognormal({}, {})", n(middle), n(low)),
            4 => format!("triangular({}, {}, {})", n(low), n(middle), n(high)),
            5 => format!("pert({}, {}, {})", n(low), n(middle), n(high)),
            6 => format!("gamma({}, {})", self.dice.between(1, 5), n(low)),
            7 => format!("exponential({})", n(middle)),
            8 => format!("weibull(1.{share}, {})", n(middle)),
            9 => format!("pareto({}, 3.{share})", n(low)),
            10 => format!("normal({}, {}, min: {})", n(middle), n(high), n(low)),
            11 if dim == Dim::Mass && self.dice.chance(60) => {
                let bounds = *self.dice.pick(&["max: most", "min: -most"]);
                format!("normal({}, {}, {bounds})", n(middle), n(low))
            }
            11 => format!("lognormal({}, {}, max: {})", n(middle), n(low), n(high)),
            12 => {
                let values = [low, middle, high].map(|base| written(base, &spelling));
                return self.discrete(&values);
            }
            13 => return self.mixed_units(dim),
            14 => format!(
                "student_t({}, {}, {})",
                self.dice.between(1, 9),
                n(high),
                n(low)
            ),
            15 => format!("poisson({}.{share})", self.dice.between(0, 9)),
            16 => format!("binomial({}, {share}%)", self.dice.between(0, 30)),
            17 => format!(
                "quantiles([10%: {}, {share}%: {}, 95%: {}])",
                n(low),
                n(middle),
                n(high)
            ),
            18 => return self.sample(dim),
            19 | 20 => return self.mixture(dim),
            _ => return self.around_another(dim),
        };
        self.with_unit(text, spelling.0)
    }

    /// The unit behind a distribution; a percentage stands with each number.
    fn with_unit(&mut self, text: String, unit: &str) -> String {
        match unit {
            "" => text,
            "%" => text,
            "%/year" => self.distribution(Dim::PerTime),
            unit => format!("{text} {unit}"),
        }
    }

    fn discrete(&mut self, values: &[String]) -> String {
        let weights = weights(&mut self.dice, values.len());
        let entries: Vec<String> = values
            .iter()
            .zip(weights)
            .map(|(value, weight)| format!("{value}: {weight}%"))
            .collect();
        let cut = if self.dice.chance(30) {
            format!(", min: {}", values[1])
        } else {
            String::new()
        };
        format!("discrete([{}]{cut})", entries.join(", "))
    }

    /// The cells of the table, if one of its columns measures this.
    fn sample(&mut self, dim: Dim) -> String {
        let columns = self.values.iter();
        let column = columns
            .filter(|value| value.dim == dim && value.name.starts_with("d.u"))
            .map(|value| value.name.clone())
            .next_back();
        match column {
            Some(column) if !self.unknowns => format!("empirical({column})"),
            _ => self.distribution(dim),
        }
    }

    /// One of several distributions or values.
    fn mixture(&mut self, dim: Dim) -> String {
        let count = self.dice.between(2, 3);
        let weights = weights(&mut self.dice, count);
        let mut parts = Vec::new();
        let mut endless = false;
        for weight in weights {
            let view = self.early_view();
            let part = match self.dice.below(4) {
                0 => dim.literal(&mut self.dice),
                1 => self.leaf(dim, view),
                2 => {
                    let spelling = *dim.spelling(&mut self.dice);
                    let low = dim.base(&mut self.dice);
                    let ends = [low, 2.0 * low + 1.0].map(|base| written(base, &spelling));
                    ends.join(" to ")
                }
                _ => {
                    endless = true;
                    self.mixed_units(dim)
                }
            };
            parts.push(format!("{part}: {weight}%"));
        }
        // Of a normal with a mean above nought something lies above it.
        let cut = if endless && self.dice.chance(50) {
            let spelling = *dim.spelling(&mut self.dice);
            format!(", min: {}", written(0.0, &spelling))
        } else {
            String::new()
        };
        format!("mix([{}]{cut})", parts.join(", "))
    }

    /// Each number in a unit of its own.
    fn mixed_units(&mut self, dim: Dim) -> String {
        let mean = dim.base(&mut self.dice) * 2.0;
        let (own, other) = (*dim.spelling(&mut self.dice), *dim.spelling(&mut self.dice));
        format!(
            "normal({}, {})",
            written(mean, &own),
            written(mean / 4.0, &other)
        )
    }

    /// Around another value.
    fn around_another(&mut self, dim: Dim) -> String {
        let view = self.early_view();
        let mean = self.leaf(dim, view);
        let spread = dim.literal(&mut self.dice);
        let each = self.dice.between(5, 40);
        format!("normal({mean}, abs({mean}) * {each}% + {spread})")
    }

    /// A share between nought and one.
    pub fn share(&mut self) -> String {
        match self.dice.below(5) {
            0 => "beta(2, 3)".to_owned(),
            1 => format!("{} of 20", self.dice.between(1, 19)),
            2 => (*self
                .dice
                .pick(&["likely", "very unlikely", "roughly even chance"]))
            .to_owned(),
            3 => format!(
                "{}% to {}%",
                self.dice.between(5, 30),
                self.dice.between(40, 80)
            ),
            _ => "uniform(10%, 90%)".to_owned(),
        }
    }

    /// How long something lasts.
    pub fn lasting(&mut self) -> String {
        let view = self.early_view();
        let redrawn: Vec<String> = self
            .values
            .iter()
            .filter(|value| value.redrawn && value.dim == Dim::Time)
            .map(|value| value.name.clone())
            .collect();
        if !redrawn.is_empty() && self.dice.chance(50) {
            return self.dice.pick(&redrawn).clone();
        }
        match self.dice.below(6) {
            0 => "forever".to_owned(),
            1 => "1 to 3 years".to_owned(),
            2 => format!("uniform(1, {}) months", self.dice.between(3, 20)),
            3 => format!("exponential({})", Dim::Time.literal(&mut self.dice)),
            _ => self.duration(view),
        }
    }
}
