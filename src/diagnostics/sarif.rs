//! Findings as SARIF 2.1.0, the format in which analyses of code are exchanged: one log for all files of a run.

mod shape;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use self::shape::{
    Artifact, ArtifactLocation, Configuration, Driver, Fingerprints, Invocation, Location, Log,
    Notification, Outcome, PhysicalLocation, Rule, Run, Text, Tool,
};
use super::finding::{Finding, Label, in_order};
use super::pages::page;
use super::place::{Region, listed, uri};
use crate::source::{Source, Texts};

/// What was found so far.
#[derive(Debug, Default)]
pub struct Sarif {
    artifacts: Vec<Artifact>,
    /// Where the file of a URI stands among them.
    files: BTreeMap<String, usize>,
    rules: Vec<Rule>,
    /// Where a code stands among them.
    codes: BTreeMap<String, usize>,
    results: Vec<Outcome>,
    notifications: Vec<Notification>,
    /// How often a fingerprint was given away in a file.
    given: BTreeMap<(usize, String), usize>,
}

impl Sarif {
    /// Adds a file that was looked at, with all that was found in it and in the files that it uses. What has no
    /// code says why a file could not be looked at.
    pub fn add(&mut self, findings: &[Finding], texts: &impl Texts) {
        self.artifact(texts.root());
        for finding in in_order(findings) {
            let (source, region) = listed(finding, texts);
            let place = finding.labels.iter().find(|label| label.primary);
            let text = place.map(|label| label.text.as_str()).unwrap_or_default();
            let location = self.location(source, region, text);
            match finding.code.as_str() {
                "" => self.notifications.push(Notification {
                    level: finding.severity.word(),
                    message: message(finding),
                    locations: vec![location],
                }),
                _ => self.result(finding, location, source, texts),
            }
        }
    }

    /// The log; `whole` if all that was asked for could be looked at.
    pub fn finish(&self, whole: bool) -> String {
        let log = Log::new(Run {
            tool: Tool {
                driver: Driver {
                    name: "foreland",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: &self.rules,
                },
            },
            invocations: [Invocation {
                execution_successful: whole && self.notifications.is_empty(),
                tool_execution_notifications: &self.notifications,
            }],
            column_kind: "unicodeCodePoints",
            artifacts: &self.artifacts,
            results: &self.results,
        });
        // Text and whole numbers always have a form in JSON.
        serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
    }

    fn result(
        &mut self,
        finding: &Finding,
        location: Location,
        source: &Source,
        texts: &impl Texts,
    ) {
        let file = location.physical_location.artifact_location.index;
        let others = finding.labels.iter().filter(|label| !label.primary);
        let related = others.map(|label| self.related(label, texts)).collect();
        let result = Outcome {
            rule_id: finding.code.clone(),
            rule_index: self.rule(finding),
            level: finding.severity.word(),
            message: message(finding),
            locations: vec![location],
            related_locations: related,
            partial_fingerprints: self.fingerprints(finding, source, texts, file),
        };
        self.results.push(result);
    }

    fn related(&mut self, label: &Label, texts: &impl Texts) -> Location {
        let (source, span) = texts.locate(label.span);
        self.location(source, Region::of(span, source), &label.text)
    }

    fn location(&mut self, source: &Source, region: Option<Region>, text: &str) -> Location {
        Location {
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(source),
                region: region.map(Into::into),
            },
            message: (!text.is_empty()).then(|| Text::plain(unlinked(text))),
        }
    }

    fn artifact(&mut self, source: &Source) -> ArtifactLocation {
        let uri = uri(source.file());
        let index = *self
            .files
            .entry(uri.clone())
            .or_insert(self.artifacts.len());
        let location = ArtifactLocation { uri, index };
        if index == self.artifacts.len() {
            self.artifacts.push(Artifact {
                location: location.clone(),
            });
        }
        location
    }

    fn rule(&mut self, finding: &Finding) -> usize {
        let code = &finding.code;
        let index = *self.codes.entry(code.clone()).or_insert(self.rules.len());
        if index == self.rules.len() {
            self.rules.push(rule(code, finding.severity.word()));
        }
        index
    }

    /// What stays the same when lines are added above, or the line is laid out anew: the code and the line's own
    /// words, with a number where a file has several of them.
    fn fingerprints(
        &mut self,
        finding: &Finding,
        source: &Source,
        texts: &impl Texts,
        file: usize,
    ) -> Fingerprints {
        let place = finding.primary().map(|span| texts.locate(span).1);
        let line = place.map(|span| source.place(span.start as usize).line);
        let words = match line {
            Some(line) => &source.text()[source.line_span(line).range()],
            None => &finding.message,
        };
        let mut digest = Sha256::new();
        digest.update(&finding.code);
        for word in words.split_whitespace() {
            digest.update([0]);
            digest.update(word);
        }
        let hash: String = digest.finalize()[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let count = self.given.entry((file, hash.clone())).or_insert(0);
        *count += 1;
        Fingerprints {
            code_and_line: format!("{hash}:{count}"),
        }
    }
}

fn message(finding: &Finding) -> Text {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    Text::plain(unlinked(&text))
}

/// `text` without what a reader of SARIF would show as a link.
fn unlinked(text: &str) -> String {
    text.replace("](", "] (")
}

/// What the page of a code says.
fn rule(code: &str, level: &'static str) -> Rule {
    let page = page(code).and_then(|page| page.split_once("\n\n"));
    let body = page.map(|(_, body)| body);
    let about = body.and_then(|body| body.split("\n\n").next());
    let first = about.map(|about| match about.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => about.to_owned(),
    });
    Rule {
        id: code.to_owned(),
        short_description: first.map(Text::plain),
        full_description: about.map(Text::plain),
        help: body.map(|body| Text {
            text: body.to_owned(),
            markdown: Some(body.to_owned()),
        }),
        default_configuration: Configuration { level },
    }
}

#[cfg(test)]
mod tests;
