//! The excerpt of one text or several that one finding is drawn over.
//!
//! A finding is never drawn over the whole text: the drawing library panics at far columns, gives up at places
//! outside the text, and would print a line of any length. An [`Excerpt`] is a small text of its own, cleaned and
//! with the places moved into it, which still tells the line and column numbers of the original.

mod line;
mod target;

use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use self::line::show_line;
use self::target::{Lines, Target, pieces_of, targets_of};
use super::finding::Finding;
use super::sanitise::{Echo, clean_name};
use crate::source::{Place, Texts};

/// Parts of source texts as they are shown, in pieces of whole lines.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
}

/// Lines that follow each other in the original.
#[derive(Debug)]
struct Piece {
    /// What the original is called.
    name: String,
    /// Where it stands in the excerpt.
    range: Range<usize>,
    /// The number of its first line, from 1.
    first_line: usize,
    /// How many lines it has.
    lines: usize,
}

/// A label, moved into the excerpt.
#[derive(Debug)]
struct Mark {
    range: Range<usize>,
    /// Where it starts in the original.
    place: Place,
    text: Option<String>,
    primary: bool,
}

impl Excerpt {
    /// What a finding is drawn over.
    pub(super) fn of(finding: &Finding, texts: &impl Texts) -> Excerpt {
        let targets = targets_of(finding, texts);
        let mut excerpt = Excerpt {
            text: String::new(),
            pieces: Vec::new(),
            marks: Vec::new(),
        };
        for lines in pieces_of(&targets) {
            excerpt.add_piece(lines, &targets);
        }
        excerpt
    }

    fn add_piece(&mut self, lines: Lines<'_>, targets: &[Target<'_>]) {
        let source = lines.source;
        let within = targets.iter().filter(|target| lines.hold(target));
        let mut echo = Echo::default();
        for line in lines.first..=lines.last {
            let range = source.line_span(line).range();
            let ends = within
                .clone()
                .flat_map(|target| [target.range.start, target.range.end]);
            let of_interest: Vec<usize> = ends
                .filter(|end| (range.start..=range.end).contains(end))
                .collect();
            show_line(&mut echo, source.text(), range, &of_interest);
        }
        let start = self.text.len();
        self.text.push_str(echo.text());
        self.pieces.push(Piece {
            name: clean_name(source.name()),
            range: start..self.text.len(),
            first_line: lines.first,
            lines: lines.last - lines.first + 1,
        });
        self.marks
            .extend(within.map(|target| mark(start, &echo, target)));
    }

    /// The labels by their places in the excerpt.
    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.marks.iter().map(|mark| {
            let span = SourceSpan::from(mark.range.clone());
            match mark.primary {
                true => LabeledSpan::new_primary_with_span(mark.text.clone(), span),
                false => LabeledSpan::new_with_span(mark.text.clone(), span),
            }
        })
    }
}

impl SourceCode for Excerpt {
    /// Gives the whole piece that a place is in, so that places of one piece are drawn together and those of two
    /// never are. The drawing asks for no context only where it wants to know a label's own line and column.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset().saturating_add(span.len());
        let holds = |piece: &&Piece| piece.range.start <= span.offset() && end <= piece.range.end;
        let piece = self
            .pieces
            .iter()
            .find(holds)
            .ok_or(MietteError::OutOfBounds)?;
        let place = self
            .marks
            .iter()
            .find(|mark| mark.range.start == span.offset())
            .map(|mark| mark.place);
        let start = match place {
            Some(place) if before == 0 => place,
            _ => Place {
                line: piece.first_line,
                column: 1,
            },
        };
        Ok(Box::new(MietteSpanContents::new_named(
            piece.name.clone(),
            &self.text.as_bytes()[piece.range.clone()],
            (piece.range.start, piece.range.len()).into(),
            start.line - 1,
            start.column - 1,
            piece.lines,
        )))
    }
}

fn mark(piece: usize, echo: &Echo, target: &Target<'_>) -> Mark {
    let start = echo.shown(target.range.start);
    let end = echo.shown(target.range.end).max(start);
    let place = target.source.place(target.range.start);
    let text = (!target.text.is_empty()).then(|| target.text.to_owned());
    Mark {
        range: piece + start..piece + end,
        place,
        text,
        primary: target.primary,
    }
}
