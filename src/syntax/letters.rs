//! A name with a letter that names do not have is one mistake, however often it stands in the text.

use std::collections::BTreeMap;

use super::fault::lexical::ForeignLetter;
use crate::fault::{Fault, Faults};
use crate::span::Span;

/// Tells of each such name once, with the number of its places, which count from `start`.
pub(super) fn once_a_name(text: &str, start: usize, faults: &mut Faults) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in &faults.0 {
        if let Some((word, _)) = word_of(fault, text, start) {
            *places.entry(word).or_default() += 1;
        }
    }
    if places.is_empty() {
        return;
    }
    faults.0.retain_mut(|fault| {
        let Some((word, span)) = word_of(fault, text, start) else {
            return true;
        };
        // What has been told is gone from the map.
        let Some(count) = places.remove(word) else {
            return false;
        };
        *fault = Box::new(ForeignLetter::new(word, count, span));
        true
    });
}

/// The word that a fault of this kind is about.
fn word_of<'t>(fault: &Fault, text: &'t str, start: usize) -> Option<(&'t str, Span)> {
    let code = fault.code()?.to_string();
    let label = fault
        .labels()
        .filter(|_| code == "foreign-letter")?
        .next()?;
    let span = Span::new(label.offset(), label.offset() + label.len());
    let range = span.range();
    let word = text.get(range.start.checked_sub(start)?..range.end.checked_sub(start)?)?;
    Some((word, span))
}
