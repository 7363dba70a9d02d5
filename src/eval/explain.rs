//! Says in an analyst's words why an operation has no value.

use super::assert::place;
use super::fault::NoValue;
use super::frame::Setting;
use super::harvest::Found;
use super::lane::Lane;
use super::ops::adjust::is_probability;
use super::probe::probe;
use crate::calendar::Date;
use crate::lower::op::{Drawing, Op};
use crate::lower::{Node, NodeId, Timing};
use crate::numerics::Sampler;
use crate::suggest::list_of;
use crate::syntax::ast::Scale;
use crate::types::model::{Function, ScenarioId, TypedModel};

/// What went wrong, and what to do about it.
struct Reason {
    what: String,
    help: &'static str,
}

/// The error for a fault that something asked for rests on.
pub fn no_value(
    model: &TypedModel,
    setting: Setting,
    scenario: Option<ScenarioId>,
    found: Found,
) -> NoValue {
    let node = setting.plan.node(found.node);
    let step = (node.timing == Timing::Step).then_some(found.step);
    let mut place = place(model, found.draw, step);
    if let Some(name) = scenario.and_then(|id| name_among(model, id)) {
        place = format!("scenario `{name}`, {place}");
    }
    let Reason { what, help } = explain(setting, found);
    NoValue {
        what,
        place,
        help,
        at: node.span.into(),
    }
}

/// The name of a scenario where others have another: one that is varied keeps its name.
fn name_among(model: &TypedModel, id: ScenarioId) -> Option<&str> {
    let mut names = model.scenarios.iter().map(|one| &one.origin.name);
    let own = &model.scenarios[id.0].origin.name;
    names.any(|name| name != own).then_some(own)
}

fn reason(what: impl Into<String>, help: &'static str) -> Reason {
    Reason {
        what: what.into(),
        help,
    }
}

/// Why this node has no value in this draw and step.
fn explain(setting: Setting, found: Found) -> Reason {
    let node = setting.plan.node(found.node);
    let see = |nodes: &[NodeId]| probe(setting, found.draw, found.step, nodes);
    let one = |node: NodeId| see(&[node])[0].value;
    match &node.op {
        Op::Product(factors) => {
            let over = factors.iter().filter(|(scale, _)| *scale == Scale::Over);
            let over: Vec<NodeId> = over.map(|(_, node)| *node).collect();
            product(&see(&over))
        }
        Op::Growth { .. } => reason(
            "growth from a value of zero",
            "growth needs a value other than zero a year before: `if x > 0 then growth(x) else …`",
        ),
        Op::Power(base, exponent) => power(one(*base), one(*exponent)),
        Op::Call(function, arguments) => of_call(*function, &see(arguments)),
        Op::Chance { probability, .. } => not_probability("probability", one(*probability)),
        Op::StepProbability { annual, .. } => not_probability("hazard", one(*annual)),
        Op::Adjust(adjusting) if adjusting.hazard => not_probability("hazard", one(adjusting.base)),
        Op::Table(reading) => {
            let day = reading
                .at
                .map_or(setting.plan.clock.days(found.step).0, |at| {
                    Date(one(at) as i32)
                });
            outside_table(&reading.keys, day)
        }
        Op::At(_, date) => reason(
            format!(
                "a value at {}, outside the timeline",
                Date(one(*date) as i32)
            ),
            "read it at a date of the timeline, or let the timeline reach that far",
        ),
        Op::PresentValue { .. } => reason(
            "a present value at a rate of -100% or less, or one too large for a number",
            "check the rate: it is a share a year, such as 8%/year",
        ),
        Op::Weigh { weights, .. } => of_weights(&see(weights)),
        Op::Draw(drawing) => of_draw(drawing, see),
        _ => too_large(node),
    }
}

fn too_large(node: &Node) -> Reason {
    let what = match node.op {
        Op::Sum(_) | Op::Cumulative(_) | Op::Reduce { .. } => "a sum too large for a number",
        _ => "a value too large for a number",
    };
    reason(what, "check the sizes and units of what goes into it")
}

fn product(divisors: &[Lane]) -> Reason {
    if divisors.iter().any(|divisor| divisor.value == 0.0) {
        reason(
            "division by zero",
            "guard it: `if x > 0 then y / x else …`, or keep the divisor above zero",
        )
    } else {
        reason(
            "a product too large for a number",
            "check the sizes and units of what goes into it",
        )
    }
}

fn power(base: f64, exponent: f64) -> Reason {
    if base < 0.0 && exponent.floor() != exponent {
        reason(
            format!("{base}, a negative number, to the power of {exponent}"),
            "only whole powers of a negative number exist; keep the base at zero or above with `max`",
        )
    } else if base == 0.0 {
        reason(
            format!("zero to the power of {exponent}"),
            "keep the base above zero",
        )
    } else {
        reason(
            format!("{base} to the power of {exponent} is too large for a number"),
            "check base and exponent",
        )
    }
}

fn of_call(function: Function, arguments: &[Lane]) -> Reason {
    let first = arguments.first().map_or(0.0, |lane| lane.value);
    match function {
        Function::Sqrt => reason(
            format!("square root of {first}, which is below zero"),
            "keep it at zero or above: `sqrt(max(x, 0))`",
        ),
        Function::Ln | Function::Log10 => reason(
            format!("logarithm of {first}, a number that is not above zero"),
            "keep what it is taken of above zero",
        ),
        Function::AnnualProbability => not_probability("probability", first),
        Function::ShiftDate => reason(
            "a date outside the calendar",
            "dates lie in the years 1 to 9999",
        ),
        _ => reason(
            format!("a function of {first} that is too large for a number"),
            "check the size and unit of what goes into it",
        ),
    }
}

fn not_probability(what: &str, value: f64) -> Reason {
    let help = "keep it between 0% and 100% in every draw: narrow a range, write `min(x, 100%)` for a value `x`, or give a distribution by name its bounds, as in `normal(30%, 20%, min: 0%, max: 100%)`";
    if is_probability(value) {
        return reason(format!("{what} is not within 0..100%"), help);
    }
    reason(
        format!("{what} of {}% is not within 0..100%", percent(value)),
        help,
    )
}

fn of_weights(weights: &[Lane]) -> Reason {
    let help =
        "each must lie between 0% and 100%, and they must add up to 100% whatever is chosen above";
    let mut values = weights.iter().map(|weight| weight.value);
    if let Some(outside) = values.find(|weight| !is_probability(*weight)) {
        return reason(format!("a weight of {}%", percent(outside)), help);
    }
    let total: f64 = weights.iter().map(|weight| weight.value).sum();
    let shown: Vec<String> = weights
        .iter()
        .map(|weight| format!("{}%", percent(weight.value)))
        .collect();
    let shown = list_of(shown.iter().map(String::as_str), "and");
    let what = format!("weights of {shown}, which add up to {}%", percent(total));
    reason(what, help)
}

fn percent(value: f64) -> f64 {
    // To four digits behind the point: 130%, not 130.00000000000001%.
    (value * 1e6).round() / 1e4
}

fn outside_table(keys: &[(Date, Date)], day: Date) -> Reason {
    let help = "add rows, let the timeline end with the table, or say between which dates it holds with `linear` or `step`";
    match (keys.first(), keys.last()) {
        (Some((first, _)), Some((_, last))) => reason(
            format!("table read outside its dates: on {day}, and it covers {first} to {last}"),
            help,
        ),
        _ => reason("table without a row", help),
    }
}

fn of_draw(drawing: &Drawing, see: impl Fn(&[NodeId]) -> Vec<Lane>) -> Reason {
    let help = "a distribution's numbers must fit it in every draw";
    let nodes: Vec<NodeId> = drawing.from.numbers().into_iter().copied().collect();
    let mut seen = see(&nodes).into_iter();
    // In the order of the nodes, which is that of the distribution's numbers.
    let law = drawing.from.try_map(&mut |_| seen.next().ok_or(()));
    let law = law.and_then(|law| law.try_map(&mut |lane| Ok(lane.value)));
    match law.map(|law| Sampler::of(&law)) {
        Ok(Err(fault)) => reason(fault.to_string(), help),
        _ => reason("a draw too large for a number", help),
    }
}
