//! Tokens → [`Doc`]: where blanks stand, and where a long clause may be broken.

use std::borrow::Cow;

use super::columns::Marks;
use super::doc::{After, Doc, forced, group};
use super::gap::{Below, Gap};
use crate::syntax::tokens::{Group, Kind, Part, Shape, Token};

/// How far what belongs to something is indented below it.
pub const INDENT: usize = 2;

/// Walks the tokens of a text in their order.
pub struct Builder<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Where the last token ended.
    pub end: usize,
    /// How far a clause's further lines are indented.
    pub step: usize,
}

/// Where some parts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a clause, outside brackets.
    Clause,
    /// After the `=` of a clause.
    Value,
    /// In brackets, or an operand.
    Inside,
}

/// What separates a token from the one before, where no comment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    None,
    Space,
    Line,
    Soft,
    Fill,
    /// A `Fill` whose next line is indented.
    Hanging,
}

impl<'t> Builder<'t> {
    /// A run of parts. The first follows what stands before it without a blank.
    pub fn parts(&mut self, parts: &[Part], place: Place, marks: Marks<'_>) -> Vec<Doc<'t>> {
        let mut docs = Vec::new();
        let mut before = None;
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                docs.extend(marks.column(at).map(Doc::Column));
                self.lead(part, lead(before, part, place, self), &mut docs);
            }
            match part {
                Part::Token(token) if marks.splits(at) => self.split(*token, &mut docs),
                Part::Token(token) => self.token(*token, &mut docs),
                Part::Group(group) => docs.push(self.group(group, place)),
            }
            let rest = parts.get(at + 1..).unwrap_or_default();
            if place == Place::Clause && marks.breaks_after(at, part) && !rest.is_empty() {
                docs.push(self.after(rest, marks.from(at + 1)));
                break;
            }
            before = Some(part);
        }
        docs
    }

    /// What stands before a part: its comments, else the lead.
    fn lead(&mut self, part: &Part, lead: Lead, docs: &mut Vec<Doc<'t>>) {
        let start = part.span().range().start;
        let gap = self.gap(start);
        self.end = start;
        if gap.has_comment() {
            let mut lines = Vec::new();
            comments(&gap, &mut lines);
            let step = if lead == Lead::Hanging { self.step } else { 0 };
            return docs.push(Doc::Indent(step, lines));
        }
        match lead {
            Lead::None => {}
            Lead::Space => docs.push(Doc::Text(Cow::Borrowed(" "))),
            Lead::Line => docs.push(Doc::Line),
            Lead::Soft => docs.push(Doc::Soft),
            Lead::Fill => docs.push(Doc::Fill),
            Lead::Hanging => docs.push(Doc::Indent(self.step, vec![Doc::Fill])),
        }
    }

    /// What stands between the last token and a place.
    pub fn gap(&self, start: usize) -> Gap<'t> {
        Gap::after(self.text.get(self.end..start).unwrap_or_default())
    }

    fn source(&mut self, token: Token) -> &'t str {
        let range = token.span.range();
        self.end = range.end;
        self.text.get(range).unwrap_or_default()
    }

    fn token(&mut self, token: Token, docs: &mut Vec<Doc<'t>>) {
        let text = self.source(token);
        docs.push(Doc::Text(match token.kind {
            Kind::Value => single_blanks(text),
            _ => Cow::Borrowed(text),
        }));
    }

    /// A number and its unit, each in a column.
    fn split(&mut self, token: Token, docs: &mut Vec<Doc<'t>>) {
        let text = self.source(token);
        let (number, unit) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        docs.push(Doc::Text(Cow::Borrowed(number)));
        if !unit.is_empty() {
            docs.push(Doc::Column(Marks::UNIT));
            docs.push(Doc::Text(Cow::Borrowed(" ")));
            docs.push(Doc::Text(single_blanks(unit.trim_start())));
        }
    }

    fn group(&mut self, inner: &Group, place: Place) -> Doc<'t> {
        let docs = match inner.shape {
            Shape::Brackets { .. } => return self.brackets(inner),
            Shape::Block => return self.block(inner),
            Shape::Operation => self.operation(&inner.parts),
            Shape::Conditional => self.conditional(inner),
            Shape::Arm => self.arm(inner),
            Shape::Clause | Shape::Declaration => {
                return group(self.parts(&inner.parts, Place::Inside, Marks::NONE));
            }
        };
        match place {
            Place::Clause => group(vec![Doc::Indent(self.step, docs)]),
            _ => group(docs),
        }
    }

    /// What follows the `=` of a clause.
    fn after(&mut self, rest: &[Part], marks: Marks<'_>) -> Doc<'t> {
        let mut lead = Vec::new();
        lead.extend(marks.column(0).map(Doc::Column));
        if let Some(first) = rest.first() {
            self.lead(first, Lead::Line, &mut lead);
        }
        let value = self.parts(rest, Place::Value, marks);
        Doc::After(After {
            lead,
            value: vec![group(value)],
            brackets: is_brackets(rest),
            step: self.step,
        })
    }

    /// A run of operands and operators, broken at those that bind least.
    fn operation(&mut self, parts: &[Part]) -> Vec<Doc<'t>> {
        let Some(least) = parts.iter().filter_map(infix).min() else {
            return self.parts(parts, Place::Inside, Marks::NONE);
        };
        let mut docs = Vec::new();
        let mut rest = parts;
        loop {
            let next = rest.iter().position(|part| infix(part) == Some(least));
            let (operand, after) = rest.split_at(next.unwrap_or(rest.len()));
            let inner = self.operation(operand);
            match operand.iter().any(|part| infix(part).is_some()) {
                true => docs.push(group(inner)),
                false => docs.extend(inner),
            }
            let [Part::Token(operator), more @ ..] = after else {
                return docs;
            };
            self.operator(*operator, more, least, &mut docs);
            rest = more;
        }
    }

    /// An operator with what stands around it. `and` and `or` begin a line, the others end one; where the user has
    /// broken a chain of `and` or `or`, it stays broken.
    fn operator(&mut self, operator: Token, more: &[Part], binds: u8, docs: &mut Vec<Doc<'t>>) {
        let logic = binds <= 2;
        let (before, after) = match binds {
            1 | 2 => (Lead::Line, Lead::Space),
            6 => (Lead::Space, Lead::Space),
            _ => (Lead::Space, Lead::Line),
        };
        let broken = self.gap(operator.span.range().start).breaks;
        self.lead(&Part::Token(operator), before, docs);
        self.token(operator, docs);
        if let Some(next) = more.first() {
            let broken = broken || self.gap(next.span().range().start).breaks;
            docs.extend((logic && broken).then_some(Doc::Force));
            self.lead(next, after, docs);
        }
    }

    /// One arm a line; a chain that the user has broken before an `else` stays broken.
    fn conditional(&mut self, chain: &Group) -> Vec<Doc<'t>> {
        let mut docs = Vec::new();
        let last = chain
            .parts
            .iter()
            .rposition(|part| self.is_word(part, "else"));
        let (arms, otherwise) = chain.parts.split_at(last.map_or(0, |last| last + 1));
        for (at, part) in arms.iter().enumerate() {
            if part.kind() == Some(Kind::Keyword) {
                let broken = self.gap(part.span().range().start).breaks;
                docs.extend(broken.then_some(Doc::Force));
                self.lead(part, Lead::Line, &mut docs);
            } else if at > 0 {
                self.lead(part, Lead::Space, &mut docs);
            }
            match part {
                Part::Token(token) => self.token(*token, &mut docs),
                Part::Group(arm) => docs.push(self.group(arm, Place::Inside)),
            }
        }
        self.operand(otherwise, &mut docs);
        docs
    }

    /// `if a then b`, or `initially a then b`: broken before `then`.
    fn arm(&mut self, arm: &Group) -> Vec<Doc<'t>> {
        let mut docs = Vec::new();
        let is_then = |part: &Part| self.is_word(part, "then");
        let then = arm.parts.iter().skip(1).position(is_then);
        let (condition, value) = arm.parts.split_at(then.map_or(1, |then| then + 1));
        for (side, indent) in [(condition, 0), (value, INDENT)] {
            let [Part::Token(word), rest @ ..] = side else {
                continue;
            };
            let mut own = Vec::new();
            if indent > 0 {
                self.lead(&Part::Token(*word), Lead::Line, &mut own);
            }
            self.token(*word, &mut own);
            self.operand(rest, &mut own);
            docs.push(Doc::Indent(indent, own));
        }
        docs
    }

    /// Whether a part is this word of the language; others, as `at` and `is`, stand within operands.
    fn is_word(&self, part: &Part, word: &str) -> bool {
        let text = self.text.get(part.span().range());
        part.kind() == Some(Kind::Keyword) && text == Some(word)
    }

    /// What follows a word of an expression after a blank.
    fn operand(&mut self, parts: &[Part], docs: &mut Vec<Doc<'t>>) {
        if let Some(first) = parts.first() {
            self.lead(first, Lead::Space, docs);
            docs.push(group(self.parts(parts, Place::Inside, Marks::NONE)));
        }
    }

    /// `( … )` or `[ … ]`: on one line, or one element a line. If the user has broken the line after the opening
    /// one, it stays broken.
    fn brackets(&mut self, brackets: &Group) -> Doc<'t> {
        let [Part::Token(open), inner @ .., close] = brackets.parts.as_slice() else {
            return group(self.parts(&brackets.parts, Place::Inside, Marks::NONE));
        };
        let mut docs = Vec::new();
        self.token(*open, &mut docs);
        let mut elements = Vec::new();
        for element in inner.split_inclusive(|part| part.kind() == Some(Kind::Comma)) {
            let Some(first) = element.first() else {
                continue;
            };
            let next = self.gap(first.span().range().start);
            let lead = match elements.is_empty() {
                true => Lead::Soft,
                false => Lead::Line,
            };
            let broken = elements.is_empty() && next.breaks;
            elements.extend(broken.then_some(Doc::Force));
            self.lead(first, lead, &mut elements);
            elements.push(group(self.parts(element, Place::Inside, Marks::NONE)));
        }
        let is_empty = elements.is_empty();
        let gap = self.gap(close.span().range().start);
        let commented = gap.has_comment();
        if commented {
            comments(&gap, &mut elements);
            elements.pop();
        }
        docs.push(Doc::Indent(INDENT, elements));
        docs.extend(match (commented, is_empty) {
            (true, _) => Some(Doc::Hard),
            (false, true) => None,
            (false, false) => Some(Doc::Soft),
        });
        if let Part::Token(close) = close {
            self.token(*close, &mut docs);
        }
        group(docs)
    }

    /// A block on one line.
    fn block(&mut self, block: &Group) -> Doc<'t> {
        let mut docs = Vec::new();
        let clauses = block.parts.len().saturating_sub(2);
        for (at, part) in block.parts.iter().enumerate() {
            if at > 0 {
                docs.push(Doc::Text(Cow::Borrowed(match at {
                    1 if clauses == 0 => "",
                    at if at > 1 && at <= clauses => "; ",
                    _ => " ",
                })));
            }
            self.end = part.span().range().start;
            match part {
                Part::Token(token) => self.token(*token, &mut docs),
                Part::Group(clause) => {
                    let marks = Marks::NONE;
                    docs.extend(self.parts(&clause.parts, Place::Clause, marks));
                }
            }
        }
        Doc::Group(forced(&docs), docs)
    }
}

/// The comments of a gap; the last of what is printed is a line break.
fn comments<'t>(gap: &Gap<'t>, docs: &mut Vec<Doc<'t>>) {
    docs.extend(gap.trailing.map(Doc::Comment));
    docs.push(Doc::Hard);
    for below in &gap.below {
        if let Below::Comment(comment, _) = below {
            docs.push(Doc::Text(Cow::Borrowed(comment)));
            docs.push(Doc::Hard);
        }
    }
}

/// What separates a part from the one before it.
fn lead(before: Option<&Part>, part: &Part, place: Place, builder: &Builder<'_>) -> Lead {
    let after = before.and_then(Part::kind);
    match part {
        Part::Group(group) if group.shape == (Shape::Brackets { glued: true }) => Lead::None,
        _ if matches!(after, Some(Kind::Dots | Kind::Minus)) => Lead::None,
        Part::Token(token) => match token.kind {
            Kind::Comma | Kind::Colon | Kind::Dots => Lead::None,
            Kind::Keyword if place == Place::Inside && is_limit(*token, builder) => Lead::Line,
            _ => after_comma(after, place),
        },
        Part::Group(_) => after_comma(after, place),
    }
}

fn after_comma(after: Option<Kind>, place: Place) -> Lead {
    match (after, place) {
        (Some(Kind::Comma), Place::Clause) => Lead::Hanging,
        (Some(Kind::Comma), _) => Lead::Fill,
        _ => Lead::Space,
    }
}

/// Whether a word says over what its argument is taken; an argument may be broken before it.
fn is_limit(token: Token, builder: &Builder<'_>) -> bool {
    let word = builder.text.get(token.span.range());
    matches!(word, Some("over" | "where" | "during" | "given"))
}

fn infix(part: &Part) -> Option<u8> {
    match part.kind() {
        Some(Kind::Infix(binds)) => Some(binds),
        _ => None,
    }
}

/// Whether parts are one pair of brackets with what stands beside it on its lines.
fn is_brackets(parts: &[Part]) -> bool {
    let groups = parts.iter().filter_map(|part| match part {
        Part::Group(group) => Some(matches!(group.shape, Shape::Brackets { .. })),
        Part::Token(token) => (token.kind == Kind::Comma).then_some(false),
    });
    groups.eq([true])
}

/// A value with each run of blanks in it made one.
fn single_blanks(text: &str) -> Cow<'_, str> {
    if !text.contains("  ") && !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}
