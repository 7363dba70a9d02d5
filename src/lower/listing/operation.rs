//! What one operation of a plan does, in a line.

use std::fmt::Write;

use super::Listing;
use crate::lower::NodeId;
use crate::lower::layout::Home;
use crate::lower::op::{Anew, Comparing, Fires, Op, Strength, Term};
use crate::numerics::Form;
use crate::syntax::ast::{Comparison, Scale, Sign};

impl Listing<'_> {
    /// `c12`, or `c12+2` where it has two columns in turn; nothing for what is not kept.
    pub(super) fn home(&self, node: NodeId) -> String {
        let later = self.layout.later[node.index()];
        let home = match later {
            Home::None => self.layout.first[node.index()],
            home => home,
        };
        match home {
            Home::Column { at, keep: 1, .. } => format!("c{at}"),
            Home::Column { at, keep, .. } => format!("c{at}+{keep}"),
            Home::Settled { at, .. } => format!("s{at}"),
            Home::None => String::new(),
        }
    }

    pub(super) fn own_name(&self, node: NodeId) -> String {
        match self.names.get(&node) {
            Some(name) => name.clone(),
            None => format!("#{}", node.0),
        }
    }

    /// How a node is written as an operand: a number as it is, what is handed on as what it hands on.
    pub(super) fn value(&self, node: NodeId) -> String {
        if let Some(name) = self.names.get(&node) {
            return name.clone();
        }
        match &self.plan.node(node).op {
            Op::Number(value) => value.to_string(),
            Op::Now => "now".to_owned(),
            Op::Lag { .. } | Op::Initially(..) | Op::Held(_) => self.handed_on(node),
            _ => format!("#{}", node.0),
        }
    }

    fn handed_on(&self, node: NodeId) -> String {
        match &self.plan.node(node).op {
            Op::Lag { of, initial } => match initial {
                Some(initial) => format!(
                    "previous({}, initial {})",
                    self.value(*of),
                    self.value(*initial)
                ),
                None => format!("previous({})", self.value(*of)),
            },
            Op::Initially(first, later) => {
                format!(
                    "initially {} then {}",
                    self.value(*first),
                    self.value(*later)
                )
            }
            Op::Held(of) => format!("first({})", self.value(*of)),
            _ => String::new(),
        }
    }

    fn values(&self, nodes: &[NodeId]) -> String {
        let nodes: Vec<String> = nodes.iter().map(|node| self.value(*node)).collect();
        nodes.join(", ")
    }

    pub(super) fn operation(&self, node: NodeId) -> String {
        let value = |node: &NodeId| self.value(*node);
        match &self.plan.node(node).op {
            Op::Number(number) => number.to_string(),
            Op::Sum(terms) => self.sum(terms),
            Op::Product(factors) => self.product(factors),
            Op::Power(a, b) => format!("{} ^ {}", value(a), value(b)),
            Op::Negate(of) => format!("-{}", value(of)),
            Op::Convert {
                of,
                multiplier,
                divisor,
            } => format!("{} × {multiplier} / {divisor}", value(of)),
            Op::Compare(comparing) => self.comparison(comparing),
            Op::And(parts) => format!("all({})", self.values(parts)),
            Op::Or(parts) => format!("any({})", self.values(parts)),
            Op::Not(of) => format!("not {}", value(of)),
            Op::If { arms, otherwise } => {
                let arms = arms
                    .iter()
                    .map(|(when, then)| format!("if {} then {} else ", value(when), value(then)));
                format!("{}{}", arms.collect::<String>(), value(otherwise))
            }
            Op::Call(function, arguments) => {
                format!("{}({})", lower_case(function), self.values(arguments))
            }
            Op::Lag { .. } | Op::Initially(..) | Op::Held(_) => self.handed_on(node),
            op => self.happening(node, op),
        }
    }

    fn comparison(&self, comparing: &Comparing) -> String {
        let Comparing {
            how, left, right, ..
        } = comparing;
        let sides = format!(
            "{} {} {}",
            self.value(*left),
            sign_of(*how),
            self.value(*right)
        );
        let others = comparing.operands.iter().chain(&comparing.within);
        let others: Vec<NodeId> = others
            .copied()
            .filter(|other| other != left && other != right)
            .collect();
        match others.as_slice() {
            [] => sides,
            others => format!("{sides}, rounding of {} forgiven", self.values(others)),
        }
    }

    fn happening(&self, node: NodeId, op: &Op) -> String {
        let value = |node: &NodeId| self.value(*node);
        match op {
            Op::Draw(drawing) => {
                let numbers: Vec<NodeId> = drawing.from.numbers().into_iter().copied().collect();
                let when = match drawing.anew {
                    Anew::Never => "",
                    Anew::Year => " each year",
                    Anew::Step => " each step",
                    Anew::Fired(_) => " each firing",
                };
                format!(
                    "draw{when} from {}({})",
                    law_word(&drawing.from.form),
                    self.values(&numbers)
                )
            }
            Op::Remaining(lasting) => match lasting.fires {
                Fires::As(fired) => format!(
                    "{} once {}, else one less",
                    value(&lasting.lasts),
                    value(&fired)
                ),
                Fires::ByChance {
                    uniform,
                    probability,
                } => format!(
                    "{} once over and {} < {}, else one less",
                    value(&lasting.lasts),
                    value(&uniform),
                    value(&probability)
                ),
            },
            Op::Adjust(adjusting) => {
                let mut text = value(&adjusting.base);
                let kinds = [
                    ("set to", &adjusting.sets),
                    ("plus", &adjusting.adds),
                    ("times", &adjusting.factors),
                ];
                for (word, changes) in kinds {
                    for change in changes {
                        let _ = write!(
                            text,
                            ", {word} {}{}",
                            value(&change.amount),
                            self.strength(change.strength)
                        );
                    }
                }
                text
            }
            Op::Reduce { how, of, window } => {
                let window = window.iter().flat_map(|(from, to)| [*from, *to]);
                let read: Vec<NodeId> = [*of].into_iter().chain(window).collect();
                format!("{}({})", lower_case(how), self.values(&read))
            }
            op => self.other(node, op),
        }
    }

    fn strength(&self, strength: Strength) -> String {
        match strength {
            Strength::Full => String::new(),
            Strength::While(node) => format!(" while {}", self.value(node)),
            Strength::Of(node) => format!(" as far as {}", self.value(node)),
        }
    }

    /// The operation's word and what it reads.
    fn other(&self, node: NodeId, op: &Op) -> String {
        let mut read = Vec::new();
        op.reads(node, &mut |operand, _| {
            if operand != node && !read.contains(&operand) {
                read.push(operand);
            }
        });
        let word = lower_case(op);
        let word: String = word
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == ' ')
            .collect();
        format!("{}({})", word.trim(), self.values(&read))
    }

    fn sum(&self, terms: &[Term]) -> String {
        let mut text = String::new();
        for (at, term) in terms.iter().enumerate() {
            text.push_str(match (at, term.sign) {
                (0, Sign::Plus) => "",
                (0, Sign::Minus) => "-",
                (_, Sign::Plus) => " + ",
                (_, Sign::Minus) => " - ",
            });
            text.push_str(&self.value(term.of));
            match (term.times, term.floor) {
                (Some(by), Some(floor)) => {
                    let (by, floor) = (self.value(by), self.value(floor));
                    let _ = write!(text, " × max({by}, {floor})");
                }
                (Some(by), None) => {
                    let _ = write!(text, " × {}", self.value(by));
                }
                (None, _) => {}
            }
        }
        text
    }

    fn product(&self, factors: &[(Scale, NodeId)]) -> String {
        let mut text = String::new();
        for (at, (scale, of)) in factors.iter().enumerate() {
            text.push_str(match (at, scale) {
                (0, Scale::Times) => "",
                (0, Scale::Over) => "1 / ",
                (_, Scale::Times) => " × ",
                (_, Scale::Over) => " / ",
            });
            text.push_str(&self.value(*of));
        }
        text
    }
}

fn sign_of(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "==",
        Comparison::Unequal => "!=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::More => ">",
        Comparison::AtLeast => ">=",
    }
}

/// `StepProbability { … }` → `step probability`
fn lower_case(named: &impl std::fmt::Debug) -> String {
    let name = format!("{named:?}");
    let name = name.chars().take_while(char::is_ascii_alphanumeric);
    let mut text = String::new();
    for letter in name {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

fn law_word<T>(form: &Form<T>) -> String {
    match form {
        Form::Family(family, _) => lower_case(family),
        Form::Discrete(_) => "discrete".to_owned(),
        Form::Quantiles(_) => "quantiles".to_owned(),
        Form::Sample(_) => "empirical".to_owned(),
        Form::Mixture(_) => "mix".to_owned(),
    }
}
