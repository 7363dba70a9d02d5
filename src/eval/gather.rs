//! Operations that need the whole timeline: they gather in every step and have their value after the last.

use super::column::Column;
use super::frame::{Frame, State};
use super::ops::finance::{self, Discounted, Repaid};
use super::ops::reduce::{Dated, Gathered};
use crate::lower::Op;
use crate::numerics::Width;

/// Adds the frame's step.
pub fn add(frame: &Frame, op: &Op, state: &mut State) {
    if frame.step == 0 {
        begin(op, frame.setting.wide, state);
    }
    match (op, state) {
        (Op::Reduce { how, of, window }, State::Gathered(gathered)) => {
            let window = window.map(|(from, to)| (frame.now(from), frame.now(to)));
            gathered.add(*how, frame.now(*of), window, frame.days());
        }
        (Op::At(of, date), State::Dated(dated)) => {
            dated.add(frame.now(*of), frame.now(*date), frame.days());
        }
        (
            Op::PresentValue {
                amount,
                rate,
                step_years,
            },
            State::Discounted(discounted),
        ) => {
            let (amount, rate) = (frame.now(*amount), frame.now(*rate));
            discounted.add(amount, rate, *step_years);
        }
        (Op::Irr { amount, .. }, State::Amounts(amounts)) => {
            amounts.push(frame.now(*amount).clone());
        }
        (Op::Payback(of), State::Repaid(repaid)) => repaid.add(frame.now(*of), frame.days()),
        _ => {}
    }
}

/// Forgets the block before, in the same room where much is written.
fn begin(op: &Op, wide: Width, state: &mut State) {
    match (op, &mut *state) {
        (Op::Reduce { how, .. }, State::Gathered(gathered)) => gathered.begin_again(*how),
        (Op::PresentValue { .. }, State::Discounted(discounted)) => discounted.begin_again(),
        _ => *state = start(op, wide),
    }
}

fn start(op: &Op, wide: Width) -> State {
    match op {
        Op::Reduce { how, .. } => State::Gathered(Gathered::new(*how, wide)),
        Op::At(..) => State::Dated(Dated::new(wide)),
        Op::PresentValue { .. } => State::Discounted(Discounted::new(wide)),
        Op::Irr { .. } => State::Amounts(Vec::new()),
        Op::Payback(_) => State::Repaid(Repaid::default()),
        _ => State::Nothing,
    }
}

/// The value, all steps added.
pub fn finish(op: &Op, state: &mut State, out: &mut Column) {
    match (op, state) {
        (Op::Reduce { how, .. }, State::Gathered(gathered)) => gathered.finish(*how, out),
        (_, State::Dated(dated)) => dated.finish(out),
        (_, State::Discounted(discounted)) => discounted.finish(out),
        (Op::Irr { step_years, .. }, State::Amounts(amounts)) => {
            finance::irr(amounts, *step_years, out);
        }
        (_, State::Repaid(repaid)) => repaid.finish(out),
        _ => {}
    }
}
