//! Files without a model of their own, which models use: prices, sources, tables.

use super::loader::Loader;
use super::{Checked, check_with};
use crate::diagnostics::Finding;
use crate::source::Source;
use crate::syntax;
use crate::syntax::ast::Item;

/// What only the model that uses a part can settle: whether it has a timeline, and what there is for.
const FOR_THE_MODEL: [&str; 5] = [
    "no-timeline",
    "moves-nothing",
    "same-options",
    "never-acts",
    "idle-accept",
];

/// Whether a text declares no `model` and asks nothing itself, by an outcome, an expectation or a scenario. One that
/// cannot be read is no part, for nobody knows what it was meant to be.
pub fn is_part(source: &Source) -> bool {
    if source.text().lines().any(begins_a_question) {
        return false;
    }
    let parsed = syntax::parse(source.text());
    let asks = |item: &Item| {
        matches!(
            item,
            Item::Model(_) | Item::Outcome(_) | Item::Expect(_) | Item::Scenario(_)
        )
    };
    let declarations = &parsed.document.declarations;
    !parsed.faults.any_error()
        && !declarations
            .iter()
            .any(|declaration| asks(&declaration.item))
}

/// Whether a line begins a declaration that no part has: nothing but declarations begins in column 1. So most models are
/// told without being read.
fn begins_a_question(line: &str) -> bool {
    let keywords = ["model", "outcome", "expect", "scenario"];
    let mut rests = keywords.iter().filter_map(|word| line.strip_prefix(word));
    rests.any(|rest| rest.starts_with([' ', '\t', '{']))
}

/// Checks a part by itself, without what only a model that uses it can settle.
pub fn check_part(source: Source, loader: &dyn Loader) -> Checked {
    let mut checked = check_with(source, &[], loader);
    checked.faults.0.retain(|fault| {
        let code = Finding::of(fault.as_ref()).code;
        !FOR_THE_MODEL.contains(&code.as_str())
    });
    checked
}
