//! A diff on a terminal: each change with its word, then what each does.

use super::rows::{Block, apart, blocks, group_names};
use super::words;
use crate::report::table::grid::{Cell, Grid};
use crate::report::table::ink::Ink;
use crate::report::words::{accepted, citation, facts, line};
use crate::report::{View, wrap};
use crate::review::changes::{How, What};
use crate::review::effects::Effect;
use crate::review::story::{Story, Told};

/// So many changes are told to carry a move, the others together.
const MOST: usize = 4;

/// So many scenarios and classes of an outcome are shown, if not all are asked for.
const ROWS: usize = 3;

/// Draws a diff; of each outcome what moves most, or all.
pub fn table(story: &Story, all: bool, view: View) -> String {
    let ink = Ink(view.colour);
    let (moved, still) = blocks(&story.effects);
    let groups = group_names(story);
    let versions = format!("  {} → {}", line(&story.before), line(&story.after));
    let mut heading = format!("{}{}\n", ink.bold(&line(&story.model)), ink.dim(&versions));
    heading.push_str(&wrap(&words::summary(story), view.width, 2));
    if let Some((group, said)) = words::leading(&moved, groups.len()) {
        let said = format!("{} {said}", line(&groups[group]));
        heading.push_str(&format!("\n{}", ink.bold(&wrap(&said, view.width, 2))));
    }
    let mut parts = vec![heading];
    parts.extend(
        story
            .changes
            .iter()
            .map(|told| change(told, view.width, ink)),
    );
    parts.extend(
        moved
            .iter()
            .map(|block| of_outcome(block, all, &groups, (view.width, ink))),
    );
    if !story.changes.is_empty() && story.effects.effort.made > 0 {
        let mut ends = Vec::new();
        let apart = apart(&story.effects);
        if !apart.is_empty() {
            let said = format!("nothing to compare: {}", words::some(&apart));
            ends.push(wrap(&said, view.width, 2));
        }
        if !still.is_empty() {
            ends.push(wrap(
                &format!("unmoved: {}", still.join(", ")),
                view.width,
                2,
            ));
        }
        ends.push(wrap(
            &words::effort(&story.effects.effort, groups.len()),
            view.width,
            2,
        ));
        parts.push(ink.dim(&ends.join("\n")));
    }
    parts.join("\n\n") + "\n"
}

fn change(told: &Told, width: usize, ink: Ink) -> String {
    let change = &told.change;
    let mark = match change.how {
        How::Added => ink.green("+ "),
        How::Removed => ink.red("- "),
        How::Revised => ink.yellow("~ "),
    };
    let title = change
        .title
        .as_ref()
        .map(|title| format!("  {}", line(title)));
    let sorts = format!("  {}", words::sorts(change));
    let name = words::name(change);
    let rest = format!("{}{}", title.unwrap_or_default(), sorts);
    let mut text = format!("{mark}{}{}", ink.bold(&name), ink.dim(&rest));
    let mut tell = |said: &str| text.push_str(&format!("\n    {}", wrap(said, width - 4, 6)));
    if let Some(rename) = &change.renamed {
        tell(&format!("was {}", line(&rename.from)));
        if !rename.said && told.change.how == How::Revised {
            tell(&format!(
                "without `was {}` in its block, a run of the newer version draws it anew",
                line(&rename.from)
            ));
        }
    }
    for detail in &change.details {
        let (before, after) = words::sides(detail);
        let part = words::part(detail).map(|part| format!("{part}: "));
        let part = part.unwrap_or_default();
        match (change.how, detail.what, &detail.before, &detail.after) {
            (How::Added, ..) => tell(&format!("{part}{after}")),
            (How::Removed, ..) => tell(&format!("{part}{before}")),
            (_, What::Evidence, None, _) => tell(&format!("now {part}{after}")),
            (_, What::Evidence, _, None) => tell(&format!("no longer {part}{before}")),
            _ => tell(&format!("{part}{before} → {after}")),
        }
    }
    let backing = match change.how {
        How::Removed => &told.before,
        _ => &told.after,
    };
    if let Some(backing) = backing {
        let mut said: Vec<String> = backing.sources.iter().map(citation).collect();
        said.extend(
            backing
                .because
                .iter()
                .map(|why| format!("because {}", line(why))),
        );
        let facts = facts(backing);
        said.extend((!facts.is_empty()).then(|| facts.join(", ")));
        said.extend(
            backing
                .accepted
                .iter()
                .map(|it| format!("accepted {}", accepted(it))),
        );
        for said in said {
            let wrapped = wrap(&said, width - 4, 6);
            let lines: Vec<String> = wrapped.lines().map(|line| ink.dim(line)).collect();
            text.push_str(&format!("\n    {}", lines.join("\n")));
        }
    }
    if words::has_old_evidence(told) {
        text.push_str(&format!(
            "\n    {}",
            ink.yellow("the number changed, its evidence did not")
        ));
    }
    if let Some(does) = words::does(told) {
        text.push_str(&format!("\n    {}", wrap(&does, width - 4, 6)));
    }
    text
}

fn of_outcome(
    block: &Block<'_>,
    all: bool,
    groups: &[String],
    (width, ink): (usize, Ink),
) -> String {
    let most = if all { usize::MAX } else { ROWS };
    let (rows, others) = block.most_moved(most);
    let mut heading = ink.bold(&line(&block.name));
    if !block.unit.is_empty() {
        heading.push_str(&format!(" [{}]", line(block.unit)));
    }
    let title = block.title.map(|title| format!("  {}", line(title)));
    let date = block
        .date
        .map(|date| format!("  in {date}, where it moves most"));
    heading.push_str(&ink.dim(&format!(
        "{}{}",
        title.unwrap_or_default(),
        date.unwrap_or_default()
    )));
    let mut grid = Grid::default();
    let header = ["", "before", "after", "moves"].map(Cell::right);
    grid.push(header.into());
    for effect in &rows {
        let moved = effect.moved().map(|moved| block.scale(effect).moved(moved));
        let percent = effect
            .moved()
            .and_then(|moved| words::percent(effect, moved));
        grid.push(vec![
            Cell::left(words::row(effect)),
            Cell::right(block.scale(effect).value(effect.before)),
            Cell::right(block.scale(effect).value(effect.after)),
            Cell::right(moved.unwrap_or_default()),
            Cell::right(percent.unwrap_or_default()),
        ]);
    }
    let lines = grid.lines();
    let mut text = heading;
    let header = lines.first().map(|header| ink.dim(header));
    text.extend(header.map(|header| format!("\n{header}")));
    for (line, effect) in lines.iter().skip(1).zip(&rows) {
        text.push_str(&format!("\n{line}"));
        let why = of_which(effect, block, groups);
        if !why.is_empty() {
            let why = wrap(&why, width.saturating_sub(6), 8);
            let lines: Vec<String> = why.lines().map(|line| ink.dim(line)).collect();
            text.push_str(&format!("\n      {}", lines.join("\n")));
        }
    }
    if others > 0 {
        let said = match others {
            1 => "and 1 other that moves less".to_owned(),
            others => format!("and {others} others that move less"),
        };
        text.push_str(&format!("\n  {}", ink.dim(&said)));
    }
    text
}

/// `cover -210 (alone -250), cut_off +32`
fn of_which(effect: &Effect, block: &Block<'_>, groups: &[String]) -> String {
    let (parts, others) = words::parts(effect, block, groups, MOST);
    let mut said: Vec<String> = Vec::new();
    for part in parts {
        let alone = part.alone.map(|alone| format!(" ({alone})"));
        said.push(format!(
            "{} {}{}",
            part.name,
            part.moved,
            alone.unwrap_or_default()
        ));
    }
    said.extend(others);
    let ranges = effect.before.zip(effect.after);
    let ranges = ranges.and_then(|(before, after)| Some((before.range?, after.range?)));
    if let Some((before, after)) = ranges.filter(|(before, after)| before != after) {
        let (before, after) = (
            block.scale(effect).range(before),
            block.scale(effect).range(after),
        );
        if before != after {
            said.push(format!("5% to 95%: {before} → {after}"));
        }
    }
    said.join(", ")
}
