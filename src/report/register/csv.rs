//! The register as CSV: a row an entry, what there is several of joined by semicolons.

use std::io::Write;

use super::{Shown, words};
use crate::diagnostics::clean;
use crate::report::csv::{as_written, plain};
use crate::report::words as shared;
use crate::review::register::{Citation, Entry, Spread, level};

/// The names of the columns.
const COLUMNS: [&str; 26] = [
    "name",
    "kind",
    "title",
    "value",
    "number",
    "unit",
    "uncertainty",
    "p5",
    "median",
    "p95",
    "spread_unit",
    "holds",
    "weight",
    "sources",
    "cited",
    "quotes",
    "because",
    "as_of",
    "confidence",
    "owner",
    "review_by",
    "accepted",
    "drives",
    "weak",
    "file",
    "line",
];

/// Writes a row for each entry.
///
/// # Errors
/// What writing to `out` says.
pub fn csv(shown: Shown<'_>, out: impl Write) -> std::io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(as_written)?;
    for entry in shown.entries() {
        writer.write_record(row(entry)).map_err(as_written)?;
    }
    writer.flush()
}

fn row(entry: &Entry) -> [String; 26] {
    let (value, backing) = (&entry.value, &entry.backing);
    let text = |text: &str| clean(text);
    let given = |given: &Option<String>| given.as_deref().map(text).unwrap_or_default();
    let date =
        |date: Option<crate::calendar::Period>| date.map(|it| it.to_string()).unwrap_or_default();
    let sources = |said: &dyn Fn(&Citation) -> String| {
        let all: Vec<String> = backing.sources.iter().map(said).collect();
        text(&all.join("; "))
    };
    let quote = |citation: &Citation| citation.quote.clone();
    let quotes: Vec<String> = backing.sources.iter().filter_map(quote).collect();
    let accepted: Vec<String> = backing.accepted.iter().map(shared::accepted).collect();
    let spread = |of: fn(&Spread) -> f64| {
        let known = value.spread.as_ref().map(of);
        known.map(plain).unwrap_or_default()
    };
    [
        text(&entry.name),
        entry.kind.word().to_owned(),
        given(&entry.whole_title()),
        text(&value.text),
        value.number.map(plain).unwrap_or_default(),
        given(&value.unit),
        text(&value.uncertainty),
        spread(|it| it.p5),
        spread(|it| it.median),
        spread(|it| it.p95),
        value
            .spread
            .as_ref()
            .map(|it| text(&it.unit))
            .unwrap_or_default(),
        given(&value.holds),
        given(&value.weight),
        sources(&|it| it.source.name.clone()),
        sources(&|it| shared::source(&it.source)),
        text(&quotes.join("; ")),
        text(&backing.because.join("; ")),
        date(backing.as_of),
        backing.confidence.map(level).unwrap_or_default().to_owned(),
        given(&backing.owner),
        date(backing.review_by),
        text(&accepted.join("; ")),
        text(&entry.drives.join("; ")),
        text(&words::weak(entry).join("; ")),
        text(&entry.file),
        entry.line.to_string(),
    ]
}
