//! Results made by hand, for tests of how they are written.

use super::{FileRecord, Record, Report, Told};
use crate::eval::verdict::{Claim, Held};
use crate::outcome::{
    Certain, Form, Found, Numbers, OutcomeResult, Results, ScenarioResult, Summary,
};

/// A report with these outcomes.
pub(super) fn report(outcomes: Vec<OutcomeResult>, verdicts: Vec<Told>) -> Report {
    Report {
        record: Record {
            model: "stock_cover".to_owned(),
            doc: Some(
                "How long would Japan's rare-earth stock bridge a full Chinese cut?".to_owned(),
            ),
            files: vec![FileRecord {
                name: "cover.fore".to_owned(),
                sha256: "00ff".to_owned(),
            }],
            set: Vec::new(),
            as_of: Some("2025-12-15".to_owned()),
            time: Some("2026-01..2027-12 by month".to_owned()),
            titles: Vec::new(),
            draws: 10_000,
            streamed: None,
            seed: 1,
            numerics_edition: 1,
            version: "0.1.0".to_owned(),
        },
        results: Results {
            across: Vec::new(),
            held: None,
            draws: 10_000,
            outcomes,
        },
        verdicts,
    }
}

/// An outcome whose scenarios each have these points.
pub(super) fn outcome(
    name: &str,
    unit: &str,
    form: Form,
    scenarios: &[(&str, Vec<Summary>)],
) -> OutcomeResult {
    OutcomeResult {
        name: name.to_owned(),
        element: String::new(),
        title: None,
        unit: unit.to_owned(),
        form,
        dates: Vec::new(),
        scenarios: scenarios
            .iter()
            .map(|(scenario, points)| ScenarioResult {
                scenario: (*scenario).to_owned(),
                rests_on: Vec::new(),
                points: points.clone(),
            })
            .collect(),
    }
}

/// A point without draws that have no value.
pub(super) fn point(found: Found) -> Summary {
    Summary {
        draws: 10_000,
        none: 0.0,
        se: None,
        found,
    }
}

/// Numbers with these mean and quantiles.
pub(super) fn numbers(mean: f64, quantiles: [f64; 5]) -> Found {
    Found::Numbers(Numbers {
        mean,
        sd: Some(2.0),
        se: Some(0.02),
        quantiles,
        quantile_error: 0.0,
    })
}

pub(super) fn certain(number: f64) -> Found {
    Found::Certain(Certain::Number(number))
}

/// A verdict on an expectation.
pub(super) fn told(index: usize, title: &str, holds: bool) -> Told {
    Told {
        claim: Claim::Expect,
        index,
        title: title.to_owned(),
        scenario: None,
        held: Held::of(holds),
        draws: None,
        refuted: None,
        found: None,
        measured: None,
        rests_on: Vec::new(),
    }
}
