//! The tokens of a text with what holds them together: what the formatter lays out.
//!
//! The syntax tree leaves out how something was written (brackets, the order of clauses of different kinds, the
//! spelling of numbers); here every character is kept but blanks, comments and the `;` between clauses, which are
//! what stands between two tokens.

use pest::Parser;
use pest::iterators::Pair;

use super::grammar::{Grammar, Rule};
use super::keyword::{declaration, first_word};
use super::{scan, split, words};
use crate::span::Span;

/// What a token is to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of the language that begins or joins clauses.
    Keyword,
    /// A name, or another word of the language.
    Word,
    /// A string.
    Text,
    /// A number with its unit, a date, a unit: written glued, or with single blanks.
    Value,
    /// An operator between two operands, by how tightly it binds: `or` 1, `and` 2, comparisons 3, `+ -` 4, `* /` 5, `^` 6.
    Infix(u8),
    /// The `-` before an operand.
    Minus,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `.` and `..`
    Dots,
    /// `=` and `~`
    Equals,
    /// `(` and `[`
    Open,
    /// `)` and `]`
    Close,
    /// `{` and `}`
    Brace,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What a group of tokens is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A declaration.
    Declaration,
    /// `{ … }`; between the braces only clauses.
    Block,
    /// What stands in a block.
    Clause,
    /// `( … )` or `[ … ]`.
    Brackets {
        /// Whether it follows a name without a blank: a call or a subscript.
        glued: bool,
    },
    /// Operands and operators in a flat run.
    Operation,
    /// `if a then b else if c then d else e`: arms, `else`, and what comes last.
    Conditional,
    /// `if a then b`, `initially a then b`
    Arm,
}

/// Tokens that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// As what.
    pub shape: Shape,
    /// In the order of the text; never empty.
    pub parts: Vec<Part>,
}

/// A token or a group of them.
#[derive(Clone, Debug)]
pub enum Part {
    /// One token.
    Token(Token),
    /// Several.
    Group(Group),
}

impl Part {
    /// From the first to the last character.
    pub fn span(&self) -> Span {
        match self {
            Part::Token(token) => token.span,
            Part::Group(group) => group.span(),
        }
    }

    /// What the token is, if it is one.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Part::Token(token) => Some(token.kind),
            Part::Group(_) => None,
        }
    }
}

impl Group {
    /// From the first to the last character.
    pub fn span(&self) -> Span {
        let ends = self.parts.first().zip(self.parts.last());
        ends.map_or_else(Span::default, |(first, last)| first.span().to(last.span()))
    }
}

/// The declarations of a text in which nothing is wrong; nothing where something is.
pub fn declarations(text: &str) -> Option<Vec<Group>> {
    split::chunks(text).iter().map(of_chunk).collect()
}

fn of_chunk(chunk: &split::Chunk<'_>) -> Option<Group> {
    let rule = declaration(first_word(chunk.text))?;
    let scanned = scan::scan(chunk.text, chunk.start);
    if scanned.too_deep || !scanned.found.is_empty() {
        return None;
    }
    let pair = Grammar::parse(rule, &scanned.text).ok()?.next()?;
    let mut parts = Vec::new();
    inner(pair, chunk.start, &mut parts);
    Some(Group {
        shape: Shape::Declaration,
        parts,
    })
}

/// One pair of the parser's tree; rules that mean nothing to the layout are dissolved into their parts.
fn gather(pair: Pair<'_, Rule>, base: usize, parts: &mut Vec<Part>) {
    let mut grouped = |shape, pair| {
        let mut own = Vec::new();
        inner(pair, base, &mut own);
        parts.push(Part::Group(Group { shape, parts: own }));
    };
    match pair.as_rule() {
        Rule::conditional => grouped(Shape::Conditional, pair),
        Rule::arm | Rule::initially => grouped(Shape::Arm, pair),
        Rule::operation if pair.clone().into_inner().len() > 1 => grouped(Shape::Operation, pair),
        Rule::quantity | Rule::unit | Rule::display | Rule::date => {
            parts.extend(token(&pair, base));
        }
        _ if is_block(&pair) => block(pair, base, parts),
        _ if pair.clone().into_inner().next().is_none() => parts.extend(token(&pair, base)),
        _ => inner(pair, base, parts),
    }
}

/// The parts of a pair; what stands in `( )` or `[ ]` becomes a group.
fn inner(pair: Pair<'_, Rule>, base: usize, parts: &mut Vec<Part>) {
    let glued = !matches!(pair.as_rule(), Rule::group | Rule::list);
    let mut open: Option<Vec<Part>> = None;
    for child in pair.into_inner() {
        match child.as_rule() {
            Rule::open | Rule::list_open => open = Some(Vec::from_iter(token(&child, base))),
            Rule::close | Rule::list_close => {
                let mut own = open.take().unwrap_or_default();
                own.extend(token(&child, base));
                let shape = Shape::Brackets { glued };
                parts.push(Part::Group(Group { shape, parts: own }));
            }
            _ => gather(child, base, open.as_mut().unwrap_or(parts)),
        }
    }
}

fn is_block(pair: &Pair<'_, Rule>) -> bool {
    let first = pair.clone().into_inner().next();
    first.is_some_and(|first| first.as_rule() == Rule::brace_open)
}

fn block(pair: Pair<'_, Rule>, base: usize, parts: &mut Vec<Part>) {
    let mut own = Vec::new();
    for child in pair.into_inner() {
        match child.as_rule() {
            Rule::brace_open | Rule::brace_close => own.extend(token(&child, base)),
            _ => {
                let mut clause = Vec::new();
                gather(child, base, &mut clause);
                own.push(Part::Group(Group {
                    shape: Shape::Clause,
                    parts: clause,
                }));
            }
        }
    }
    parts.push(Part::Group(Group {
        shape: Shape::Block,
        parts: own,
    }));
}

fn token(pair: &Pair<'_, Rule>, base: usize) -> Option<Part> {
    let place = pair.as_span();
    let span = Span::new(base + place.start(), base + place.end());
    let kind = kind(pair.as_rule(), pair.as_str());
    (!pair.as_str().is_empty()).then_some(Part::Token(Token { kind, span }))
}

fn kind(rule: Rule, text: &str) -> Kind {
    match rule {
        Rule::string => Kind::Text,
        Rule::quantity | Rule::unit | Rule::display | Rule::date | Rule::date_literal => {
            Kind::Value
        }
        Rule::sign | Rule::logic => Kind::Infix(match text {
            "or" => 1,
            "and" => 2,
            "+" | "-" => 4,
            "*" | "/" => 5,
            "^" => 6,
            _ => 3,
        }),
        Rule::minus => Kind::Minus,
        Rule::comma => Kind::Comma,
        Rule::colon => Kind::Colon,
        Rule::dot | Rule::dots => Kind::Dots,
        Rule::equals | Rule::tilde => Kind::Equals,
        Rule::open | Rule::list_open => Kind::Open,
        Rule::close | Rule::list_close => Kind::Close,
        Rule::brace_open | Rule::brace_close => Kind::Brace,
        _ if words::keyword(rule).is_some() => Kind::Keyword,
        _ => Kind::Word,
    }
}
