//! Which lines of a text the labels of a finding ask for.

use std::ops::Range;

use crate::diagnostics::finding::{Finding, Label};
use crate::source::{Source, Texts};

/// A place that covers more lines than this is shown by its first and its last.
const MOST_LINES: usize = 5;

/// Lines that have at most this many between them are shown in one piece.
const NEAR: usize = 2;

/// A label in the original: of a place with many lines the first or the last one.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// The text that it is in.
    pub(super) source: &'a Source,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Its first and last line.
    pub(super) lines: (usize, usize),
    /// What it says.
    pub(super) text: &'a str,
    /// Whether the finding is listed under it.
    pub(super) primary: bool,
}

/// Lines of one text that are shown together.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    /// The text.
    pub(super) source: &'a Source,
    /// The first line.
    pub(super) first: usize,
    /// The last line.
    pub(super) last: usize,
}

impl Lines<'_> {
    /// Whether a target stands in them.
    pub(super) fn hold(&self, target: &Target<'_>) -> bool {
        std::ptr::eq(self.source, target.source)
            && self.first <= target.lines.0
            && target.lines.1 <= self.last
    }
}

/// The labels of a finding, held within their texts and short enough to be shown.
pub(super) fn targets_of<'a>(finding: &'a Finding, texts: &'a impl Texts) -> Vec<Target<'a>> {
    let labels = finding.labels.iter();
    labels
        .flat_map(|label| split_if_long(target(label, texts)))
        .collect()
}

/// The lines of the targets in pieces, near ones together: the piece with the primary place first, then the others of
/// its text, then those of other texts.
pub(super) fn pieces_of<'a>(targets: &[Target<'a>]) -> Vec<Lines<'a>> {
    let primary = targets.iter().find(|target| target.primary);
    let mut sources: Vec<&Source> = Vec::new();
    for target in primary.into_iter().chain(targets) {
        if !sources
            .iter()
            .any(|known| std::ptr::eq(*known, target.source))
        {
            sources.push(target.source);
        }
    }
    let mut pieces: Vec<Lines<'a>> = Vec::new();
    for source in sources {
        pieces.extend(pieces_in(source, targets));
    }
    pieces.sort_by_key(|lines| !primary.is_some_and(|target| lines.hold(target)));
    pieces
}

fn pieces_in<'a>(source: &'a Source, targets: &[Target<'a>]) -> Vec<Lines<'a>> {
    let own = targets.iter();
    let own = own.filter(|target| std::ptr::eq(source, target.source));
    let mut lines: Vec<(usize, usize)> = own.map(|target| target.lines).collect();
    lines.sort_unstable();
    let mut pieces: Vec<Lines<'a>> = Vec::new();
    for (first, last) in lines {
        match pieces.last_mut() {
            Some(piece) if first <= piece.last + NEAR + 1 => piece.last = piece.last.max(last),
            _ => pieces.push(Lines {
                source,
                first,
                last,
            }),
        }
    }
    pieces
}

fn target<'a>(label: &'a Label, texts: &'a impl Texts) -> Target<'a> {
    let (source, span) = texts.locate(label.span);
    let range = without_trailing_space(source, source.held(span));
    let lines = (source.place(range.start).line, source.place(range.end).line);
    Target {
        source,
        range,
        lines,
        text: &label.text,
        primary: label.primary,
    }
}

fn split_if_long(target: Target<'_>) -> Vec<Target<'_>> {
    let source = target.source;
    let (first, last) = target.lines;
    if last - first < MOST_LINES {
        return vec![target];
    }
    let first_end = source.line_span(first).range().end.max(target.range.start);
    let last_line = source.line_span(last).range().start..target.range.end;
    let indent = last_line.len() - source.text()[last_line.clone()].trim_start().len();
    let end = Target {
        source,
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
