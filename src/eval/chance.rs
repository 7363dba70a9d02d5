//! Operations that draw.

use super::column::Column;
use super::frame::Frame;
use super::ops::{chance, draw};
use crate::lower::NodeId;
use crate::lower::op::{Anew, Drawing, Op, Source};

/// Evaluates what draws, or makes a probability ready for it.
pub fn decide(frame: &Frame, node: NodeId, op: &Op, out: &mut Column) {
    match op {
        Op::Pick { stream, weights } => frame.with_uniforms(*stream, 0, |uniforms| {
            chance::positions(weights, uniforms, out);
        }),
        Op::Weigh { stream, weights } => frame.with_uniforms(*stream, 0, |uniforms| {
            chance::weigh(&frame.all(weights), uniforms, out);
        }),
        Op::Uniform { stream } => frame.with_uniforms(*stream, frame.step, |uniforms| {
            out.write(uniforms.len(), |values| values.copy_from_slice(uniforms));
        }),
        Op::Chance {
            uniform,
            probability,
        } => chance::strikes(frame.now(*probability), frame.now(*uniform), out),
        Op::StepProbability { annual, step_years } => {
            chance::in_step(frame.now(*annual), *step_years, out);
        }
        Op::Draw(drawing) => draw_anew(frame, node, drawing, out),
        _ => {}
    }
}

/// Draws where the draw is due, else keeps the value of the step before.
fn draw_anew(frame: &Frame, node: NodeId, drawing: &Drawing, out: &mut Column) {
    let counter = match drawing.anew {
        Anew::Never => 0,
        Anew::Step => frame.step,
        Anew::Fired(fired) => match frame.back(node, 1) {
            None => 0,
            Some(before) => return draw_where_fired(frame, drawing, before, frame.now(fired), out),
        },
        Anew::Year => {
            let year = |step| frame.setting.plan.clock.days(step).0.ymd().0;
            let counter = year(frame.step).abs_diff(year(0)) as usize;
            match frame.back(node, 1) {
                Some(before) if year(frame.step) == year(frame.step - 1) => {
                    return out.copy_from(before);
                }
                _ => counter,
            }
        }
    };
    draw_all(frame, drawing, counter, out);
}

/// Draws in the lanes in which the event fires; the others keep the value of the step before.
fn draw_where_fired(
    frame: &Frame,
    drawing: &Drawing,
    before: &Column,
    fired: &Column,
    out: &mut Column,
) {
    let mut drawn = Column::default();
    if fired.values().iter().any(|fires| *fires != 0.0) {
        draw_all(frame, drawing, frame.step, &mut drawn);
    }
    draw::anew(fired, &drawn, before, out);
}

fn draw_all(frame: &Frame, drawing: &Drawing, counter: usize, out: &mut Column) {
    frame.with_uniforms(drawing.stream, counter, |uniforms| match &drawing.from {
        Source::Family {
            family,
            parameters,
            min,
            max,
        } => {
            let parameters = draw::Parameters {
                family: *family,
                values: frame.all(parameters),
                min: min.map(|min| frame.now(min)),
                max: max.map(|max| frame.now(max)),
            };
            draw::family(&parameters, uniforms, out);
        }
        Source::Discrete(values) => {
            let values = values
                .iter()
                .map(|(value, weight)| (frame.now(*value), *weight));
            draw::discrete(&values.collect::<Vec<_>>(), uniforms, out);
        }
    });
}
