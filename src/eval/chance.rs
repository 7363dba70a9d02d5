//! Operations that draw.

use std::convert::Infallible;

use super::column::Column;
use super::frame::Frame;
use super::ops::{chance, draw};
use crate::lower::NodeId;
use crate::lower::op::{Anew, Drawing, Op};
use crate::numerics::copula;

/// Evaluates what draws, or makes a probability ready for it.
pub fn decide(frame: &Frame, node: NodeId, op: &Op, out: &mut Column) {
    match op {
        Op::Pick { stream, weights } => frame.with_uniforms(*stream, 0, |uniforms| {
            chance::positions(weights, uniforms, out);
        }),
        Op::Weigh { stream, weights } => frame.with_uniforms(*stream, 0, |uniforms| {
            chance::weigh(frame.all(weights), uniforms, out);
        }),
        Op::Uniform { stream } => out.write(frame.draws, |values| {
            frame.uniforms(*stream, frame.step, values);
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
            Some(before) => {
                let fired = frame.now(fired);
                return draw_where_fired(frame, (node, drawing), before, fired, out);
            }
        },
        Anew::Year => {
            let years = &frame.ready.years;
            match frame.back(node, 1) {
                Some(before) if years[frame.step] == years[frame.step - 1] => {
                    return out.copy_from(before);
                }
                _ => years[frame.step].abs_diff(years[0]) as usize,
            }
        }
    };
    draw_all(frame, (node, drawing), counter, out);
}

/// Draws in the lanes in which the event fires; the others keep the value of the step before.
fn draw_where_fired(
    frame: &Frame,
    drawn: (NodeId, &Drawing),
    before: &Column,
    fired: &Column,
    out: &mut Column,
) {
    let mut anew = Column::of_width(out.wide());
    if fired.values().iter().any(|fires| *fires != 0.0) {
        draw_all(frame, drawn, frame.step, &mut anew);
    }
    draw::anew(fired, &anew, before, out);
}

fn draw_all(frame: &Frame, (node, drawing): (NodeId, &Drawing), counter: usize, out: &mut Column) {
    let mut draw = |uniforms: &[f64]| match frame.ready.sampler(node) {
        Some(sampler) => {
            let wide = out.wide();
            out.write(uniforms.len(), |values| {
                sampler.fill(wide, uniforms, values);
            });
        }
        None => {
            let Ok(law) = drawing
                .from
                .try_map(&mut |node| Ok::<_, Infallible>(frame.now(*node)));
            draw::draw(&law, uniforms, out);
        }
    };
    match drawing.tied.as_slice() {
        [] => frame.with_uniforms(drawing.stream, counter, draw),
        streams => draw(&tied(frame, streams, counter)),
    }
}

/// The uniforms that streams make together.
fn tied(frame: &Frame, streams: &[(u64, f64)], counter: usize) -> Vec<f64> {
    let mut parts = Vec::with_capacity(streams.len());
    for (stream, coefficient) in streams {
        let mut uniforms = vec![0.0; frame.draws];
        frame.uniforms(*stream, counter, &mut uniforms);
        parts.push((*coefficient, uniforms));
    }
    let parts = parts
        .iter()
        .map(|(by, uniforms)| (*by, uniforms.as_slice()));
    let mut out = vec![0.0; frame.draws];
    copula::tie(frame.setting.wide, &parts.collect::<Vec<_>>(), &mut out);
    out
}
