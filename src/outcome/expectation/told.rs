//! What is told of a case: both sides where it is decided, bounds and the draws that might decide it where it is not.

use super::against::draws_needed;
use super::answer::Settled;
use super::leaf::is_conditional;
use super::look::Look;
use super::weigh::Open;
use crate::eval::Status;
use crate::eval::{
    Lane, asserted, compared, comparisons, place, probe_block, shown_sides, shown_value, watch,
    with_sides,
};
use crate::fault::Faults;
use crate::lower::Timing;
use crate::outcome::unknown::behind;
use crate::types::model::{TExpr, Type};
use crate::units::grouped;

/// What is said where moving something leaves the mean exactly as it is.
const MOVES_NOTHING: &str =
    "so it moves nothing here: what it acts on does not reach the outcome in this scenario";

/// The numbers that a direction or an order is told from.
pub struct Telling {
    /// Each with what it comes from.
    pub parts: Vec<(String, TExpr)>,
    /// The word between the number and what it comes from.
    pub word: &'static str,
    /// Only so many, the largest first.
    pub most: Option<usize>,
}

/// Both sides of the first comparison that does not hold in this draw (and step), or of the first of all where
/// they have one value each.
pub fn sides(
    look: &Look<'_, '_>,
    lacking: Option<(usize, Option<usize>)>,
) -> Result<Option<String>, Faults> {
    let case = look.case;
    let asked = comparisons(&case.condition);
    let plan = case.plan(&with_sides(&asked))?;
    let nodes = asserted(&plan);
    let (draw, step) = lacking.unwrap_or((0, None));
    let setting = case.setting(&plan, look.inputs, look.seed);
    let columns = probe_block(setting, (0, look.draws), step.unwrap_or(0), nodes);
    let mut seen = asked.iter().zip(columns.chunks(3)).zip(nodes.chunks(3));
    let decisive =
        seen.find(|((_, columns), _)| lacking.is_none() || !columns[0].lane(draw).is_yes());
    let Some(((asked, [_, left, right]), nodes)) = decisive else {
        return Ok(None);
    };
    let Some(sides) = compared(asked) else {
        return Ok(None);
    };
    let varies = nodes
        .iter()
        .any(|node| plan.node(*node).timing == Timing::Step);
    let single = !varies && left.width() == 1 && right.width() == 1;
    let [left, right] = shown_sides(case.model, sides, left.lane(draw), right.lane(draw));
    let text = format!("left {left}, right {right}");
    Ok(match lacking {
        _ if single => Some(text),
        Some((draw, step)) => {
            let first = format!("first in {}: {text}", place(case.model, draw, step));
            Some(in_draws(look, asked, &first)?)
        }
        None => None,
    })
}

/// `fails in 2,191 of 10,000 draws, first in draw 17: …; without `mean(…)` it must hold in every draw`
fn in_draws(look: &Look<'_, '_>, asked: &TExpr, first: &str) -> Result<String, Faults> {
    let case = look.case;
    let plan = case.plan(&[&case.condition])?;
    let setting = case.setting(&plan, look.inputs, look.seed);
    let mut fails = vec![false; look.draws];
    let mut each = false;
    watch(
        setting,
        (0, look.draws),
        asserted(&plan),
        &mut |_, _, column| {
            each |= column.width() > 1;
            for (draw, fails) in fails.iter_mut().enumerate() {
                let lane = column.lane(if column.width() > 1 { draw } else { 0 });
                *fails |= lane.is_ok() && !lane.is_yes();
            }
        },
    );
    let failing = fails.into_iter().filter(|fails| *fails).count();
    if !each || failing == 0 {
        return Ok(first.to_owned());
    }
    let way_out = match compared(asked).map(|sides| &sides.left.ty) {
        Some(Type::Number(_)) => {
            "to ask on average write `mean(…)`, in how many draws `probability(…) > 50%`"
        }
        _ => "to ask in how many draws write `probability(…) > 50%`",
    };
    Ok(format!(
        "fails in {} of {} draws, {first}; it must hold in every draw: {way_out}",
        count(failing as u64),
        count(look.draws as u64)
    ))
}

/// `left 50.4%, right 50%: after 640,000 draws their difference is between -0.6% and 1.4%; might be decided by about
/// 3,200,000 draws`
pub fn undecided(look: &Look<'_, '_>, settled: &Settled, full: bool) -> Result<String, Faults> {
    let mut text = None;
    look.open(settled, &mut |open| {
        text.get_or_insert_with(|| of_open(look, open));
    })?;
    let draws = count(look.draws as u64);
    let given = is_conditional(look.case.model, &look.case.condition);
    let text = text.unwrap_or_else(|| match given {
        true => format!("what is `given` holds in none of {draws} draws"),
        false => format!("{draws} draws do not show whether it holds"),
    });
    Ok(match full {
        true => format!("{text}; more draws do not fit into memory"),
        false => text,
    })
}

fn of_open(look: &Look<'_, '_>, open: &Open<'_>) -> String {
    let model = look.case.model;
    let draws = count(look.draws as u64);
    let step = open.step.and_then(|step| Some(model.timeline?.label(step)));
    let step = step.map_or(String::new(), |label| format!("in {label}: "));
    let both = |a: f64, b: f64| shown_sides(model, open.compared, Lane::of(a), Lane::of(b));
    let [left, right] = both(open.sides.0, open.sides.1);
    let sides = format!("{step}left {left}, right {right}");
    if open.one_draw {
        return one_draw_short(look, open, &step);
    }
    let known = open.known;
    if !known.low.is_finite() || !known.high.is_finite() {
        return format!("{sides}: {draws} draws are too few to bound their difference");
    }
    let [low, high] = match open.compared.left.ty {
        Type::Date => [known.low, known.high].map(|days| format!("{days:.0} days")),
        _ => both(known.low, known.high),
    };
    let needed = draws_needed(open.compared.how, known, look.draws);
    let needed = match needed {
        Some(needed) => format!("might be decided by about {} draws", count(needed)),
        None => "no number of draws is likely to decide it".to_owned(),
    };
    format!("{sides}: after {draws} draws their difference is between {low} and {high}; {needed}")
}

/// A share of none or all draws, as the bound that it is: by the rule of three below 3/n, or above 1 − 3/n.
fn one_draw_short(look: &Look<'_, '_>, open: &Open<'_>, step: &str) -> String {
    let model = look.case.model;
    let draws = count(look.draws as u64);
    let bound = 3.0 / look.draws.max(1) as f64;
    let lone = if open.flipped {
        open.sides.1
    } else {
        open.sides.0
    };
    let (word, sign, at) = match lone == 0.0 {
        true => ("none", "<", bound),
        false => ("all", ">", 1.0 - bound),
    };
    let [left, right] = match open.flipped {
        true => shown_sides(model, open.compared, Lane::of(open.sides.0), Lane::of(at)),
        false => shown_sides(model, open.compared, Lane::of(at), Lane::of(open.sides.1)),
    };
    let (left, right) = match open.flipped {
        true => (left, format!("{sign} {right}")),
        false => (format!("{sign} {left}"), right),
    };
    let other = if word == "none" { "is" } else { "is not" };
    format!(
        "{step}left {left}, right {right}: so in {word} of {draws} draws; one in which it {other} would decide"
    )
}

/// `88 t with fee at 3 USD, 93 t with fee at 5 USD`; of a series, those of the last step.
pub fn measured(look: &Look<'_, '_>, telling: &Telling) -> Result<Option<String>, Faults> {
    let means = telling.parts.iter().map(|(_, mean)| last_of(look, mean));
    let found = means.collect::<Result<Vec<_>, Faults>>()?;
    let model = look.case.model;
    let parts = telling.parts.iter().zip(&found);
    let mut parts: Vec<(f64, String)> = parts
        .map(|((with, mean), (_, lane))| {
            let shown = shown_value(model, mean, *lane);
            (lane.value, format!("{shown} {} {with}", telling.word))
        })
        .collect();
    if let Some(most) = telling.most {
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
        parts.truncate(most);
    }
    let first = parts.first().map(|(value, _)| *value);
    let still = telling.most.is_none() && parts.iter().all(|(value, _)| Some(*value) == first);
    let parts: Vec<String> = parts.into_iter().map(|(_, told)| told).collect();
    if let Some(unknown) = resting_on(look, &found) {
        return Ok(Some(unknown));
    }
    let last = found.iter().find_map(|(step, _)| *step);
    let last = last.and_then(|step| Some(model.timeline?.label(step)));
    let told = match last {
        Some(label) => format!("in {label}, {}", parts.join(", ")),
        None => parts.join(", "),
    };
    Ok(Some(match still {
        true => format!("{told}, {MOVES_NOTHING}"),
        false => told,
    }))
}

/// A number over all draws that were made of what it looks at; of a series, that of the last step.
fn last_of(look: &Look<'_, '_>, number: &TExpr) -> Result<(Option<usize>, Lane), Faults> {
    let plan = look.case.plan(&[number])?;
    let setting = look.case.setting(&plan, look.inputs, look.seed);
    let draws = look.case.draws_of(number, look.inputs);
    let draws = draws.unwrap_or(look.draws).min(look.draws);
    let mut last = (None, Lane::of(0.0));
    watch(
        setting,
        (0, draws),
        asserted(&plan),
        &mut |_, step, column| last = (step, column.lane(0)),
    );
    Ok(last)
}

/// `it rests on the unknown `u``, where a number is unknown.
fn resting_on(look: &Look<'_, '_>, found: &[(Option<usize>, Lane)]) -> Option<String> {
    let unknown = found.iter().any(|(_, lane)| lane.status == Status::UNKNOWN);
    if !unknown {
        return None;
    }
    let case = look.case;
    let mut names = Vec::new();
    let written = case.expect.claim.expression();
    case.model.results_in(written, &mut |scenario, id| {
        names.extend(behind(case.model, scenario.unwrap_or(case.scenario), id));
    });
    let mut names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.sort();
    names.dedup();
    Some(match names.as_slice() {
        [] => "it is unknown, so nothing can be said of it".to_owned(),
        _ => format!("it rests on the unknown {}", names.join(", ")),
    })
}

/// `640,000`
fn count(number: u64) -> String {
    grouped(&number.to_string())
}
