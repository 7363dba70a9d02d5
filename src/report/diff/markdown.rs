//! A diff as Markdown: a comment on a pull request, read by who knows neither the model nor the tool.

use super::rows::{Block, blocks, carried, group_names};
use super::words;
use crate::report::register::markdown::{cited, escaped};
use crate::report::register::words::{accepted, facts, line};
use crate::review::changes::{How, What};
use crate::review::effects::Effect;
use crate::review::register::Backing;
use crate::review::story::{Story, Told};

/// So many changes are told to carry a move, the others together.
const MOST: usize = 5;

/// Writes a diff as one comment.
pub fn markdown(story: &Story) -> String {
    let (moved, still) = blocks(&story.effects);
    let groups = group_names(story);
    let mut text = format!("### What changed in {}\n\n", code(&line(&story.model)));
    let versions = [&story.before, &story.after].map(|version| code(&line(version)));
    text.push_str(&format!(
        "{}. **{}.**\n",
        versions.join(" → "),
        capital(&escaped(&words::summary(story)))
    ));
    if let Some((group, said)) = words::leading(&moved, groups.len()) {
        text.push_str(&lead(story, group, &line(&groups[group]), &said));
    }
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
            let all = results(&moved, &groups, usize::MAX);
            text.push_str(&format!(
                "\n<details><summary>All {rows} results that move</summary>\n\n{all}\n</details>\n"
            ));
        }
    }
    if !story.changes.is_empty() && story.effects.effort.made > 0 {
        let mut ends = Vec::new();
        if !still.is_empty() {
            ends.push(format!("Unmoved: {}.", escaped(&still.join(", "))));
        }
        let effort = words::effort(&story.effects.effort, groups.len());
        ends.push(format!("{}.", capital(&escaped(&effort))));
        text.push_str(&format!("\n<sub>{}</sub>\n", ends.join("<br>")));
    }
    text
}

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

/// Which change matters most, and on whose word.
fn lead(story: &Story, group: usize, name: &str, said: &str) -> String {
    let members = &story.effects.groups[group];
    let told = members.iter().map(|at| &story.changes[*at]);
    let word: Vec<String> = told
        .filter_map(|told| told.after.as_ref().or(told.before.as_ref()))
        .map(|backing| whose(backing, "; "))
        .filter(|word| !word.is_empty())
        .collect();
    let word = match word.is_empty() {
        true => "**nobody: no source, no reason is given**".to_owned(),
        false => word.join("; "),
    };
    format!(
        "\n> **{}** {}. Who says so: {word}\n",
        code(name),
        escaped(said)
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
        let part = match detail.what {
            What::Evidence => None,
            _ => words::part(detail),
        };
        let part = part.map_or_else(String::new, |part| format!("{}: ", escaped(&part)));
        let side = |text: &Option<String>| match text {
            Some(text) => format!("{part}{}", escaped(text)),
            None => "—".to_owned(),
        };
        sides.0.push(side(&detail.before));
        sides.1.push(side(&detail.after));
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

/// The result of which a change carries the largest part, and how many it moves.
fn largest(told: &Told, blocks: &[Block<'_>], story: &Story) -> String {
    let crate::review::story::Does::Moves(group) = told.does else {
        return String::new();
    };
    let rows = blocks
        .iter()
        .flat_map(|block| block.rows.iter().map(move |row| (block, *row)));
    let of = rows.filter(|(_, row)| row.is_moved_by(group));
    let mut best: Option<(f64, String)> = None;
    let mut count = 0;
    for (block, row) in of {
        count += 1;
        let parts = carried(row);
        let whole: f64 = parts.iter().map(|part| part.share.abs()).sum();
        let Some(own) = parts.iter().find(|part| part.group == group) else {
            continue;
        };
        let part = if whole > 0.0 {
            own.share.abs() / whole
        } else {
            0.0
        };
        if best.as_ref().is_none_or(|(so_far, _)| part > *so_far) {
            let result = format!("{}, {}", block.name, words::row(row));
            best = Some((
                part,
                format!("{} of {result}", block.scale.moved(own.share)),
            ));
        }
    }
    let together = match story.effects.groups[group].len() {
        1 => "",
        _ => ", together with what it needs",
    };
    match (best, count) {
        (None, _) => String::new(),
        (Some((_, said)), 1) => format!("{said}{together}"),
        (Some((_, said)), _) => format!("{said}; moves {count} results{together}"),
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
            let value = escaped(&block.scale.value(spread));
            match spread.and_then(|spread| spread.range) {
                Some(range) => format!(
                    "{value}<br><sub>{}</sub>",
                    escaped(&block.scale.range(range))
                ),
                None => value,
            }
        };
        let moved = effect.moved().map(|moved| block.scale.moved(moved));
        text.push_str(&format!(
            "| {name} | {} | {} | {} | **{}** | {} |\n",
            place(effect, others),
            side(effect.before),
            side(effect.after),
            escaped(&moved.unwrap_or_default()),
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
        others => format!("{row}<br><sub>moves most of {}</sub>", others + 1),
    }
}

fn of_which(effect: &Effect, block: &Block<'_>, groups: &[String]) -> String {
    let carried = carried(effect);
    let mut said: Vec<String> = carried
        .iter()
        .take(MOST)
        .map(|part| {
            let name = code(&line(&groups[part.group]));
            let mut said = format!("{name} {}", escaped(&block.scale.moved(part.share)));
            if let Some(error) = part.error.filter(|error| *error > 0.0) {
                said.push_str(&format!(" ± {}", escaped(&block.scale.error(error))));
            }
            if let Some(alone) = part.alone {
                let alone = format!("alone {}", block.scale.moved(alone));
                said.push_str(&format!(" <sub>({})</sub>", escaped(&alone)));
            }
            said
        })
        .collect();
    let others = carried.iter().skip(MOST);
    if others.len() > 0 {
        let count = others.len();
        let rest = others.map(|part| part.share).sum();
        said.push(format!(
            "{count} others {}",
            escaped(&block.scale.moved(rest))
        ));
    }
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
