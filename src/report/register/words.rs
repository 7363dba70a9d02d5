//! What all forms of the register say in the same words.

use super::Shown;
use crate::diagnostics::clean;
use crate::review::register::{Accepted, Backing, Citation, Entry, Source, Weakness, level};

/// A text of the model on one line, safe to print.
pub(in crate::report) fn line(text: &str) -> String {
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
pub(in crate::report) fn citation(citation: &Citation) -> String {
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
pub(in crate::report) fn facts(backing: &Backing) -> Vec<String> {
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
pub(in crate::report) fn accepted(accepted: &Accepted) -> String {
    format!("{}: {}", line(&accepted.code), line(&accepted.because))
}

/// What is weak about an entry: all of it.
pub(super) fn weak(entry: &Entry) -> Vec<String> {
    entry.weak.iter().map(Weakness::told).collect()
}

/// What an entry is shown for, if only some are; else what its evidence does not say itself.
pub(super) fn shown_for(entry: &Entry, shown: Shown<'_>) -> Vec<String> {
    let told = |weakness: &&Weakness| match shown.sought.all() {
        true => !matches!(weakness, Weakness::LowConfidence | Weakness::LowReliability),
        false => shown.sought.is(weakness),
    };
    let all = entry.weak.iter().filter(told);
    all.map(Weakness::told).collect()
}

/// What an entry drives, in few words where it is most outcomes.
pub(super) fn drives(entry: &Entry, shown: Shown<'_>) -> String {
    let all = &shown.register.outcomes;
    let driven = &entry.drives;
    let idle = || all.iter().filter(|name| !driven.contains(name));
    match all.len() - driven.len().min(all.len()) {
        _ if driven.is_empty() => "no outcome".to_owned(),
        0 if all.len() > 3 => format!("all {} outcomes", all.len()),
        left if left * 2 < driven.len() && all.len() > 6 => {
            let but: Vec<&str> = idle().map(String::as_str).collect();
            format!("all {} outcomes but {}", all.len(), but.join(", "))
        }
        _ => driven.join(", "),
    }
}

/// How many there are: of all, not of what is shown.
pub(super) fn summary(shown: Shown<'_>) -> String {
    let entries = &shown.register.entries;
    let count = |is: &dyn Fn(&Entry) -> bool| entries.iter().filter(|entry| is(entry)).count();
    let has =
        |is: &'static dyn Fn(&Weakness) -> bool| count(&|entry: &Entry| entry.weak.iter().any(is));
    let sourced = count(&|entry| !entry.backing.sources.is_empty());
    let reasoned =
        count(&|entry| entry.backing.sources.is_empty() && !entry.backing.because.is_empty());
    let unsourced = has(&|weakness| *weakness == Weakness::Unsourced);
    let doubtful =
        has(&|weakness| matches!(weakness, Weakness::LowConfidence | Weakness::LowReliability));
    let overdue = has(&|weakness| matches!(weakness, Weakness::Overdue(_)));
    let old = has(&|weakness| matches!(weakness, Weakness::Old(..)));
    let idle = count(&|entry| entry.drives.is_empty());
    let accepted: std::collections::BTreeSet<(&str, &str)> = entries
        .iter()
        .flat_map(|entry| {
            entry
                .backing
                .accepted
                .iter()
                .map(|it| (entry.declaration.as_str(), it.code.as_str()))
        })
        .collect();
    let mut said = vec![
        format!("{sourced} with a source"),
        format!("{reasoned} with a reason alone"),
        format!("{unsourced} with neither"),
        format!("{doubtful} of low confidence"),
        match &shown.register.as_of {
            Some(_) => format!("{overdue} overdue"),
            None => "none overdue, as the model has no `as of`".to_owned(),
        },
    ];
    said.extend((old > 0).then(|| format!("{old} old")));
    said.push(plural(accepted.len(), "accepted finding"));
    said.extend((idle > 0).then(|| format!("{idle} without effect on an outcome")));
    let text = format!(
        "{}: {}",
        plural(entries.len(), "assumed number"),
        said.join(", ")
    );
    match shown.sought.all() {
        true => text,
        false => format!("{} shown of {text}", shown.entries().count()),
    }
}

pub(in crate::report) fn plural(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
