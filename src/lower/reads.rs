//! Which nodes an operation reads, and as of which step.

use super::op::{Adjusting, Anew, Choosing, Drawing, Fires, Firing, Lasting, Op};
use super::{NodeId, Timing};

/// As of which step a node is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// This step.
    Same,
    /// This step, and only in the first one.
    First,
    /// This step, and never in the first one.
    Later,
    /// So many steps ago, where there was such a step.
    Back(usize),
    /// Any step before.
    AnyBefore,
}

/// Receives what is read.
pub type Reader<'a> = &'a mut dyn FnMut(NodeId, Read);

impl Op {
    /// Tells every read of this operation, that of its own earlier value included; `own` is its node.
    pub fn reads(&self, own: NodeId, read: Reader) {
        match self {
            Op::Number(_)
            | Op::Unknown
            | Op::Now
            | Op::Pick { .. }
            | Op::Uniform { .. }
            | Op::Input { .. } => {}
            Op::Lag { of, initial } => {
                read(initial.unwrap_or(*of), Read::First);
                read(*of, Read::Back(1));
            }
            Op::Initially(first, later) => {
                read(*first, Read::First);
                read(*later, Read::Later);
            }
            Op::Delay(of, steps) => {
                all(read, [*of, *steps]);
                read(*of, Read::AnyBefore);
            }
            Op::Growth { of, lag } => {
                read(*of, Read::Same);
                read(*of, Read::Back(*lag));
            }
            Op::Smooth(of, over) => {
                all(read, [*of, *over]);
                read(own, Read::Back(1));
            }
            Op::Cumulative(of) => {
                read(*of, Read::Same);
                read(own, Read::Back(1));
            }
            Op::Held(of) => read(*of, Read::First),
            Op::Weigh { weights, .. } => weights.iter().for_each(|node| read(*node, Read::First)),
            Op::Draw(drawing) => reads_of_draw(drawing, own, read),
            Op::Fired(firing) => reads_of_firing(firing, read),
            Op::Remaining(lasting) => reads_of_lasting(lasting, own, read),
            Op::Choice(choosing) => reads_of_choice(choosing, own, read),
            Op::Adjust(adjusting) => reads_of_adjust(adjusting, read),
            _ => self.reads_of_this_step(read),
        }
    }

    /// The reads of an operation that looks at this step only.
    fn reads_of_this_step(&self, read: Reader) {
        match self {
            Op::Sum(terms) => terms.iter().for_each(|term| {
                all(read, [term.of]);
                all(read, term.times);
                all(read, term.floor);
            }),
            Op::Product(factors) => all(read, factors.iter().map(|(_, node)| *node)),
            Op::And(nodes) | Op::Or(nodes) | Op::Call(_, nodes) => all(read, nodes.iter().copied()),
            Op::Compare(comparing) => {
                all(read, [comparing.left, comparing.right]);
                all(read, comparing.within);
                all(read, comparing.operands.iter().copied());
            }
            Op::If { arms, otherwise } => {
                all(read, arms.iter().flat_map(|(when, value)| [*when, *value]));
                read(*otherwise, Read::Same);
            }
            Op::Select { by, of } => {
                read(*by, Read::Same);
                all(read, of.iter().copied());
            }
            Op::Table(table) => {
                all(read, table.values.iter().flatten().copied());
                all(read, table.at);
            }
            Op::Reduce { of, window, .. } => {
                read(*of, Read::Same);
                all(read, window.iter().flat_map(|(from, to)| [*from, *to]));
            }
            Op::Summary { of, given, .. } => {
                read(*of, Read::Same);
                all(read, *given);
            }
            _ => all(read, self.one_or_two().into_iter().flatten()),
        }
    }

    fn one_or_two(&self) -> [Option<NodeId>; 2] {
        match self {
            Op::Power(a, b)
            | Op::DaysBetween(a, b)
            | Op::During(a, b)
            | Op::Ramp(a, b)
            | Op::Fading(a, b)
            | Op::At(a, b)
            | Op::Chance {
                uniform: a,
                probability: b,
            }
            | Op::PresentValue {
                amount: a, rate: b, ..
            } => [Some(*a), Some(*b)],
            Op::Negate(a)
            | Op::Not(a)
            | Op::InStep(a)
            | Op::Active(a)
            | Op::Payback(a)
            | Op::Convert { of: a, .. }
            | Op::Is { subject: a, .. }
            | Op::Irr { amount: a, .. }
            | Op::StepProbability { annual: a, .. } => [Some(*a), None],
            _ => [None, None],
        }
    }

    /// When it is evaluated, whatever it reads; `None` where that depends on what it reads.
    pub fn own_timing(&self) -> Option<Timing> {
        match self {
            Op::Number(_) | Op::Unknown | Op::Pick { .. } | Op::Weigh { .. } | Op::Held(_) => {
                Some(Timing::Run)
            }
            Op::Draw(Drawing {
                anew: Anew::Never, ..
            }) => Some(Timing::Run),
            Op::Reduce { .. }
            | Op::At(..)
            | Op::PresentValue { .. }
            | Op::Irr { .. }
            | Op::Payback(_) => Some(Timing::Whole),
            Op::Now
            | Op::During(..)
            | Op::InStep(_)
            | Op::Ramp(..)
            | Op::Lag { .. }
            | Op::Initially(..)
            | Op::Delay(..)
            | Op::Smooth(..)
            | Op::Cumulative(_)
            | Op::Growth { .. }
            | Op::Uniform { .. }
            | Op::Chance { .. }
            | Op::Draw(_)
            | Op::Fired(_)
            | Op::Remaining(_)
            | Op::Choice(_)
            | Op::Fading(..)
            | Op::Input { varies: true, .. } => Some(Timing::Step),
            Op::Table(table) if table.at.is_none() => Some(Timing::Step),
            _ => None,
        }
    }

    /// Whether it draws.
    pub fn is_random(&self) -> bool {
        matches!(
            self,
            Op::Draw(_) | Op::Pick { .. } | Op::Weigh { .. } | Op::Uniform { .. }
        )
    }

    /// Whether it may differ from draw to draw, whatever it reads.
    pub fn is_by_draw(&self) -> bool {
        self.is_random() || matches!(self, Op::Input { .. } | Op::Summary { .. })
    }

    /// Whether it can make a value that is no number out of ones that are; all others hand values on, or say yes or no.
    pub fn makes_numbers(&self) -> bool {
        !matches!(
            self,
            Op::Number(_)
                | Op::Unknown
                | Op::Now
                | Op::Not(_)
                | Op::And(_)
                | Op::Or(_)
                | Op::Is { .. }
                | Op::If { .. }
                | Op::Compare(_)
                | Op::During(..)
                | Op::InStep(_)
                | Op::Lag { .. }
                | Op::Held(_)
                | Op::Initially(..)
                | Op::Delay(..)
                | Op::Uniform { .. }
                | Op::Fired(_)
                | Op::Remaining(_)
                | Op::Active(_)
                | Op::Choice(_)
                | Op::Fading(..)
                | Op::Input { .. }
        )
    }
}

fn all(read: Reader, nodes: impl IntoIterator<Item = NodeId>) {
    nodes.into_iter().for_each(|node| read(node, Read::Same));
}

fn reads_of_draw(drawing: &Drawing, own: NodeId, read: Reader) {
    let when = match drawing.anew {
        Anew::Never => Read::First,
        Anew::Year | Anew::Step | Anew::Fired(_) => Read::Same,
    };
    let numbers = drawing.from.numbers().into_iter();
    numbers.for_each(|node| read(*node, when));
    match drawing.anew {
        Anew::Never | Anew::Step => {}
        Anew::Year => read(own, Read::Back(1)),
        Anew::Fired(fired) => {
            read(fired, Read::Later);
            read(own, Read::Back(1));
        }
    }
}

fn reads_of_firing(firing: &Firing, read: Reader) {
    read(firing.remaining, Read::Back(1));
    all(read, firing.only_when);
    all(read, firing.strikes);
    all(read, firing.occurs);
    all(read, firing.triggers.iter().copied());
}

fn reads_of_lasting(lasting: &Lasting, own: NodeId, read: Reader) {
    match lasting.fires {
        Fires::As(fired) => all(read, [fired]),
        Fires::ByChance {
            uniform,
            probability,
        } => all(read, [uniform, probability]),
    }
    read(lasting.lasts, Read::Same);
    all(
        read,
        lasting
            .triggers
            .iter()
            .flat_map(|(at, steps)| [*at, *steps]),
    );
    read(own, Read::Back(1));
}

fn reads_of_choice(choosing: &Choosing, own: NodeId, read: Reader) {
    read(choosing.initial, Read::First);
    all(read, choosing.chooses.iter().map(|(when, _)| *when));
    choosing
        .switches
        .iter()
        .for_each(|(acted, _)| read(*acted, Read::Back(1)));
    read(own, Read::Back(1));
}

fn reads_of_adjust(adjusting: &Adjusting, read: Reader) {
    read(adjusting.base, Read::Same);
    let changes = [&adjusting.sets, &adjusting.adds, &adjusting.factors];
    for change in changes.into_iter().flatten() {
        all(read, change.strength.node());
        read(change.amount, Read::Same);
    }
}
