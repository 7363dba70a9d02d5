//! A diff as JSON: all that is known of each change and each result.

use std::io::Write;

use serde::Serialize;

use super::rows::group_names;
use super::words;
use crate::review::effects::{Effect, Measure, Spread};
use crate::review::register::{Backing, level};
use crate::review::story::{Does, Story, Told};

/// Writes `{"models": [{"model", "before", "after", "changes": […], "groups": […], "results": […], "effort"}], "apart": […]}`.
///
/// # Errors
/// What writing to `out` says.
pub fn json(stories: &[Story], apart: &[String], mut out: impl Write) -> std::io::Result<()> {
    let whole = All {
        models: stories.iter().map(whole).collect(),
        apart,
    };
    serde_json::to_writer_pretty(&mut out, &whole)?;
    out.write_all(b"\n")
}

fn whole(story: &Story) -> Whole<'_> {
    let effort = &story.effects.effort;
    Whole {
        model: &story.model,
        before: &story.before,
        after: &story.after,
        changes: story.changes.iter().map(Changed::of).collect(),
        groups: group_names(story),
        results: story.effects.results.iter().map(Moved::of).collect(),
        effort: Spent {
            draws: effort.draws,
            seed: effort.seed,
            models_needed: effort.needed,
            models_run: effort.made,
            models_failed: effort.failed,
            orders: effort.orders,
            version: env!("CARGO_PKG_VERSION"),
        },
    }
}

#[derive(Serialize)]
struct All<'a> {
    models: Vec<Whole<'a>>,
    /// Models that are new, gone or broken, in words.
    apart: &'a [String],
}

#[derive(Serialize)]
struct Whole<'a> {
    model: &'a str,
    before: &'a str,
    after: &'a str,
    changes: Vec<Changed<'a>>,
    /// What is made as one: the columns of `alone` and `shares`.
    groups: Vec<String>,
    results: Vec<Moved<'a>>,
    effort: Spent,
}

#[derive(Serialize)]
struct Changed<'a> {
    name: &'a str,
    keyword: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'a str,
    /// `added`, `removed`, `revised`
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    sorts: Vec<&'static str>,
    details: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence_before: Option<Word<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence_after: Option<Word<'a>>,
    /// The position of its group, if it moves results by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<String>,
}

#[derive(Serialize)]
struct Part<'a> {
    part: &'a str,
    sort: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Serialize)]
struct Word<'a> {
    sources: Vec<Cited<'a>>,
    because: &'a [String],
    as_of: Option<String>,
    confidence: Option<&'static str>,
    owner: Option<&'a str>,
    review_by: Option<String>,
}

#[derive(Serialize)]
struct Cited<'a> {
    name: &'a str,
    title: Option<&'a str>,
    by: Option<&'a str>,
    published: Option<&'a str>,
    link: Option<&'a str>,
    reliability: Option<&'static str>,
    quote: Option<&'a str>,
}

#[derive(Serialize)]
struct Moved<'a> {
    outcome: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    element: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    scenario: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    class: &'a str,
    /// `mean`, `probability`, `mean_days_since_1970`
    measure: &'static str,
    unit: &'a str,
    before: Option<Seen>,
    after: Option<Seen>,
    moved: Option<f64>,
    /// By group; missing where a model between the versions has no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    alone: Option<&'a [f64]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shares: Option<&'a [f64]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share_errors: Option<&'a [f64]>,
}

#[derive(Serialize)]
struct Seen {
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    p5: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p95: Option<f64>,
}

#[derive(Serialize)]
struct Spent {
    draws: usize,
    seed: u64,
    models_needed: usize,
    models_run: usize,
    /// How many of these cannot be run, though both versions can.
    models_failed: usize,
    /// Nothing where it is all orders.
    orders: Option<usize>,
    version: &'static str,
}

impl<'a> Changed<'a> {
    fn of(told: &'a Told) -> Changed<'a> {
        let change = &told.change;
        Changed {
            name: &change.name,
            keyword: change.keyword,
            title: change.title.as_deref(),
            file: &change.file,
            how: match change.how {
                crate::review::changes::How::Added => "added",
                crate::review::changes::How::Removed => "removed",
                crate::review::changes::How::Revised => "revised",
            },
            was: change.renamed.as_ref().map(|rename| rename.from.as_str()),
            sorts: change.sorts().into_iter().map(words::sort).collect(),
            details: change
                .details
                .iter()
                .map(|detail| Part {
                    part: &detail.part,
                    sort: words::sort(detail.what),
                    before: detail.before.as_deref(),
                    after: detail.after.as_deref(),
                })
                .collect(),
            evidence_before: told.before.as_ref().map(Word::of),
            evidence_after: told.after.as_ref().map(Word::of),
            group: match told.does {
                Does::Moves(group) => Some(group),
                _ => None,
            },
            effect: words::does(told),
        }
    }
}

impl<'a> Word<'a> {
    fn of(backing: &'a Backing) -> Word<'a> {
        let cited = backing.sources.iter().map(|citation| Cited {
            name: &citation.source.name,
            title: citation.source.title.as_deref(),
            by: citation.source.by.as_deref(),
            published: citation.source.published.as_deref(),
            link: citation.source.link.as_deref(),
            reliability: citation.source.reliability.map(level),
            quote: citation.quote.as_deref(),
        });
        Word {
            sources: cited.collect(),
            because: &backing.because,
            as_of: backing.as_of.map(|date| date.to_string()),
            confidence: backing.confidence.map(level),
            owner: backing.owner.as_deref(),
            review_by: backing.review_by.map(|date| date.to_string()),
        }
    }
}

impl<'a> Moved<'a> {
    fn of(effect: &'a Effect) -> Moved<'a> {
        let seen = |spread: Spread| Seen {
            value: spread.value,
            p5: spread.range.map(|range| range[0]),
            p95: spread.range.map(|range| range[1]),
        };
        let shared = effect.shared.as_ref();
        Moved {
            outcome: &effect.result.outcome,
            element: &effect.result.element,
            scenario: &effect.result.scenario,
            date: &effect.result.date,
            class: &effect.result.class,
            measure: match effect.measure {
                Measure::Mean => "mean",
                Measure::Probability => "probability",
                Measure::Date => "mean_days_since_1970",
            },
            unit: &effect.unit,
            before: effect.before.map(seen),
            after: effect.after.map(seen),
            moved: effect.moved(),
            alone: shared.map(|shared| shared.alone.as_slice()),
            shares: shared.map(|shared| shared.shares.as_slice()),
            share_errors: shared.and_then(|shared| shared.errors.as_deref()),
        }
    }
}
