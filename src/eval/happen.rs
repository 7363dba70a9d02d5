//! Operations that look at earlier steps: series, events, choices, adjustments.

use super::column::Column;
use super::frame::{Frame, State};
use super::ops::{adjust, event, series};
use crate::lower::NodeId;
use crate::lower::op::{Adjusting, Change, Choosing, Fires, Firing, Lasting, Op, Strength};

/// Evaluates what looks at earlier steps.
pub fn happen(frame: &Frame, node: NodeId, op: &Op, out: &mut Column) {
    match op {
        Op::Lag { of, initial } => {
            let start = || frame.now(initial.unwrap_or(*of));
            out.copy_from(frame.back(*of, 1).unwrap_or_else(start));
        }
        Op::Held(of) => out.copy_from(frame.now(*of)),
        Op::Initially(first, later) => {
            let of = if frame.step == 0 { first } else { later };
            out.copy_from(frame.now(*of));
        }
        Op::Delay(of, by) => {
            series::delay(|step| frame.at(*of, step), frame.now(*by), frame.step, out);
        }
        Op::Smooth(of, over) => {
            series::smooth(frame.back(node, 1), frame.now(*of), frame.now(*over), out);
        }
        Op::Cumulative(of) => series::cumulative(frame.back(node, 1), frame.now(*of), out),
        Op::Growth { of, lag } => series::growth(frame.now(*of), frame.back(*of, *lag), out),
        Op::Fired(firing) => fired(frame, firing, out),
        Op::Remaining(lasting) => remaining(frame, node, lasting, out),
        Op::Active(remaining) => event::active(frame.now(*remaining), out),
        Op::Choice(choosing) => choice(frame, node, choosing, out),
        Op::Adjust(adjusting) => adjusted(frame, adjusting, out),
        _ => {}
    }
}

/// What fades, with how many steps ago it was last active.
pub fn fade(frame: &Frame, (active, over): (NodeId, NodeId), state: &mut State, out: &mut Column) {
    let mut since = match std::mem::take(state) {
        State::Since(since) if frame.step > 0 => since,
        _ => None,
    };
    event::fading(&mut since, frame.now(active), frame.now(over), out);
    *state = State::Since(since);
}

fn fired(frame: &Frame, firing: &Firing, out: &mut Column) {
    let now = |node: Option<NodeId>| node.map(|node| frame.now(node));
    let causes = event::Causes {
        remaining: frame.back(firing.remaining, 1),
        only_when: now(firing.only_when),
        strikes: now(firing.strikes),
        occurs: now(firing.occurs),
        triggers: frame.all(&firing.triggers),
    };
    event::fired(&causes, out);
}

fn remaining(frame: &Frame, node: NodeId, lasting: &Lasting, out: &mut Column) {
    let lasts = frame.now(lasting.lasts);
    let triggers = lasting.triggers.iter();
    let triggers = triggers.map(|(at, steps)| (frame.now(*at), frame.now(*steps)));
    let before = frame.back(node, 1);
    match lasting.fires {
        Fires::As(fired) => event::remaining(before, frame.now(fired), lasts, triggers, out),
        Fires::ByChance {
            uniform,
            probability,
        } => {
            let chance = (frame.now(uniform), frame.now(probability));
            event::remaining_by_chance(before, chance, lasts, out);
        }
    }
}

fn choice(frame: &Frame, node: NodeId, choosing: &Choosing, out: &mut Column) {
    let chooses = choosing.chooses.iter();
    let chooses = chooses.map(|(chosen, option)| (frame.now(*chosen), *option));
    let switches = choosing.switches.iter();
    let switches = switches.filter_map(|(acted, option)| Some((frame.back(*acted, 1)?, *option)));
    let before = frame.back(node, 1);
    let before = before.unwrap_or_else(|| frame.now(choosing.initial));
    event::choice(before, switches, chooses, out);
}

fn adjusted(frame: &Frame, adjusting: &Adjusting, out: &mut Column) {
    let changed = |change: &Change| adjust::Change {
        strength: match change.strength {
            Strength::Full => adjust::Strength::Full,
            Strength::While(node) => adjust::Strength::While(frame.now(node)),
            Strength::Of(node) => adjust::Strength::Of(frame.now(node)),
        },
        amount: frame.now(change.amount),
    };
    let changes = adjust::Changes {
        base: frame.now(adjusting.base),
        sets: adjusting.sets.iter().map(changed),
        adds: adjusting.adds.iter().map(changed),
        factors: adjusting.factors.iter().map(changed),
        hazard: adjusting.hazard,
    };
    adjust::adjust(&changes, out);
}
