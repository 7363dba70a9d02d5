//! `accept CODE because "…"`: a warning that the author knows of is not shown again.

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
    let mut accepts: Vec<Accept<'_>> = document
        .declarations
        .iter()
        .flat_map(of_declaration)
        .collect();
    let mut kept = Faults(
        faults
            .0
            .into_iter()
            .filter(|fault| !is_accepted(fault, &mut accepts))
            .collect(),
    );
    if !broken {
        for accept in accepts.iter().filter(|accept| accept.own && !accept.used) {
            kept.push(idle(accept));
        }
    }
    kept
}

fn is_accepted(fault: &Fault, accepts: &mut [Accept<'_>]) -> bool {
    if is_error(fault.as_ref()) {
        return false;
    }
    let finding = Finding::of(fault.as_ref());
    let mut found = false;
    for accept in accepts
        .iter_mut()
        .filter(|accept| accept.code == finding.code)
    {
        // A source that is too new is told where it is declared, and accepted where it is cited.
        let mut places = finding.labels.iter().map(|label| label.span.start);
        let covers = places.any(|place| accept.scope.range().contains(&(place as usize)));
        accept.used |= covers;
        found |= covers;
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
