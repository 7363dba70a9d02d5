//! What a node of a plan does, over other nodes.

use super::NodeId;
use crate::calendar::Date;
use crate::numerics::Law;
use crate::syntax::ast::{Comparison, Fill, Scale, Sign};
use crate::types::model::{Function, Reduction, Statistic};

/// An operation. Yes and no are 1 and 0, dates are days since 1970-01-01, labels are positions.
///
/// What each one means is said at [`Kind`](crate::types::model::Kind), which most of these mirror.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// A number.
    Number(f64),
    /// What is declared unknown.
    Unknown,
    /// The first day of the step.
    Now,
    /// Terms, added or subtracted in turn.
    Sum(Vec<Term>),
    /// Factors, multiplied or divided in turn.
    Product(Vec<(Scale, NodeId)>),
    /// The first to the power of the second.
    Power(NodeId, NodeId),
    /// −a
    Negate(NodeId),
    /// `of` × multiplier / divisor.
    Convert {
        /// What.
        of: NodeId,
        /// Applied first.
        multiplier: f64,
        /// Applied second.
        divisor: f64,
    },
    /// A comparison.
    Compare(Comparing),
    /// Yes if no.
    Not(NodeId),
    /// Whether all are yes.
    And(Vec<NodeId>),
    /// Whether one is yes.
    Or(Vec<NodeId>),
    /// Whether a label is this one.
    Is {
        /// The label.
        subject: NodeId,
        /// The position.
        label: f64,
        /// `is not`
        negated: bool,
    },
    /// The value of the first arm whose condition is yes.
    If {
        /// Condition and value.
        arms: Vec<(NodeId, NodeId)>,
        /// The value where none holds.
        otherwise: NodeId,
    },
    /// The value whose position is `by`.
    Select {
        /// The position.
        by: NodeId,
        /// The values.
        of: Vec<NodeId>,
    },
    /// A function of values in one step.
    Call(Function, Vec<NodeId>),
    /// Days from the second to the first.
    DaysBetween(NodeId, NodeId),
    /// Whether the step overlaps the days from the first to the second.
    During(NodeId, NodeId),
    /// Whether the step contains a date.
    InStep(NodeId),
    /// From 0 at the first date to 1 at the second.
    Ramp(NodeId, NodeId),
    /// The value in the step before; in the first step `initial`, or its own value there.
    Lag {
        /// What.
        of: NodeId,
        /// Its value before the first step.
        initial: Option<NodeId>,
    },
    /// The value in the first step, whichever step it is.
    Held(NodeId),
    /// The first in the first step, the second in all others.
    Initially(NodeId, NodeId),
    /// The value as many steps ago as the second says.
    Delay(NodeId, NodeId),
    /// The first, smoothed over the second.
    Smooth(NodeId, NodeId),
    /// The running sum.
    Cumulative(NodeId),
    /// Growth over `lag` steps.
    Growth {
        /// What grows.
        of: NodeId,
        /// Over how many steps.
        lag: usize,
    },
    /// One value out of all steps.
    Reduce {
        /// How.
        how: Reduction,
        /// Of what.
        of: NodeId,
        /// First and last day of the window.
        window: Option<(NodeId, NodeId)>,
    },
    /// The value in the step that contains a date.
    At(NodeId, NodeId),
    /// The present value of amounts.
    PresentValue {
        /// Amount of each step.
        amount: NodeId,
        /// Effective annual rate.
        rate: NodeId,
        /// Length of a step in years.
        step_years: f64,
    },
    /// The internal rate of return.
    Irr {
        /// Amount of each step.
        amount: NodeId,
        /// Length of a step in years.
        step_years: f64,
    },
    /// When the running sum comes back to nought.
    Payback(NodeId),
    /// A draw from a distribution.
    Draw(Drawing),
    /// A position, drawn once by weight.
    Pick {
        /// Hash of the stream's name.
        stream: u64,
        /// Weights, which add up to 1.
        weights: Vec<f64>,
    },
    /// A position, drawn once by the weights of the first step.
    Weigh {
        /// Hash of the stream's name.
        stream: u64,
        /// Weights, which must add up to 1.
        weights: Vec<NodeId>,
    },
    /// The step's uniform of a stream.
    Uniform {
        /// Hash of the stream's name.
        stream: u64,
    },
    /// Whether a uniform is below a probability.
    Chance {
        /// The uniform.
        uniform: NodeId,
        /// The probability in a step.
        probability: NodeId,
    },
    /// The probability in a step behind one within a year.
    StepProbability {
        /// The probability within a year.
        annual: NodeId,
        /// Length of a step in years.
        step_years: f64,
    },
    /// A value by date.
    Table(Reading),
    /// Whether an event fires.
    Fired(Firing),
    /// How many steps an event still lasts, this one included.
    Remaining(Lasting),
    /// Whether there are steps remaining.
    Active(NodeId),
    /// The option that holds.
    Choice(Choosing),
    /// 1 while the first is yes, then down to 0 over as many steps as the second says.
    Fading(NodeId, NodeId),
    /// A value with what is done to it.
    Adjust(Adjusting),
    /// A column of a run.
    Input {
        /// Its position among the inputs.
        column: usize,
        /// Whether it is a series.
        varies: bool,
    },
    /// One value out of all draws.
    Summary {
        /// How.
        how: Statistic,
        /// Of what.
        of: NodeId,
        /// Only over draws in which this holds.
        given: Option<NodeId>,
    },
}

/// A term of a sum: a value, or the product of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// Whether it is added or taken away.
    pub sign: Sign,
    /// The value.
    pub of: NodeId,
    /// What it is multiplied by.
    pub times: Option<NodeId>,
    /// What that is at least.
    pub floor: Option<NodeId>,
}

/// A comparison; see [`Compared`](crate::types::model::Compared).
#[derive(Clone, Debug, PartialEq)]
pub struct Comparing {
    /// How.
    pub how: Comparison,
    /// Left side.
    pub left: NodeId,
    /// Right side.
    pub right: NodeId,
    /// Whose size says what is forgiven.
    pub operands: Vec<NodeId>,
    /// The share of the larger side that is forgiven.
    pub within: Option<NodeId>,
}

/// A draw; see [`Draw`](crate::types::model::Draw).
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Hash of the stream's name.
    pub stream: u64,
    /// When it is made anew.
    pub anew: Anew,
    /// What it is drawn from.
    pub from: Law<NodeId>,
    /// Hashes of the streams that its uniform is made of, with their coefficients; its own as it is if there are none.
    pub tied: Vec<(u64, f64)>,
}

/// When a draw is made anew; see [`Each`](crate::types::model::Each).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anew {
    /// Never.
    Never,
    /// In each calendar year.
    Year,
    /// In each step.
    Step,
    /// In each step but the first in which this says that an event fires.
    Fired(NodeId),
}

/// A table; see [`Table`](crate::types::model::Table).
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// First and last day of each key's period.
    pub keys: Vec<(Date, Date)>,
    /// A value for each key.
    pub values: Vec<Option<NodeId>>,
    /// What holds between keys.
    pub fill: Option<Fill>,
    /// The date, if not the step's first day.
    pub at: Option<NodeId>,
}

/// What makes an event fire.
#[derive(Clone, Debug, PartialEq)]
pub struct Firing {
    /// Steps that it still lasts, read as the step before left them.
    pub remaining: NodeId,
    /// It fires of itself only while this holds.
    pub only_when: Option<NodeId>,
    /// Whether its hazard strikes; counts only while it is not active.
    pub strikes: Option<NodeId>,
    /// Whether it occurs, active or not.
    pub occurs: Option<NodeId>,
    /// Whether a scenario triggers it, whatever else.
    pub triggers: Vec<NodeId>,
}

/// How long an event lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Lasting {
    /// Whether it fires.
    pub fires: Fires,
    /// For how many steps, in the step of firing.
    pub lasts: NodeId,
    /// Triggers with a duration of their own.
    pub triggers: Vec<(NodeId, NodeId)>,
}

/// Stands for the steps of what never ends.
pub const FOREVER: f64 = 1e300;

/// Whether an event fires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fires {
    /// As this says.
    As(NodeId),
    /// Where it is over and a uniform is below a probability.
    ByChance {
        /// The uniform.
        uniform: NodeId,
        /// The probability in a step, which [`Op::StepProbability`] has made.
        probability: NodeId,
    },
}

/// How a choice goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Choosing {
    /// The option in the first step.
    pub initial: NodeId,
    /// Whether a switch acted, read as the step before left it, and to which option.
    pub switches: Vec<(NodeId, usize)>,
    /// Whether a scenario chooses in this step, and which option; the last one holds.
    pub chooses: Vec<(NodeId, usize)>,
}

/// What is done to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjusting {
    /// What is declared.
    pub base: NodeId,
    /// What replaces it: the first whose intensity is not 0 holds.
    pub sets: Vec<Change>,
    /// What is added.
    pub adds: Vec<Change>,
    /// What it is multiplied by.
    pub factors: Vec<Change>,
    /// It is a probability within a year, whose factors act on the rate behind it.
    pub hazard: bool,
}

/// One thing that is done to a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// How strongly.
    pub strength: Strength,
    /// What it is set to, what is added, or by what it is multiplied.
    pub amount: NodeId,
}

/// How strongly a change acts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strength {
    /// Fully, in every step.
    Full,
    /// Fully while this is not 0.
    While(NodeId),
    /// As this says, from 0 to 1.
    Of(NodeId),
}

impl Strength {
    /// What decides it.
    pub fn node(self) -> Option<NodeId> {
        match self {
            Strength::Full => None,
            Strength::While(node) | Strength::Of(node) => Some(node),
        }
    }
}
