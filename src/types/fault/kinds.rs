//! What is said where units differ by their kinds: first that these are different things, and only then how one may
//! turn into the other.

use super::way_out::{brief, operand};
use crate::units::{Base, Exponent, Unit};

/// A name, or a number that is written out, with its unit.
#[derive(Clone)]
pub(in crate::types) struct Part {
    pub(in crate::types) text: String,
    pub(in crate::types) unit: Unit,
    pub(in crate::types) number: bool,
}

/// One of two units that differ.
pub(in crate::types) struct Side {
    pub(in crate::types) unit: Unit,
    /// The expression that is in it; nothing where the unit is only wanted.
    pub(in crate::types) text: Option<String>,
    /// What the expression names.
    pub(in crate::types) parts: Vec<Part>,
}

/// What is done with both.
pub(in crate::types) enum Doing {
    /// What to write to report each by itself, if that can be told.
    Add(Option<String>),
    Subtract(Option<String>),
    Declare,
    Other,
}

/// What would mend a difference of kinds alone.
pub(in crate::types) fn apart(doing: &Doing, left: &Side, right: &Side) -> Option<String> {
    let (one, zero) = (Exponent::from_integer(1), Exponent::from_integer(0));
    let ratio = left.unit.dimension().over(&right.unit.dimension());
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    for (base, exponent) in ratio.parts() {
        let side = match exponent > zero {
            true => &mut wanted,
            false => &mut found,
        };
        match base {
            Base::Kind(name) if exponent == one || exponent == -one => side.push(name.as_str()),
            _ => return None,
        }
    }
    match (wanted.as_slice(), found.as_slice()) {
        ([to], [from]) => Some(two_kinds(doing, left, right, to, from)),
        ([kind], []) | ([], [kind]) => one_kind(doing, left, right, kind),
        _ => None,
    }
}

fn two_kinds(doing: &Doing, left: &Side, right: &Side, to: &str, from: &str) -> String {
    let report = |write: &Option<String>| match write {
        Some(write) => format!("report each by itself, as in {write};"),
        None => "report each by itself;".to_owned(),
    };
    let first = match doing {
        Doing::Add(write) => format!(
            "`of {to}` and `of {from}` are different things and do not add up: {}",
            report(write)
        ),
        Doing::Subtract(write) => format!(
            "`of {to}` and `of {from}` are different things, and one is no part of the other: {}",
            report(write)
        ),
        Doing::Declare | Doing::Other => format!(
            "`of {from}` and `of {to}` are different things: {}",
            meant(doing, left, right, [from, to])
        ),
    };
    let carrier = [from, to]
        .into_iter()
        .find_map(|kind| carrier(right, kind).map(|part| (part, kind)));
    let measure = match carrier {
        Some((part, kind)) => Measure::of(&part.unit, kind),
        None => Measure::of(&right.unit, from).or_else(|| Measure::of(&right.unit, to)),
    };
    let unit = match measure {
        Some(measure) => format!("{}/{}", measure.with(to), measure.with(from)),
        None => format!("UNIT of {to}/UNIT of {from}"),
    };
    let write = times(
        right,
        carrier.map(|(part, _)| part),
        &format!("{from}_to_{to}"),
    );
    format!(
        "{first}\nonly if `of {from}` turns into `of {to}`, say how much of it with its evidence: `assume {from}_to_{to} = … {unit} {{ because \"…\" }}`, and write {write}"
    )
}

/// `is x the quantity meant?`
fn meant(doing: &Doing, left: &Side, right: &Side, kinds: [&str; 2]) -> String {
    let mut names: Vec<String> = Vec::new();
    for side in [left, right] {
        let bearing: Vec<&Part> = kinds
            .iter()
            .filter_map(|kind| bearing(side, kind))
            .collect();
        match (bearing.as_slice(), &side.text) {
            ([], Some(text)) => names.push(format!("`{}`", brief(text))),
            (bearing, _) => names.extend(bearing.iter().map(|part| format!("`{}`", part.text))),
        }
    }
    names.dedup();
    let measured = !left.unit.kinds.is_empty() && !right.unit.kinds.is_empty();
    let if_it_is = match doing {
        Doing::Declare if measured => format!(" if so, declare `{}`;", right.unit),
        _ => String::new(),
    };
    match names.as_slice() {
        [one] => format!("is {one} the quantity meant?{if_it_is}"),
        _ => format!(
            "are {} the quantities meant?{if_it_is}",
            names.join(" and ")
        ),
    }
}

/// The only name on a side that has to do with a kind.
fn bearing<'s>(side: &'s Side, kind: &str) -> Option<&'s Part> {
    let base = Base::Kind(kind.to_owned());
    let zero = Exponent::from_integer(0);
    let has = |part: &&Part| part.unit.dimension().exponent(&base) != zero;
    let mut bearing = side.parts.iter().filter(has);
    bearing.next().filter(|_| bearing.next().is_none())
}

/// The only name on a side that brings a kind in, to the power in which the side has it.
fn carrier<'s>(side: &'s Side, kind: &str) -> Option<&'s Part> {
    let base = Base::Kind(kind.to_owned());
    let own = side.unit.dimension().exponent(&base);
    bearing(side, kind).filter(|part| part.unit.dimension().exponent(&base) == own)
}

/// `` `deposit * part` for `deposit` ``: what to write, and in which place.
fn times(side: &Side, carrier: Option<&Part>, ratio: &str) -> String {
    let text = side.text.as_deref().unwrap_or_default();
    match carrier {
        Some(part) if part.text != text => {
            format!("`{} * {ratio}` for `{}`", part.text, part.text)
        }
        _ => format!("`{} * {ratio}`", operand(text)),
    }
}

/// What a kind is a kind of: `t of REO` in `USD/t of REO of inferred`.
struct Measure(Unit);

impl Measure {
    fn of(unit: &Unit, kind: &str) -> Option<Self> {
        let zero = Exponent::from_integer(0);
        let kind = Base::Kind(kind.to_owned());
        let above = unit.kinds.iter().find(|(own, _)| *own == kind)?.1 > zero;
        let beside = |exponent: Exponent| (exponent > zero) == above;
        let money = |unit: &crate::units::Atom| {
            let mut parts = unit.dimension.parts();
            parts.any(|(base, _)| matches!(base, Base::Currency(_)))
        };
        let mut atoms = unit.atoms.iter().filter(|(_, exponent)| beside(*exponent));
        let first = atoms.clone().find(|(atom, _)| !money(atom));
        let (atom, _) = first.or_else(|| atoms.next())?;
        let mut measure = Unit::of(atom.clone());
        let price_base = money(atom);
        for (own, exponent) in unit.kinds.iter() {
            let fits = price_base || !matches!(own, Base::PriceBase(_));
            if *own != kind && beside(*exponent) && fits {
                measure.kinds.push((own.clone(), Exponent::from_integer(1)));
            }
        }
        Some(Measure(measure))
    }

    fn with(&self, kind: &str) -> Unit {
        qualified(&self.0, kind, Exponent::from_integer(1))
    }
}

/// A unit with one kind more.
fn qualified(unit: &Unit, kind: &str, exponent: Exponent) -> Unit {
    let mut unit = Unit {
        spelling: None,
        ..unit.clone()
    };
    unit.kinds.push((Base::Kind(kind.to_owned()), exponent));
    unit
}

/// Only one side has the kind.
fn one_kind(doing: &Doing, left: &Side, right: &Side, kind: &str) -> Option<String> {
    let zero = Exponent::from_integer(0);
    let base = Base::Kind(kind.to_owned());
    let exponent = |side: &Side| side.unit.dimension().exponent(&base);
    let (bearing, other) = match (exponent(left) == zero, exponent(right) == zero) {
        (true, false) => (right, left),
        (false, true) => (left, right),
        _ => return None,
    };
    let above = exponent(bearing) > zero;
    let Some(text) = &bearing.text else {
        let name = brief(other.text.as_deref()?);
        let first = format!(
            "`of {kind}` is wanted here, and `{name}` is not: is it the quantity meant? if it is, what part of it counts is"
        );
        let ratio = ratio(&bearing.unit, kind, above, other, None);
        let last = too(bearing, other, kind, exponent(bearing)).unwrap_or_default();
        return Some(format!("{first} {ratio}{last}"));
    };
    let carrier = carrier(bearing, kind);
    let name = carrier.map_or_else(|| brief(text), |part| part.text.clone());
    let (subject, asked) = told_of(doing, &name, kind, above);
    let measured = carrier.map_or(&bearing.unit, |part| &part.unit);
    let ratio = ratio(measured, kind, !above, bearing, carrier);
    let cancels = carrier.and_then(|carrier| against(bearing, carrier, kind));
    let cancels = cancels.map(|(part, exponent)| (part, written(part, kind, exponent)));
    Some(match cancels {
        // A number on the spot has no declaration that could have said what it is for.
        Some((part, write)) if part.number => {
            format!("{subject}: if {write};\nif not, {asked} {ratio}")
        }
        Some((_, write)) => format!("{subject}: {asked} {ratio};\nonly if {write}"),
        None => {
            let last = too(bearing, other, kind, exponent(bearing)).unwrap_or_default();
            format!("{subject}: {asked} {ratio}{last}")
        }
    })
}

/// What is said of the only name that is of a kind, and what is asked of it.
fn told_of(doing: &Doing, name: &str, kind: &str, above: bool) -> (String, &'static str) {
    let apart = match doing {
        Doing::Add(_) => ", and does not add up with the rest",
        Doing::Subtract(_) => ", and is no part of the rest",
        Doing::Declare | Doing::Other => "",
    };
    match above {
        true => (
            format!("only `{name}` is `of {kind}`{apart}"),
            "what part of it counts here is",
        ),
        false => (
            format!("only `{name}` is for each unit `of {kind}`"),
            "how much of that is in the rest is",
        ),
    }
}

/// The assumption that turns one into the other, and where to use it; `counted` from what is of no kind.
fn ratio(unit: &Unit, kind: &str, counted: bool, side: &Side, carrier: Option<&Part>) -> String {
    let (plain, full) = match Measure::of(unit, kind) {
        Some(measure) => (measure.0.to_string(), measure.with(kind).to_string()),
        None => ("UNIT".to_owned(), format!("UNIT of {kind}")),
    };
    let (name, unit) = match counted {
        true => (format!("{kind}_part"), format!("{full}/{plain}")),
        false => (format!("part_of_{kind}"), format!("{plain}/{full}")),
    };
    format!(
        "an assumption of its own: `assume {name} = … {unit} {{ because \"…\" }}`, and write {}",
        times(side, carrier, &name)
    )
}

/// Where the kind is to be written if the other side is of that kind too.
fn too(bearing: &Side, other: &Side, kind: &str, exponent: Exponent) -> Option<String> {
    let told = match (&other.text, other.parts.as_slice()) {
        (Some(text), [part]) if part.text == *text => written(part, kind, exponent),
        (Some(text), _) => format!(
            "`{}` is `of {kind}` too, write so in the units that it is made from",
            brief(text)
        ),
        (None, _) => {
            let unit = qualified(&other.unit, kind, exponent);
            Measure::of(&unit, kind).filter(|_| bearing.text.is_some())?;
            format!("what is wanted is `of {kind}` too, write so in its unit: `{unit}`")
        }
    };
    Some(format!(";\nonly if {told}"))
}

/// What is to be written in a part's unit, and when.
fn written(part: &Part, kind: &str, exponent: Exponent) -> String {
    let (text, unit) = (&part.text, qualified(&part.unit, kind, exponent));
    let is = match exponent < Exponent::from_integer(0) {
        true => "is meant for that".to_owned(),
        false => format!("is `of {kind}` too"),
    };
    match part.number {
        true => {
            let number = text.split(' ').next().unwrap_or_default();
            format!("`{text}` {is}, write `{number} {unit}`")
        }
        false => format!("`{text}` {is}, write so in its unit: `{unit}`"),
    }
}

/// What the kind could cancel against, such as a price per tonne for so many tonnes of a kind.
fn against<'s>(side: &'s Side, carrier: &Part, kind: &str) -> Option<(&'s Part, Exponent)> {
    let base = Base::Kind(kind.to_owned());
    let zero = Exponent::from_integer(0);
    let measure = Measure::of(&carrier.unit, kind)?;
    let (atom, _) = measure.0.atoms.first()?;
    let own = carrier.unit.dimension().exponent(&base);
    let mut found = side.parts.iter().filter_map(|part| {
        let measured = part
            .unit
            .atoms
            .iter()
            .find(|(other, _)| other.dimension == atom.dimension);
        let sign = measured.map(|(_, exponent)| *exponent > zero)?;
        let plain = part.unit.dimension().exponent(&base) == zero;
        let text = side.text.as_deref().unwrap_or_default();
        let below = text.contains(&format!("/ {}", part.text));
        // Over a part that is measured alike, or times one that is measured for each.
        (plain && (sign != (own > zero)) != below).then_some((part, if below { own } else { -own }))
    });
    found.next()
}
