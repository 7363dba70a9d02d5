//! A row for each result that moves: before, after, and which changes carry the move.

use super::code;
use crate::report::diff::rows::Block;
use crate::report::diff::words;
use crate::report::markdown::escaped;
use crate::review::effects::Effect;

/// So many changes are told to carry a move, the others together.
const MOST: usize = 5;

/// With more rows than this, only that of each outcome is shown at once that moves most.
pub(super) const ROWS: usize = 12;

/// A table of results.
pub(super) fn results(blocks: &[Block<'_>], groups: &[String], most: usize) -> String {
    let mut text = "| result | | before | after | moves | carried by |\n".to_owned();
    text.push_str("| --- | --- | --: | --: | --: | --- |\n");
    for block in blocks {
        text.push_str(&of_outcome(block, groups, most));
    }
    text
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
            "{row}<br><sub>of {} the one that moves most for its size</sub>",
            others + 1
        ),
    }
}

fn of_which(effect: &Effect, block: &Block<'_>, groups: &[String]) -> String {
    let (parts, others) = words::parts(effect, block, groups, MOST);
    let mut said: Vec<String> = Vec::new();
    for part in parts {
        let alone = part
            .alone
            .map(|alone| format!(" <sub>({})</sub>", escaped(&alone)));
        let (name, moved) = (code(&part.name), escaped(&part.moved));
        said.push(format!("{name} {moved}{}", alone.unwrap_or_default()));
    }
    said.extend(others.map(|others| escaped(&others)));
    said.join("<br>")
}
