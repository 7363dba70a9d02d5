//! A block of draws through all steps of a plan.

use super::frame::Frame;
use super::ready::Ready;
use super::step::{evaluate, finish};
use crate::lower::Timing;

/// Looks at a block's values: after each step of each pass, and after each pass (the step is then that after the last).
pub type Observer<'o> = &'o mut dyn FnMut(&Frame);

/// Runs so many draws from `first_draw` on.
pub fn run(ready: &Ready, first_draw: usize, draws: usize, observe: Observer) {
    let plan = ready.setting.plan;
    let steps = plan.clock.steps;
    let mut frame = Frame::new(ready, first_draw, draws);
    let passes = ready.layout.due_first.iter().zip(&ready.layout.due_later);
    for (stage, (first, later)) in passes.enumerate() {
        for step in 0..steps {
            frame.enter(stage, step);
            let due = if step == 0 { first } else { later };
            due.iter().for_each(|node| evaluate(&mut frame, *node));
            observe(&frame);
        }
        frame.enter(stage, steps);
        let gathered = first
            .iter()
            .filter(|node| plan.node(**node).timing == Timing::Whole);
        gathered.for_each(|node| finish(&mut frame, *node));
        observe(&frame);
    }
    frame.leave();
}
