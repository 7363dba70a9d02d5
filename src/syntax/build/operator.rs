//! Which operator binds how tightly: a flat run of operands and operators → a tree in which a chain
//! of one kind of operator is one node, so that a hundred thousand terms nest no deeper than two.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::super::ast::{Comparison, Expr, ExprKind, Scale, Sign};
use super::super::fault::expression::{ChainedComparison, NotInside};
use super::super::fault::nesting::{LIMIT, TooDeep};
use super::super::fault::on_one_line;
use super::super::grammar::Rule;
use super::super::tree::{Built, Mismatch, Node, mismatch};
use super::{Context, date, primary, text};
use crate::span::{Span, Spanned};

/// An operand, read, with what stands before it.
struct Operand {
    /// Where the `not`s stand.
    nots: Vec<Span>,
    /// Where the first `-` stands, and whether they come to one.
    minus: Option<(Span, bool)>,
    value: Expr,
}

/// One piece of the run.
enum Piece {
    Operand(Operand),
    Operator(Operator, Span),
}

/// An operator between two operands.
#[derive(Clone, Copy, PartialEq)]
enum Operator {
    Term(Sign),
    Factor(Scale),
    Power,
    Compare(Comparison),
    And,
    Or,
}

/// The rest of the run.
struct Run<'c> {
    pieces: Peekable<IntoIter<Piece>>,
    cx: &'c mut Context,
    span: Span,
    text: &'c str,
    /// Where the comparison that is being read begins.
    begins: u32,
}

/// Operands and operators in one flat run.
pub fn operation(node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let (span, text) = (node.span(), node.text());
    let mut parts = node.parts();
    let first = operand(parts.any()?, cx)?;
    let mut parts = parts.peekable();
    if parts.peek().is_none() && first.nots.is_empty() {
        return Ok(signed(first));
    }
    let mut pieces = vec![Piece::Operand(first)];
    for part in parts {
        pieces.push(match part.rule() {
            Rule::operand => Piece::Operand(operand(part, cx)?),
            _ => Piece::Operator(operator(&part)?, part.span()),
        });
    }
    Run {
        pieces: pieces.into_iter().peekable(),
        cx,
        span,
        text,
        begins: span.start,
    }
    .either()
}

fn operator(node: &Node<'_>) -> Built<Operator> {
    Ok(match node.text() {
        "+" => Operator::Term(Sign::Plus),
        "-" => Operator::Term(Sign::Minus),
        "*" => Operator::Factor(Scale::Times),
        "/" => Operator::Factor(Scale::Over),
        "^" => Operator::Power,
        "==" => Operator::Compare(Comparison::Equal),
        "!=" => Operator::Compare(Comparison::Unequal),
        "<=" => Operator::Compare(Comparison::AtMost),
        ">=" => Operator::Compare(Comparison::AtLeast),
        "<" => Operator::Compare(Comparison::Less),
        ">" => Operator::Compare(Comparison::More),
        "and" => Operator::And,
        "or" => Operator::Or,
        _ => mismatch(node)?,
    })
}

/// One operand: `not not -x is a at 2035`
fn operand(node: Node<'_>, cx: &mut Context) -> Built<Operand> {
    let (mut nots, mut minus) = (Vec::new(), None);
    let mut parts = node.parts();
    while let Some(word) = parts.maybe(Rule::negation) {
        nots.push(word.span());
    }
    while let Some(mark) = parts.maybe(Rule::minus) {
        let (first, odd) = minus.unwrap_or((mark.span(), false));
        minus = Some((first, !odd));
    }
    let mut value = primary::primary(parts.any()?, cx)?;
    for (count, part) in parts.enumerate() {
        if count == LIMIT {
            cx.faults.push(TooDeep {
                what: "`is` and `at` on one operand",
                limit: LIMIT,
                span: part.span(),
            });
            break;
        }
        value = postfix(value, part, cx)?;
    }
    Ok(Operand { nots, minus, value })
}

/// `x is a`, `x at 2035`
fn postfix(subject: Expr, node: Node<'_>, cx: &mut Context) -> Built<Expr> {
    let span = subject.span.to(node.span());
    let subject = Box::new(subject);
    let is_label = node.rule() == Rule::is_label;
    let mut parts = node.parts();
    let kind = if is_label {
        let negated = parts.maybe(Rule::negation).is_some();
        ExprKind::Is {
            subject,
            negated,
            label: text::need_far_name(&mut parts)?,
        }
    } else {
        ExprKind::At(subject, Box::new(date::need_moment(&mut parts, cx)?))
    };
    Ok(Spanned::new(kind, span))
}

/// An operand with its sign.
fn signed(operand: Operand) -> Expr {
    negated(operand.value, operand.minus)
}

/// Two minus signs are none.
fn negated(value: Expr, minus: Option<(Span, bool)>) -> Expr {
    match minus {
        Some((first, true)) => {
            let span = first.to(value.span);
            Spanned::new(ExprKind::Negate(Box::new(value)), span)
        }
        _ => value,
    }
}

impl Run<'_> {
    fn next_if(&mut self, wanted: impl Fn(Operator) -> bool) -> Option<(Operator, Span)> {
        let found = self
            .pieces
            .next_if(|piece| matches!(piece, Piece::Operator(operator, _) if wanted(*operator)));
        match found {
            Some(Piece::Operator(operator, span)) => Some((operator, span)),
            _ => None,
        }
    }

    /// Whether an operator like this comes next; most operands stand alone, and need no row.
    fn goes_on(&mut self, wanted: impl Fn(Operator) -> bool) -> bool {
        matches!(self.pieces.peek(), Some(Piece::Operator(operator, _)) if wanted(*operator))
    }

    fn operand(&mut self) -> Built<Operand> {
        match self.pieces.next() {
            Some(Piece::Operand(operand)) => Ok(operand),
            _ => Err(Mismatch { span: self.span }),
        }
    }

    /// `a or b or c`
    fn either(&mut self) -> Built<Expr> {
        let first = self.both()?;
        if !self.goes_on(|operator| operator == Operator::Or) {
            return Ok(first);
        }
        let mut all = row(first);
        while let Some((_, place)) = self.next_if(|operator| operator == Operator::Or) {
            self.begins = place.end;
            all.push(self.both()?);
        }
        Ok(flat(all, ExprKind::Or))
    }

    /// `a and b and c`
    fn both(&mut self) -> Built<Expr> {
        let first = self.negation()?;
        if !self.goes_on(|operator| operator == Operator::And) {
            return Ok(first);
        }
        let mut all = row(first);
        while let Some((_, place)) = self.next_if(|operator| operator == Operator::And) {
            self.begins = place.end;
            all.push(self.negation()?);
        }
        Ok(flat(all, ExprKind::And))
    }

    /// `not a < b` is `not (a < b)`; two `not`s are none.
    fn negation(&mut self) -> Built<Expr> {
        let mut nots = Vec::new();
        if let Some(Piece::Operand(operand)) = self.pieces.peek_mut() {
            nots = std::mem::take(&mut operand.nots);
        }
        if let Some(last) = nots.last() {
            self.begins = last.end;
        }
        let inner = self.comparison()?;
        Ok(match nots.first() {
            Some(first) if nots.len() % 2 == 1 => {
                let span = first.to(inner.span);
                Spanned::new(ExprKind::Not(Box::new(inner)), span)
            }
            _ => inner,
        })
    }

    /// `a < b`; `a < b < c` is a fault.
    fn comparison(&mut self) -> Built<Expr> {
        let mut left = self.sum()?;
        let mut places = Vec::new();
        while let Some((operator, place)) =
            self.next_if(|operator| matches!(operator, Operator::Compare(_)))
        {
            let right = self.sum()?;
            if places.is_empty() {
                left = compared(operator, left, right);
            }
            places.push(place);
        }
        if places.len() > 1 {
            self.chained(&places);
        }
        Ok(left)
    }

    /// Reports a chain of comparisons, given the places of their operators.
    fn chained(&mut self, places: &[Span]) {
        let end = match self.pieces.peek() {
            Some(Piece::Operator(_, next)) => next.start,
            _ => self.span.end,
        };
        let between = |start: u32, end: u32| {
            let base = self.span.start;
            let range = (start - base) as usize..(end - base) as usize;
            on_one_line(self.text.get(range).unwrap_or_default())
        };
        let starts = [self.begins]
            .into_iter()
            .chain(places.iter().map(|place| place.end));
        let ends = places.iter().map(|place| place.start).chain([end]);
        let operands: Vec<String> = starts
            .zip(ends)
            .map(|(start, end)| between(start, end))
            .collect();
        let pairs = operands.windows(2).zip(places);
        let pairs = pairs.map(|(pair, place)| {
            format!(
                "{} {} {}",
                pair[0],
                between(place.start, place.end),
                pair[1]
            )
        });
        let mended = pairs.collect::<Vec<_>>().join(" and ");
        let blank = |text: &str| text.len() - text.trim_start().len();
        let lead = self
            .text
            .get((self.begins - self.span.start) as usize..)
            .map_or(0, blank);
        self.cx.faults.push(ChainedComparison {
            mended,
            span: Span::new(self.begins as usize + lead, end as usize),
        });
    }

    /// `a + b - c`
    fn sum(&mut self) -> Built<Expr> {
        let first = self.product()?;
        if !self.goes_on(|operator| matches!(operator, Operator::Term(_))) {
            return Ok(first);
        }
        let mut terms = row((Sign::Plus, first));
        while let Some((Operator::Term(sign), _)) =
            self.next_if(|operator| matches!(operator, Operator::Term(_)))
        {
            terms.push((sign, self.product()?));
        }
        date::opposite_dates(terms.iter_mut().map(|(_, term)| term));
        Ok(chain(terms, ExprKind::Sum))
    }

    /// `a * b / c`
    fn product(&mut self) -> Built<Expr> {
        let first = self.power()?;
        if !self.goes_on(|operator| matches!(operator, Operator::Factor(_))) {
            return Ok(first);
        }
        let mut factors = row((Scale::Times, first));
        while let Some((Operator::Factor(side), _)) =
            self.next_if(|operator| matches!(operator, Operator::Factor(_)))
        {
            factors.push((side, self.power()?));
        }
        Ok(chain(factors, ExprKind::Product))
    }

    /// `-a ^ -b ^ c` is `-(a ^ (-(b ^ c)))`
    fn power(&mut self) -> Built<Expr> {
        let first = self.factor()?;
        if !self.goes_on(|operator| operator == Operator::Power) {
            return Ok(signed(first));
        }
        let mut bases = vec![first];
        while let Some((_, place)) = self.next_if(|operator| operator == Operator::Power) {
            let operand = self.factor()?;
            if bases.len() < LIMIT {
                bases.push(operand);
            } else if bases.len() == LIMIT {
                self.cx.faults.push(TooDeep {
                    what: "`^` in a row",
                    limit: LIMIT,
                    span: place,
                });
                bases.push(operand);
            }
        }
        let mut bases = bases.into_iter().rev();
        let mut made = bases
            .next()
            .map(signed)
            .ok_or(Mismatch { span: self.span })?;
        for base in bases {
            let span = base.value.span.to(made.span);
            let power = Spanned::new(ExprKind::Power(Box::new(base.value), Box::new(made)), span);
            made = negated(power, base.minus);
        }
        Ok(made)
    }

    /// An operand inside arithmetic, where `not` has no meaning.
    fn factor(&mut self) -> Built<Operand> {
        let operand = self.operand()?;
        if let Some(not) = operand.nots.first() {
            self.cx.faults.push(NotInside { span: *not });
        }
        Ok(operand)
    }
}

/// A row that begins with this and most often has one more.
fn row<T>(first: T) -> Vec<T> {
    let mut row = Vec::with_capacity(2);
    row.push(first);
    row
}

fn compared(operator: Operator, left: Expr, right: Expr) -> Expr {
    let comparison = match operator {
        Operator::Compare(comparison) => comparison,
        _ => Comparison::Equal,
    };
    let (mut left, mut right) = (left, right);
    date::opposite_dates([&mut left, &mut right].into_iter());
    let span = left.span.to(right.span);
    Spanned::new(
        ExprKind::Compare(comparison, Box::new(left), Box::new(right)),
        span,
    )
}

/// One node for a chain of equals; a single one stays what it is.
fn flat(mut all: Vec<Expr>, kind: fn(Vec<Expr>) -> ExprKind) -> Expr {
    match (all.pop(), all.first()) {
        (Some(last), Some(first)) => {
            let span = first.span.to(last.span);
            all.push(last);
            Spanned::new(kind(all), span)
        }
        (Some(only), None) => only,
        (None, _) => Spanned::new(kind(all), Span::default()),
    }
}

/// One node for a chain of terms or factors; a single one stays what it is.
fn chain<S>(mut all: Vec<(S, Expr)>, kind: fn(Vec<(S, Expr)>) -> ExprKind) -> Expr {
    match (all.pop(), all.first()) {
        (Some(last), Some((_, first))) => {
            let span = first.span.to(last.1.span);
            all.push(last);
            Spanned::new(kind(all), span)
        }
        (Some((_, only)), None) => only,
        (None, _) => Spanned::new(kind(all), Span::default()),
    }
}
