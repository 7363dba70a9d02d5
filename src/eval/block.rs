//! A block of draws through all steps of a plan.

use super::frame::{Frame, Setting};
use super::step::{evaluate, finish};
use crate::lower::Timing;

/// Looks at a block's values: after each step of each pass, and after each pass (the step is then that after the last).
pub type Observer<'o> = &'o mut dyn FnMut(&Frame);

/// Runs so many draws from `first_draw` on.
pub fn run(setting: Setting, first_draw: usize, draws: usize, observe: Observer) {
    let plan = setting.plan;
    let steps = plan.clock.steps;
    let mut frame = Frame::new(setting, first_draw, draws);
    for (stage, pass) in plan.stages.iter().enumerate() {
        frame.stage = stage;
        for step in 0..steps {
            frame.step = step;
            let due = if step == 0 { &pass.first } else { &pass.later };
            due.iter().for_each(|node| evaluate(&mut frame, *node));
            observe(&frame);
        }
        let gathered = pass
            .first
            .iter()
            .filter(|node| plan.node(**node).timing == Timing::Whole);
        gathered.for_each(|node| finish(&mut frame, *node));
        frame.step = steps;
        observe(&frame);
    }
}
