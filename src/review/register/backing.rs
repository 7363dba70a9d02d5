//! On whose word a number stands: the evidence of its own block, then that of the block around it.

use std::collections::BTreeMap;

use super::Source;
use crate::calendar::Period;
use crate::syntax::ast::{
    Declaration, Evidence, EvidenceClause, Item, Level, Name, SourceDecl, Text,
};

/// The declared sources by name.
pub(in crate::review) type SourcesByName<'d> = BTreeMap<&'d str, &'d SourceDecl>;

/// The sources that are declared.
pub(in crate::review) fn sources(declarations: &[Declaration]) -> SourcesByName<'_> {
    let declared = declarations.iter();
    let sources = declared.filter_map(|declaration| match &declaration.item {
        Item::Source(source) => Some((source.name.value.as_str(), source)),
        _ => None,
    });
    sources.collect()
}

/// On whose word a number stands.
#[derive(Clone, Debug, Default)]
pub struct Backing {
    /// Who says so.
    pub sources: Vec<Citation>,
    /// Why it is assumed.
    pub because: Vec<String>,
    /// The date of the number.
    pub as_of: Option<Period>,
    /// How sure whoever wrote it down is.
    pub confidence: Option<Level>,
    /// Who keeps it.
    pub owner: Option<String>,
    /// Until when it is to be looked at.
    pub review_by: Option<Period>,
    /// Warnings about it that are known.
    pub accepted: Vec<Accepted>,
    /// The date that the evidence speaks of: that of the number, or else the newest that a source was published.
    pub speaks_of: Option<Period>,
}

/// A source that is cited.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The source.
    pub source: Source,
    /// In its words.
    pub quote: Option<String>,
}

/// A warning that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its code.
    pub code: String,
    /// Why it is accepted.
    pub because: String,
}

impl Backing {
    /// What blocks say, the innermost first: a date, a confidence or a name of the inner one goes before that of the
    /// outer, sources and reasons are all listed. `claimed` are the sources of claims with their quotes.
    pub(in crate::review) fn of<'c>(
        claimed: impl IntoIterator<Item = (&'c Name, Option<&'c Text>)>,
        blocks: &[&Evidence],
        sources: &SourcesByName<'_>,
    ) -> Backing {
        let mut backing = Backing::default();
        let mut newest: Option<Period> = None;
        let mut cite = |backing: &mut Backing, name: &Name, quote: Option<&Text>| {
            let declared = sources.get(name.value.as_str());
            let published = declared.and_then(|it| it.published.as_ref());
            if let Some(date) = published.map(|it| it.value) {
                newest = newest
                    .filter(|best| best.last() >= date.last())
                    .or(Some(date));
            }
            let unknown = || Source {
                name: name.value.clone(),
                ..Source::default()
            };
            backing.sources.push(Citation {
                source: declared.map_or_else(unknown, |it| Source::of(it)),
                quote: quote.map(|quote| quote.value.clone()),
            });
        };
        for (name, quote) in claimed {
            cite(&mut backing, name, quote);
        }
        for clause in blocks.iter().copied().flatten() {
            match &clause.value {
                EvidenceClause::Source(name, quote) => {
                    cite(&mut backing, name, quote.as_ref());
                }
                clause => backing.clause(clause),
            }
        }
        backing.speaks_of = backing.as_of.or(newest);
        backing
    }

    fn clause(&mut self, clause: &EvidenceClause) {
        match clause {
            EvidenceClause::Because(why) if !self.because.contains(&why.value) => {
                self.because.push(why.value.clone());
            }
            EvidenceClause::Because(_) => {}
            EvidenceClause::AsOf(date) => self.as_of = self.as_of.or(Some(date.value)),
            EvidenceClause::Confidence(level) => {
                self.confidence = self.confidence.or(Some(*level));
            }
            EvidenceClause::Owner(owner) => {
                self.owner.get_or_insert_with(|| owner.value.clone());
            }
            EvidenceClause::ReviewBy(date) => {
                self.review_by = self.review_by.or(Some(date.value));
            }
            EvidenceClause::Accept(code, because) => self.accepted.push(Accepted {
                code: code.value.clone(),
                because: because.value.clone(),
            }),
            EvidenceClause::Source(..) | EvidenceClause::Was(_) => {}
        }
    }
}
