//! What was asserted and expected: a line for each that fails, is undecided or unknown, and the count.

use super::ink::Ink;
use crate::diagnostics::clean;
use crate::eval::verdict::{Claim, Held};
use crate::report::{Told, wrap};

/// The failures, what is unknown, and the count; empty where nothing was asserted or expected.
pub(super) fn section(verdicts: &[Told], width: usize, ink: Ink) -> String {
    if verdicts.is_empty() {
        return String::new();
    }
    let open = |told: &&Told| !told.passes() && !told.is_unknown();
    let failed = verdicts.iter().filter(open).cloned();
    let mut lines: Vec<String> = failed
        .chain(unknowns(verdicts))
        .map(|told| failure_line(&told, width, ink.0))
        .collect();
    lines.push(verdict_summary(verdicts));
    lines.join("\n")
}

/// What is unknown, each once, with the scenarios in which it is where that is not in all.
pub fn unknowns(verdicts: &[Told]) -> Vec<Told> {
    let mut all: Vec<Told> = Vec::new();
    let unknown = |told: &&Told| told.is_unknown();
    for told in verdicts.iter().filter(unknown) {
        if all.iter().any(|known| key(known) == key(told)) {
            continue;
        }
        let claim = verdicts.iter().filter(|other| key(other) == key(told));
        let everywhere = claim.clone().all(Told::is_unknown);
        let those: Vec<&Told> = claim.filter(unknown).collect();
        let scenarios = those.iter().filter_map(|told| told.scenario.as_deref());
        let scenarios = (!everywhere).then(|| scenarios.collect::<Vec<_>>().join(", "));
        let mut rests_on: Vec<String> = Vec::new();
        for name in those.iter().flat_map(|told| &told.rests_on) {
            if !rests_on.contains(name) {
                rests_on.push(name.clone());
            }
        }
        all.push(Told {
            scenario: scenarios,
            rests_on,
            ..told.clone()
        });
    }
    all.sort_by_key(key);
    all
}

/// `refuted as stated  expect "…": why`, broken at the width; lines of a list, aligned behind the word.
pub fn verdict_line(told: &Told, width: usize, colour: bool) -> String {
    line(told, "refuted as stated".len(), width, Ink(colour))
}

/// `FAILED  expect "…" in prudent: left 0.93, right 1`, broken at the width.
pub fn failure_line(told: &Told, width: usize, colour: bool) -> String {
    let word = match told.held {
        Held::Unknown => "unknown",
        Held::Undecided => "UNDECIDED",
        _ => "FAILED",
    };
    line(told, word.len(), width, Ink(colour))
}

fn line(told: &Told, column: usize, width: usize, ink: Ink) -> String {
    let (word, painted) = match (told.passes(), told.held) {
        (_, Held::Unknown) => ("unknown", ink.yellow("unknown")),
        (_, Held::Undecided) => ("UNDECIDED", ink.yellow("UNDECIDED")),
        (true, Held::Yes) => ("ok", ink.green("ok")),
        (true, Held::No) => ("refuted as stated", ink.yellow("refuted as stated")),
        (false, _) => ("FAILED", ink.red("FAILED")),
    };
    let indent = column + 2;
    let text = wrap(&said(told), width.saturating_sub(indent).max(30), 2);
    let text = text.replace('\n', &format!("\n{}", " ".repeat(indent)));
    let gap = " ".repeat(indent.saturating_sub(word.len()));
    format!("{painted}{gap}{text}")
}

/// What follows the word: which claim, where, and what was found.
fn said(told: &Told) -> String {
    let claim = match told.claim {
        Claim::Assert => "assert",
        Claim::Expect => "expect",
    };
    let mut text = format!("{claim} \"{}\"", clean(&told.title));
    if let Some(scenario) = &told.scenario {
        text.push_str(&format!(" in {}", clean(scenario)));
    }
    if told.is_unknown() {
        let names = told.rests_on.iter().map(|name| clean(name));
        let names: Vec<String> = names.collect();
        let rests = match names.is_empty() {
            true => "rests on something unknown".to_owned(),
            false => format!("rests on {}", names.join(", ")),
        };
        let found = told.found.iter().map(|found| clean(found));
        let all: Vec<String> = [rests].into_iter().chain(found).collect();
        return format!("{text} ({})", all.join(", "));
    }
    match (&told.refuted, told.passes(), told.fails()) {
        (Some(why), true, _) => text.push_str(&format!(": {}", clean(why))),
        (Some(why), _, true) => {
            text.push_str(&format!(
                ": it holds, although it is said to be refuted: {}",
                clean(why)
            ));
        }
        (_, passes, _) => {
            let found = if passes { &told.measured } else { &told.found };
            if let Some(found) = found {
                text.push_str(&format!(": {}", clean(found)));
            }
        }
    }
    text
}

/// `2 assertions and 7 expectations hold, 1 refuted as stated, 1 FAILS`: each counted once, in however many
/// scenarios it was decided.
fn verdict_summary(verdicts: &[Told]) -> String {
    let mut keys: Vec<(bool, usize)> = verdicts.iter().map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    let of = |key: (bool, usize)| verdicts.iter().filter(move |told| self::key(told) == key);
    let fails = |key: &(bool, usize)| of(*key).any(Told::fails);
    let undecided = |told: &Told| told.held == Held::Undecided;
    let open = |key: &(bool, usize)| !fails(key) && of(*key).any(undecided);
    let unknown = |key: &(bool, usize)| !fails(key) && !open(key) && of(*key).any(Told::is_unknown);
    let refuted = |key: &(bool, usize)| {
        let decided = !fails(key) && !open(key) && !unknown(key);
        decided && of(*key).any(|told| told.refuted.is_some())
    };
    let holding = |expect: bool| {
        let those = keys.iter().filter(|key| {
            key.0 == expect && !fails(key) && !open(key) && !unknown(key) && !refuted(key)
        });
        those.count()
    };
    let mut parts = Vec::new();
    let hold = [
        counted(holding(false), "assertion"),
        counted(holding(true), "expectation"),
    ];
    let hold: Vec<String> = hold.into_iter().flatten().collect();
    if !hold.is_empty() {
        let one = holding(false) + holding(true) == 1;
        parts.push(format!(
            "{} {}",
            hold.join(" and "),
            if one { "holds" } else { "hold" }
        ));
    }
    let refuted = keys.iter().filter(|key| refuted(key)).count();
    if refuted > 0 {
        parts.push(format!("{refuted} refuted as stated"));
    }
    match keys.iter().filter(|key| unknown(key)).count() {
        0 => {}
        1 => parts.push("1 rests on what is unknown".to_owned()),
        all => parts.push(format!("{all} rest on what is unknown")),
    }
    match keys.iter().filter(|key| open(key)).count() {
        0 => {}
        open => parts.push(format!("{open} UNDECIDED")),
    }
    match keys.iter().filter(|key| fails(key)).count() {
        0 => {}
        1 => parts.push("1 FAILS".to_owned()),
        failing => parts.push(format!("{failing} FAIL")),
    }
    parts.join(", ")
}

fn key(told: &Told) -> (bool, usize) {
    (told.claim == Claim::Expect, told.index)
}

fn counted(count: usize, word: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{} {word}s", super::count(count))),
    }
}
