//! A diff as Markdown: a comment on a pull request, read by who knows neither the model nor the tool.

mod change;
mod results;

use super::rows::{Block, apart, blocks, group_names, most_moved_by};
use super::words;
use crate::report::markdown::escaped;
use crate::report::words::line;
use crate::review::effects::Effect;
use crate::review::story::{Does, Story, Told};
use change::{change, whose};
use results::{ROWS, results};

/// Says which models there is nothing to compare of.
pub fn apart_markdown(apart: &[String]) -> String {
    let said = apart.iter().map(|one| format!("- {}\n", escaped(one)));
    let said: String = said.collect();
    match said.is_empty() {
        true => said,
        false => format!("**Not compared:**\n\n{said}\n"),
    }
}

/// Writes a diff as one comment.
pub fn markdown(story: &Story) -> String {
    let (mut moved, still) = blocks(&story.effects);
    let groups = group_names(story);
    let mut text = format!("### What changed in {}\n\n", code(&line(&story.model)));
    let versions = [&story.before, &story.after].map(|version| code(&line(version)));
    text.push_str(&format!(
        "{}. **{}.**\n",
        versions.join(" → "),
        capital(&escaped(&words::summary(story)))
    ));
    text.extend(lead(story, &moved, &groups));
    if !story.changes.is_empty() {
        text.push_str("\n| change | before | after | on whose word | effect |\n");
        text.push_str("| --- | --- | --- | --- | --- |\n");
        let mut all: Vec<&Told> = story.changes.iter().collect();
        all.sort_by(|a, b| weight(b, &moved).total_cmp(&weight(a, &moved)));
        for told in all {
            text.push_str(&change(told, &moved, story));
        }
    }
    if !moved.is_empty() {
        text.push_str("\n#### What it does to the results\n\n");
        let rows: usize = moved.iter().map(|block| block.rows.len()).sum();
        let most = if rows > ROWS { 1 } else { usize::MAX };
        text.push_str(&results(&moved, &groups, most));
        if rows > ROWS {
            moved.retain(|block| block.rows.len() > 1);
            let all = results(&moved, &groups, usize::MAX);
            text.push_str(&format!(
                "\n<details><summary>In all scenarios</summary>\n\n{all}\n</details>\n"
            ));
        }
    }
    if !story.changes.is_empty() && story.effects.effort.made > 0 {
        let mut ends = Vec::new();
        let apart = apart(&story.effects);
        if !apart.is_empty() {
            ends.push(format!(
                "Nothing to compare: {}.",
                escaped(&words::some(&apart))
            ));
        }
        if !still.is_empty() {
            ends.push(format!("Unmoved: {}.", escaped(&still.join(", "))));
        }
        if !moved.is_empty() {
            let alone = if text.contains("<sub>(alone ") {
                ALONE
            } else {
                ""
            };
            ends.push(format!("{LEGEND}{alone}"));
        }
        let effort = words::effort(&story.effects.effort, groups.len());
        ends.push(format!("{}.", capital(&escaped(&effort))));
        text.push_str(&format!("\n<sub>{}</sub>\n", ends.join("<br>")));
    }
    text
}

const LEGEND: &str = "Values are means or probabilities; under a mean, the 5th and the 95th percentile of the draws, \
under a move, how much it is of the value before. Carried by: the share of each change in the move; shares add up to it. \
pts: percentage points. Over scenarios: made of the results of several. \
Asserts and expectations are not tried here: `foreland test` does.";
const ALONE: &str = " Alone: what a change would move by itself, where that is something else.";

/// Which change matters most, on whose word, and which moves a single result most.
fn lead(story: &Story, blocks: &[Block<'_>], groups: &[String]) -> Option<String> {
    let (group, said) = words::leading(blocks, groups.len())?;
    let members = &story.effects.groups[group];
    let told: Vec<&Told> = members.iter().map(|at| &story.changes[*at]).collect();
    let reads = |it: &&Told| match &it.does {
        Does::Through(names) => told.iter().any(|told| names.contains(&told.change.name)),
        _ => false,
    };
    // What came with a formula has somebody's word, if the formula needs none.
    let through = story.changes.iter().filter(reads);
    let answerable = told.iter().copied().chain(through);
    let answerable: Vec<&Told> = answerable
        .filter(|it| words::needs_word(&it.change))
        .collect();
    let backing = answerable
        .iter()
        .filter_map(|told| told.after.as_ref().or(told.before.as_ref()));
    let word: Vec<String> = backing
        .map(|backing| whose(backing, "; "))
        .filter(|word| !word.is_empty())
        .collect();
    let name = code(&line(&groups[group]));
    let mut text = format!("\n> **{name}** {}. ", escaped(&said));
    match (answerable.is_empty(), word.is_empty()) {
        (true, _) => text.push_str("It is a change of how the model is made."),
        (_, true) => text.push_str("**No source and no reason is given for it.**"),
        (_, false) => {
            let word = word.join("; ");
            let word = word.strip_prefix("because ").unwrap_or(&word);
            text.push_str(&format!("It rests on: {word}."));
        }
    }
    if told.iter().any(|told| words::has_old_evidence(told)) {
        text.push_str(" **Its number changed, its evidence did not.**");
    }
    let single = (0..groups.len()).filter_map(|group| Some((group, most_moved_by(blocks, group)?)));
    let single = single.reduce(|best, next| match next.1.2.abs() > best.1.2.abs() {
        true => next,
        false => best,
    });
    if let Some((group, best)) = single.filter(|_| groups.len() > 1) {
        let name = code(&line(&groups[group]));
        text.push_str(&format!(
            "\n>\n> The largest single part of a move, for the size of the result: {name} in {}.",
            one(best, group)
        ));
    }
    Some(text + "\n")
}

/// What moves most for its size comes first, what cannot move anything last.
fn weight(told: &Told, blocks: &[Block<'_>]) -> f64 {
    match told.does {
        Does::Moves(group) => 3.0 + most_moved_by(blocks, group).map_or(0.0, |best| best.2.abs()),
        Does::Through(_) => 2.0,
        Does::Nothing | Does::Unseen | Does::Unread | Does::Apart | Does::Unknown => 1.0,
        Does::Silent => 0.0,
    }
}

/// `shortage` (complacent): -278 t (-38%)
fn one((block, row, _): (&Block<'_>, &Effect, f64), group: usize) -> String {
    let share = row.share(group);
    let mut moved = block.scale(row).moved(share);
    if !row.unit.is_empty() {
        moved.push_str(&format!(" {}", line(&row.unit)));
    }
    if let Some(percent) = words::percent(row, share) {
        moved.push_str(&format!(" ({percent})"));
    }
    let place = escaped(&words::row(row));
    format!(
        "{} ({place}): {}",
        code(&line(&block.name)),
        escaped(&moved)
    )
}

/// A name as it is written in a model.
fn code(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_.,[]/ +:-".contains(c);
    match name.chars().all(plain) {
        true => format!("`{name}`"),
        false => escaped(name),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
