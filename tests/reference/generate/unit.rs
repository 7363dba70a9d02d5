//! The dimensions that random models use, with their spellings and how they multiply.

use super::dice::Dice;

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Dim {
    Plain,
    Mass,
    MassRate,
    Money,
    MoneyRate,
    Price,
    Time,
    PerTime,
}

/// A unit: its text, how many of it make the base unit, and the decimals that suit it.
type Spelling = (&'static str, f64, usize);

/// One way to get a dimension: the first times (or over) the second.
pub type Way = (Dim, char, Dim);

impl Dim {
    /// All of them.
    pub const ALL: [Dim; 8] = [
        Dim::Plain,
        Dim::Mass,
        Dim::MassRate,
        Dim::Money,
        Dim::MoneyRate,
        Dim::Price,
        Dim::Time,
        Dim::PerTime,
    ];

    fn spellings(self) -> &'static [Spelling] {
        match self {
            Dim::Plain => &[("", 1.0, 2), ("%", 100.0, 0)],
            Dim::Mass => &[("t", 1.0, 1), ("kg", 1000.0, 0), ("kt", 0.001, 4)],
            Dim::MassRate => &[
                ("t/year", 1.0, 1),
                ("kg/day", 2.7379, 2),
                ("kt/month", 0.000_083, 6),
            ],
            Dim::Money => &[
                ("million USD", 1.0, 1),
                ("USD", 1e6, 0),
                ("billion USD", 0.001, 4),
            ],
            Dim::MoneyRate => &[
                ("million USD/year", 1.0, 1),
                ("USD/month", 83_333.0, 0),
                ("billion USD/year", 0.001, 4),
            ],
            Dim::Price => &[("USD/t", 10_000.0, 0), ("USD/kg", 10.0, 2)],
            Dim::Time => &[("years", 1.0, 1), ("months", 12.0, 0), ("days", 365.25, 0)],
            Dim::PerTime => &[("%/year", 100.0, 1), ("1/year", 1.0, 3)],
        }
    }

    /// Lowest and highest number in the base unit.
    fn range(self) -> (f64, f64) {
        match self {
            Dim::Plain => (0.1, 2.5),
            Dim::Time => (0.5, 4.0),
            Dim::PerTime => (0.02, 0.4),
            _ => (2.0, 200.0),
        }
    }

    /// The products that give it.
    pub fn ways(self) -> &'static [Way] {
        use Dim::*;
        match self {
            Plain => &[
                (Plain, '*', Plain),
                (Mass, '/', Mass),
                (Price, '/', Price),
                (Time, '*', PerTime),
            ],
            Mass => &[
                (MassRate, '*', Time),
                (Mass, '*', Plain),
                (Money, '/', Price),
                (Plain, '*', Mass),
            ],
            MassRate => &[
                (Mass, '/', Time),
                (MassRate, '*', Plain),
                (Mass, '*', PerTime),
                (MoneyRate, '/', Price),
            ],
            Money => &[
                (MoneyRate, '*', Time),
                (Mass, '*', Price),
                (Money, '*', Plain),
                (Price, '*', Mass),
            ],
            MoneyRate => &[
                (Money, '/', Time),
                (MassRate, '*', Price),
                (MoneyRate, '*', Plain),
                (PerTime, '*', Money),
            ],
            Price => &[
                (Money, '/', Mass),
                (MoneyRate, '/', MassRate),
                (Price, '*', Plain),
            ],
            Time => &[
                (Mass, '/', MassRate),
                (Time, '*', Plain),
                (Money, '/', MoneyRate),
            ],
            PerTime => &[
                (Plain, '/', Time),
                (MassRate, '/', Mass),
                (PerTime, '*', Plain),
            ],
        }
    }

    /// The rate whose running sum has this dimension.
    pub fn rate(self) -> Option<Dim> {
        match self {
            Dim::Plain => Some(Dim::PerTime),
            Dim::Mass => Some(Dim::MassRate),
            Dim::Money => Some(Dim::MoneyRate),
            _ => None,
        }
    }

    /// One of its units.
    pub fn spelling(self, dice: &mut Dice) -> &'static Spelling {
        dice.pick(self.spellings())
    }

    /// A number of the base unit that suits it.
    pub fn base(self, dice: &mut Dice) -> f64 {
        let (low, high) = self.range();
        let share = dice.share();
        low + (high - low) * share * share
    }

    /// A positive literal.
    pub fn literal(self, dice: &mut Dice) -> String {
        let base = self.base(dice);
        let spelling = *self.spelling(dice);
        written(base, &spelling)
    }
}

/// `12.5`, the number of a unit.
pub fn number(base: f64, (_, size, decimals): &Spelling) -> String {
    let least = (1..=*decimals).fold(1.0, |least, _| least / 10.0);
    format!("{:.*}", *decimals, (base * size).max(least))
}

/// `12.5 t`
pub fn written(base: f64, spelling: &Spelling) -> String {
    let number = number(base, spelling);
    match spelling.0 {
        "" => number,
        unit if unit.starts_with('%') => format!("{number}{unit}"),
        unit => format!("{number} {unit}"),
    }
}
