//! One node in one step: which operation, on which columns.

use super::column::Column;
use super::frame::Frame;
use super::lane::Lane;
use super::ops::{arithmetic, call, compare, date, logic, summary, table};
use super::status::Status;
use super::{chance, gather, happen};
use crate::lower::op::{Comparing, Op, Reading};
use crate::lower::{NodeId, Timing};

/// Evaluates a node in the frame's step.
pub fn evaluate(frame: &mut Frame, node: NodeId) {
    let plan = frame.setting.plan;
    let op = &plan.node(node).op;
    if plan.node(node).timing == Timing::Whole {
        let mut state = frame.take_state(node);
        gather::add(frame, op, &mut state);
        return frame.put_state(node, state);
    }
    let mut out = frame.take(node);
    if let Op::Fading(active, over) = op {
        let mut state = frame.take_state(node);
        happen::fade(frame, (*active, *over), &mut state, &mut out);
        frame.put_state(node, state);
    } else {
        operate(frame, node, op, &mut out);
        if op.makes_numbers() {
            out.mark_faults(Status::fault(node, frame.step));
        }
    }
    frame.put(node, out);
}

/// Settles a node that has gathered in every step.
pub fn finish(frame: &mut Frame, node: NodeId) {
    let (mut state, mut out) = (frame.take_state(node), frame.take(node));
    gather::finish(&frame.setting.plan.node(node).op, &mut state, &mut out);
    out.mark_faults(Status::fault(node, 0));
    frame.put_state(node, state);
    frame.put(node, out);
}

fn operate(frame: &Frame, node: NodeId, op: &Op, out: &mut Column) {
    match op {
        Op::Number(value) => out.set_same(Lane::of(*value)),
        Op::Unknown => out.set_same(Lane::missing(Status::UNKNOWN)),
        Op::Now => out.set_same(Lane::of(f64::from(frame.days().0.0))),
        Op::Not(of) => logic::not(frame.now(*of), out),
        Op::And(parts) => logic::and(frame.all(parts), out),
        Op::Or(parts) => logic::or(frame.all(parts), out),
        Op::Is {
            subject,
            label,
            negated,
        } => logic::is(frame.now(*subject), *label, *negated, out),
        Op::If { arms, otherwise } => {
            let arms = arms
                .iter()
                .map(|(when, value)| (frame.now(*when), frame.now(*value)));
            logic::choose(arms, frame.now(*otherwise), out);
        }
        Op::Select { by, of } => logic::select(frame.now(*by), frame.all(of), out),
        Op::Compare(comparing) => compare(frame, comparing, out),
        Op::Table(reading) => read_table(frame, reading, out),
        Op::Summary { how, of, given } => {
            let given = given.map(|given| frame.now(given));
            summary::summarise(*how, frame.now(*of), given, frame.draws, out);
        }
        Op::Input { column, .. } => input(frame, *column, out),
        _ => arithmetic(frame, node, op, out),
    }
}

fn arithmetic(frame: &Frame, node: NodeId, op: &Op, out: &mut Column) {
    match op {
        Op::Sum(terms) => {
            let terms = terms.iter().map(|term| arithmetic::Term {
                sign: term.sign,
                of: frame.now(term.of),
                times: term.times.map(|by| frame.now(by)),
                floor: term.floor.map(|floor| frame.now(floor)),
            });
            arithmetic::sum(terms, out);
        }
        Op::Product(factors) => {
            let factors = factors.iter().map(|(scale, of)| (*scale, frame.now(*of)));
            arithmetic::product(factors, out);
        }
        Op::Power(a, b) => arithmetic::power(frame.now(*a), frame.now(*b), out),
        Op::Negate(of) => arithmetic::negate(frame.now(*of), out),
        Op::Convert {
            of,
            multiplier,
            divisor,
        } => arithmetic::convert(frame.now(*of), *multiplier, *divisor, out),
        Op::Call(function, arguments) => match arguments.as_slice() {
            [] => out.set_same(Lane::fault()),
            [only] => call::one(*function, frame.now(*only), out),
            [first, second, rest @ ..] => {
                let (first, second) = (frame.now(*first), frame.now(*second));
                call::several(*function, first, second, frame.all(rest), out);
            }
        },
        Op::DaysBetween(to, from) => {
            date::distance(frame.now(*to), frame.now(*from), frame.counting(), out)
        }
        Op::During(from, to) => date::during(frame.now(*from), frame.now(*to), frame.days(), out),
        Op::InStep(of) => date::in_step(frame.now(*of), frame.days(), out),
        Op::Ramp(from, to) => date::ramp(
            frame.now(*from),
            frame.now(*to),
            frame.days().0,
            frame.counting(),
            out,
        ),
        Op::Draw(_)
        | Op::Pick { .. }
        | Op::Weigh { .. }
        | Op::Uniform { .. }
        | Op::Chance { .. }
        | Op::StepProbability { .. } => {
            chance::decide(frame, node, op, out);
        }
        _ => happen::happen(frame, node, op, out),
    }
}

fn compare(frame: &Frame, comparing: &Comparing, out: &mut Column) {
    let sides = compare::Sides {
        left: frame.now(comparing.left),
        right: frame.now(comparing.right),
        operands: frame.all(&comparing.operands),
        within: comparing.within.map(|within| frame.now(within)),
    };
    compare::compare(comparing.how, &sides, out);
}

fn read_table(frame: &Frame, reading: &Reading, out: &mut Column) {
    let cells = table::Cells {
        keys: &reading.keys,
        values: reading
            .values
            .iter()
            .map(|cell| cell.map(|cell| frame.now(cell)))
            .collect(),
        fill: reading.fill,
        counting: frame.counting(),
    };
    match reading.at {
        Some(at) => table::read_at(&cells, frame.now(at), out),
        None => table::read(&cells, frame.days().0, out),
    }
}

/// A column of a run; one value where all of its draws have the same.
fn input(frame: &Frame, column: usize, out: &mut Column) {
    let Some(column) = frame.setting.inputs.get(column) else {
        return out.set_same(Lane::missing(Status::UNKNOWN));
    };
    let step = if column.steps > frame.step {
        frame.step
    } else {
        0
    };
    let values = column.step(step);
    let width = if column.uncertain {
        frame.draws.min(values.len())
    } else {
        1
    };
    if width > 1 && column.marks.is_empty() {
        return out.write(width, |own| frame.copy_draws(values, own));
    }
    out.fill_with(width, |draw| {
        // What is the same in every draw is not drawn further.
        let draw = if column.uncertain {
            frame.draw_of(draw)
        } else {
            0
        };
        match column.mark(step, draw) {
            super::samples::Mark::Present => Lane::of(values[draw]),
            super::samples::Mark::None => Lane::missing(Status::NONE),
            super::samples::Mark::Unknown => Lane::missing(Status::UNKNOWN),
        }
    });
}
