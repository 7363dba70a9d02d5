//! The nearest name to one that was mistyped.

/// The candidate most like `wanted`, if one is like enough to be meant.
pub fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wanted.to_lowercase();
    candidates
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(wanted.len().min(candidate.len())))
        .min_by_key(|(distance, candidate)| (*distance, *candidate))
        .map(|(_, candidate)| candidate)
}

fn allowed(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => length / 3,
    }
}

/// Edit distance; a name that only lacks a part at either end counts as near.
fn distance(wanted: &str, candidate: &str) -> usize {
    let edits = strsim::damerau_levenshtein(wanted, candidate);
    let shorter = wanted.len().min(candidate.len());
    let contained = shorter >= 4 && (candidate.contains(wanted) || wanted.contains(candidate));
    if contained {
        edits.min(2.min(allowed(shorter)))
    } else {
        edits
    }
}

/// "`a`, `b` or `c`"
pub fn list_of<'a>(items: impl IntoIterator<Item = &'a str>, joint: &str) -> String {
    let quoted: Vec<String> = items.into_iter().map(|item| format!("`{item}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [front @ .., last] => format!("{} {joint} {last}", front.join(", ")),
    }
}
