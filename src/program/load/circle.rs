//! Files that use each other in a circle.

use miette::LabeledSpan;

use super::Files;
use super::fault::CircularUse;
use crate::link::Part;

/// How far the search has come with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    Open,
    Done,
}

/// Reports each `use` that closes a circle, and takes it out. Without recursion: a chain may be as long as the folder
/// has files.
pub(super) fn cut(parts: &mut [Part], files: &mut Files<'_>) {
    let mut states = vec![State::Unseen; parts.len()];
    // The files on the way from the root, with the clause that each is at.
    let mut way: Vec<(usize, usize)> = vec![(0, 0)];
    states[0] = State::Open;
    while let Some((part, clause)) = way.last().copied() {
        let Some(used) = parts[part].uses.get(clause) else {
            states[part] = State::Done;
            way.pop();
            continue;
        };
        if let Some(last) = way.last_mut() {
            last.1 += 1;
        }
        let Some(target) = used.target else { continue };
        match states[target] {
            State::Done => {}
            State::Unseen => {
                states[target] = State::Open;
                way.push((target, 0));
            }
            State::Open => {
                report(parts, &way, target, files);
                parts[part].uses[clause].target = None;
            }
        }
    }
}

fn report(parts: &[Part], way: &[(usize, usize)], target: usize, files: &mut Files<'_>) {
    let first = way.iter().position(|(part, _)| *part == target);
    let circle = &way[first.unwrap_or(0)..];
    let mut names: Vec<String> = circle
        .iter()
        .map(|(part, _)| files.name(&parts[*part].file))
        .collect();
    names.extend(names.first().cloned());
    // The way stands one clause behind the one that was taken.
    let mut spans: Vec<_> = circle
        .iter()
        .map(|(part, next)| parts[*part].uses[next.saturating_sub(1)].path.span)
        .collect();
    let Some(span) = spans.pop() else { return };
    files.faults.push(CircularUse {
        circle: names.join(" -> "),
        help: match circle {
            [_] => "delete the line: a file knows its own names",
            _ => "delete one of these lines; what both files need goes into a file of its own, which both use",
        },
        span,
        others: spans
            .into_iter()
            .map(|span| LabeledSpan::new_with_span(None, span))
            .collect(),
    });
}
