//! Findings as people read them: what is wrong, the lines it is about, what to do, and a count at the end.

use std::collections::BTreeSet;
use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeCharacters,
    ThemeStyles,
};

use textwrap::{WordSeparator, WordSplitter};

mod code;

use super::clip::Excerpt;
use super::finding::{Finding, Severity, in_order, source_of, tally, worth_showing};
use super::sanitise::clean_name;
use crate::source::Texts;

/// How findings are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// How many columns there are for messages.
    pub width: usize,
}

/// The widths that messages can be broken to.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=160;

/// The columns that the drawing leaves free before a line of help.
const INDENT: usize = 8;

/// Draws the findings of one run by place, each once, with a summary in the last line; nothing where there are none.
pub fn render(findings: &[Finding], texts: &impl Texts, style: Style) -> String {
    let ordered = in_order(findings);
    if ordered.is_empty() {
        return String::new();
    }
    let shown = worth_showing(&ordered);
    let mut text = String::new();
    for finding in &shown {
        text.push_str(&draw(finding, texts, style));
        text.push('\n');
    }
    let left = ordered.len() - shown.len();
    if left > 0 {
        text.push_str(&format!("{left} more are not shown\n"));
    }
    if let Some(code) = worth_explaining(&shown) {
        text.push_str(&format!("more about a code: foreland explain {code}\n"));
    }
    text.push_str(&summary(&ordered, texts));
    text
}

/// The code that stands as the example: an error's rather than a warning's.
fn worth_explaining<'a>(shown: &[&'a Finding]) -> Option<&'a str> {
    let of = |severity| {
        shown
            .iter()
            .filter(move |finding| finding.severity == severity)
    };
    let mut codes = of(Severity::Error)
        .chain(of(Severity::Warning))
        .map(|finding| finding.code.as_str());
    codes.find(|code| !code.is_empty())
}

/// `2 errors, 1 warning in trade.fore`
fn summary(findings: &[&Finding], texts: &impl Texts) -> String {
    let (errors, warnings) = tally(findings);
    let counts = [(errors, "error"), (warnings, "warning")];
    let counted = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match count {
            1 => format!("1 {word}"),
            _ => format!("{count} {word}s"),
        });
    let counted: Vec<String> = counted.collect();
    let mut known = BTreeSet::new();
    let names = findings.iter();
    let names = names.map(|finding| source_of(finding, texts).name());
    let names = names.filter(|name| known.insert(*name));
    let mut names: Vec<String> = names.map(clean_name).collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let named = match names.as_slice() {
        [first, second] => format!("{first} and {second}"),
        [first, _, rest @ ..] => format!("{first} and {} other files", rest.len() + 1),
        _ => names.concat(),
    };
    format!("{} in {named}\n", counted.join(", "))
}

fn draw(finding: &Finding, texts: &impl Texts, style: Style) -> String {
    let width = style.width.clamp(*WIDTHS.start(), *WIDTHS.end());
    let hold = |text: &str| code::hold(text, width - INDENT);
    let drawing = Drawing {
        finding,
        message: hold(&finding.message),
        help: finding.help.as_deref().map(hold),
        excerpt: Excerpt::of(finding, texts),
    };
    let handler = GraphicalReportHandler::new_themed(theme(finding, style.colour))
        .with_links(false)
        .with_width(width)
        // The excerpt brings its own context; see there what this asks for.
        .with_context_lines(1)
        // Lines break at spaces alone: a date or a code cut at its hyphen cannot be read or copied.
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .without_cause_chain()
        .without_syntax_highlighting();
    let mut text = String::new();
    if handler.render_report(&mut text, &drawing).is_err() {
        // An excerpt holds all its labels, so this does not happen; if it did, the message still counts.
        text = format!("{} {}\n", heading(finding), finding.message);
    }
    // The drawing indents its first line.
    code::release(text.trim_start())
}

/// `error[unknown-name]:`
fn heading(finding: &Finding) -> String {
    let word = finding.severity.word();
    match finding.code.as_str() {
        "" => format!("{word}:"),
        code => format!("{word}[{code}]:"),
    }
}

fn theme(finding: &Finding, colour: bool) -> GraphicalTheme {
    let heading = heading(finding);
    let characters = ThemeCharacters {
        error: heading.clone(),
        warning: heading,
        ..ThemeCharacters::unicode()
    };
    let styles = if colour {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    GraphicalTheme { characters, styles }
}

/// A finding in the form that the drawing library reads. It has no code of its own: the heading holds it.
#[derive(Debug)]
struct Drawing<'a> {
    finding: &'a Finding,
    message: String,
    help: Option<String>,
    excerpt: Excerpt,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels()))
    }
}

#[cfg(test)]
mod tests;
