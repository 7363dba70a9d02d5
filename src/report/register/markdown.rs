//! The register as Markdown: a table that GitHub and others show, to be pasted where a model is reviewed.

use super::{Shown, words};
use crate::report::markdown::{cited, escaped};
use crate::report::words::{accepted, facts};
use crate::review::register::Entry;

/// Writes the register as one table with its summary.
pub fn markdown(shown: Shown<'_>) -> String {
    let register = shown.register;
    let mut text = format!("### Assumptions of {}\n\n", escaped(&register.model));
    if let Some(doc) = &register.doc {
        let paragraph = doc.split("\n\n").next().unwrap_or_default();
        text.push_str(&format!("{}\n\n", escaped(paragraph)));
    }
    let mut summary = words::summary(shown);
    if let Some(date) = &register.as_of {
        summary = format!("As of {date}. {summary}");
    }
    text.push_str(&format!("{}.\n\n", escaped(&summary)));
    text.push_str("| assumption | value | known as | on whose word | drives |\n");
    text.push_str("| --- | --- | --- | --- | --- |\n");
    for entry in shown.entries() {
        let cells = [
            name(entry),
            value(entry),
            how(entry),
            word(entry, shown),
            escaped(&words::drives(entry, shown)),
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn name(entry: &Entry) -> String {
    let name = format!("**{}**", escaped(&entry.name));
    match entry.whole_title() {
        Some(title) => format!("{name}<br>{}", escaped(&title)),
        None => name,
    }
}

fn value(entry: &Entry) -> String {
    escaped(&entry.value.with_unit())
}

fn how(entry: &Entry) -> String {
    escaped(&entry.value.known_as())
}

/// Sources with their quotes, the reason, the facts, and what is weak in bold.
fn word(entry: &Entry, shown: Shown<'_>) -> String {
    let backing = &entry.backing;
    let mut said: Vec<String> = backing.sources.iter().map(cited).collect();
    let because = backing.because.iter();
    said.extend(because.map(|why| format!("because {}", escaped(why))));
    let facts = facts(backing);
    said.extend((!facts.is_empty()).then(|| escaped(&facts.join(", "))));
    let known = backing.accepted.iter();
    said.extend(known.map(|it| escaped(&format!("accepted {}", accepted(it)))));
    let weak = words::shown_for(entry, shown);
    said.extend((!weak.is_empty()).then(|| format!("**{}**", escaped(&weak.join(", ")))));
    said.join("<br>")
}
