//! Words that several reports share: texts of a model on one line, sources, evidence.

use crate::diagnostics::clean;
use crate::review::register::{Accepted, Backing, Citation, Source, level};

/// A text of the model on one line, safe to print.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    clean(&words.join(" "))
}

/// `"Rare-earth demand by country", Adamas, 2018-06, low reliability`; the title without marks where it is alone.
pub(super) fn source(source: &Source) -> String {
    let title = source.title.as_ref().unwrap_or(&source.name);
    let mut said = vec![line(title)];
    said.extend(source.by.iter().map(|by| line(by)));
    said.extend(source.published.iter().map(|date| line(date)));
    let reliability = source.reliability.map(level);
    said.extend(reliability.map(|level| format!("reliability {level}")));
    said.join(", ")
}

/// `adamas "in its words": Rare-earth demand by country, Adamas, 2018-06`
pub(super) fn citation(citation: &Citation) -> String {
    let name = line(&citation.source.name);
    let told = source(&citation.source);
    let quote = citation.quote.as_ref().map(|quote| line(quote));
    match (quote, told == name) {
        (Some(quote), true) => format!("{name} “{quote}”"),
        (Some(quote), false) => format!("{name} “{quote}”: {told}"),
        (None, true) => name,
        (None, false) => format!("{name}: {told}"),
    }
}

/// The date, the confidence, the owner and the review date, as far as there are any.
pub(super) fn facts(backing: &Backing) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(backing.as_of.map(|date| format!("as of {date}")));
    let confidence = backing.confidence.map(level);
    facts.extend(confidence.map(|level| format!("confidence {level}")));
    let owner = backing.owner.as_ref();
    facts.extend(owner.map(|owner| format!("owner {}", line(owner))));
    facts.extend(backing.review_by.map(|date| format!("review by {date}")));
    facts
}

/// `moves-nothing: kept for the record`
pub(super) fn accepted(accepted: &Accepted) -> String {
    format!("{}: {}", line(&accepted.code), line(&accepted.because))
}

pub(super) fn plural(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
