//! The parser's pairs as a tree that is cheap to walk: places counted from the start of the file, keywords
//! and punctuation left out, and an answer instead of a panic where a rule is not what was expected.

use pest::Token;
use pest::iterators::Pairs;

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

/// What a text consists of, each thing before its parts. The parser's own pairs count their holders and
/// their siblings whenever one is looked at, so they are read once.
pub struct Tree<'i> {
    text: &'i str,
    base: usize,
    entries: Vec<Entry>,
}

/// One thing in the text.
struct Entry {
    rule: Rule,
    start: usize,
    end: usize,
    /// Where its last mark or word ends. A rule that ends in something optional reads the blanks and the
    /// comment before it, whether it is there or not.
    last: usize,
    /// The entry after its parts.
    next: usize,
}

impl<'i> Tree<'i> {
    /// The tree of `pairs` of a text that begins at byte `base` of the file.
    pub fn new(pairs: Pairs<'_, Rule>, text: &'i str, base: usize) -> Self {
        let tokens = pairs.tokens();
        let mut entries: Vec<Entry> = Vec::with_capacity(tokens.len() / 2);
        let mut open = Vec::new();
        // How many marks the token stands in, and where the pair that was closed just before ends.
        let (mut marks, mut last) = (0, None);
        for token in tokens {
            match token {
                Token::Start { rule, .. } if marks > 0 || is_mark(rule) => {
                    marks += 1;
                    last = None;
                }
                Token::Start { rule, pos } => {
                    let start = pos.pos();
                    open.push(entries.len());
                    entries.push(Entry {
                        rule,
                        start,
                        end: start,
                        last: start,
                        next: 0,
                    });
                    last = None;
                }
                Token::End { pos, .. } => {
                    let ended = last.unwrap_or(pos.pos());
                    last = Some(ended);
                    if marks > 0 {
                        marks -= 1;
                        continue;
                    }
                    let next = entries.len();
                    if let Some(entry) = open.pop().and_then(|at| entries.get_mut(at)) {
                        (entry.end, entry.last, entry.next) = (pos.pos(), ended, next);
                    }
                }
            }
        }
        Tree {
            text,
            base,
            entries,
        }
    }

    /// The first thing in the text.
    pub fn root(&self) -> Option<Node<'_>> {
        let entry = self.entries.first()?;
        Some(Node {
            tree: self,
            at: 0,
            entry,
        })
    }
}

/// One node of the tree.
#[derive(Clone, Copy)]
pub struct Node<'i> {
    tree: &'i Tree<'i>,
    at: usize,
    entry: &'i Entry,
}

impl<'i> Node<'i> {
    /// Its rule.
    pub fn rule(&self) -> Rule {
        self.entry.rule
    }

    /// Its text.
    pub fn text(&self) -> &'i str {
        let text = self.tree.text.get(self.entry.start..self.entry.end);
        text.unwrap_or_default()
    }

    /// Its place in the file, without the blanks and comments that a rule may have read at its end.
    pub fn span(&self) -> Span {
        let Entry {
            start, end, last, ..
        } = *self.entry;
        let blank = || {
            let text = self.text();
            text.ends_with([' ', '\t', '\n', '\r']) || text.contains('#')
        };
        let end = if last < end && blank() { last } else { end };
        Span::new(self.tree.base + start, self.tree.base + end)
    }

    /// What it consists of.
    pub fn parts(self) -> Parts<'i> {
        Parts {
            of: self,
            at: self.at + 1,
        }
    }

    /// The first thing it consists of.
    pub fn only(self) -> Built<Node<'i>> {
        self.parts().any()
    }
}

/// The parts of a node, one after another.
pub struct Parts<'i> {
    of: Node<'i>,
    at: usize,
}

impl<'i> Parts<'i> {
    /// The next part.
    fn peek(&self) -> Option<Node<'i>> {
        let (tree, at) = (self.of.tree, self.at);
        if at >= self.of.entry.next {
            return None;
        }
        let entry = tree.entries.get(at)?;
        Some(Node { tree, at, entry })
    }

    /// The next part if it is of this rule.
    pub fn maybe(&mut self, rule: Rule) -> Option<Node<'i>> {
        let node = self.peek().filter(|node| node.rule() == rule)?;
        self.at = node.entry.next;
        Some(node)
    }

    /// The next part, which must be of this rule.
    pub fn need(&mut self, rule: Rule) -> Built<Node<'i>> {
        self.maybe(rule).ok_or_else(|| self.mismatch())
    }

    /// The next part, whatever it is.
    pub fn any(&mut self) -> Built<Node<'i>> {
        self.next().ok_or_else(|| self.mismatch())
    }

    fn mismatch(&self) -> Mismatch {
        let Entry { start, end, .. } = *self.of.entry;
        let base = self.of.tree.base;
        Mismatch {
            span: Span::new(base + start, base + end),
        }
    }
}

impl<'i> Iterator for Parts<'i> {
    type Item = Node<'i>;

    fn next(&mut self) -> Option<Node<'i>> {
        let node = self.peek()?;
        self.at = node.entry.next;
        Some(node)
    }
}

/// The tree does not fit the builder at this node.
pub fn mismatch<T>(node: &Node<'_>) -> Built<T> {
    Err(Mismatch { span: node.span() })
}
