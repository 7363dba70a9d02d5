//! Evidence: numbers that rest on nothing, sources from the future, reviews overdue.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use crate::calendar::Period;
use crate::resolve::children;
use crate::span::{Span, Spanned};
use crate::syntax::ast::*;
use crate::types::context::Checker;
use crate::types::fault::evidence::{
    AsOfAfterSource, EvidenceTooNew, NoEvidence, ReviewDue, SourceTooNew,
};
use crate::types::fault::shape::RepeatedClause;

impl Checker<'_> {
    /// Looks at the evidence of every declaration.
    pub(in crate::types) fn evidence(&mut self) {
        let model = self.model;
        let sources: BTreeMap<&str, &SourceDecl> = model
            .document
            .declarations
            .iter()
            .filter_map(|declaration| match &declaration.item {
                Item::Source(source) => Some((source.name.value.as_str(), source)),
                _ => None,
            })
            .collect();
        for declaration in &model.document.declarations {
            self.supported(&declaration.item);
            for block in declaration.item.evidence() {
                self.clauses_once(block);
                self.dated_after_sources(block, &sources);
                block
                    .iter()
                    .for_each(|clause| self.clause(&clause.value, clause.span, &sources));
            }
            for claim in claims_of(&declaration.item) {
                self.cited(&claim.source, &sources);
            }
        }
    }

    /// Only sources, former names and acceptances may stand more than once in a block.
    fn clauses_once(&mut self, block: &Evidence) {
        let mut seen: SmallVec<[(&str, Span); 5]> = SmallVec::new();
        for clause in block {
            let what = match &clause.value {
                EvidenceClause::Because(_) => "because",
                EvidenceClause::AsOf(_) => "as of",
                EvidenceClause::Confidence(_) => "confidence",
                EvidenceClause::Owner(_) => "owner",
                EvidenceClause::ReviewBy(_) => "review by",
                EvidenceClause::Source(..)
                | EvidenceClause::Accept(..)
                | EvidenceClause::Was(_) => continue,
            };
            match seen.iter_mut().find(|(known, _)| *known == what) {
                None => seen.push((what, clause.span)),
                Some((_, last)) => self.faults.push(RepeatedClause {
                    what: what.to_owned(),
                    first: std::mem::replace(last, clause.span),
                    second: clause.span,
                }),
            }
        }
    }

    /// Warns of a date that no source cited beside it can speak of. A reason may say how the number got there.
    fn dated_after_sources(&mut self, block: &Evidence, sources: &BTreeMap<&str, &SourceDecl>) {
        let mut date = None;
        let mut newest: Option<(&Name, &Spanned<Period>)> = None;
        for clause in block {
            match &clause.value {
                EvidenceClause::AsOf(as_of) => date = Some((as_of.value, clause.span)),
                EvidenceClause::Because(_) => return,
                EvidenceClause::Source(name, _) => {
                    let source = sources.get(name.value.as_str());
                    let Some(published) = source.and_then(|source| source.published.as_ref())
                    else {
                        return;
                    };
                    if newest.is_none_or(|(_, best)| published.value.last() > best.value.last()) {
                        newest = Some((name, published));
                    }
                }
                _ => {}
            }
        }
        let (Some((date, span)), Some((name, published))) = (date, newest) else {
            return;
        };
        let told = self.setting.as_of;
        let told = told.is_some_and(|as_of| date.begins_later_than(as_of));
        if date.begins_later_than(published.value) && !told {
            self.faults.push(AsOfAfterSource {
                name: name.value.clone(),
                date: date.to_string(),
                published: published.value.to_string(),
                on: on(published.value),
                span,
                declared: published.span,
            });
        }
    }

    /// Warns of numbers with no source and no reason.
    fn supported(&mut self, item: &Item) {
        match item {
            Item::Assume(it) => {
                let number = match &it.value {
                    AssumeValue::Known(value)
                    | AssumeValue::Uncertain(value, _)
                    | AssumeValue::Bound(_, value) => has_number(value),
                    AssumeValue::Claims(_) | AssumeValue::Unknown(_) => false,
                };
                self.needs_reason(number, &[&it.evidence], &it.declared.name);
            }
            Item::Correlate(it) => {
                let names = it.names.iter().map(|path| path.span).reduce(Span::to);
                let span = names.unwrap_or(it.value.span);
                let name = Name::new(format!("correlate {}", self.text_of(span)), span);
                self.needs_reason(has_number(&it.value), &[&it.evidence], &name);
            }
            Item::Table(it) => self.needs_reason(!it.rows.is_empty(), &[&it.evidence], &it.name),
            Item::Event(it) => {
                self.needs_reason(event_has_number(it), &[&it.evidence], &it.declared.name)
            }
            Item::Choice(it) => {
                for option in &it.options {
                    let number = option.weights.iter().any(has_number)
                        || option.adjustments.iter().any(adjustment_has_number);
                    self.needs_reason(number, &[&option.evidence, &it.evidence], &option.name);
                }
            }
            Item::Scenario(it) => {
                let number = it.clauses.iter().any(|clause| match &clause.value {
                    ScenarioClause::Adjust(adjustment) => adjustment_has_number(adjustment),
                    _ => false,
                });
                self.needs_reason(number, &[&it.evidence], &it.name);
            }
            _ => {}
        }
    }

    fn needs_reason(&mut self, number: bool, evidence: &[&Evidence], name: &Name) {
        if number && !is_supported(evidence) {
            self.faults.push(NoEvidence {
                name: name.value.clone(),
                span: name.span,
            });
        }
    }

    fn clause(
        &mut self,
        clause: &EvidenceClause,
        span: Span,
        sources: &BTreeMap<&str, &SourceDecl>,
    ) {
        let Some(as_of) = self.setting.as_of else {
            return;
        };
        match clause {
            EvidenceClause::Source(name, _) => self.cited(name, sources),
            EvidenceClause::AsOf(date) if date.value.begins_later_than(as_of) => {
                self.faults.push(EvidenceTooNew {
                    date: date.value.to_string(),
                    as_of: as_of.to_string(),
                    span,
                });
            }
            EvidenceClause::ReviewBy(by) if is_overdue(by.value, as_of) => {
                self.faults.push(ReviewDue {
                    by: by.value.to_string(),
                    as_of: as_of.to_string(),
                    span,
                });
            }
            _ => {}
        }
    }

    fn cited(&mut self, name: &Name, sources: &BTreeMap<&str, &SourceDecl>) {
        let Some(as_of) = self.setting.as_of else {
            return;
        };
        let Some(published) = sources
            .get(name.value.as_str())
            .and_then(|source| source.published.as_ref())
        else {
            return;
        };
        if published.value.begins_later_than(as_of) {
            self.faults.push(SourceTooNew {
                name: name.value.clone(),
                published: published.value.to_string(),
                on: on(published.value),
                as_of: as_of.to_string(),
                span: name.span,
                declared: published.span,
            });
        }
    }
}

/// "on" a day, "in" a longer period
fn on(period: Period) -> &'static str {
    match period {
        Period::Day(_) => "on",
        _ => "in",
    }
}

/// Whether evidence names a source or a reason, in any of these blocks.
pub fn is_supported(blocks: &[&Evidence]) -> bool {
    let reason = |clause: &Spanned<EvidenceClause>| {
        matches!(
            clause.value,
            EvidenceClause::Source(..) | EvidenceClause::Because(_)
        )
    };
    blocks.iter().any(|block| block.iter().any(reason))
}

/// Whether evidence that was to be reviewed by then is overdue in a model of this date.
pub fn is_overdue(by: Period, as_of: Period) -> bool {
    by.last() < as_of.first()
}

/// Whether a literal number stands in an expression.
pub fn has_number(expr: &Expr) -> bool {
    match &expr.value {
        ExprKind::Quantity(_) | ExprKind::Odds(_) => true,
        _ => children(expr).into_iter().any(has_number),
    }
}

fn adjustment_has_number(adjustment: &Adjustment) -> bool {
    match &adjustment.change {
        Change::Set(e) | Change::Scale(e) | Change::Raise(e) | Change::Cut(e) | Change::Add(e) => {
            has_number(e)
        }
    }
}

fn event_has_number(it: &EventDecl) -> bool {
    let lasts = it
        .lasts
        .iter()
        .any(|lasts| matches!(lasts, Lasts::For(duration) if has_number(duration)));
    let switches = it
        .switches
        .iter()
        .any(|switch| switch.probability.as_ref().is_some_and(has_number));
    lasts
        || switches
        || it.hazard.iter().any(has_number)
        || it.adjustments.iter().any(adjustment_has_number)
}

fn claims_of(item: &Item) -> &[Claim] {
    match item {
        Item::Assume(AssumeDecl {
            value: AssumeValue::Claims(claims),
            ..
        }) => claims,
        _ => &[],
    }
}
