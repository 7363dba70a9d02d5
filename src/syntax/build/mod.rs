//! The parser's pairs → the syntax tree. One small function for each kind of node; what a grammar
//! cannot refuse (impossible dates, chained comparisons, clauses written twice) is refused here.

mod adjustment;
mod assumption;
mod date;
mod dynamics;
mod evidence;
mod expr;
mod number;
mod operator;
mod primary;
mod question;
mod setting;
mod structure;
mod table;
mod text;
mod unit;

use super::ast::Item;
use super::fault::clause::RepeatedClause;
use super::grammar::Rule;
use super::tree::{Built, Node, mismatch};
use crate::fault::Faults;
use crate::span::Span;

/// What the functions of the builder share: the faults they find.
#[derive(Default)]
pub struct Context {
    /// Found so far.
    pub faults: Faults,
}

impl Context {
    /// Keeps the first of a clause that may stand once; a second one is a fault.
    fn once<T>(
        &mut self,
        slot: &mut Option<T>,
        value: T,
        clause: &'static str,
        span: Span,
        first: &mut Option<Span>,
    ) {
        match (slot.is_some(), *first) {
            (true, Some(first)) => self.faults.push(RepeatedClause {
                clause,
                span,
                first,
            }),
            _ => {
                *slot = Some(value);
                *first = Some(span);
            }
        }
    }
}

/// Builds one declaration.
pub fn item(node: Node<'_>, cx: &mut Context) -> Built<Item> {
    Ok(match node.rule() {
        Rule::model => Item::Model(setting::model(node, cx)?),
        Rule::use_file => Item::Use(setting::use_file(node, cx)?),
        Rule::source => Item::Source(setting::source(node, cx)?),
        Rule::actor => Item::Actor(setting::actor(node, cx)?),
        Rule::index => Item::Index(setting::index(node, cx)?),
        Rule::kind => Item::Kind(setting::kind(node, cx)?),
        Rule::unit_def => Item::Unit(setting::unit(node, cx)?),
        Rule::assume => Item::Assume(assumption::assume(node, cx)?),
        Rule::table => Item::Table(table::table(node, cx)?),
        Rule::correlate => Item::Correlate(assumption::correlate(node, cx)?),
        Rule::let_value => Item::Let(structure::let_value(node, cx)?),
        Rule::flow => Item::Flow(structure::flow(node, cx)?),
        Rule::stock => Item::Stock(structure::stock(node, cx)?),
        Rule::choice => Item::Choice(dynamics::choice(node, cx)?),
        Rule::event => Item::Event(dynamics::event(node, cx)?),
        Rule::outcome => Item::Outcome(question::outcome(node, cx)?),
        Rule::scenario => Item::Scenario(question::scenario(node, cx)?),
        Rule::assert => Item::Assert(question::assert(node, cx)?),
        Rule::expect => Item::Expect(question::expect(node, cx)?),
        _ => mismatch(&node)?,
    })
}
