//! What was tried, for people.

use super::{Difference, Outcomes, State, Tally, Tried, claims, state};
use crate::diagnostics::clean;
use crate::report::csv::plain;
use crate::report::stored::{Moved, Share};
use crate::report::table::Ink;
use crate::report::{Told, View, unknowns, verdict_line, wrap};

/// At most so many values of an outcome are shown, and so many differences in what is declared.
const MOST: usize = 10;

/// At most so many changes are told of one value.
const MOST_SHARES: usize = 5;

/// The widest word that a line begins with, and the blanks behind it.
const COLUMN: usize = 19;

/// A line for each assert and expectation that passes, without its numbers, and for each that nobody can know; behind
/// them those that fail or are undecided, each for the scenarios in which it is, with what was found; then the outcomes.
pub fn block(tried: &Tried, view: View) -> String {
    let mut text = format!("{}\n", clean(&tried.file));
    if tried.broken.is_some() {
        return text + "  cannot be run\n";
    }
    if tried.verdicts.is_empty() {
        text.push_str("  nothing is asserted or expected\n");
    }
    let line = |told: &Told| {
        let line = verdict_line(told, view.width.saturating_sub(2), view.colour);
        format!("  {}\n", line.replace('\n', "\n  "))
    };
    let mut failures = String::new();
    for claim in claims(&tried.verdicts) {
        let all: Vec<Told> = claim.iter().map(|told| (*told).clone()).collect();
        match (state(&claim), claim.first()) {
            (State::Unknown, _) => text.extend(unknowns(&all).iter().map(line)),
            (State::Passed, Some(first)) => text.push_str(&line(&Told {
                scenario: None,
                measured: None,
                ..(*first).clone()
            })),
            _ => {
                let open = |told: &&Told| !told.passes() && !told.is_unknown();
                failures.extend(claim.into_iter().filter(open).map(line));
            }
        }
    }
    text + &failures + &outcomes(&tried.outcomes, view)
}

fn outcomes(outcomes: &Outcomes, view: View) -> String {
    let ink = Ink(view.colour);
    let line = |word: &str, painted: String, said: &str| {
        let gap = " ".repeat(COLUMN.saturating_sub(word.len()));
        let width = view.width.saturating_sub(COLUMN + 2).max(30);
        let said = wrap(said, width, 2);
        let said = said.replace('\n', &format!("\n{}", " ".repeat(COLUMN + 2)));
        format!("  {painted}{gap}{said}\n")
    };
    match outcomes {
        Outcomes::NotStored => String::new(),
        Outcomes::AsStored => line("ok", ink.green("ok"), "outcomes as stored"),
        Outcomes::Differ(difference) => {
            let (moved, values) = (difference.moved.len(), difference.values);
            let file = clean(&difference.file);
            let said = match (moved, values) {
                (1, 1) => format!("outcomes: the 1 value is not as stored in {file}"),
                (1, _) => format!("outcomes: 1 of {values} values is not as stored in {file}"),
                _ => format!("outcomes: {moved} of {values} values are not as stored in {file}"),
            };
            let head = line("FAILED", ink.red("FAILED"), &said);
            head + &told(difference, view.width)
        }
        Outcomes::Unreadable(_) => line(
            "FAILED",
            ink.red("FAILED"),
            "the stored outcomes cannot be read",
        ),
        Outcomes::NotWritten(_) => {
            line("FAILED", ink.red("FAILED"), "the outcomes cannot be stored")
        }
        Outcomes::New(file) => {
            let said = format!("the outcomes, in {}", clean(file));
            line("stored", ink.yellow("stored"), &said)
        }
        Outcomes::Renewed(file) => {
            let said = format!("the outcomes anew, in {}", clean(file));
            line("stored", ink.yellow("stored"), &said)
        }
    }
}

/// What moved, outcome by outcome, and what the model declares otherwise.
pub(super) fn told(difference: &Difference, width: usize) -> String {
    let mut text = String::new();
    let mut push = |indent: usize, line: &str| {
        let line = wrap(&clean(line), width.saturating_sub(indent).max(30), 4);
        let blanks = " ".repeat(indent);
        text.push_str(&format!(
            "{blanks}{}\n",
            line.replace('\n', &format!("\n{blanks}"))
        ));
    };
    for of_one in difference
        .moved
        .chunk_by(|a, b| a.place.outcome == b.place.outcome)
    {
        of_outcome(of_one, difference, &mut push);
    }
    if difference.since.is_empty() {
        let moved = "nothing that the model declares has changed since: another version of foreland made \
                     the file, or it was changed by hand";
        push(4, moved);
        return text;
    }
    push(4, "since they were stored:");
    let since = &difference.since;
    since.iter().take(MOST).for_each(|line| push(6, line));
    more(since.len(), 6, &mut push);
    text
}

fn of_outcome(moved: &[Moved], difference: &Difference, push: &mut impl FnMut(usize, &str)) {
    let Some(first) = moved.first() else { return };
    let unit = first.now.as_ref().or(first.was.as_ref());
    let unit = unit.map_or("", |value| value.unit.as_str());
    let unit = match unit {
        "" => String::new(),
        unit => format!(" ({unit})"),
    };
    let outcome = &first.place.outcome;
    let one = |one: &Moved, indent: usize, head: &str, push: &mut dyn FnMut(usize, &str)| {
        push(indent, &format!("{head}: {}", one.said()));
        let shares = difference.shares.get(&one.place).map(Vec::as_slice);
        let shares = shares.filter(|shares| !shares.is_empty() && difference.since.len() > 1);
        if let Some(shares) = shares {
            push(indent + 4, &by(shares));
        }
    };
    if let [only] = moved {
        let place = format!("{outcome} {}", only.place.within());
        return one(only, 4, &format!("{}{unit}", place.trim_end()), push);
    }
    push(4, &format!("{outcome}{unit}"));
    let shown = shown(moved);
    for moved in &shown {
        one(moved, 6, &moved.place.within(), push);
    }
    if let rest @ 1.. = moved.len() - shown.len() {
        push(6, &format!("and {rest} more"));
    }
}

/// `moved by cover -114.7, by cut_off +28.81`
fn by(shares: &[Share]) -> String {
    if let [only] = shares {
        return format!("moved by {}", only.changes.join(" and "));
    }
    let said = shares.iter().take(MOST_SHARES).map(|one| {
        let changes = one.changes.join(" and ");
        let class = match one.class.as_str() {
            "" => String::new(),
            class => format!("{class} "),
        };
        let unit = if one.percent { " pts" } else { "" };
        let error = one
            .error
            .map(|error| format!(" (± {}{unit})", digits(error, 2)));
        let (moved, error) = (digits(one.moved, 4), error.unwrap_or_default());
        let sign = if one.moved > 0.0 { "+" } else { "" };
        format!("by {changes} {class}{sign}{moved}{unit}{error}")
    });
    let said = said.collect::<Vec<_>>().join(", ");
    match shares.len().saturating_sub(MOST_SHARES) {
        0 => format!("moved {said}"),
        rest => format!("moved {said}, and {rest} more"),
    }
}

/// A number to so many digits.
fn digits(number: f64, digits: usize) -> String {
    let rounded = format!("{number:.*e}", digits - 1);
    plain(rounded.parse().unwrap_or(number))
}

/// All, where they are few; else of each scenario the value that moved most.
fn shown(moved: &[Moved]) -> Vec<&Moved> {
    if moved.len() <= MOST {
        return moved.iter().collect();
    }
    let scenarios = moved.chunk_by(|a, b| a.place.scenario == b.place.scenario);
    let most = |of_one: &'_ [Moved]| -> Option<usize> {
        let sizes = of_one.iter().map(Moved::size).enumerate();
        // Of equals the first.
        let most = sizes.reduce(|best, next| if next.1 > best.1 { next } else { best });
        most.map(|(at, _)| at)
    };
    let shown = scenarios.filter_map(|of_one| of_one.get(most(of_one)?));
    shown.take(MOST).collect()
}

fn more(count: usize, indent: usize, push: &mut impl FnMut(usize, &str)) {
    if let rest @ 1.. = count.saturating_sub(MOST) {
        push(indent, &format!("and {rest} more"));
    }
}

/// `3 passed, 1 failed`, and what else there is to count.
pub fn summary(tally: &Tally) -> String {
    let mut text = format!("\n{} passed, {} failed", tally.passed, tally.failed);
    let mut counted = |count: usize, one: &str, many: &str| match count {
        0 => {}
        1 => text.push_str(&format!(", 1 {one}")),
        _ => text.push_str(&format!(", {count} {many}")),
    };
    counted(
        tally.unknown,
        "rests on what is unknown",
        "rest on what is unknown",
    );
    counted(tally.undecided, "undecided", "undecided");
    counted(tally.broken, "file cannot be run", "files cannot be run");
    counted(
        tally.unusable,
        "file of stored outcomes cannot be used",
        "files of stored outcomes cannot be used",
    );
    text.push('\n');
    text + &without(tally)
}

/// How many models have no stored outcomes, where others have.
fn without(tally: &Tally) -> String {
    match (tally.stored, tally.not_stored) {
        (0, _) | (_, 0) => String::new(),
        (_, 1) => "1 model has no stored outcomes\n".to_owned(),
        (_, count) => format!("{count} models have no stored outcomes\n"),
    }
}
