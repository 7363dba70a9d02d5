//! What to write where two sets of one quantity can hold at once.

use crate::fault::Fault;
use crate::types::constant::constant;
use crate::types::fault::adjust::{ConflictingSets, SetByEach};
use crate::types::model::*;
use crate::types::whole::quote::words;

/// The fault with its ways out, the one written first first.
pub(in crate::types::whole) fn told(
    model: &TypedModel,
    (a, b): (&Adjustment, &Adjustment),
    target: &str,
    text: &str,
) -> Fault {
    if a.span == b.span {
        return Box::new(of_one_line(model, (a, b), target, text));
    }
    let (first, second) = if a.span.start <= b.span.start {
        (a, b)
    } else {
        (b, a)
    };
    let (owners, both) = owners(model, first, second);
    Box::new(ConflictingSets {
        target: target.to_owned(),
        values: (value(first, text), value(second, text)),
        owners,
        both,
        help: ways_out(model, first, second, target, text),
        first: first.span,
        second: second.span,
    })
}

/// One line of something over an index, which sets one thing for each of its elements.
fn of_one_line(
    model: &TypedModel,
    (a, b): (&Adjustment, &Adjustment),
    target: &str,
    text: &str,
) -> SetByEach {
    let mut owners = [owner(model, &a.owner), owner(model, &b.owner)];
    owners.sort();
    let [first, second] = owners;
    let value = value(a, text);
    let help = format!(
        "declare `{target}` over the same index, as in `{target}[INDEX]`, and each sets its own; or set it to one value for all, as in `set {target} = sum({value} over INDEX)`"
    );
    SetByEach {
        target: target.to_owned(),
        first,
        second,
        value,
        help: match over(text, a, b, model) {
            Some(index) => help.replace("INDEX", &index),
            None => help,
        },
        span: a.span,
    }
}

/// The index that a line's owner is over, where there is only one.
fn over(text: &str, a: &Adjustment, b: &Adjustment, model: &TypedModel) -> Option<String> {
    let span = |adjustment: &Adjustment| match &adjustment.owner {
        Owner::Option(choice, _) => Some(model.choices[choice.0].origin.name_span),
        Owner::Event(event) => Some(model.events[event.0].origin.name_span),
        Owner::Scenario(_) => None,
    };
    let own = span(a).filter(|own| span(b) == Some(*own))?;
    let behind = text
        .get(own.range().end..)?
        .trim_start()
        .strip_prefix('[')?;
    let index = behind.split(']').next()?.trim();
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    index.chars().all(word).then(|| index.to_owned())
}

/// Whose the two are, and how they come to hold at once.
fn owners(
    model: &TypedModel,
    first: &Adjustment,
    second: &Adjustment,
) -> ((String, String), String) {
    let nobody = || (String::new(), String::new());
    match (&first.owner, &second.owner) {
        (Owner::Scenario(_), _) => (nobody(), "both hold in the same scenario".to_owned()),
        (one, other) if one == other => {
            (nobody(), format!("both hold with `{}`", owner(model, one)))
        }
        (one, other) => {
            let both = match one {
                Owner::Event(_) => "both can be active at once",
                _ => "both can be chosen at once",
            };
            ((owner(model, one), owner(model, other)), both.to_owned())
        }
    }
}

/// `tariff_law = new`, `strike`
fn owner(model: &TypedModel, owner: &Owner) -> String {
    match owner {
        Owner::Option(choice, option) => {
            let choice = &model.choices[choice.0];
            let option = &choice.options[*option].origin.name;
            format!("{} = {option}", choice.origin.name)
        }
        Owner::Event(event) => model.events[event.0].origin.name.clone(),
        Owner::Scenario(scenario) => model.scenarios[scenario.0].origin.name.clone(),
    }
}

fn ways_out(
    model: &TypedModel,
    first: &Adjustment,
    second: &Adjustment,
    target: &str,
    text: &str,
) -> String {
    let proportion = in_proportion(first, second, target)
        .map(|change| format!("let the second change what the first sets, with `{change}`"));
    let mut ways: Vec<String> = proportion.into_iter().collect();
    if first.owner == second.owner {
        ways.insert(0, "delete one of the two lines".to_owned());
    } else {
        if let Some((unless, both)) = unless(model, &first.owner) {
            let second = with_condition(second, &unless, text);
            let wins = value(first, text);
            let way = format!("say which wins: with `{second}`, {wins} holds wherever both {both}");
            ways.insert(0, way);
        }
        ways.push("keep one of the two, and delete the other".to_owned());
    }
    ways.join("; or ")
}

/// The condition under which an owner is out of the way, and what is said of two such.
fn unless(model: &TypedModel, owner: &Owner) -> Option<(String, &'static str)> {
    match owner {
        Owner::Option(choice, option) => {
            let choice = &model.choices[choice.0];
            let name = |at: usize| choice.options[at].origin.name.as_str();
            let condition = match choice.options.len() {
                2 => format!("is {}", name(1 - option)),
                _ => format!("is not {}", name(*option)),
            };
            let condition = format!("{} {condition}", choice.origin.name);
            Some((condition, "are chosen"))
        }
        Owner::Event(event) => {
            let event = &model.events[event.0].origin.name;
            Some((format!("not {event}.active"), "are active"))
        }
        Owner::Scenario(_) => None,
    }
}

/// The clause of an adjustment with one more condition.
fn with_condition(adjustment: &Adjustment, condition: &str, text: &str) -> String {
    let clause = words(adjustment.span, text);
    let Some(when) = &adjustment.when else {
        return format!("{clause} when {condition}");
    };
    let own = words(when.span, text);
    let both = match own.contains(" or ") {
        true => format!("({own}) and {condition}"),
        false => format!("{own} and {condition}"),
    };
    clause.replacen(&own, &both, 1)
}

/// `cut fee by 40%`: the second value as a change of the first.
fn in_proportion(first: &Adjustment, second: &Adjustment, target: &str) -> Option<String> {
    let known = |adjustment: &Adjustment| match &adjustment.change {
        TChange::Set(value) if matches!(value.ty, Type::Number(_)) => constant(value),
        _ => None,
    };
    let ratio = known(second)? / known(first)?;
    let percent = ((ratio - 1.0).abs() * 1e3).round() / 10.0;
    let verb = if ratio > 1.0 { "raise" } else { "cut" };
    let plain = second.when.is_none() && second.during.is_none();
    let exact = ((ratio - 1.0).abs() * 100.0 - percent).abs() < 1e-9;
    (plain && exact && ratio.is_finite() && ratio > 0.0)
        .then(|| format!("{verb} {target} by {percent}%"))
}

/// The value that an adjustment sets, as it is written.
fn value(adjustment: &Adjustment, text: &str) -> String {
    match &adjustment.change {
        TChange::Set(value) => words(value.span, text),
        _ => String::new(),
    }
}
