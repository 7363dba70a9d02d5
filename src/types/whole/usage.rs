//! What moves no outcome, and what can never act.

use std::collections::BTreeSet;

use crate::fault::Faults;
use crate::span::Span;
use crate::types::fault::adjust::NeverActs;
use crate::types::fault::whole::{EventNeverFires, MovesNothing};
use crate::types::model::*;

/// Everything that some outcome, assert or expectation rests on.
#[derive(Default)]
struct Used {
    quantities: BTreeSet<QuantityId>,
    stocks: BTreeSet<StockId>,
    choices: BTreeSet<ChoiceId>,
    events: BTreeSet<EventId>,
    /// Choices whose options are asked for by name.
    tested: BTreeSet<ChoiceId>,
}

/// Reports what moves nothing.
pub(super) fn unused(model: &TypedModel, text: &str, faults: &mut Faults) {
    never_fires(model, text, faults);
    if model.outcomes.is_empty() {
        return;
    }
    let used = used(model);
    // A file that is used serves many models, each with a part of it.
    let mut say = |what, origin: &Origin, span| {
        if !origin.stream.file.is_empty() {
            return;
        }
        faults.push(MovesNothing {
            what,
            name: origin.name.clone(),
            span,
        })
    };
    for (at, quantity) in model.quantities.iter().enumerate() {
        let what = match quantity.role {
            QuantityRole::Assumption if !matches!(quantity.definition, Definition::Bound(_)) => {
                "the assumption"
            }
            QuantityRole::Let => "the let",
            QuantityRole::Column => "the column",
            _ => continue,
        };
        if !used.quantities.contains(&QuantityId(at)) {
            say(what, &quantity.origin, quantity.origin.name_span);
        }
    }
    for (at, stock) in model.stocks.iter().enumerate() {
        if !used.stocks.contains(&StockId(at)) {
            say("the stock", &stock.origin, stock.origin.name_span);
        }
    }
    for (at, event) in model.events.iter().enumerate() {
        let read = event
            .hazard
            .is_some_and(|hazard| used.quantities.contains(&hazard));
        if !used.events.contains(&EventId(at)) && !read {
            say("the event", &event.origin, event.origin.name_span);
        }
    }
    choices(model, &used, &mut say);
}

fn choices(
    model: &TypedModel,
    used: &Used,
    say: &mut dyn FnMut(&'static str, &Origin, crate::span::Span),
) {
    for (at, choice) in model.choices.iter().enumerate() {
        let id = ChoiceId(at);
        if !used.choices.contains(&id) {
            say("the choice", &choice.origin, choice.origin.name_span);
            continue;
        }
        if used.tested.contains(&id) || !choice.origin.stream.file.is_empty() {
            continue;
        }
        for (position, option) in choice.options.iter().enumerate() {
            let owner = Owner::Option(id, position);
            let own = || targets_of(model, &owner);
            if own().next().is_some() && !own().any(|target| used.quantities.contains(&target)) {
                say("the option", &option.origin, option.origin.name_span);
            }
        }
    }
}

/// The quantities that an owner adjusts.
fn targets_of<'m>(
    model: &'m TypedModel,
    owner: &'m Owner,
) -> impl Iterator<Item = QuantityId> + 'm {
    let quantities = model.quantities.iter().enumerate();
    quantities
        .filter(move |(_, quantity)| quantity.adjustments.iter().any(|each| each.owner == *owner))
        .map(|(at, _)| QuantityId(at))
}

/// What is still to be looked at.
enum Open<'m> {
    Expr(&'m TExpr),
    Quantity(QuantityId),
    Event(EventId),
    Choice(ChoiceId),
    Stock(StockId),
}

fn used(model: &TypedModel) -> Used {
    let mut used = Used::default();
    let mut open: Vec<Open<'_>> = model
        .outcomes
        .iter()
        .map(|outcome| Open::Quantity(outcome.quantity))
        .collect();
    open.extend(
        model
            .asserts
            .iter()
            .map(|assert| Open::Expr(&assert.condition)),
    );
    open.extend(
        model
            .expects
            .iter()
            .map(|expect| Open::Expr(&expect.condition)),
    );
    while let Some(next) = open.pop() {
        match next {
            Open::Expr(expr) => named(expr, &mut used, &mut open),
            Open::Quantity(id) if used.quantities.insert(id) => quantity(model, id, &mut open),
            Open::Stock(id) if used.stocks.insert(id) => {
                let stock = &model.stocks[id.0];
                open.extend(
                    [&stock.starts]
                        .into_iter()
                        .chain(&stock.gains)
                        .chain(&stock.loses)
                        .map(Open::Expr),
                );
            }
            Open::Event(id) if used.events.insert(id) => {
                let event = &model.events[id.0];
                open.extend(event.expressions().into_iter().map(Open::Expr));
                open.extend(event.hazard.map(Open::Quantity));
                let scenarios = model.scenarios.iter();
                let triggers = scenarios.flat_map(|scenario| &scenario.triggers);
                for trigger in triggers.filter(|trigger| trigger.event == id) {
                    open.extend(
                        [&trigger.at]
                            .into_iter()
                            .chain(&trigger.lasts)
                            .map(Open::Expr),
                    );
                }
            }
            Open::Choice(id) if used.choices.insert(id) => {
                let options = model.choices[id.0].options.iter();
                open.extend(
                    options
                        .filter_map(|option| option.weight.as_ref())
                        .map(Open::Expr),
                );
                let scenarios = model.scenarios.iter();
                let chooses = scenarios.flat_map(|scenario| &scenario.chooses);
                let chooses = chooses.filter(|choose| choose.choice == id);
                open.extend(
                    chooses
                        .filter_map(|choose| choose.from.as_ref())
                        .map(Open::Expr),
                );
                let switching = model.events.iter().enumerate();
                let switching = switching
                    .filter(|(_, event)| event.switches.iter().any(|switch| switch.choice == id));
                open.extend(switching.map(|(at, _)| Open::Event(EventId(at))));
            }
            _ => {}
        }
    }
    used
}

fn quantity<'m>(model: &'m TypedModel, id: QuantityId, open: &mut Vec<Open<'m>>) {
    let quantity = model.quantity(id);
    open.extend(
        quantity
            .definition
            .expressions()
            .into_iter()
            .map(Open::Expr),
    );
    for adjustment in model.adjustments_of(id) {
        open.extend(adjustment.expressions().map(Open::Expr));
        match &adjustment.owner {
            Owner::Event(event) => open.push(Open::Event(*event)),
            Owner::Option(choice, _) => open.push(Open::Choice(*choice)),
            Owner::Scenario(_) => {}
        }
    }
}

fn named<'m>(expr: &'m TExpr, used: &mut Used, open: &mut Vec<Open<'m>>) {
    match &expr.kind {
        Kind::Quantity(id)
        | Kind::Base(id)
        | Kind::Result { quantity: id, .. }
        | Kind::Table(Table { of: Some(id), .. }) => open.push(Open::Quantity(*id)),
        Kind::Stock(id) | Kind::Closing(id) => open.push(Open::Stock(*id)),
        Kind::Event { id, .. } => open.push(Open::Event(*id)),
        Kind::Draw(draw) => {
            if let Each::Event(id) = draw.each {
                open.push(Open::Event(id));
            }
        }
        Kind::Choice { id } => {
            used.tested.insert(*id);
            open.push(Open::Choice(*id));
        }
        _ => {}
    }
    open.extend(expr.children().map(Open::Expr));
}

/// Events that nothing lets fire, and adjustments whose condition their own option rules out.
fn never_fires(model: &TypedModel, text: &str, faults: &mut Faults) {
    for (at, event) in model.events.iter().enumerate() {
        let triggered = model
            .scenarios
            .iter()
            .flat_map(|scenario| &scenario.triggers)
            .any(|trigger| trigger.event.0 == at);
        let origin = &event.origin;
        let own = origin.stream.file.is_empty();
        if own && event.hazard.is_none() && event.occurs.is_none() && !triggered {
            faults.push(EventNeverFires {
                name: origin.name.clone(),
                span: origin.name_span,
            });
        }
    }
    for adjustment in model
        .quantities
        .iter()
        .flat_map(|quantity| &quantity.adjustments)
    {
        if let Some((why, help)) = ruled_out(model, adjustment, text) {
            let span = condition(adjustment, text).unwrap_or(adjustment.span);
            faults.push(NeverActs { why, help, span });
        }
    }
}

/// The `when` of an adjustment with its condition.
fn condition(adjustment: &Adjustment, text: &str) -> Option<Span> {
    let when = adjustment.when.as_ref()?.span;
    let before = text.get(..when.range().start)?.trim_end();
    let start = before.strip_suffix("when")?.len();
    Some(Span::new(start, when.range().end))
}

/// Why an adjustment can never act, and what to do.
fn ruled_out(model: &TypedModel, adjustment: &Adjustment, text: &str) -> Option<(String, String)> {
    let when = adjustment.when.as_ref()?;
    match (&when.kind, &adjustment.owner) {
        (Kind::YesNo(false), _) => Some((
            "its condition is never true".to_owned(),
            "delete the line, or change its condition".to_owned(),
        )),
        (
            Kind::Is {
                subject,
                label,
                negated: false,
            },
            Owner::Option(choice, option),
        ) => match subject.kind {
            Kind::Choice { id } if id == *choice && label != option => {
                let choice = &model.choices[choice.0];
                let (own, other) = (
                    &choice.options[*option].origin.name,
                    &choice.options[*label].origin.name,
                );
                let clause = condition(adjustment, text).unwrap_or(when.span);
                let clause = text.get(clause.range()).unwrap_or_default();
                Some((
                    format!("it belongs to the option `{own}`, and asks for `{other}`"),
                    format!(
                        "delete `{clause}`: inside `{own}` it is never {other}; or move the whole line into the option `{other}`, without its `when`"
                    ),
                ))
            }
            _ => None,
        },
        _ => None,
    }
}
