//! What is said about each outcome, in the units and words that people read.

/// The probabilities at which a sample is described: p5, p25, p50, p75, p95.
pub const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The results of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Draws made.
    pub draws: usize,
    /// Where not all could be kept: what is made of results across scenarios rests on the first so many.
    pub held: Option<usize>,
    /// One an outcome, in the order declared.
    pub outcomes: Vec<OutcomeResult>,
    /// Those made of results across scenarios, in the order declared; each has one result, of a scenario without a name.
    pub across: Vec<OutcomeResult>,
}

impl Results {
    /// How far any quantile may be off, relative to its size.
    pub fn quantile_error(&self) -> f64 {
        let outcomes = self.outcomes.iter().chain(&self.across);
        let scenarios = outcomes.flat_map(|outcome| &outcome.scenarios);
        let points = scenarios.flat_map(|scenario| &scenario.points);
        let errors = points.map(|point| match &point.found {
            Found::Numbers(numbers) => numbers.quantile_error,
            _ => 0.0,
        });
        errors.fold(0.0, f64::max)
    }
}

/// One outcome in all scenarios that were run.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeResult {
    /// Its name, without an element.
    pub name: String,
    /// The element of its index, `light/heavy` where there are two; empty for most.
    pub element: String,
    /// Its title.
    pub title: Option<String>,
    /// The unit that all of its numbers are in; empty where they have none.
    pub unit: String,
    /// What kind of thing it is.
    pub form: Form,
    /// What its steps are called: empty for a single value.
    pub dates: Vec<String>,
    /// One a scenario, in the order asked for.
    pub scenarios: Vec<ScenarioResult>,
}

/// What kind of thing an outcome is.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A number.
    Number,
    /// A yes/no.
    YesNo,
    /// A date.
    Date,
    /// One of these classes.
    Class(Vec<String>),
}

/// An outcome in one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResult {
    /// The scenario's name.
    pub scenario: String,
    /// Where it is unknown: the assumptions that are.
    pub rests_on: Vec<String>,
    /// One a step; just one where it is no series.
    pub points: Vec<Summary>,
}

/// What is said about one value of all draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// How many draws have a value; they are summarised.
    pub draws: usize,
    /// The share of draws without one.
    pub none: f64,
    /// The standard error of a value that is made of summaries of draws.
    pub se: Option<f64>,
    /// The rest.
    pub found: Found,
}

/// The values that there are.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The same in every draw, because nothing that it rests on is drawn.
    Certain(Certain),
    /// Numbers.
    Numbers(Numbers),
    /// Dates: the [`QUANTILES`], each a date that occurs.
    Dates([String; 5]),
    /// The share of yes.
    Yes(f64),
    /// The share of each class.
    Classes(Vec<f64>),
    /// No draw has a value.
    Nothing,
    /// At least one draw rests on something declared unknown.
    Unknown,
}

/// A value that is the same in every draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Certain {
    /// A number in the outcome's unit.
    Number(f64),
    /// A yes/no.
    YesNo(bool),
    /// A date or a class, as it is written.
    Text(String),
}

/// A sample of numbers, in the outcome's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The mean.
    pub mean: f64,
    /// The standard deviation; there is none of a single value.
    pub sd: Option<f64>,
    /// The standard error of the mean.
    pub se: Option<f64>,
    /// The [`QUANTILES`], by Hyndman and Fan's definition 7.
    pub quantiles: [f64; 5],
    /// How far these may be off, relative to their size; nought where they are exact.
    pub quantile_error: f64,
}
