//! Yes-or-no operations whose answer a scenario settles: what is never looked at is never evaluated, nor counted as
//! something that a result rests on.

use super::NodeId;
use super::build::Builder;
use super::op::{Op, Term};
use crate::numerics::are_weights;
use crate::span::Span;
use crate::syntax::ast::{Scale, Sign};

/// The number that an operation on numbers gives; none where it is another operation, or what it gives is no number.
pub fn number(op: &Op, constant: impl Fn(NodeId) -> Option<f64>) -> Option<f64> {
    let value = match op {
        Op::Convert {
            of,
            multiplier,
            divisor,
        } => constant(*of)? * multiplier / divisor,
        Op::Negate(of) => -constant(*of)?,
        Op::Sum(terms) if terms.iter().all(|term| term.times.is_none()) => {
            let mut terms = terms.iter();
            let signed = |term: &Term| Some((term.sign, constant(term.of)?));
            let first = match signed(terms.next()?)? {
                (Sign::Plus, first) => first,
                (Sign::Minus, first) => -first,
            };
            terms.try_fold(first, |sum, term| match signed(term)? {
                (Sign::Plus, term) => Some(sum + term),
                (Sign::Minus, term) => Some(sum - term),
            })?
        }
        Op::Product(factors) => {
            let mut factors = factors.iter();
            let scaled = |(scale, of): &(Scale, NodeId)| Some((*scale, constant(*of)?));
            let first = match scaled(factors.next()?)? {
                (Scale::Times, first) => first,
                (Scale::Over, first) => 1.0 / first,
            };
            factors.try_fold(first, |product, factor| match scaled(factor)? {
                (Scale::Times, factor) => Some(product * factor),
                (Scale::Over, factor) => Some(product / factor),
            })?
        }
        _ => return None,
    };
    value.is_finite().then_some(value)
}

/// Yes if no.
pub fn not(builder: &mut Builder, of: NodeId, span: Span) -> NodeId {
    match builder.constant(of) {
        Some(value) => yes_no(builder, value == 0.0),
        None => builder.push(Op::Not(of), span),
    }
}

/// Whether a label is (or is not) this one.
pub fn is(
    builder: &mut Builder,
    subject: NodeId,
    label: usize,
    negated: bool,
    span: Span,
) -> NodeId {
    let label = label as f64;
    match builder.constant(subject) {
        Some(value) => yes_no(builder, (value == label) != negated),
        None => {
            let op = Op::Is {
                subject,
                label,
                negated,
            };
            builder.push(op, span)
        }
    }
}

/// Whether all are yes.
pub fn and(builder: &mut Builder, mut parts: Vec<NodeId>, span: Span) -> NodeId {
    if parts
        .iter()
        .any(|part| builder.constant(*part) == Some(0.0))
    {
        return yes_no(builder, false);
    }
    parts.retain(|part| builder.constant(*part).is_none());
    match parts.as_slice() {
        [] => yes_no(builder, true),
        [only] => *only,
        _ => builder.push(Op::And(parts), span),
    }
}

/// Whether one is yes.
pub fn or(builder: &mut Builder, mut parts: Vec<NodeId>, span: Span) -> NodeId {
    let yes = |part: &NodeId| builder.constant(*part).is_some_and(|value| value != 0.0);
    if parts.iter().any(yes) {
        return yes_no(builder, true);
    }
    parts.retain(|part| builder.constant(*part).is_none());
    match parts.as_slice() {
        [] => yes_no(builder, false),
        [only] => *only,
        _ => builder.push(Op::Or(parts), span),
    }
}

/// The value of the first arm whose condition is yes.
pub fn choose(
    builder: &mut Builder,
    arms: Vec<(NodeId, NodeId)>,
    otherwise: NodeId,
    span: Span,
) -> NodeId {
    if arms.is_empty() {
        otherwise
    } else {
        builder.push(Op::If { arms, otherwise }, span)
    }
}

/// The value at a position.
pub fn select(builder: &mut Builder, by: NodeId, of: Vec<NodeId>, span: Span) -> NodeId {
    let settled = builder.constant(by).and_then(|at| of.get(at as usize));
    match settled {
        Some(node) => *node,
        None => builder.push(Op::Select { by, of }, span),
    }
}

/// A position drawn by weight, or the only one that has any.
pub fn pick(builder: &mut Builder, stream: u64, weights: Vec<f64>, span: Span) -> NodeId {
    let mut possible = (0..weights.len()).filter(|at| weights[*at] > 0.0);
    match (possible.next(), possible.next()) {
        (Some(only), None) => builder.number(only as f64),
        (None, _) => builder.number(0.0),
        _ => builder.push(Op::Pick { stream, weights }, span),
    }
}

/// A position drawn by weights that the scenario may settle.
pub fn weigh(builder: &mut Builder, stream: u64, weights: Vec<NodeId>, span: Span) -> NodeId {
    let settled = weights.iter().map(|weight| builder.constant(*weight));
    match settled.collect::<Option<Vec<f64>>>() {
        Some(settled) if are_weights(settled.iter().copied()) => {
            pick(builder, stream, settled, span)
        }
        _ => builder.push(Op::Weigh { stream, weights }, span),
    }
}

fn yes_no(builder: &mut Builder, yes: bool) -> NodeId {
    builder.number(f64::from(u8::from(yes)))
}
