//! `exports turns on governance, security`: of all that is uncertain, these move the mean the most, in this order.

use super::columns::Columns;
use super::direction::{Claim, means};
use super::told::Telling;
use super::variant::Moving;
use crate::fault::Faults;
use crate::syntax::ast::{Comparison, Sign};
use crate::types::model::*;

/// A lever with its swing: the highest less the lowest of its means.
struct Swing {
    name: String,
    size: TExpr,
}

/// The claim that the swings of the named levers are the largest, in this order.
///
/// # Errors
/// Where a lever rests on what is no number.
pub fn claim(
    moving: &Moving<'_>,
    on: &[Lever],
    columns: &mut Columns<'_>,
) -> Result<Claim, Faults> {
    let (model, of) = (moving.model, moving.of);
    let is_named = |what: &Moved| on.iter().any(|lever| lever.what == *what);
    let others = uncertain(model, moving.scenario);
    let others = others.into_iter().filter(|what| !is_named(what));
    let others = others.map(|what| Lever {
        what,
        span: of.span,
    });
    let levers: Vec<Lever> = on.iter().copied().chain(others).collect();
    let variants = moving.variants(&levers, columns)?;
    let swings = levers.iter().zip(&variants).map(|(lever, variants)| Swing {
        name: name(model, lever.what),
        size: swing(means(moving, variants), of),
    });
    let swings: Vec<Swing> = swings.collect();
    let (named, others) = swings.split_at(on.len());
    let in_order = named.windows(2).map(|pair| larger(&pair[0], &pair[1]));
    let last = named.last().into_iter();
    let before_others = last.flat_map(|last| others.iter().map(|other| larger(last, other)));
    let moves_at_all = named.last().map(|last| larger(last, &nothing(last)));
    let all = in_order.chain(before_others).chain(moves_at_all).collect();
    let parts = swings
        .iter()
        .map(|swing| (swing.name.clone(), swing.size.clone()));
    Ok(Claim {
        condition: TExpr::new(Kind::And(all), Type::YesNo, of.span),
        telling: Telling {
            parts: parts.collect(),
            word: "by",
            most: Some(on.len() + 2),
        },
    })
}

/// What is uncertain in a scenario: assumptions that are drawn themselves, choices left open, events.
fn uncertain(model: &TypedModel, scenario: ScenarioId) -> Vec<Moved> {
    let clauses = &model.scenarios[scenario.0];
    let quantities = model.quantities.iter().enumerate();
    let drawn = quantities.filter(|(at, quantity)| {
        let own = matches!(
            quantity.role,
            QuantityRole::Assumption | QuantityRole::Column
        );
        let number = matches!(quantity.ty, Type::Number(_) | Type::YesNo);
        own && number && is_drawn(quantity, clauses, QuantityId(*at))
    });
    let drawn = drawn.map(|(at, _)| Moved::Quantity(QuantityId(at)));
    let choices = model.choices.iter().enumerate();
    let left_open = choices.filter(|(at, choice)| {
        let weighted = choice.options.iter().any(|option| option.weight.is_some());
        let mut chooses = clauses.chooses.iter();
        weighted && !chooses.any(|choose| choose.choice == ChoiceId(*at) && choose.from.is_none())
    });
    let left_open = left_open.map(|(at, _)| Moved::Choice(ChoiceId(at)));
    let events = (0..model.events.len()).map(EventId);
    let events = events.filter(|id| {
        let triggered = clauses.triggers.iter().any(|trigger| trigger.event == *id);
        triggered || !clauses.prevents.contains(id)
    });
    drawn
        .chain(left_open)
        .chain(events.map(Moved::Event))
        .collect()
}

fn is_drawn(quantity: &Quantity, scenario: &Scenario, id: QuantityId) -> bool {
    let draws = |expr: &TExpr| {
        let mut found = false;
        expr.each(&mut |expr| found |= matches!(expr.kind, Kind::Draw(_)));
        found
    };
    match &quantity.definition {
        Definition::Claims(claims) => {
            let taken = scenario.takes.iter().find(|(of, _)| *of == id);
            match taken.and_then(|(_, at)| claims.get(*at)) {
                Some(claim) => draws(&claim.value),
                None => claims.len() > 1 || claims.iter().any(|claim| draws(&claim.value)),
            }
        }
        definition => definition.expressions().into_iter().any(draws),
    }
}

fn name(model: &TypedModel, what: Moved) -> String {
    let origin = match what {
        Moved::Quantity(id) => &model.quantity(id).origin,
        Moved::Choice(id) => &model.choices[id.0].origin,
        Moved::Event(id) => &model.events[id.0].origin,
    };
    origin.name.clone()
}

/// The highest less the lowest of these means.
fn swing(means: Vec<TExpr>, of: &TExpr) -> TExpr {
    let ty = means.first().map_or(of.ty.clone(), |mean| mean.ty.clone());
    let end = |function| TExpr::new(Kind::Call(function, means.clone()), ty.clone(), of.span);
    let terms = vec![
        (Sign::Plus, end(Function::Max)),
        (Sign::Minus, end(Function::Min)),
    ];
    TExpr::new(Kind::Sum(terms), ty.clone(), of.span)
}

/// No swing at all.
fn nothing(like: &Swing) -> Swing {
    let size = TExpr::new(Kind::Number(0.0), like.size.ty.clone(), like.size.span);
    Swing {
        name: String::new(),
        size,
    }
}

fn larger(a: &Swing, b: &Swing) -> TExpr {
    let ends = |swing: &Swing| -> Vec<TExpr> { swing.size.children().cloned().collect() };
    let compared = Compared {
        how: Comparison::More,
        left: a.size.clone(),
        right: b.size.clone(),
        operands: ends(a).into_iter().chain(ends(b)).collect(),
        within: None,
    };
    let span = a.size.span;
    TExpr::new(Kind::Compare(Box::new(compared)), Type::YesNo, span)
}
