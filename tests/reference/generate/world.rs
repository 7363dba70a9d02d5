//! What a random model has so far.

use super::adjustment::Owner;
use super::dice::Dice;
use super::time::Time;
use super::unit::Dim;

/// A model in the making.
pub struct World {
    /// What decides.
    pub dice: Dice,
    /// The timeline.
    pub time: Time,
    /// Numbers with a name, in the order in which they may look at each other.
    pub values: Vec<Value>,
    /// Yes/no values with a name.
    pub facts: Vec<Fact>,
    /// Choices.
    pub choices: Vec<Choice>,
    /// Events.
    pub events: Vec<Event>,
    /// Stocks: name and dimension.
    pub stocks: Vec<(String, Dim)>,
    /// Names of assumptions that rest on claims; every claim is by source `s0`, `s1` or `s2`.
    pub claims: Vec<(String, usize)>,
    /// Names of assumptions that are drawn, by when.
    pub drawn: Vec<(String, String)>,
    /// Whether money flows from actor to actor.
    pub flows: bool,
    /// Dates with a name.
    pub dates: Vec<String>,
    /// Outcomes that classify into good, fair and bad.
    pub classes: Vec<String>,
    /// Declarations that are done.
    pub lines: Vec<String>,
    /// Whether something may be unknown.
    pub unknowns: bool,
}

/// A number with a name.
#[derive(Clone)]
#[allow(missing_docs)]
pub struct Value {
    pub name: String,
    pub dim: Dim,
    /// Whether it looks at no event and no stock.
    pub early: bool,
    /// Whether it looks at no later step.
    pub causal: bool,
    /// Whether it is a probability within a year.
    pub hazard: bool,
    /// Whether it is drawn anew at each firing of an event, and nothing but a scenario's `set` changes it: hazards may
    /// name it, and events last as long as it says.
    pub redrawn: bool,
    /// What sets it already.
    pub set_by: Vec<Owner>,
}

/// A yes/no with a name.
#[derive(Clone)]
#[allow(missing_docs)]
pub struct Fact {
    pub name: String,
    pub early: bool,
}

/// A choice with its options: name, weight, adjustments.
#[allow(missing_docs)]
pub struct Choice {
    pub name: String,
    pub options: Vec<(String, Option<String>, Vec<String>)>,
}

/// An event with its clauses.
#[allow(missing_docs)]
pub struct Event {
    pub name: String,
    pub hazard: bool,
    pub clauses: Vec<String>,
    /// What sets its hazard already.
    pub set_by: Vec<Owner>,
}

/// What an expression may look at.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct View {
    /// Values before this position.
    pub upto: usize,
    /// Only early ones (late ones a step ago, if stocks are in sight).
    pub early: bool,
    /// Events, as this place sees them.
    pub events: bool,
    /// Stocks.
    pub stocks: bool,
    /// All steps at once.
    pub whole: bool,
}

impl World {
    /// An empty model.
    pub fn new(mut dice: Dice) -> Self {
        let time = Time::new(&mut dice);
        let unknowns = dice.chance(20);
        World {
            dice,
            time,
            values: Vec::new(),
            facts: Vec::new(),
            choices: Vec::new(),
            events: Vec::new(),
            stocks: Vec::new(),
            claims: Vec::new(),
            drawn: Vec::new(),
            flows: false,
            dates: Vec::new(),
            classes: Vec::new(),
            lines: Vec::new(),
            unknowns,
        }
    }

    /// Gives choices and events their names, so that they can be looked at.
    pub fn name_choices_and_events(&mut self) {
        for at in 0..self.dice.between(0, 3) {
            let count = self.dice.between(2, 3);
            let weights = self.option_weights(count);
            let weighted = self.dice.chance(60);
            let options = weights.into_iter().enumerate();
            let options = options
                .map(|(n, weight)| (format!("k{n}"), weighted.then_some(weight), Vec::new()))
                .collect();
            self.choices.push(Choice {
                name: format!("c{at}"),
                options,
            });
        }
        for at in 0..self.dice.between(0, 3) {
            let hazard = self.dice.chance(75);
            self.events.push(Event {
                name: format!("e{at}"),
                hazard,
                clauses: Vec::new(),
                set_by: Vec::new(),
            });
        }
    }

    /// Weights of so many options, which may look at the choices that there are already.
    fn option_weights(&mut self, count: usize) -> Vec<String> {
        let plain = weights(&mut self.dice, count);
        if self.choices.is_empty() || self.dice.chance(40) {
            return plain.iter().map(|weight| format!("{weight}%")).collect();
        }
        let at = self.dice.below(self.choices.len());
        let option = self.dice.below(self.choices[at].options.len());
        let condition = format!("{} is k{option}", self.choices[at].name);
        let mut there = weights(&mut self.dice, count);
        if self.dice.chance(30) {
            there = (0..count).map(|n| if n == 0 { 100 } else { 0 }).collect();
        }
        // Now and then through an assumption, or as what is left.
        let pairs = plain.iter().zip(there).enumerate();
        pairs
            .map(|(n, (here, there))| match self.dice.below(4) {
                0 => format!(
                    "if not ({condition}) then {here}% else 100% - {}%",
                    100 - there
                ),
                1 if self.dice.chance(50) => {
                    let name = format!("k{}_{n}", self.choices.len());
                    self.lines.push(format!("assume {name} = {here}%"));
                    format!("if {condition} then {there}% else {name}")
                }
                _ => format!("if {condition} then {there}% else {here}%"),
            })
            .collect()
    }

    /// A view of all early values.
    pub fn early_view(&self) -> View {
        View {
            upto: self.values.len(),
            early: true,
            events: false,
            stocks: false,
            whole: false,
        }
    }

    /// A view of all that is declared so far.
    pub fn late_view(&self) -> View {
        View {
            upto: self.values.len(),
            early: false,
            events: true,
            stocks: true,
            whole: false,
        }
    }

    /// A view for what decides whether an event fires.
    pub fn firing_view(&self, events: bool) -> View {
        View {
            upto: self.values.len(),
            early: true,
            events,
            stocks: true,
            whole: false,
        }
    }

    /// The declarations of the model.
    pub fn written(&self) -> Vec<String> {
        let head = format!("model m {{ {} }}", self.time.clause);
        let actors = ["actor u", "actor v"].map(str::to_owned);
        let sources = (0..3).map(|n| format!("source s{n} \"S\" {{ published 2020 }}"));
        let mut all: Vec<String> = [head].into_iter().chain(actors).chain(sources).collect();
        all.extend(self.lines.iter().cloned());
        all
    }
}

/// Whole percentages that add up to 100.
pub fn weights(dice: &mut Dice, count: usize) -> Vec<usize> {
    let mut left = 100;
    let mut weights = Vec::new();
    for rest in (1..count).rev() {
        let weight = dice.between(5, left - 10 * rest);
        weights.push(weight);
        left -= weight;
    }
    weights.push(left);
    weights
}
