//! The name that a declaration gives.

use crate::syntax::ast::{Item, Name};

macro_rules! declared {
    ($item:expr, $($borrow:tt)+) => {
        Some(match $item {
            Item::Assume(it) => $($borrow)+ it.declared.name,
            Item::Let(it) => $($borrow)+ it.declared.name,
            Item::Flow(it) => $($borrow)+ it.declared.name,
            Item::Stock(it) => $($borrow)+ it.declared.name,
            Item::Choice(it) => $($borrow)+ it.declared.name,
            Item::Event(it) => $($borrow)+ it.declared.name,
            Item::Outcome(it) => $($borrow)+ it.declared.name,
            Item::Table(it) => $($borrow)+ it.name,
            Item::Scenario(it) => $($borrow)+ it.name,
            Item::Source(it) => $($borrow)+ it.name,
            Item::Actor(it) => $($borrow)+ it.name,
            Item::Index(it) => $($borrow)+ it.name,
            Item::Model(_)
            | Item::Use(_)
            | Item::Kind(_)
            | Item::Unit(_)
            | Item::Correlate(_)
            | Item::Assert(_)
            | Item::Expect(_) => return None,
        })
    };
}

/// The name that a declaration gives.
pub(super) fn declared(item: &Item) -> Option<&Name> {
    declared!(item, &)
}

/// The same, to be changed.
pub(super) fn declared_mut(item: &mut Item) -> Option<&mut Name> {
    declared!(item, &mut)
}
