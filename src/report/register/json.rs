//! The register as JSON: all that is known of each entry.

use std::io::Write;

use serde::Serialize;

use super::Shown;
use crate::report::csv::plain;
use crate::review::register::{Entry, Source, Spread, Weakness, level};

/// Writes `{"model": …, "sources": […], "assumptions": […]}`.
///
/// # Errors
/// What writing to `out` says.
pub fn json(shown: Shown<'_>, mut out: impl Write) -> std::io::Result<()> {
    let register = shown.register;
    let whole = Whole {
        model: &register.model,
        doc: register.doc.as_deref(),
        as_of: register.as_of.as_deref(),
        outcomes: &register.outcomes,
        all: register.entries.len(),
        sources: register.sources.iter().map(Declared::of).collect(),
        assumptions: shown.entries().map(Assumption::of).collect(),
    };
    serde_json::to_writer_pretty(&mut out, &whole)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Whole<'a> {
    model: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<&'a str>,
    outcomes: &'a [String],
    /// How many entries there are, shown or not.
    all: usize,
    sources: Vec<Declared<'a>>,
    assumptions: Vec<Assumption<'a>>,
}

#[derive(Serialize)]
struct Declared<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reliability: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> Declared<'a> {
    fn of(source: &'a Source) -> Self {
        Declared {
            name: &source.name,
            title: source.title.as_deref(),
            by: source.by.as_deref(),
            published: source.published.as_deref(),
            link: source.link.as_deref(),
            file: source.file.as_deref(),
            reliability: source.reliability.map(level),
            note: source.note.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Assumption<'a> {
    name: &'a str,
    declaration: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<&'a str>,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    uncertainty: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    spread: Option<Reach<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<&'a str>,
    sources: Vec<Cited<'a>>,
    because: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_by: Option<String>,
    accepted: Vec<Known<'a>>,
    drives: &'a [String],
    weak: Vec<Weak>,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Reach<'a> {
    p5: f64,
    median: f64,
    p95: f64,
    unit: &'a str,
}

impl<'a> Reach<'a> {
    fn of(spread: &'a Spread) -> Self {
        Reach {
            p5: spread.p5,
            median: spread.median,
            p95: spread.p95,
            unit: &spread.unit,
        }
    }
}

#[derive(Serialize)]
struct Cited<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
}

#[derive(Serialize)]
struct Known<'a> {
    code: &'a str,
    because: &'a str,
}

#[derive(Serialize)]
struct Weak {
    what: &'static str,
    says: String,
}

impl<'a> Assumption<'a> {
    fn of(entry: &'a Entry) -> Self {
        let (value, backing) = (&entry.value, &entry.backing);
        let sources = backing.sources.iter().map(|cited| Cited {
            source: &cited.source.name,
            quote: cited.quote.as_deref(),
        });
        let accepted = backing.accepted.iter().map(|it| Known {
            code: &it.code,
            because: &it.because,
        });
        let weak = entry.weak.iter().map(|weakness| Weak {
            what: word(weakness),
            says: weakness.told(),
        });
        Assumption {
            name: &entry.name,
            declaration: &entry.declaration,
            kind: entry.kind.word(),
            title: entry.title.as_deref(),
            option: entry.option.as_deref(),
            value: &value.text,
            number: value.number.and_then(|number| plain(number).parse().ok()),
            unit: value.unit.as_deref(),
            uncertainty: &value.uncertainty,
            spread: value.spread.as_ref().map(Reach::of),
            holds: value.holds.as_deref(),
            weight: value.weight.as_deref(),
            sources: sources.collect(),
            because: &backing.because,
            as_of: backing.as_of.map(|date| date.to_string()),
            confidence: backing.confidence.map(level),
            owner: backing.owner.as_deref(),
            review_by: backing.review_by.map(|date| date.to_string()),
            accepted: accepted.collect(),
            drives: &entry.drives,
            weak: weak.collect(),
            file: &entry.file,
            line: entry.line,
        }
    }
}

fn word(weakness: &Weakness) -> &'static str {
    match weakness {
        Weakness::Unsourced => "unsourced",
        Weakness::Overdue(_) => "overdue",
        Weakness::Old(..) => "old",
        Weakness::LowConfidence => "low_confidence",
        Weakness::LowReliability => "low_reliability",
    }
}
