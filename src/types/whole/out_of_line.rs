//! A value by date that does not go with those around it: another unit, another period, a digit too many.

use crate::calendar::Period;
use crate::span::Span;
use crate::types::constant::constant;
use crate::types::context::Checker;
use crate::types::fault::table::OutOfLine;
use crate::types::model::{Kind, TExpr};
use crate::units::{Unit, told};

/// A value that differs from its neighbour by this factor is asked about,
const FAR: f64 = 5.0;

/// if no other step comes to this.
const NEAR: f64 = 2.0;

/// From one value to the next, where both are known and of one sign.
struct Step {
    /// Of the earlier value.
    at: usize,
    factor: f64,
    days: i32,
}

/// A value that is out of line, and the one beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Outlier {
    at: usize,
    neighbour: usize,
    factor: f64,
    /// Whether the value behind it is as the one before.
    back: bool,
}

/// What values by date belong to.
#[derive(Clone, Copy)]
pub(in crate::types) struct Series {
    /// Where it is named.
    pub(in crate::types) name: Option<Span>,
    /// What one of them is called: a row, a value.
    pub(in crate::types) kind: &'static str,
    /// Whether they stand in a file of their own.
    pub(in crate::types) read: bool,
}

impl Checker<'_> {
    /// Warns of a value by date that is out of line with the others.
    pub(in crate::types) fn out_of_line(
        &mut self,
        typed: &TExpr,
        periods: &[Period],
        unit: Option<&Unit>,
        series: Series,
    ) {
        let Kind::Table(table) = &typed.kind else {
            return;
        };
        let values: Vec<Option<f64>> = table
            .values
            .iter()
            .map(|value| constant(value.as_ref()?))
            .collect();
        let days: Vec<i32> = table.keys.iter().map(|key| key.0.0).collect();
        let Some(found) = outlier(&values, &days) else {
            return;
        };
        let place = |at: usize| Some(table.values.get(at)?.as_ref()?.span);
        let (Some(span), Some(beside)) = (place(found.at), place(found.neighbour)) else {
            return;
        };
        let size = |at: usize| values.get(at).copied().flatten().unwrap_or_default().abs();
        let less = size(found.at) < size(found.neighbour);
        let text = self.text_of(span);
        let help = help(&text, unit, found.factor, less, series.read);
        let name = match series.name {
            Some(name) => format!("`{}`", self.text_of(name)),
            None => "the list".to_owned(),
        };
        self.faults.push(OutOfLine {
            course: format!("{name} {}", course(found, less, periods)),
            kind: series.kind,
            help,
            span,
            beside,
            column: series.name.filter(|_| series.read),
        });
    }
}

/// The one value that is far from its neighbours while all other steps are short. A longer step than the others is left
/// out, for more may happen in it.
fn outlier(values: &[Option<f64>], days: &[i32]) -> Option<Outlier> {
    let pairs = values.windows(2).zip(days.windows(2)).enumerate();
    let step = |(at, (pair, days)): (usize, (&[Option<f64>], &[i32]))| {
        let (&[Some(one), Some(other)], &[from, to]) = (pair, days) else {
            return None;
        };
        let factor = (one / other).max(other / one);
        (one * other > 0.0 && factor.is_finite()).then(|| Step {
            at,
            factor,
            days: to - from,
        })
    };
    // What stands beside a zero begins or ends, often within its year.
    let zero = |at: Option<usize>| at.and_then(|at| values.get(at)) == Some(&Some(0.0));
    let whole = |step: &Step| !zero(step.at.checked_sub(1)) && !zero(Some(step.at + 2));
    let steps: Vec<Step> = pairs.filter_map(step).filter(whole).collect();
    let (far, near): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| step.factor >= NEAR);
    let longest = near.iter().map(|step| step.days).max()?;
    // Months and years differ in their days.
    let comparable = |step: &Step| f64::from(step.days) < 1.5 * f64::from(longest);
    if !far
        .iter()
        .all(|step| step.factor >= FAR && comparable(step))
    {
        return None;
    }
    match far.as_slice() {
        [only] => {
            let first = only.at == 0 && values.len() > 2;
            let (at, neighbour) = match first {
                true => (0, 1),
                false => (only.at + 1, only.at),
            };
            let factor = only.factor;
            Some(Outlier {
                at,
                neighbour,
                factor,
                back: false,
            })
        }
        // Away and back again.
        [away, back] if back.at == away.at + 1 => {
            let around = [
                values.get(away.at)?.as_ref()?,
                values.get(back.at + 1)?.as_ref()?,
            ];
            let apart = (around[0] / around[1]).max(around[1] / around[0]);
            (apart < NEAR).then_some(Outlier {
                at: back.at,
                neighbour: away.at,
                factor: away.factor,
                back: true,
            })
        }
        _ => None,
    }
}

/// `falls 7.4-fold from 2024 to 2025`
fn course(found: Outlier, less: bool, periods: &[Period]) -> String {
    let date = |at: usize| periods.get(at).map_or_else(String::new, Period::to_string);
    let first = found.at < found.neighbour;
    let (from, to) = match first {
        true => (found.at, found.neighbour),
        false => (found.neighbour, found.at),
    };
    let moves = if less != first { "falls" } else { "rises" };
    let fold = told(found.factor, 2);
    let (from, to, next) = (date(from), date(to), date(to + 1));
    let back = match found.back {
        true => format!(", is back in {next}"),
        false => String::new(),
    };
    format!("{moves} {fold}-fold from {from} to {to}{back}")
}

/// What may have gone wrong, by the factor; `read` from a file, where cells have no unit of their own.
fn help(text: &str, unit: Option<&Unit>, factor: f64, less: bool, read: bool) -> String {
    let in_unit = unit.map_or(String::new(), |unit| format!(", `{unit}`,"));
    let mend = match read {
        true => "convert it in the file",
        false => "write that unit behind it",
    };
    let ask = match (thousands(factor), written_for_a_month(text, unit, less)) {
        (Some(times), _) => {
            format!("about {times}: if it is in another unit than its column{in_unit} {mend}")
        }
        (None, Some(written)) if factor < 20.0 => format!(
            "a month's value is about a twelfth of a year's: if it is one, write `{written}`; else look for a digit too few"
        ),
        (None, None) if factor < 20.0 && less => {
            "is it for a month (about a twelfth of a year's) or a quarter, or is a digit missing?"
                .to_owned()
        }
        (None, _) if factor < 20.0 => {
            "is it for a longer time than the others, or has it a digit too many?".to_owned()
        }
        _ => format!(
            "look for a digit too many or too few; if it is in another unit than its column{in_unit} {mend}"
        ),
    };
    format!("{ask}\nif it is right, say why: `accept out-of-line because \"…\"`")
}

/// A thousandfold, a millionfold or a billionfold, or nearly so.
fn thousands(factor: f64) -> Option<&'static str> {
    let near = |power: f64| (power / 2.0..=power * 2.0).contains(&factor);
    let known = [
        (1e3, "a thousandfold"),
        (1e6, "a millionfold"),
        (1e9, "a billionfold"),
    ];
    known
        .into_iter()
        .find(|(power, _)| near(*power))
        .map(|(_, word)| word)
}

/// A bare number of a column by year, with the unit that a month's has.
fn written_for_a_month(text: &str, unit: Option<&Unit>, less: bool) -> Option<String> {
    let unit = unit?.to_string();
    let of = unit.strip_suffix("/year")?;
    let bare = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "._".contains(c));
    (bare && less).then(|| format!("{text} {of}/month"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[f64]) -> Option<(usize, usize)> {
        let values: Vec<Option<f64>> = values
            .iter()
            .map(|value| Some(*value).filter(|value| !value.is_nan()))
            .collect();
        let days: Vec<i32> = (0..values.len()).map(|year| 365 * year as i32).collect();
        outlier(&values, &days).map(|outlier| (outlier.at, outlier.neighbour))
    }

    #[test]
    fn one_value_among_others() {
        assert_eq!(found(&[0.98, 1.36, 0.183]), Some((2, 1)));
        assert_eq!(found(&[980.0, 1.2, 1.36]), Some((0, 1)));
        assert_eq!(found(&[1.0, 1.2, 0.1, 1.3, 1.4]), Some((2, 1)));
        assert_eq!(found(&[-1.0, -1.2, -1300.0]), Some((2, 1)));
        // Where everything moves from one year on, its first value is asked about.
        assert_eq!(found(&[1.0, 1.1, 11.0, 12.0]), Some((2, 1)));
    }

    #[test]
    fn no_value_among_such_as_move_themselves() {
        assert_eq!(found(&[1.0, 5.0]), None);
        assert_eq!(found(&[1.0, 2.1, 12.0]), None);
        assert_eq!(found(&[1.0, 1.1, 5.4]), None);
        assert_eq!(found(&[1.0, 10.0, 100.0, 110.0]), None);
        assert_eq!(found(&[1.0, 1.2, 0.1, 5.0]), None);
        assert_eq!(found(&[1.0, 1.1, 0.0, 1.2]), None);
        assert_eq!(found(&[0.0, 24.0, 240.0, 250.0, 260.0]), None);
        assert_eq!(found(&[260.0, 250.0, 24.0, 0.0]), None);
        assert_eq!(found(&[1.0, 1.1, -9.0, -9.1]), None);
        assert_eq!(found(&[1.0, 1.1, f64::NAN, 12.0]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn a_longer_step_may_lead_further() {
        let values = [Some(1.0), Some(1.2), Some(12.0)];
        assert!(outlier(&values, &[0, 365, 730]).is_some());
        assert!(outlier(&values, &[0, 365, 3650]).is_none());
    }
}
