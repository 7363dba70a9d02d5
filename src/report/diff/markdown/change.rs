//! A row for each change: how it was, how it is, on whose word, and what it does.

use super::{code, one};
use crate::report::diff::rows::{Block, most_moved_by};
use crate::report::diff::words;
use crate::report::markdown::{cited, escaped};
use crate::report::words::{accepted, facts, line};
use crate::review::changes::How;
use crate::review::register::Backing;
use crate::review::story::{Does, Story, Told};

/// The row of a change.
pub(super) fn change(told: &Told, blocks: &[Block<'_>], story: &Story) -> String {
    let change = &told.change;
    let mut name = format!("**{}**", code(&words::name(change)));
    if let Some(title) = &change.title {
        name.push_str(&format!("<br>{}", escaped(title)));
    }
    name.push_str(&format!(
        "<br><sub>{}</sub>",
        escaped(&words::sorts(change))
    ));
    let (before, after) = sides(told);
    let word = match change.how {
        How::Removed => told.before.as_ref(),
        _ => told.after.as_ref(),
    };
    let mut word = word.map_or_else(String::new, |backing| whose(backing, "<br>"));
    if word.is_empty() && words::needs_word(change) {
        word.push_str("**nobody's: no source, no reason**");
    }
    if words::has_old_evidence(told) {
        word.push_str("<br>**the number changed, its evidence did not**");
    }
    let effect = match words::does(told) {
        Some(does) => escaped(&does),
        None => largest(told, blocks, story),
    };
    format!("| {name} | {before} | {after} | {word} | {effect} |\n")
}

/// How it was and how it is, part by part.
fn sides(told: &Told) -> (String, String) {
    let change = &told.change;
    let mut sides: (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    match change.how {
        How::Added => sides.0.push("—".to_owned()),
        How::Removed => sides.1.push("—".to_owned()),
        How::Revised => {}
    }
    if let Some(rename) = &change.renamed {
        sides.0.push(format!("name {}", escaped(&rename.from)));
        sides.1.push(format!("name {}", escaped(&rename.to)));
        if !rename.said {
            let hint = format!(
                "without `was {}` a run of the newer version draws it anew",
                line(&rename.from)
            );
            sides.1.push(format!("<sub>{}</sub>", escaped(&hint)));
        }
    }
    for detail in &change.details {
        let part =
            words::part(detail).map_or_else(String::new, |part| format!("{}: ", escaped(&part)));
        let side = |text: &Option<String>| match text {
            Some(text) => format!("{part}{}", escaped(text)),
            None => "—".to_owned(),
        };
        if change.how != How::Added {
            sides.0.push(side(&detail.before));
        }
        if change.how != How::Removed {
            sides.1.push(side(&detail.after));
        }
    }
    (sides.0.join("<br>"), sides.1.join("<br>"))
}

/// On whose word something stands.
pub(super) fn whose(backing: &Backing, between: &str) -> String {
    let mut said: Vec<String> = backing.sources.iter().map(cited).collect();
    said.extend(
        backing
            .because
            .iter()
            .map(|why| format!("because {}", escaped(why))),
    );
    let facts = facts(backing);
    said.extend((!facts.is_empty()).then(|| escaped(&facts.join(", "))));
    said.extend(
        backing
            .accepted
            .iter()
            .map(|it| escaped(&format!("accepted {}", accepted(it)))),
    );
    said.join(between)
}

/// How many results a change moves, and which of them most for its size.
fn largest(told: &Told, blocks: &[Block<'_>], story: &Story) -> String {
    let Does::Moves(group) = told.does else {
        return String::new();
    };
    let rows = blocks.iter().flat_map(|block| &block.rows);
    let count = rows.filter(|row| row.is_moved_by(group)).count();
    let together = match story.effects.groups[group].len() {
        1 => "",
        _ => "together with what it needs, ",
    };
    match (most_moved_by(blocks, group), count) {
        (None, _) => String::new(),
        (Some(best), 1) => format!("{together}moves 1 result, {}", one(best, group)),
        (Some(best), _) => format!(
            "{together}moves {count} results; its largest part for the size of the result: {}",
            one(best, group)
        ),
    }
}
