//! Which lines of a text the labels of a finding ask for.

use std::ops::Range;

use crate::diagnostics::finding::{Finding, Label};
use crate::source::Source;

/// A place that covers more lines than this is shown by its first and its last.
const MOST_LINES: usize = 5;

/// Lines that have at most this many between them are shown in one piece.
const NEAR: usize = 2;

/// A label in the original: of a place with many lines the first or the last one.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Its first and last line.
    pub(super) lines: (usize, usize),
    /// What it says.
    pub(super) text: &'a str,
    /// Whether the finding is listed under it.
    pub(super) primary: bool,
}

/// The labels of a finding, held within the text and short enough to be shown.
pub(super) fn targets_of<'a>(finding: &'a Finding, source: &Source) -> Vec<Target<'a>> {
    let labels = finding.labels.iter();
    labels
        .flat_map(|label| split_if_long(target(label, source), source))
        .collect()
}

/// The lines of the targets in pieces, near ones together, and the piece with the primary place first.
pub(super) fn pieces_of(targets: &[Target<'_>]) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = targets.iter().map(|target| target.lines).collect();
    lines.sort_unstable();
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for (first, last) in lines {
        match pieces.last_mut() {
            Some(piece) if first <= piece.1 + NEAR + 1 => piece.1 = piece.1.max(last),
            _ => pieces.push((first, last)),
        }
    }
    let primary = targets.iter().find(|target| target.primary);
    let line = primary.map_or(0, |target| target.lines.0);
    pieces.sort_by_key(|(first, last)| !(*first..=*last).contains(&line));
    pieces
}

fn target<'a>(label: &'a Label, source: &Source) -> Target<'a> {
    let range = without_trailing_space(source, source.held(label.span));
    let lines = (source.place(range.start).line, source.place(range.end).line);
    Target {
        range,
        lines,
        text: &label.text,
        primary: label.primary,
    }
}

fn split_if_long<'a>(target: Target<'a>, source: &Source) -> Vec<Target<'a>> {
    let (first, last) = target.lines;
    if last - first < MOST_LINES {
        return vec![target];
    }
    let first_end = source.line_span(first).range().end.max(target.range.start);
    let last_line = source.line_span(last).range().start..target.range.end;
    let indent = last_line.len() - source.text()[last_line.clone()].trim_start().len();
    let end = Target {
        range: last_line.start + indent..last_line.end,
        lines: (last, last),
        text: "… to here",
        primary: false,
    };
    vec![
        Target {
            range: target.range.start..first_end,
            lines: (first, first),
            ..target
        },
        end,
    ]
}

/// A place that takes the line break after it along would be drawn over two lines.
fn without_trailing_space(source: &Source, range: Range<usize>) -> Range<usize> {
    let blank = |char: char| char.is_ascii_whitespace();
    let len = source.text()[range.clone()].trim_end_matches(blank).len();
    if len > 0 {
        return range.start..range.start + len;
    }
    let line_end = source.line_span(source.place(range.start).line).range().end;
    range.start..range.end.min(line_end).max(range.start)
}
