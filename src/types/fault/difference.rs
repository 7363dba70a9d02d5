//! How two units differ, dimension by dimension, and what would mend it.

use super::way_out::way_out;
use crate::units::{Base, Dimension, Exponent, Unit};

/// A unit as it is named in a label.
pub(in crate::types) fn shown(unit: &Unit) -> String {
    if unit.is_plain() && unit.magnitude == 0 {
        "a plain number".to_owned()
    } else {
        format!("in `{unit}`")
    }
}

/// The headline.
pub(in crate::types) fn message(doing: &str, left: &Unit, right: &Unit) -> String {
    let name = |unit: &Unit| {
        if unit.is_plain() {
            "a plain number".to_owned()
        } else {
            format!("`{unit}`")
        }
    };
    match doing {
        "is" => format!(
            "this should be in {}, and it is in {}",
            name(left),
            name(right)
        )
        .replace("in a plain", "a plain"),
        "add" => format!("cannot add {} to {}", name(right), name(left)),
        "subtract" => format!("cannot subtract {} from {}", name(right), name(left)),
        "compare" => format!("cannot compare {} with {}", name(left), name(right)),
        _ => format!("cannot {doing} {} and {}", name(left), name(right)),
    }
}

/// Whether both differ by one time only: a stock on one side, a flow on the other.
pub(in crate::types) fn is_rate_slip(left: &Dimension, right: &Dimension) -> bool {
    let ratio = left.over(right);
    let one = Exponent::from_integer(1);
    let parts: Vec<_> = ratio.parts().collect();
    let only_time = matches!(parts.as_slice(), [(Base::Time, exponent)] if *exponent == one || *exponent == -one);
    only_time && !left.is_none() && !right.is_none()
}

/// Whether the labels and the way out tell all of a difference: one side is a plain number, only the time differs,
/// or only kinds, only currencies or only price bases do, and the way out names them.
fn is_told(left: &Dimension, right: &Dimension, way_out: &str) -> bool {
    if left.is_none() || right.is_none() || is_rate_slip(left, right) {
        return true;
    }
    let ratio = left.over(right);
    let parts: Vec<(&Base, Exponent)> = ratio.parts().collect();
    let Some(sort) = parts.first().and_then(|(base, _)| sort(base)) else {
        return false;
    };
    let way_out = way_out.to_lowercase();
    let one = Exponent::from_integer(1);
    parts.iter().all(|(base, exponent)| {
        let name = base.name().to_lowercase();
        let name = name.trim_start_matches("of ").trim_end_matches(" prices");
        let once = *exponent == one || *exponent == -one;
        once && self::sort(base) == Some(sort) && way_out.contains(name)
    })
}

/// Kinds, currencies and price bases each differ in a way of their own.
fn sort(base: &Base) -> Option<u8> {
    match base {
        Base::Kind(_) => Some(0),
        Base::Currency(_) => Some(1),
        Base::PriceBase(_) => Some(2),
        Base::Physical(_) | Base::Time => None,
    }
}

/// The way out, and both sides dimension by dimension where that tells more.
pub(in crate::types) fn help(
    left: &Unit,
    right: &Unit,
    text: &str,
    literal: bool,
    converts: Option<String>,
) -> String {
    let (left_dimension, right_dimension) = (left.dimension(), right.dimension());
    let way_out = converts.unwrap_or_else(|| way_out(left, right, text, literal));
    if is_told(&left_dimension, &right_dimension, &way_out) {
        return way_out;
    }
    let mut lines = vec![way_out, String::new(), row("", "left", "right", "")];
    let mut bases: Vec<&Base> = left_dimension
        .parts()
        .chain(right_dimension.parts())
        .map(|(base, _)| base)
        .collect();
    bases.sort();
    bases.dedup();
    for base in bases {
        let (a, b) = (
            left_dimension.exponent(base),
            right_dimension.exponent(base),
        );
        let mark = if a == b { "" } else { "  <- differs" };
        lines.push(row(&base.name(), &raised(a), &raised(b), mark));
    }
    lines.join("\n")
}

fn row(base: &str, left: &str, right: &str, mark: &str) -> String {
    format!("  {base:<16} {left:>6} {right:>6}{mark}")
        .trim_end()
        .to_owned()
}

fn raised(exponent: Exponent) -> String {
    if exponent == Exponent::from_integer(0) {
        "-".to_owned()
    } else {
        format!("^{exponent}")
    }
}
