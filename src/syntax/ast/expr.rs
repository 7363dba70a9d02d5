//! Expressions, units and dates as written.

use std::fmt;

use super::{Name, Origin, Spanned};
use crate::calendar::Period;

/// An expression with its place.
pub type Expr = Spanned<ExprKind>;

/// What an expression is. Chains of one kind of operator are one flat node, however long.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `18_112 t of REO/year`, `18%`, `500M USD`, `5`
    Quantity(Quantity),
    /// `2027-03`, or a bare year where only a date can stand
    Date(Period),
    /// `demand`, `embargo.active`, `prudent.shortage`, `output[mountain]`
    Path(Path),
    /// `now`, `start`, `step`
    Builtin(Builtin),
    /// `min(a, b)`, `total(x during 2027..2030)`, `lognormal(5, 1) USD`
    Call(Call),
    /// `(a + b)`, `(3 + 2) USD`: brackets that carry a unit; plain brackets leave no node
    Group(Box<Expr>, UnitExpr),
    /// `[2025: 60, 2030: 75] USD/kg linear`, `[light: 71%, heavy: 98%]`
    List(List),
    /// `a + b - c`: the sign of the first term is `Plus` unless negated
    Sum(Vec<(Sign, Expr)>),
    /// `a * b / c`: the first factor is `Times`
    Product(Vec<(Scale, Expr)>),
    /// `a ^ b`; `a ^ b ^ c` is `a ^ (b ^ c)`
    Power(Box<Expr>, Box<Expr>),
    /// `-a`
    Negate(Box<Expr>),
    /// `a < b`
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// `not a`
    Not(Box<Expr>),
    /// `a and b and c`
    And(Vec<Expr>),
    /// `a or b or c`
    Or(Vec<Expr>),
    /// `alignment is hedged`, `path is not growth`
    Is {
        /// What is tested.
        subject: Box<Expr>,
        /// `is not`
        negated: bool,
        /// The option, class or element; or a column that holds elements, with a point in it.
        label: Name,
    },
    /// `x at 2035-06`
    At(Box<Expr>, Box<Expr>),
    /// `if a then b else if c then d else e`
    If {
        /// Conditions with what holds under them, tested in order.
        arms: Vec<(Expr, Expr)>,
        /// What holds under none.
        otherwise: Box<Expr>,
    },
    /// `initially v then EXPR`
    Initially(Box<Expr>, Box<Expr>),
    /// `inflow(a, USD)`, `inflow(a from b, USD)`, `outflow(a to b, USD)`, `net(a, USD)`
    FlowSum(FlowSum),
    /// `5 to 20`: a distribution by its 5th and 95th percentile
    To(Box<Expr>, Box<Expr>),
    /// `7 of 20`: a share
    Of(Box<Expr>, Box<Expr>),
    /// `3 in 16 years`: a hazard from a base rate
    In(Box<Expr>, Box<Expr>),
    /// `5% to 24% within 6 years`
    Within(Box<Expr>, Box<Expr>),
    /// `very unlikely`: a word for a probability
    Odds(Odds),
}

/// A number with its unit. `value` has its suffix and its percent sign applied: `5M` is 5e6, `18%` is 0.18.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number, correctly rounded from the decimal text.
    pub value: f64,
    /// Its unit; `18%` has the unit `%`, `8%/year` the unit `%/year`, `2% t/t` the unit `t/t`.
    pub unit: Option<UnitExpr>,
}

/// A unit as written: `billion USD of 2025/year`, `%/year`, `1/year`, `million`.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitExpr {
    /// `thousand` 3, `million` 6, `billion` 9, `trillion` 12; 0 where none is written.
    pub magnitude: u8,
    /// A leading `%`.
    pub percent: bool,
    /// The factors in the order written, brackets multiplied out.
    pub factors: Vec<UnitFactor>,
    /// From the first character to the last.
    pub span: Origin,
}

impl UnitExpr {
    /// The name that is all of it, as of `t`.
    pub fn bare(&self) -> Option<&Name> {
        match self.factors.as_slice() {
            [only] if only.exponent == 1 && only.of.is_empty() => {
                (self.magnitude == 0 && !self.percent).then_some(&only.name)
            }
            _ => None,
        }
    }
}

/// One factor of a unit: `t of REO`, `km^3`; after a `/` its exponent is negative.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitFactor {
    /// `t`, `USD`, `km`
    pub name: Name,
    /// What follows `of`, in the order written.
    pub of: Vec<Qualifier>,
    /// The exponent.
    pub exponent: i32,
}

/// What stands after `of` in a unit.
#[derive(Clone, Debug, PartialEq)]
pub enum Qualifier {
    /// A price base: `USD of 2025`
    Year(Spanned<i32>),
    /// A declared kind: `t of REO`
    Kind(Name),
}

/// A name with what is picked out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The first name.
    pub head: Name,
    /// What follows it.
    pub steps: Vec<PathStep>,
}

impl Path {
    /// The name alone, if nothing follows it.
    pub fn single(&self) -> Option<&Name> {
        self.steps.is_empty().then_some(&self.head)
    }

    /// The first name behind a point: `active` of `outage.active` and of `outage[guddu].active`.
    pub fn member(&self) -> Option<&Name> {
        self.steps.iter().find_map(|step| match step {
            PathStep::Member(member) => Some(member),
            PathStep::Element(_) => None,
        })
    }

    /// The first names in square brackets.
    pub fn elements(&self) -> Option<&[Name]> {
        self.steps.iter().find_map(|step| match step {
            PathStep::Element(elements) => Some(elements.as_slice()),
            PathStep::Member(_) => None,
        })
    }

    /// What stands behind one point and one pair of brackets: nothing has more.
    pub fn beyond(&self) -> Option<&Name> {
        let (mut members, mut elements) = (0, 0);
        self.steps.iter().find_map(|step| match step {
            PathStep::Member(name) => {
                members += 1;
                (members > 1).then_some(name)
            }
            PathStep::Element(names) => {
                elements += 1;
                names.first().filter(|_| elements > 1)
            }
        })
    }
}

/// As it is written: `output[mountain]`, `cut_off.hazard`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head.value)?;
        for step in &self.steps {
            match step {
                PathStep::Member(member) => write!(f, ".{}", member.value)?,
                PathStep::Element(elements) => {
                    let elements: Vec<&str> = elements.iter().map(|it| it.value.as_str()).collect();
                    write!(f, "[{}]", elements.join(", "))?;
                }
            }
        }
        Ok(())
    }
}

/// One step into a named thing.
#[derive(Clone, Debug, PartialEq)]
pub enum PathStep {
    /// `.active`
    Member(Name),
    /// `[mountain]`, `[light, dysprosium]`; of a column that holds elements, with a point in it: `[projects.stage]`
    Element(Vec<Name>),
}

/// The names that the language itself gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// The first day of this step.
    Now,
    /// The first day of the timeline.
    Start,
    /// The length of a step.
    Step,
}

/// A function or a distribution applied to arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its name.
    pub function: Name,
    /// What stands in the brackets.
    pub arguments: Vec<Argument>,
    /// The unit after the closing bracket.
    pub unit: Option<UnitExpr>,
}

impl Call {
    /// Whether names before the colons of its lists are those of values, not of elements.
    pub fn lists_values(&self) -> bool {
        ["discrete", "mix", "quantiles"].contains(&self.function.value.as_str())
    }
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// `min:`, `max:`, `initial:`
    pub label: Option<Name>,
    /// The value.
    pub value: Expr,
    /// `over mine`
    pub over: Option<Name>,
    /// `where CONDITION`, behind `over mine`
    pub filter: Option<Expr>,
    /// `during 2027..2030`
    pub during: Option<Window>,
    /// `given CONDITION`
    pub given: Option<Expr>,
}

/// `A..B` or `A`: whole periods, both ends included.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// Where it begins.
    pub from: Expr,
    /// Where it ends; the same period where left out.
    pub to: Option<Expr>,
}

/// Values by key, in brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Key and value, in the order written. A four-digit key is a `Date`; a name key is a `Path`.
    pub entries: Vec<(Expr, Expr)>,
    /// The unit after the closing bracket.
    pub unit: Option<UnitExpr>,
    /// `linear` or `step`.
    pub fill: Option<Fill>,
}

/// What holds between the keys of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A straight line.
    Linear,
    /// The value of the key before.
    Step,
}

/// The sign of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// The side of a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// `*`
    Times,
    /// `/`
    Over,
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// A sum over the flows of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowSum {
    /// Which side is summed.
    pub side: FlowSide,
    /// Whose flows.
    pub actor: Name,
    /// Only those from (for `inflow`) or to (for `outflow`) this one.
    pub other: Option<Name>,
    /// Only flows that convert to this unit.
    pub unit: Option<UnitExpr>,
}

/// The side of a [`FlowSum`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowSide {
    /// `inflow`
    In,
    /// `outflow`
    Out,
    /// `net`: in less out
    Net,
}

/// The probability words of ICD 203, by their band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odds {
    /// `almost no chance`, `remote`: 1% to 5%
    AlmostNoChance,
    /// `very unlikely`, `highly improbable`: 5% to 20%
    VeryUnlikely,
    /// `unlikely`, `improbable`: 20% to 45%
    Unlikely,
    /// `roughly even chance`, `roughly even odds`: 45% to 55%
    RoughlyEven,
    /// `likely`, `probable`: 55% to 80%
    Likely,
    /// `very likely`, `highly probable`: 80% to 95%
    VeryLikely,
    /// `almost certain`, `nearly certain`: 95% to 99%
    AlmostCertain,
}
