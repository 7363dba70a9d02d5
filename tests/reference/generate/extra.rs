//! What fewer models have: tables, dates, bounds, asserts.

use super::unit::Dim;
use super::world::World;

impl World {
    /// Dates with a name, which conditions, windows and events may use.
    pub fn name_dates(&mut self) {
        for at in 0..self.dice.below(3) {
            let date = self.time.point(&mut self.dice);
            self.lines.push(format!("assume t{at}: date = {date}"));
            self.dates.push(format!("t{at}"));
        }
    }

    /// A date, written or worked out, that need not lie in the timeline.
    pub fn moment(&mut self) -> String {
        let base = match self.dates.is_empty() {
            true => "now".to_owned(),
            false => self.dice.pick(&self.dates).clone(),
        };
        match self.dice.below(6) {
            5 => {
                let name = *self.dice.pick(&["min", "max"]);
                format!("{name}({base}, {})", self.time.exact(&mut self.dice))
            }
            0 => format!("({base} + {})", Dim::Time.literal(&mut self.dice)),
            1 => format!("({base} + 1 year)"),
            2 => "(start + 18 months)".to_owned(),
            3 => base,
            _ => self.time.exact(&mut self.dice),
        }
    }

    /// A table by year that covers the timeline.
    pub fn tabulate(&mut self) {
        if !self.dice.chance(25) {
            return;
        }
        let dims = [*self.dice.pick(&Dim::ALL), *self.dice.pick(&Dim::ALL)];
        let units = dims.map(|dim| *dim.spelling(&mut self.dice));
        let fills = [
            *self.dice.pick(&["linear", "step"]),
            *self.dice.pick(&["linear", "step"]),
        ];
        let column = |at: usize| match units[at].0 {
            "" => format!("u{at} {}", fills[at]),
            unit => format!("u{at}: {unit} {}", fills[at]),
        };
        let mut text = format!(
            "table d by year {{\n  columns {}, {}\n",
            column(0),
            column(1)
        );
        for year in self.time.years() {
            let cells = [0, 1].map(|at: usize| {
                if self.unknowns && self.dice.chance(15) {
                    "unknown".to_owned()
                } else {
                    super::unit::number(dims[at].base(&mut self.dice), &units[at])
                }
            });
            text.push_str(&format!("  {year} = {}, {}\n", cells[0], cells[1]));
        }
        text.push('}');
        self.lines.push(text);
        for (at, dim) in dims.into_iter().enumerate() {
            self.add(format!("d.u{at}"), dim, true, true);
        }
    }

    /// What must hold, whether or not it does.
    pub fn assert(&mut self) {
        for _ in 0..self.dice.below(3) {
            let view = super::world::View {
                whole: true,
                ..self.late_view()
            };
            let claim = if self.dice.chance(30) {
                let dim = self.dim_in_sight(view);
                let (a, b) = (self.number(dim, 1, view), self.number(dim, 1, view));
                format!("{a} == {b} within {}%", self.dice.between(1, 200))
            } else {
                // Over choices alone it would rule combinations out.
                let at = self.dice.below(self.values.len());
                let (name, dim) = (self.values[at].name.clone(), self.values[at].dim);
                let condition = self.condition(1, view);
                format!("{condition} or {name} < {}", dim.literal(&mut self.dice))
            };
            self.lines.push(format!("assert \"so\" {claim}"));
        }
    }
}
