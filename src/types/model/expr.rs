//! Typed expressions.

use super::*;
use crate::calendar::Date;
use crate::numerics::{Law, Role, StreamName};
use crate::syntax::ast::{Comparison, Fill, Scale, Sign};
use crate::units::{Factor, Unit};

/// What a value is.
#[derive(Clone, Debug)]
pub enum Type {
    /// A number, held in this unit.
    Number(Unit),
    /// Yes (1) or no (0).
    YesNo,
    /// A day, held as days since 1970-01-01.
    Date,
    /// An option of a choice or a class of an outcome, held as its position.
    Label(LabelSet),
}

/// Whose labels a label is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSet {
    /// The options of a choice.
    Choice(ChoiceId),
    /// The classes of an outcome.
    Class(QuantityId),
}

/// An expression whose type is settled.
#[derive(Clone, Debug)]
pub struct TExpr {
    /// What it does.
    pub kind: Kind,
    /// What comes out.
    pub ty: Type,
    /// Where it stands.
    pub span: Span,
}

/// What an expression does. Arguments are in the units that the operation needs: no operation converts by itself.
///
/// Any argument that is none makes the result none, any that is unknown makes it unknown (unknown wins), except where
/// said otherwise; `If`, `And`, `Or` see only what they need. A comparison with none is false (`!=` too). A result
/// that is not finite although its arguments are is a fault: it is carried like unknown (it wins over both) and is an
/// error once a result, an assert or an expectation rests on it.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(Date),
    /// An option or class by position.
    Label(usize),
    /// The adjusted value of a quantity in this step.
    Quantity(QuantityId),
    /// The value of a quantity before adjustments: `x` inside its own definition, under `previous`.
    Base(QuantityId),
    /// The opening balance of a stock.
    Stock(StockId),
    /// Its closing balance: opening plus gains less losses of this step.
    Closing(StockId),
    /// The option that holds in this step.
    Choice {
        /// Which choice.
        id: ChoiceId,
    },
    /// Something about an event. `lagged`: as the step before left it (in the first step not active, not fired, 0).
    Event {
        /// Which event.
        id: EventId,
        /// What about it.
        aspect: Aspect,
        /// As the step before left it.
        lagged: bool,
    },
    /// The first day of this step.
    Now,
    /// A draw.
    Draw(Box<Draw>),
    /// A value by date.
    Table(Table),
    /// Its argument times an exact factor.
    Convert(Box<TExpr>, Factor),
    /// First term (negated if `Minus`), then each added or subtracted in turn.
    Sum(Vec<(Sign, TExpr)>),
    /// First factor (1 divided by it if `Over`), then each multiplied or divided in turn.
    Product(Vec<(Scale, TExpr)>),
    /// `numerics::maths::pow(a, b)`.
    Power(Box<TExpr>, Box<TExpr>),
    /// −a
    Negate(Box<TExpr>),
    /// A comparison of numbers, with forgiveness; see [`Compared`]. Dates and labels compare exactly.
    Compare(Box<Compared>),
    /// No if yes.
    Not(Box<TExpr>),
    /// No as soon as one is no, from left to right; else the first none, unknown or fault; else yes.
    And(Vec<TExpr>),
    /// Yes as soon as one is yes, from left to right; else the first none, unknown or fault; else no.
    Or(Vec<TExpr>),
    /// Whether the subject is (or, negated, is not) this label.
    Is {
        /// A label.
        subject: Box<TExpr>,
        /// The position.
        label: usize,
        /// `is not`
        negated: bool,
    },
    /// The value of the first arm whose condition is yes. A condition that is none, unknown or a fault makes the result so.
    If {
        /// Condition and value.
        arms: Vec<(TExpr, TExpr)>,
        /// The value where none holds.
        otherwise: Box<TExpr>,
    },
    /// A function of values in the same step.
    Call(Function, Vec<TExpr>),
    /// Days from the second to the first, by the timeline's way of [`Counting`](crate::calendar::Counting) them.
    DaysBetween(Box<TExpr>, Box<TExpr>),
    /// Whether this step overlaps the days from the first to the second: its last day is not before the first, its
    /// first day not after the second.
    During(Box<TExpr>, Box<TExpr>),
    /// 0 up to the first date, 1 from the second on, between them days since the first over days between both
    /// (counted like `DaysBetween`), as of this step's first day.
    Ramp(Box<TExpr>, Box<TExpr>),
    /// The value in the step before; in the first step `initial`, or the value itself there where none is given.
    Previous {
        /// What.
        of: Box<TExpr>,
        /// Its value before the first step.
        initial: Option<Box<TExpr>>,
    },
    /// The first in the first step, the second in all others.
    Initially(Box<TExpr>, Box<TExpr>),
    /// The value as many steps ago as the second (a plain number, at this step) says, rounded half up and at least 0;
    /// before the first step, the value in the first.
    Delay(Box<TExpr>, Box<TExpr>),
    /// s₀ = x₀; s = s + min(1, 1 / D) × (x − s), D the second: a number of steps. D not above 0 counts as all of it.
    Smooth(Box<TExpr>, Box<TExpr>),
    /// The running sum over steps, this one included.
    Cumulative(Box<TExpr>),
    /// x / (x `lag` steps ago) − 1; none in the first `lag` steps.
    Growth {
        /// What grows.
        of: Box<TExpr>,
        /// Steps in a year.
        lag: usize,
    },
    /// One value out of all steps (or those of a window, as in `During`).
    Reduce {
        /// How.
        how: Reduction,
        /// Of what.
        of: Box<TExpr>,
        /// First and last day of the window; the window's dates are read in the first step.
        window: Option<Box<(TExpr, TExpr)>>,
    },
    /// The value in the step that contains the date, which is read in the first step; a fault outside the timeline.
    At(Box<TExpr>, Box<TExpr>),
    /// Σ amount(t) / D(t), D(0) = 1, D(t) = D(t−1) × pow(1 + rate(t), step_years) (the power left out where
    /// `step_years` is 1), the amounts per step.
    PresentValue {
        /// Amount of each step.
        amount: Box<TExpr>,
        /// Effective annual rate as a plain fraction.
        rate: Box<TExpr>,
        /// Length of a step in years.
        step_years: f64,
    },
    /// The rate a year at which the present value of the amounts is nought; none unless their signs change exactly once.
    Irr {
        /// Amount of each step.
        amount: Box<TExpr>,
        /// Length of a step in years.
        step_years: f64,
    },
    /// First day of the first step in which the running sum is not negative after having been so; none if never.
    Payback(Box<TExpr>),
    /// Only in expectations and in outcomes across scenarios: a quantity of a run, draw by draw.
    Result {
        /// In which scenario; `None` in an expectation that is decided in each.
        scenario: Option<ScenarioId>,
        /// Which quantity.
        quantity: QuantityId,
    },
    /// Only in expectations and in outcomes across scenarios: one value out of all draws, step by step where it varies.
    Summary {
        /// How.
        how: Statistic,
        /// Of what.
        of: Box<TExpr>,
        /// Only over draws in which this holds.
        given: Option<Box<TExpr>>,
    },
}

/// A comparison with what it forgives.
///
/// Numbers count as equal when |left − right| ≤ tolerance; `<` wants left < right − tolerance, `<=` left ≤ right +
/// tolerance, and so on. tolerance = 1e-9 × the largest absolute value among `operands`, or `within` × the larger of
/// |left|, |right| if that is more.
#[derive(Clone, Debug)]
pub struct Compared {
    /// How.
    pub how: Comparison,
    /// Left side.
    pub left: TExpr,
    /// Right side, in the unit of the left.
    pub right: TExpr,
    /// The terms of the sums on both sides, seen through lets and conversions, each in the unit of the comparison;
    /// for a stock its opening and its flows. Empty for dates and labels, which compare exactly.
    pub operands: Vec<TExpr>,
    /// `within 0.5%`, a plain fraction.
    pub within: Option<TExpr>,
}

/// What can be asked of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Whether it is active in this step (a yes/no).
    Active,
    /// Whether it fires in this step (a yes/no).
    Fired,
    /// How often it has fired up to and with this step (a number).
    Count,
}

/// Functions of values in one step, from `numerics::maths` or exact operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Function {
    Abs,
    Sqrt,
    Exp,
    Ln,
    Log10,
    Sin,
    Cos,
    /// The smallest of its arguments.
    Min,
    /// The largest.
    Max,
    /// `clamp(x, low, high)` = min(max(x, low), high)
    Clamp,
    /// To the nearest whole number, halves away from zero; of a date, to the nearest day.
    Round,
    Floor,
    Ceil,
    /// `(p, years)` → 1 − exp(ln(1 − p) / years): the annual probability behind one over some years.
    AnnualProbability,
    /// `(date, days)` → the date that many days later: whole months (multiples of 30.4375 days) from the first of a
    /// month, otherwise days rounded to whole ones.
    ShiftDate,
}

/// How a series becomes one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// The sum over steps, in their order.
    Total,
    /// The sum over their number; none in an empty window.
    Average,
    /// The largest; none in an empty window.
    Highest,
    /// The smallest; none in an empty window.
    Lowest,
    /// First day of the first step in which it is yes; none if there is none.
    First,
    /// Whether it is yes in any step.
    Ever,
    /// Whether it is yes in all.
    Always,
}

/// How draws become one value. Draws without a value (none) are left out; no draw at all gives none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// The mean, by [`mean_sd`](crate::numerics::sample::mean_sd).
    Mean,
    /// The standard deviation (n − 1).
    Sd,
    /// The quantile at this probability p, Hyndman–Fan type 7; the median is 0.5.
    Quantile(f64),
    /// The value that occurs next below it, in sorted place ⌊p (n − 1)⌋ counted from 0: of dates, so that it is one.
    LowerQuantile(f64),
    /// The share of yes.
    Probability,
}

/// A draw: (draw, step) through a named stream to a distribution.
#[derive(Clone, Debug)]
pub struct Draw {
    /// What it is drawn from.
    pub distribution: Distribution,
    /// Whose stream it comes from.
    pub stream: StreamName,
    /// What the stream is for.
    pub role: Role,
    /// When it is drawn anew.
    pub each: Each,
    /// The streams that `correlate` makes its uniform of, this draw's own among them: `numerics::copula::tied` of their
    /// uniforms in the same draw and step, in this order. Where there are none, its own uniform as it is.
    pub tied: Vec<Tie>,
    /// The columns whose cells are the samples in its distribution.
    pub samples: Vec<QuantityId>,
}

/// A stream that a draw's uniform is made of.
#[derive(Clone, Debug)]
pub struct Tie {
    /// Whose stream it is.
    pub stream: StreamName,
    /// What the stream is for.
    pub role: Role,
    /// What its normal is multiplied by.
    pub coefficient: f64,
}

/// When a draw is made anew, and so what the `step` of its counter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// Once: step 0; its parameters are read in the first step.
    Run,
    /// Each calendar year: the year less the first year of the timeline; parameters read in that year's first step.
    Year,
    /// Each step: the step.
    Step,
    /// Each firing of this event: the step of the newest firing, this step's included (a trigger fires too), 0 where
    /// there is none; parameters read in that step. A firing in step 0 makes no difference, so that the value in step 0
    /// does not rest on it. Where it is none, unknown or a fault whether the event fires, the value is that from there
    /// on, until it is known to fire.
    Event(EventId),
}

/// What a draw is drawn from, its numbers in the unit of the result where they have one.
///
/// The value is `numerics::Sampler::of` the distribution at the uniform, and a fault where that finds one; it wants all
/// its numbers. But for `Form::Discrete` that is not inside a mixture: the first value whose cumulated weight exceeds
/// the uniform, in the order listed, where only that value is wanted; if it is cut, values outside the bounds weigh
/// nothing, the uniform is multiplied by the weight of the rest, and all values and bounds are wanted.
pub type Distribution = Law<TExpr>;

/// Values by date, read as of this step's first day or at a date.
#[derive(Clone, Debug)]
pub struct Table {
    /// First day and last day of each key's period, in order of time; the first day is moved to the first step that
    /// starts in the period, if one does.
    pub keys: Vec<(Date, Date)>,
    /// A value for each key; `None` where the cell is unknown.
    pub values: Vec<Option<TExpr>>,
    /// `Linear`: on the line between the two keys around the date (weight = days from key to date /
    /// days from key to next, value = a + (b − a) × weight, exactly a at the key); `Step`: of the last key that is
    /// not after the date; nothing: of the key whose period covers the date. The last key covers its period. A fault
    /// outside all of that.
    pub fill: Option<Fill>,
    /// The date at which it is read, if not this step's first day.
    pub at: Option<Box<TExpr>>,
    /// The column that is read there. It changes no value: it says what a result rests on.
    pub of: Option<QuantityId>,
}

impl TExpr {
    /// An expression of this kind and type.
    pub fn new(kind: Kind, ty: Type, span: Span) -> Self {
        TExpr { kind, ty, span }
    }

    /// The unit of a number; a plain number for anything else.
    pub fn unit(&self) -> Unit {
        match &self.ty {
            Type::Number(unit) => unit.clone(),
            _ => Unit::none(),
        }
    }

    /// The expressions directly inside this one, in the order written.
    pub fn children(&self) -> Children<'_> {
        match &self.kind {
            Kind::Sum(terms) => Children::Terms(terms.iter()),
            Kind::Product(factors) => Children::Factors(factors.iter()),
            Kind::And(all) | Kind::Or(all) | Kind::Call(_, all) => Children::All(all.iter()),
            Kind::If { arms, otherwise } => Children::boxed(
                arms.iter()
                    .flat_map(|(condition, value)| [condition, value])
                    .chain([otherwise.as_ref()]),
            ),
            Kind::Compare(compared) => Children::boxed(
                [&compared.left, &compared.right]
                    .into_iter()
                    .chain(&compared.within)
                    .chain(&compared.operands),
            ),
            Kind::Table(table) => {
                Children::boxed(table.values.iter().flatten().chain(table.at.as_deref()))
            }
            Kind::Draw(draw) => Children::boxed(draw.distribution.numbers().into_iter()),
            Kind::Reduce { of, window, .. } => {
                let window = window.as_deref();
                let (from, to) = (window.map(|it| &it.0), window.map(|it| &it.1));
                Children::few([Some(of.as_ref()), from, to])
            }
            Kind::Previous { of, initial } => {
                Children::few([Some(of.as_ref()), initial.as_deref(), None])
            }
            Kind::Summary { of, given, .. } => {
                Children::few([Some(of.as_ref()), given.as_deref(), None])
            }
            _ => {
                let [first, second] = self.one_or_two();
                Children::few([first, second, None])
            }
        }
    }

    fn one_or_two(&self) -> [Option<&TExpr>; 2] {
        match &self.kind {
            Kind::Convert(a, _)
            | Kind::Negate(a)
            | Kind::Not(a)
            | Kind::Cumulative(a)
            | Kind::Payback(a) => [Some(a), None],
            Kind::Is { subject: a, .. }
            | Kind::Growth { of: a, .. }
            | Kind::Irr { amount: a, .. } => [Some(a), None],
            Kind::Power(a, b)
            | Kind::DaysBetween(a, b)
            | Kind::During(a, b)
            | Kind::Ramp(a, b)
            | Kind::Initially(a, b)
            | Kind::Delay(a, b)
            | Kind::Smooth(a, b)
            | Kind::At(a, b)
            | Kind::PresentValue {
                amount: a, rate: b, ..
            } => [Some(a), Some(b)],
            _ => [None, None],
        }
    }
}

/// The expressions directly inside one. Most kinds of expressions have them in a row, and are walked often.
pub enum Children<'e> {
    /// Those of a sum.
    Terms(std::slice::Iter<'e, (Sign, TExpr)>),
    /// Those of a product.
    Factors(std::slice::Iter<'e, (Scale, TExpr)>),
    /// Those of a function.
    All(std::slice::Iter<'e, TExpr>),
    /// Up to three.
    Few(std::iter::Flatten<std::array::IntoIter<Option<&'e TExpr>, 3>>),
    /// Any others.
    Others(Box<dyn Iterator<Item = &'e TExpr> + 'e>),
}

impl<'e> Children<'e> {
    fn few(few: [Option<&'e TExpr>; 3]) -> Self {
        Children::Few(few.into_iter().flatten())
    }

    fn boxed(others: impl Iterator<Item = &'e TExpr> + 'e) -> Self {
        Children::Others(Box::new(others))
    }
}

impl<'e> Iterator for Children<'e> {
    type Item = &'e TExpr;

    fn next(&mut self) -> Option<&'e TExpr> {
        match self {
            Children::Terms(terms) => terms.next().map(|(_, term)| term),
            Children::Factors(factors) => factors.next().map(|(_, factor)| factor),
            Children::All(all) => all.next(),
            Children::Few(few) => few.next(),
            Children::Others(others) => others.next(),
        }
    }
}
