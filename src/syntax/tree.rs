//! A thin hold on the parser's pairs: places counted from the start of the file, keywords and
//! punctuation left out, and an answer instead of a panic where a rule is not what was expected.

use pest::iterators::{Pair, Pairs};

use super::grammar::Rule;
use super::words::is_mark;
use crate::span::Span;

/// The tree was not what the builder expects: the grammar and the builder disagree.
#[derive(Clone, Copy, Debug)]
pub struct Mismatch {
    /// Where.
    pub span: Span,
}

/// What each function of the builder returns.
pub type Built<T> = Result<T, Mismatch>;

/// One node of the parser's tree.
#[derive(Clone)]
pub struct Node<'i> {
    pair: Pair<'i, Rule>,
    base: usize,
}

impl<'i> Node<'i> {
    /// `pair` of a text that begins at byte `base` of the file.
    pub fn new(pair: Pair<'i, Rule>, base: usize) -> Self {
        Node { pair, base }
    }

    /// Its rule.
    pub fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// Its text.
    pub fn text(&self) -> &'i str {
        self.pair.as_str()
    }

    /// Its place in the file, without the blanks and comments that a rule may have read at its end.
    pub fn span(&self) -> Span {
        let span = self.pair.as_span();
        Span::new(self.base + span.start(), self.base + last_byte(&self.pair))
    }

    /// What it consists of.
    pub fn parts(self) -> Parts<'i> {
        let span = self.pair.as_span();
        Parts {
            pairs: self.pair.into_inner(),
            base: self.base,
            span: Span::new(self.base + span.start(), self.base + span.end()),
        }
    }

    /// The first thing it consists of.
    pub fn only(self) -> Built<Node<'i>> {
        self.parts().any()
    }
}

/// The parts of a node, one after another.
pub struct Parts<'i> {
    pairs: Pairs<'i, Rule>,
    base: usize,
    span: Span,
}

impl<'i> Parts<'i> {
    /// The rule of the next part; marks before it are passed over.
    fn peek(&mut self) -> Option<Rule> {
        loop {
            let rule = self.pairs.peek()?.as_rule();
            if !is_mark(rule) {
                return Some(rule);
            }
            self.pairs.next();
        }
    }

    /// The next part if it is of this rule.
    pub fn maybe(&mut self, rule: Rule) -> Option<Node<'i>> {
        if self.peek()? == rule {
            self.next()
        } else {
            None
        }
    }

    /// The next part, which must be of this rule.
    pub fn need(&mut self, rule: Rule) -> Built<Node<'i>> {
        self.maybe(rule).ok_or(Mismatch { span: self.span })
    }

    /// The next part, whatever it is.
    pub fn any(&mut self) -> Built<Node<'i>> {
        self.next().ok_or(Mismatch { span: self.span })
    }
}

impl<'i> Iterator for Parts<'i> {
    type Item = Node<'i>;

    fn next(&mut self) -> Option<Node<'i>> {
        let base = self.base;
        self.pairs
            .by_ref()
            .find(|pair| !is_mark(pair.as_rule()))
            .map(|pair| Node { pair, base })
    }
}

/// The tree does not fit the builder at this node.
pub fn mismatch<T>(node: &Node<'_>) -> Built<T> {
    Err(Mismatch { span: node.span() })
}

/// Where the last mark or word of a pair ends. A rule that ends in something optional reads the
/// blanks and the comment before it, whether it is there or not.
fn last_byte(pair: &Pair<'_, Rule>) -> usize {
    let text = pair.as_str();
    if !text.ends_with([' ', '\t', '\n', '\r']) && !text.contains('#') {
        return pair.as_span().end();
    }
    let mut last = pair.clone();
    while let Some(inner) = last.clone().into_inner().next_back() {
        last = inner;
    }
    last.as_span().end()
}
