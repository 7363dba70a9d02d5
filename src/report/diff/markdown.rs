//! A diff as Markdown: a comment on a pull request, read by who knows neither the model nor the tool.

use super::rows::{Block, apart, blocks, carried, group_names, most_moved_by, weighty};
use super::words;
use crate::report::register::markdown::{cited, escaped};
use crate::report::register::words::{accepted, facts, line, plural};
use crate::review::changes::How;
use crate::review::effects::Effect;
use crate::review::register::Backing;
use crate::review::story::{Does, Story, Told};

/// So many changes are told to carry a move, the others together.
const MOST: usize = 5;

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
        for told in &story.changes {
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
            ends.push(LEGEND.to_owned());
        }
        let effort = words::effort(&story.effects.effort, groups.len());
        ends.push(format!("{}.", capital(&escaped(&effort))));
        text.push_str(&format!("\n<sub>{}</sub>\n", ends.join("<br>")));
    }
    text
}

const LEGEND: &str = "Values are means or probabilities; under a mean, the 5th and the 95th percentile of the draws. \
Carried by: the share of each change in the move; shares add up to it. Alone: what a change would move by itself, where \
that is something else. pts: percentage points. Over scenarios: made of the results of several.";

/// With more rows than this, only that of each outcome is shown at once that moves most.
const ROWS: usize = 12;

fn results(blocks: &[Block<'_>], groups: &[String], most: usize) -> String {
    let mut text = "| result | | before | after | moves | carried by |\n".to_owned();
    text.push_str("| --- | --- | --: | --: | --: | --- |\n");
    for block in blocks {
        text.push_str(&of_outcome(block, groups, most));
    }
    text
}

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
        (_, false) => text.push_str(&format!("It rests on: {}.", word.join("; "))),
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
            "\n>\n> The largest single move for its size: {name} moves {}.",
            one(best, group)
        ));
    }
    Some(text + "\n")
}

/// `shortage` (complacent) by -278 t (-38%)
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
        "{} ({place}) by {}",
        code(&line(&block.name)),
        escaped(&moved)
    )
}

fn change(told: &Told, blocks: &[Block<'_>], story: &Story) -> String {
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
fn whose(backing: &Backing, between: &str) -> String {
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
        (Some(best), 1) => format!("{together}moves {}", one(best, group)),
        (Some(best), _) => format!(
            "{together}moves {count} results, most for its size {}",
            one(best, group)
        ),
    }
}

fn of_outcome(block: &Block<'_>, groups: &[String], most: usize) -> String {
    let (rows, others) = block.most_moved(most);
    let mut name = format!("**{}**", code(&block.name));
    if !block.unit.is_empty() {
        name.push_str(&format!(" [{}]", escaped(block.unit)));
    }
    if let Some(title) = block.title {
        name.push_str(&format!("<br>{}", escaped(title)));
    }
    if let Some(date) = block.date {
        name.push_str(&format!("<br><sub>in {date}, where it moves most</sub>"));
    }
    let mut text = String::new();
    for effect in rows {
        let name = std::mem::take(&mut name);
        let side = |spread: Option<crate::review::effects::Spread>| {
            let value = escaped(&block.scale(effect).value(spread));
            match spread.and_then(|spread| spread.range) {
                Some(range) => format!(
                    "{value}<br><sub>{}</sub>",
                    escaped(&block.scale(effect).range(range))
                ),
                None => value,
            }
        };
        let moved = effect.moved().map(|moved| {
            let percent = words::percent(effect, moved);
            let percent = percent.map(|percent| format!("<br><sub>{}</sub>", escaped(&percent)));
            let moved = escaped(&block.scale(effect).moved(moved));
            format!("**{moved}**{}", percent.unwrap_or_default())
        });
        text.push_str(&format!(
            "| {name} | {} | {} | {} | {} | {} |\n",
            place(effect, others),
            side(effect.before),
            side(effect.after),
            moved.unwrap_or_default(),
            of_which(effect, block, groups),
        ));
    }
    text
}

/// The scenario and class of a row, of how many.
fn place(effect: &Effect, others: usize) -> String {
    let row = escaped(&words::row(effect));
    match others {
        0 => row,
        others => format!(
            "{row}<br><sub>of {} the one that moves most</sub>",
            others + 1
        ),
    }
}

fn of_which(effect: &Effect, block: &Block<'_>, groups: &[String]) -> String {
    let (told, others) = weighty(carried(effect), MOST);
    let parts = told.iter().map(|part| {
        let name = code(&line(&groups[part.group]));
        let mut said = format!("{name} {}", escaped(&block.scale(effect).moved(part.share)));
        if let Some(error) = part
            .error
            .and_then(|error| block.scale(effect).error(error))
        {
            said.push_str(&format!(" ± {}", escaped(&error)));
        }
        if let Some(alone) = part.alone {
            let alone = format!("alone {}", block.scale(effect).moved(alone));
            said.push_str(&format!(" <sub>({})</sub>", escaped(&alone)));
        }
        said
    });
    let mut said: Vec<String> = parts.collect();
    said.extend(others.map(|(count, rest)| {
        format!(
            "{} {}",
            plural(count, "other"),
            escaped(&block.scale(effect).moved(rest))
        )
    }));
    said.join("<br>")
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
