//! Results as JSON: the values of the CSV, with the run's own record.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use super::rows::{Cell, Row, rows};
use super::{Record, Report, Told};
use crate::eval::verdict::{Claim, Held};

/// Writes `{"run": …, "verdicts": […], "results": […]}`. A result is one value of all draws with its statistics.
///
/// # Errors
/// What writing to `out` says.
pub fn json(report: &Report, mut out: impl Write) -> std::io::Result<()> {
    let rows = rows(&report.results);
    let whole = Whole {
        run: &report.record,
        verdicts: report.verdicts.iter().map(Verdict::of).collect(),
        results: Groups(&rows),
    };
    serde_json::to_writer_pretty(&mut out, &whole)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Whole<'a> {
    run: &'a Record,
    verdicts: Vec<Verdict<'a>>,
    results: Groups<'a>,
}

#[derive(Serialize)]
struct Verdict<'a> {
    claim: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<&'a str>,
    /// Nothing while it is undecided or unknown.
    holds: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refuted: Option<&'a str>,
    /// Nothing while it is undecided or unknown.
    passes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    draws: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    rests_on: &'a [String],
}

impl<'a> Verdict<'a> {
    fn of(told: &'a Told) -> Self {
        let decided = matches!(told.held, Held::Yes | Held::No);
        Verdict {
            claim: match told.claim {
                Claim::Assert => "assert",
                Claim::Expect => "expect",
            },
            title: &told.title,
            scenario: told.scenario.as_deref(),
            holds: decided.then_some(told.held == Held::Yes),
            refuted: told.refuted.as_deref(),
            passes: decided.then(|| told.passes()),
            draws: told.draws,
            found: told.found.as_deref(),
            rests_on: &told.rests_on,
        }
    }
}

/// The rows, those about one value together.
struct Groups<'a>(&'a [Row<'a>]);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let groups = self.0.chunk_by(|a, b| same_value(a, b));
        let mut list = serializer.serialize_seq(None)?;
        groups
            .map(Group)
            .try_for_each(|group| list.serialize_element(&group))?;
        list.end()
    }
}

/// Whether two rows are about one value; the share without one has no unit of its own.
fn same_value(a: &Row<'_>, b: &Row<'_>) -> bool {
    let (a, b) = (&a.place, &b.place);
    (a.scenario, a.outcome, &a.element, a.date) == (b.scenario, b.outcome, &b.element, b.date)
}

struct Group<'a>(&'a [Row<'a>]);

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(first) = self.0.first() {
            let place = &first.place;
            map.serialize_entry("scenario", place.scenario)?;
            map.serialize_entry("outcome", place.outcome)?;
            let given = [
                ("element", place.element.as_str()),
                ("date", place.date),
                ("unit", place.unit),
            ];
            for (key, text) in given.into_iter().filter(|(_, text)| !text.is_empty()) {
                map.serialize_entry(key, text)?;
            }
            map.serialize_entry("statistics", &Statistics(self.0))?;
            if !place.rests_on.is_empty() {
                map.serialize_entry("rests_on", place.rests_on)?;
            }
        }
        map.end()
    }
}

struct Statistics<'a>(&'a [Row<'a>]);

impl Serialize for Statistics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|row| (row.statistic, &row.value)))
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Number(number) => {
                serializer.serialize_f64(if *number == 0.0 { 0.0 } else { *number })
            }
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Empty => serializer.serialize_none(),
        }
    }
}
