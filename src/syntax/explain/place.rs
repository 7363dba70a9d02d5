//! The place where the grammar gave up, and what stands around it.

use std::ops::Range;

use super::super::grammar::Rule;
use super::token::{Kind, Token, tokens};
use crate::span::Span;

/// Where parsing failed.
pub struct Place<'t> {
    /// The tokens of the declaration.
    tokens: Vec<Token<'t>>,
    /// The first token at or after the failure.
    here: usize,
    /// The rules that could have gone on.
    pub expected: Vec<Rule>,
    /// The declaration's first byte in the file.
    pub base: usize,
    /// The declaration's text.
    pub text: &'t str,
}

/// An open bracket.
#[derive(Clone, Copy)]
pub struct Opener {
    /// Which token it is.
    pub index: usize,
    /// `(`, `[` or `{`.
    pub mark: char,
}

impl<'t> Place<'t> {
    /// Reads the tokens of `text`, in which parsing failed at byte `at`.
    pub fn new(text: &'t str, at: usize, expected: Vec<Rule>, base: usize) -> Self {
        let tokens = tokens(text);
        let mut here = tokens.partition_point(|token| token.range.end <= at);
        if tokens
            .get(here)
            .is_none_or(|token| token.range.start > at && token.kind != Kind::Break)
        {
            here = tokens.partition_point(|token| token.range.start < at);
        }
        Place {
            tokens,
            here,
            expected,
            base,
            text,
        }
    }

    /// Which token the failure is at.
    pub fn index(&self) -> usize {
        self.here
    }

    /// A token by its number.
    pub fn token(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    /// The token that stands some places from here: 0 is the one that did not fit.
    pub fn near(&self, offset: isize) -> Option<&Token<'t>> {
        self.tokens.get(self.here.checked_add_signed(offset)?)
    }

    /// The text of a near token, empty where there is none.
    pub fn word(&self, offset: isize) -> &'t str {
        self.near(offset).map_or("", |token| token.text)
    }

    /// Whether a near token is of this kind.
    pub fn is(&self, offset: isize, kind: Kind) -> bool {
        self.near(offset).is_some_and(|token| token.kind == kind)
    }

    /// Whether one of these rules could have gone on.
    pub fn expects(&self, rules: &[Rule]) -> bool {
        self.expected.iter().any(|rule| rules.contains(rule))
    }

    /// Whether the failure is at the end of a line or of the text.
    pub fn at_line_end(&self) -> bool {
        self.near(0).is_none_or(|token| token.kind == Kind::Break)
    }

    /// Whether the token is the first of its line.
    pub fn begins_line(&self, index: usize) -> bool {
        index
            .checked_sub(1)
            .and_then(|before| self.token(before))
            .is_none_or(|token| token.kind == Kind::Break)
    }

    /// Whether the token is the first of its clause.
    pub fn begins_clause(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.token(before));
        before.is_none_or(|token| token.kind == Kind::Break || matches!(token.text, "{" | ";"))
    }

    /// The first token of the clause that a token stands in.
    pub fn clause_start(&self, index: usize) -> usize {
        let mut start = index.min(self.tokens.len());
        while start > 0 && !self.begins_clause(start) {
            start -= 1;
        }
        start
    }

    /// The first token of the clause that the failure stands in, whatever blocks of its own it has.
    pub fn clause_begin(&self) -> usize {
        let opened = self.open().last().map_or(0, |opener| opener.index + 1);
        let (mut begin, mut depth) = (opened, 0_usize);
        for index in opened..self.here.min(self.tokens.len()) {
            let token = &self.tokens[index];
            match token.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                ";" if depth == 0 => begin = index + 1,
                _ if token.kind == Kind::Break && depth == 0 => begin = index + 1,
                _ => {}
            }
        }
        begin
    }

    /// The last token before this one that is not a line's end.
    pub fn last_before(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens[..index.min(self.tokens.len())]
            .iter()
            .rev()
            .find(|token| token.kind != Kind::Break)
    }

    /// The brackets that are open before a token, the innermost last.
    pub fn open_before(&self, index: usize) -> Vec<Opener> {
        let mut open: Vec<Opener> = Vec::new();
        for (index, token) in self.tokens[..index.min(self.tokens.len())]
            .iter()
            .enumerate()
        {
            match token.text {
                "(" | "[" | "{" => open.push(Opener {
                    index,
                    mark: token.text.chars().next().unwrap_or('('),
                }),
                ")" | "]" | "}" => {
                    open.pop();
                }
                _ => {}
            }
        }
        open
    }

    /// The brackets that are open here.
    pub fn open(&self) -> Vec<Opener> {
        self.open_before(self.here)
    }

    /// The text from one token to another, both included.
    pub fn between(&self, from: isize, to: isize) -> &'t str {
        match (self.near(from), self.near(to)) {
            (Some(from), Some(to)) => self
                .text
                .get(from.range.start..to.range.end)
                .unwrap_or_default(),
            _ => "",
        }
    }

    /// The last token of the expression that a near token begins: before a comma, a line's end, or what closes the
    /// bracket around it.
    pub fn last_inside(&self, from: isize) -> isize {
        let (mut depth, mut at) = (0, from);
        while let Some(token) = self.near(at) {
            match token.text {
                "(" | "[" => depth += 1,
                ")" | "]" if depth > 0 => depth -= 1,
                ")" | "]" | "," | "{" | "}" | ";" if depth == 0 => break,
                _ if token.kind == Kind::Break && depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
        at - 1
    }

    /// The place of a range of the declaration in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// The place from one near token to another.
    pub fn span_of(&self, from: isize, to: isize) -> Span {
        match (self.near(from), self.near(to)) {
            (Some(from), Some(to)) => self.span(&(from.range.start..to.range.end)),
            _ => self.here_span(),
        }
    }

    /// The token that did not fit; at a line's end, the end of the last token before it.
    pub fn here_span(&self) -> Span {
        match self.near(0) {
            Some(token) if token.kind != Kind::Break => self.span(&token.range),
            _ => {
                let end = self
                    .last_before(self.here)
                    .map_or(0, |token| token.range.end);
                self.span(&(end..end))
            }
        }
    }
}
