//! What a run is made from, and its record.

use sha2::{Digest, Sha256};

use super::Request;
use super::request::Selected;
use crate::calendar::Timeline;
use crate::report::{FileRecord, Record, ScenarioTitle};
use crate::source::{NotText, Source};
use crate::types::model::TypedModel;

/// The edition of the numerics that runs are made with.
pub(super) const NUMERICS_EDITION: u32 = 1;

/// The edition of the language that models are read in.
pub(super) const LANGUAGE_EDITION: u32 = 1;

/// A text with the fingerprint of the file it came from.
#[derive(Clone, Debug)]
pub struct Input {
    /// The text.
    pub source: Source,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The files that it uses, for the record of a run: what [`super::Checked::files`] says.
    pub files: Vec<FileRecord>,
}

impl Input {
    /// A text that was not read from a file.
    pub(super) fn unread(source: Source) -> Input {
        Input {
            source,
            sha256: String::new(),
            files: Vec::new(),
        }
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    /// Where they are no text.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Input, NotText> {
        let sha256 = fingerprint(&bytes);
        let source = Source::from_bytes(name, bytes)?;
        Ok(Input {
            source,
            sha256,
            files: Vec::new(),
        })
    }
}

/// SHA-256 in hexadecimal.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The record of a run.
pub(super) fn of(
    model: &TypedModel,
    selected: &Selected,
    input: &Input,
    request: &Request,
    draws: usize,
) -> Record {
    let file = FileRecord {
        name: input.source.name().to_owned(),
        sha256: input.sha256.clone(),
    };
    Record {
        model: model.name.clone(),
        doc: model.doc.clone(),
        files: std::iter::once(file).chain(input.files.clone()).collect(),
        set: request
            .set
            .iter()
            .map(|setting| setting.given().to_owned())
            .collect(),
        as_of: model.as_of.map(|period| period.to_string()),
        time: model.timeline.as_ref().map(said),
        titles: titles(model, selected),
        draws,
        streamed: None,
        seed: selected.seed,
        numerics_edition: NUMERICS_EDITION,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// The titles of the scenarios that were asked for.
fn titles(model: &TypedModel, selected: &Selected) -> Vec<ScenarioTitle> {
    let scenarios = selected.scenarios.iter().map(|id| &model.scenarios[id.0]);
    let titled = scenarios.filter_map(|scenario| {
        Some(ScenarioTitle {
            scenario: scenario.origin.name.clone(),
            title: scenario.origin.title.clone()?,
        })
    });
    titled.collect()
}

/// `2026..2040 by 5 years`
fn said(timeline: &Timeline) -> String {
    let (first, last) = (timeline.label(0), timeline.label(timeline.len() - 1));
    let unit = timeline.step_unit();
    let step = match timeline.every() {
        1 => unit.name().to_owned(),
        every => unit.counted(every),
    };
    format!("{first}..{last} by {step}")
}
