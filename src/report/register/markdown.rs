//! The register as Markdown: a table that GitHub and others show, to be pasted where a model is reviewed.

use super::{Shown, words};
use crate::diagnostics::clean;
use crate::review::register::{Citation, Entry, Source};

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
    let facts = words::facts(backing);
    said.extend((!facts.is_empty()).then(|| escaped(&facts.join(", "))));
    let accepted = backing.accepted.iter();
    said.extend(accepted.map(|it| escaped(&format!("accepted {}", words::accepted(it)))));
    let weak = words::shown_for(entry, shown);
    said.extend((!weak.is_empty()).then(|| format!("**{}**", escaped(&weak.join(", ")))));
    said.join("<br>")
}

pub(in crate::report) fn cited(citation: &Citation) -> String {
    let told = linked(&citation.source);
    match &citation.quote {
        Some(quote) => format!("{told} <sub>“{}”</sub>", escaped(quote)),
        None => told,
    }
}

/// A source in words, its title a link if it has one to the web.
fn linked(source: &Source) -> String {
    let told = words::source(source);
    let title = words::line(source.title.as_ref().unwrap_or(&source.name));
    match source.link.as_deref().and_then(address) {
        Some(address) => {
            let rest = told.strip_prefix(&title).unwrap_or_default();
            format!("[{}](<{address}>){}", escaped(&title), escaped(rest))
        }
        None => escaped(&told),
    }
}

/// An address on the web as it may stand between pointed brackets in a table.
pub(super) fn address(link: &str) -> Option<String> {
    let link = link.trim();
    let web = ["https://", "http://"].iter().any(|scheme| {
        link.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`' | '"');
    let spelled = web
        && link
            .chars()
            .all(|c| plain(c) || (!c.is_ascii() && c.is_alphanumeric()));
    spelled.then(|| link.replace('|', "%7C"))
}

/// A text on one line that is nothing but itself in a cell: what would be a mark of Markdown or HTML is shown as it is,
/// and nobody is called by `@`.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in clean(&text.split_whitespace().collect::<Vec<_>>().join(" ")).chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(char);
            }
            _ => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_shown_as_they_are() {
        assert_eq!(
            escaped("a|b\n<b>*x*_y_</b> [z](u) `c` @me #1"),
            "a\\|b &lt;b&gt;\\*x\\*\\_y\\_&lt;/b&gt; \\[z\\](u) \\`c\\` @<!-- -->me \\#1"
        );
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(
            address("https://a.org/x|y").as_deref(),
            Some("https://a.org/x%7Cy")
        );
        assert_eq!(address("HTTP://a.org").as_deref(), Some("HTTP://a.org"));
        for link in [
            "javascript:alert(1)",
            "a.org",
            "https://a> b",
            "http://a b",
            "http:",
            "ü",
        ] {
            assert_eq!(address(link), None, "{link}");
        }
    }
}
