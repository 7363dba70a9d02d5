//! Several texts in one space of places: each file, what `--set` gives, and the tables read from files.

use std::borrow::Cow;
use std::sync::Arc;

use super::Source;
use crate::span::Span;

/// Several texts laid end to end. A [`Span`] counts from the start of the first, so that it tells which text it is in.
///
/// Texts are shared, never copied; between two of them lies a byte that belongs to neither.
#[derive(Clone, Debug)]
pub struct Sources {
    root: Arc<Source>,
    /// The others, and where each begins.
    others: Vec<(usize, Arc<Source>)>,
}

impl Sources {
    /// The root alone, which begins at 0.
    pub fn new(root: impl Into<Arc<Source>>) -> Sources {
        Sources {
            root: root.into(),
            others: Vec::new(),
        }
    }

    /// Lays a text behind the others: where it begins, or nothing if places cannot count that far.
    pub fn add(&mut self, source: impl Into<Arc<Source>>) -> Option<usize> {
        let source = source.into();
        let start = self.end() + 1;
        let end = start.checked_add(source.text().len())?;
        u32::try_from(end).ok()?;
        self.others.push((start, source));
        Some(start)
    }

    /// The first text.
    pub fn root(&self) -> &Source {
        &self.root
    }

    /// The text that a place begins in, and the place counted from its start. A place that reaches into the next
    /// text ends with its own.
    pub fn locate(&self, span: Span) -> (&Source, Span) {
        let at = span.start as usize;
        let before = self.others.partition_point(|(start, _)| *start <= at);
        let (start, source) = match before.checked_sub(1).and_then(|at| self.others.get(at)) {
            Some((start, source)) => (*start, source),
            None => (0, &self.root),
        };
        let within = |at: u32| (at as usize).saturating_sub(start).min(source.text().len());
        (source, Span::new(within(span.start), within(span.end)))
    }

    /// The texts from the first one on, up to the byte where the one that begins at `end` does, joined as they lie.
    pub fn joined(&self, end: usize) -> Cow<'_, str> {
        let mut joined = Cow::Borrowed(self.root.text());
        for (start, source) in self.others.iter().filter(|(start, _)| *start < end) {
            let text = joined.to_mut();
            text.extend(std::iter::repeat_n('\n', start - text.len()));
            text.push_str(source.text());
        }
        joined
    }

    /// Where the last text ends.
    pub fn end(&self) -> usize {
        match self.others.last() {
            Some((start, source)) => start + source.text().len(),
            None => self.root.text().len(),
        }
    }
}

impl From<Source> for Sources {
    fn from(root: Source) -> Sources {
        Sources::new(root)
    }
}

/// What places are looked up in: one text, or several.
pub trait Texts {
    /// The text that a place is in, and the place counted from its start.
    fn locate(&self, span: Span) -> (&Source, Span);

    /// The text that is meant where no place is told.
    fn root(&self) -> &Source;
}

impl Texts for Source {
    fn locate(&self, span: Span) -> (&Source, Span) {
        (self, span)
    }

    fn root(&self) -> &Source {
        self
    }
}

impl Texts for Sources {
    fn locate(&self, span: Span) -> (&Source, Span) {
        Sources::locate(self, span)
    }

    fn root(&self) -> &Source {
        Sources::root(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_found_in_its_text() {
        let mut sources = Sources::new(Source::new("a", "let a\n"));
        assert_eq!(sources.joined(usize::MAX), "let a\n");
        assert_eq!(sources.add(Source::new("b", "")), Some(7));
        assert_eq!(sources.add(Source::new("c", "let c")), Some(8));
        let at = |start, end| {
            let (source, span) = sources.locate(Span::new(start, end));
            (source.name(), span.start, span.end)
        };
        assert_eq!(at(4, 5), ("a", 4, 5));
        assert_eq!(at(6, 6), ("a", 6, 6));
        assert_eq!(at(7, 7), ("b", 0, 0));
        assert_eq!(at(8, 11), ("c", 0, 3));
        assert_eq!(at(0, 11), ("a", 0, 6));
        assert_eq!(at(99, 100), ("c", 5, 5));
        assert_eq!(sources.joined(usize::MAX), "let a\n\n\nlet c");
        assert_eq!(sources.joined(8), "let a\n\n");
    }

    #[test]
    fn places_count_no_further_than_they_can() {
        let mut sources = Sources::new(Source::new("a", ""));
        sources
            .others
            .push((u32::MAX as usize - 9, Arc::new(Source::new("b", ""))));
        assert_eq!(sources.add(Source::new("c", "123456789")), None);
        assert_eq!(
            sources.add(Source::new("c", "12345678")),
            Some(u32::MAX as usize - 8)
        );
    }
}
