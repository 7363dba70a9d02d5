//! Texts of a model in Markdown, where they mean nothing but themselves.

use super::words;
use crate::diagnostics::clean;
use crate::review::register::{Citation, Source};

pub(super) fn cited(citation: &Citation) -> String {
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
pub(super) fn escaped(text: &str) -> String {
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
