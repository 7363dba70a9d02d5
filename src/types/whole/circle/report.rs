//! How a circle is told.

use super::Told;
use super::graph::Node;
use crate::fault::Faults;
use crate::span::Span;
use crate::types::declare::nothing;
use crate::types::fault::shape::{Circular, WAY_OUT_ACROSS};
use crate::types::model::*;
use crate::units::Unit;

/// Reports one circle.
pub(super) fn report(model: &TypedModel, circle: &[Node], told: Told, faults: &mut Faults) {
    let circle = ending_in_a_value(circle);
    let mut named: Vec<(&str, Span)> = circle.iter().map(|node| described(model, *node)).collect();
    named.dedup_by_key(|(name, _)| *name);
    if named.len() > 1 && named.first().map(|first| first.0) == named.last().map(|last| last.0) {
        named.pop();
    }
    let Some(&(first, span)) = named.first() else {
        return;
    };
    let names: Vec<&str> = named.iter().map(|(name, _)| *name).chain([first]).collect();
    let last = named.last().map_or(first, |(name, _)| name);
    let others = named
        .iter()
        .skip(1)
        .map(|(_, span)| (*span).into())
        .collect();
    let unit = unit_of(model, last);
    let initial = unit.as_ref().map_or("0".to_owned(), nothing);
    let plain = Circular::new(first, &names, unit, span, others);
    let help = way_out(model, &circle, told, (&names, last, &initial));
    faults.push(Circular {
        help: help.unwrap_or_else(|| plain.help.clone()),
        ..plain
    });
}

/// What to do, where that is not what is said of most circles.
fn way_out(
    model: &TypedModel,
    circle: &[Node],
    told: Told,
    (names, last, initial): (&[&str], &str, &str),
) -> Option<String> {
    let across = |node: &Node| matches!(node, Node::Base(at) | Node::Value(at) if model.is_across(QuantityId(*at)));
    if let Some(help) = through_a_firing(model, circle) {
        return Some(help);
    }
    if circle.iter().any(across) {
        return Some(WAY_OUT_ACROSS.to_owned());
    }
    match told {
        Told::Whole => Some("a value over the whole run (`total`, `at`, `first` …) cannot feed what it is made from; use `cumulative` or `previous`".to_owned()),
        Told::FirstStep => Some(format!("there is no step before the first: say what holds then, `previous({last}, initial: {initial})`, where `initial` is the value before the first step")),
        Told::Step if names.iter().any(|name| name.ends_with(".hazard")) => Some("read an event in a hazard as the step before left it (`EVENT.active`), not through a let that the event adjusts".to_owned()),
        Told::Step => None,
    }
}

/// What to write in a circle through a value that is drawn when an event fires.
fn through_a_firing(model: &TypedModel, circle: &[Node]) -> Option<String> {
    let name = |node: Node| described(model, node).0;
    let at = (0..circle.len()).find(|at| {
        let next = circle[(at + 1) % circle.len()];
        matches!((circle[*at], next), (Node::Base(_), Node::Fired(_)))
    })?;
    let (drawn, event) = (name(circle[at]), name(circle[(at + 1) % circle.len()]));
    let before = (1..circle.len()).map(|back| circle[(at + circle.len() - back) % circle.len()]);
    let reader = before.map(name).find(|reader| *reader != drawn)?;
    Some(format!(
        "`{drawn}` is drawn when `{event}` fires, and so not known before: in `{reader}`, write `previous({drawn})` for `{drawn}`, which is the draw as the step before left it"
    ))
}

/// The unit of a quantity by its name.
fn unit_of(model: &TypedModel, name: &str) -> Option<Unit> {
    let mut quantities = model.quantities.iter();
    let quantity = quantities.find(|quantity| quantity.origin.name == name)?;
    matches!(quantity.ty, Type::Number(_)).then(|| quantity.display.clone())
}

/// The same circle, begun so that it ends in a value: that can be read as the step before left it.
fn ending_in_a_value(circle: &[Node]) -> Vec<Node> {
    let mut turned = circle.to_vec();
    let is_value = |node: &Node| matches!(node, Node::Base(_) | Node::Value(_));
    if let Some(at) = turned.iter().rposition(is_value) {
        turned.rotate_left((at + 1) % circle.len().max(1));
    }
    turned
}

fn described(model: &TypedModel, node: Node) -> (&str, Span) {
    let origin = match node {
        Node::Base(at) | Node::Value(at) => &model.quantities[at].origin,
        Node::Stock(at) | Node::Closing(at) => &model.stocks[at].origin,
        Node::Choice(at) => &model.choices[at].origin,
        Node::Fired(at) | Node::Active(at) => &model.events[at].origin,
    };
    (&origin.name, origin.name_span)
}
