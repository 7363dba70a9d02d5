//! The register on a terminal: a block a declaration, its numbers first, then on whose word and what they drive.

use unicode_width::UnicodeWidthStr;

use super::Shown;
use super::words;
use crate::diagnostics::clean;
use crate::report::table::grid::{Cell, Grid};
use crate::report::table::ink::Ink;
use crate::report::words as shared;
use crate::report::{View, wrap};
use crate::review::register::Entry;
use crate::syntax::ast::Level;

/// Draws the register.
pub fn table(shown: Shown<'_>, view: View) -> String {
    let ink = Ink(view.colour);
    let mut parts = vec![heading(shown, view.width, ink)];
    let entries: Vec<&Entry> = shown.entries().collect();
    let groups = entries.chunk_by(|a, b| a.declaration == b.declaration && a.kind == b.kind);
    parts.extend(groups.map(|group| of_declaration(group, shown, view.width, ink)));
    parts.push(ink.dim(&wrap(&words::summary(shown), view.width, 2)));
    parts.join("\n\n") + "\n"
}

fn heading(shown: Shown<'_>, width: usize, ink: Ink) -> String {
    let register = shown.register;
    let mut text = ink.bold(&clean(&register.model));
    if let Some(date) = &register.as_of {
        text.push_str(&format!("  as of {date}"));
    }
    if let Some(doc) = &register.doc {
        let paragraph = doc.split("\n\n").next().unwrap_or_default();
        text = format!("{text}\n{}", wrap(&clean(paragraph), width, 0));
    }
    text
}

/// What is said below a number.
struct Line {
    text: String,
    tone: Tone,
}

/// How much a line is to be seen.
#[derive(Clone, Copy)]
enum Tone {
    Plain,
    Quiet,
    Weak,
}

fn of_declaration(group: &[&Entry], shown: Shown<'_>, width: usize, ink: Ink) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let told: Vec<Vec<Line>> = group.iter().map(|entry| lines(entry, shown)).collect();
    // What holds for all numbers of a declaration is said once.
    let common = |line: &Line| {
        group.len() > 1
            && told
                .iter()
                .all(|own| own.iter().any(|it| it.text == line.text))
    };
    let mut text = title(first, width, ink);
    for (line, own) in rows(group, width).into_iter().zip(&told) {
        text.push('\n');
        text.push_str(&line);
        for line in own.iter().filter(|line| !common(line)) {
            text.push_str(&detail(line, width, 6, ink));
        }
    }
    let shared = told.first().into_iter().flatten();
    for line in shared.filter(|line| common(line)) {
        text.push_str(&detail(line, width, 4, ink));
    }
    text
}

/// `demand  What the country needs  model.fore:12`
fn title(first: &Entry, width: usize, ink: Ink) -> String {
    let name = clean(&first.declaration);
    let title = first.title.as_ref().map(|title| shared::line(title));
    let place = format!("{}:{}", shared::line(&first.file), first.line);
    let said = title.into_iter().chain([place]);
    let rest: String = said.map(|said| format!("  {said}")).collect();
    match name.width() + rest.width() <= width {
        true => format!("{}{}", ink.bold(&name), ink.dim(&rest)),
        false => {
            let rest = wrap(&rest, width.saturating_sub(4), 4);
            let lines = rest.lines().map(|line| ink.dim(line));
            let lines: Vec<String> = lines.collect();
            format!("{}\n    {}", ink.bold(&name), lines.join("\n"))
        }
    }
}

/// The numbers of a declaration, below each other, and how each is known beside it or, where that is long, below.
fn rows(group: &[&Entry], width: usize) -> Vec<String> {
    let mut grid = Grid::default();
    for entry in group {
        grid.push(vec![
            Cell::left(shared::line(label(entry))),
            Cell::left(shared::line(&entry.value.with_unit())),
        ]);
    }
    let beside = grid.width() + 2;
    let rows = grid.lines().into_iter().zip(group).map(|(line, entry)| {
        let how = shared::line(&entry.value.known_as());
        match beside + NARROWEST.min(how.width()) <= width {
            true => {
                let padding = " ".repeat(beside.saturating_sub(line.width()));
                format!("{line}{padding}{}", wrap_below(&how, width, beside))
            }
            false => {
                let line = match line.width() <= width {
                    true => line,
                    false => format!("  {}", wrap_below(line.trim_start(), width, 6)),
                };
                format!("{line}\n      {}", wrap_below(&how, width, 6))
            }
        }
    });
    rows.map(|row| row.trim_end().to_owned()).collect()
}

/// What stands beside a number is given so many columns at least.
const NARROWEST: usize = 34;

/// Text that begins in a column and goes on below in the same.
fn wrap_below(text: &str, width: usize, column: usize) -> String {
    let blanks = format!("\n{}", " ".repeat(column));
    wrap(text, width.saturating_sub(column), 0).replace('\n', &blanks)
}

/// What a number is called below the name of its declaration.
fn label(entry: &Entry) -> &str {
    let rest = entry.name.strip_prefix(&entry.declaration);
    rest.unwrap_or(&entry.name)
        .trim_start_matches(['.', ':', ' '])
}

fn lines(entry: &Entry, shown: Shown<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut say = |tone: Tone, text: String| lines.push(Line { text, tone });
    let backing = &entry.backing;
    if let Some(title) = &entry.option {
        say(Tone::Plain, shared::line(title));
    }
    for source in &backing.sources {
        say(Tone::Plain, shared::citation(source));
    }
    for why in &backing.because {
        say(Tone::Plain, format!("because {}", shared::line(why)));
    }
    let facts = shared::facts(backing);
    if !facts.is_empty() {
        let low = backing.confidence == Some(Level::Low);
        let tone = if low { Tone::Weak } else { Tone::Plain };
        say(tone, facts.join(", "));
    }
    for accepted in &backing.accepted {
        say(
            Tone::Plain,
            format!("accepted {}", shared::accepted(accepted)),
        );
    }
    say(
        Tone::Quiet,
        format!("drives {}", words::drives(entry, shown)),
    );
    let weak = words::shown_for(entry, shown);
    if !weak.is_empty() {
        say(Tone::Weak, format!("! {}", weak.join(", ")));
    }
    lines
}

fn detail(line: &Line, width: usize, indent: usize, ink: Ink) -> String {
    let text = wrap(&line.text, width.saturating_sub(indent), 2);
    let blanks = " ".repeat(indent);
    let paint = |part: &str| match line.tone {
        Tone::Plain => part.to_owned(),
        Tone::Quiet => ink.dim(part),
        Tone::Weak => ink.yellow(part),
    };
    let painted = text
        .lines()
        .map(|part| format!("\n{blanks}{}", paint(part)));
    painted.collect()
}
