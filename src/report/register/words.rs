//! What all forms of the register say in the same words.

use super::Shown;
use crate::report::words::plural;
use crate::review::register::{Entry, Weakness};

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
