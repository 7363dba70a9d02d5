//! `accept CODE because "…"`: a warning that the author knows of is not shown again.

use std::collections::BTreeSet;

use miette::Diagnostic;

use crate::diagnostics::Finding;
use crate::fault::{Fault, Faults, is_error};
use crate::span::Span;
use crate::suggest::nearest;
use crate::syntax::ast::{Declaration, Document, Evidence, EvidenceClause, Item};

/// One `accept` clause and the text that it covers.
struct Accept<'a> {
    code: &'a str,
    scope: Span,
    clause: Span,
    used: bool,
    /// Whether it stands in the root. A file that is used serves many models, and may be warned of in others.
    own: bool,
}

/// `accept stale because "…"` where nothing is stale.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("`accept {code}` accepts nothing: there is no such warning here")]
#[diagnostic(code("idle-accept"), severity(Warning), help("{way_out}"))]
struct IdleAccept {
    code: String,
    way_out: String,
    #[label("accepts nothing")]
    span: Span,
}

/// Leaves out the warnings that the document accepts, and warns of clauses that accept nothing. An error is never
/// accepted; while there is one, warnings may be missing, so no clause is called idle.
pub(super) fn accepted(document: &Document, faults: Faults) -> Faults {
    let broken = faults.any_error();
    let mut accepts: Vec<(Span, Vec<Accept<'_>>)> = document
        .declarations
        .iter()
        .map(|declaration| (declaration.span, of_declaration(declaration)))
        .filter(|(_, accepts)| !accepts.is_empty())
        .collect();
    accepts.sort_by_key(|(declaration, _)| declaration.start);
    let all = accepts.iter().flat_map(|(_, accepts)| accepts);
    let codes: BTreeSet<&str> = all.map(|accept| accept.code).collect();
    let mut kept = Faults(
        faults
            .0
            .into_iter()
            .filter(|fault| !is_accepted(fault, &codes, &mut accepts))
            .collect(),
    );
    if !broken {
        let all = accepts.iter().flat_map(|(_, accepts)| accepts);
        for accept in all.filter(|accept| accept.own && !accept.used) {
            kept.push(idle(accept));
        }
    }
    kept
}

/// `accepts` stand by declaration, in the order of the text.
fn is_accepted(
    fault: &Fault,
    codes: &BTreeSet<&str>,
    accepts: &mut [(Span, Vec<Accept<'_>>)],
) -> bool {
    let code = fault.code().map(|code| code.to_string());
    let known = code.is_some_and(|code| codes.contains(code.as_str()));
    if !known || is_error(fault.as_ref()) {
        return false;
    }
    let finding = Finding::of(fault.as_ref());
    let mut found = false;
    // A source that is too new is told where it is declared, and accepted where it is cited.
    for label in &finding.labels {
        let place = label.span.start;
        let after = accepts.partition_point(|(declaration, _)| declaration.start <= place);
        let Some((_, around)) = after.checked_sub(1).and_then(|at| accepts.get_mut(at)) else {
            continue;
        };
        let alike = around.iter_mut().filter(|it| it.code == finding.code);
        for accept in alike.filter(|it| it.scope.range().contains(&(place as usize))) {
            accept.used = true;
            found = true;
        }
    }
    found
}

fn idle(accept: &Accept<'_>) -> IdleAccept {
    let known = crate::diagnostics::codes().any(|code| code == accept.code);
    let way_out = match nearest(accept.code, crate::diagnostics::codes()) {
        Some(near) if !known => format!("did you mean `{near}`?"),
        _ => "remove the clause".to_owned(),
    };
    IdleAccept {
        code: accept.code.to_owned(),
        way_out,
        span: accept.clause,
    }
}

/// The clauses of a declaration. Those of an option cover the option alone.
fn of_declaration(declaration: &Declaration) -> Vec<Accept<'_>> {
    let (own, options): (&[_], &[_]) = match &declaration.item {
        Item::Assume(it) => (&it.evidence, &[]),
        Item::Table(it) => (&it.evidence, &[]),
        Item::Correlate(it) => (&it.evidence, &[]),
        Item::Let(it) => (&it.evidence, &[]),
        Item::Flow(it) => (&it.evidence, &[]),
        Item::Stock(it) => (&it.evidence, &[]),
        Item::Choice(it) => (&it.evidence, &it.options),
        Item::Event(it) => (&it.evidence, &[]),
        Item::Outcome(it) => (&it.evidence, &[]),
        Item::Scenario(it) => (&it.evidence, &[]),
        Item::Assert(it) => (&it.evidence, &[]),
        Item::Expect(it) => (&it.evidence, &[]),
        _ => (&[], &[]),
    };
    let own = own.iter().map(|clause| (clause, declaration.span));
    let options = options.iter().flat_map(|option| {
        let evidence: &Evidence = &option.evidence;
        evidence.iter().map(|clause| (clause, *option.span))
    });
    own.chain(options)
        .filter_map(|(clause, scope)| match &clause.value {
            EvidenceClause::Accept(code, _) => Some(Accept {
                code: &code.value,
                scope,
                clause: clause.span,
                used: false,
                own: declaration.file.is_empty(),
            }),
            _ => None,
        })
        .collect()
}
