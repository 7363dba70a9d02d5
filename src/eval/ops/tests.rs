//! Whole columns and single draws are worked out alike: one missing value elsewhere in a column changes nothing.

use smallvec::smallvec;

use super::*;
use crate::eval::column::Column;
use crate::eval::lane::Lane;
use crate::eval::status::Status;
use crate::syntax::ast::Comparison;

const WIDTH: usize = 60;

/// Values that meet in many ways, with or without one more draw whose value is missing.
fn column(seed: usize, missing: bool) -> Column {
    let values = [0.0, 1.0, 2.5, -0.0, 1.0, 0.4, 3.0, 0.0, -2.0, 1.0 + 1e-12];
    let mut column = Column::default();
    column.fill_with(WIDTH + usize::from(missing), |draw| {
        if draw < WIDTH {
            Lane::of(values[(draw * seed + draw / 7 + seed) % values.len()])
        } else {
            Lane::missing(Status::UNKNOWN)
        }
    });
    column
}

fn yes_no(seed: usize, missing: bool) -> Column {
    let mut yes_no = column(seed, missing);
    yes_no.apply(|value| f64::from(u8::from(value > 0.5)));
    yes_no
}

/// Whether an operation gives the same bits both ways.
fn agrees(operation: impl Fn(bool, &mut Column)) {
    let mut found = [Column::default(), Column::default()];
    operation(false, &mut found[0]);
    operation(true, &mut found[1]);
    for draw in 0..WIDTH {
        let [whole, single] = [0, 1].map(|at: usize| found[at].lane(draw));
        assert_eq!(whole.value.to_bits(), single.value.to_bits(), "draw {draw}");
        assert!(whole.is_ok() && single.is_ok());
    }
}

#[test]
fn comparisons() {
    for how in [
        Comparison::Equal,
        Comparison::Unequal,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::More,
        Comparison::AtLeast,
    ] {
        agrees(|missing, out| {
            let columns = [1, 3, 7].map(|seed| column(seed, missing));
            let within = Column::same(0.01);
            let sides = compare::Sides {
                left: &columns[0],
                right: &columns[1],
                operands: columns.iter().collect(),
                within: Some(&within),
            };
            compare::compare(how, &sides, out);
        });
    }
}

#[test]
fn yes_and_no() {
    agrees(|missing, out| {
        let parts = [1, 3, 7].map(|seed| yes_no(seed, missing));
        logic::and(&parts.iter().collect::<Vec<_>>(), out);
    });
    agrees(|missing, out| {
        let parts = [1, 3, 7].map(|seed| yes_no(seed, missing));
        logic::or(&parts.iter().collect::<Vec<_>>(), out);
    });
    agrees(|missing, out| {
        let conditions = [1, 3].map(|seed| yes_no(seed, missing));
        let values = [7, 9, 11].map(|seed| column(seed, missing));
        let arms = [(&conditions[0], &values[0]), (&conditions[1], &values[1])];
        logic::choose(&arms, &values[2], out);
    });
}

#[test]
fn the_life_of_an_event() {
    agrees(|missing, out| {
        let [a, b, c, d] = [1, 3, 7, 9].map(|seed| yes_no(seed, missing));
        let remaining = column(11, missing);
        let causes = event::Causes {
            remaining: Some(&remaining),
            only_when: Some(&a),
            strikes: Some(&b),
            occurs: Some(&c),
            triggers: smallvec![&d],
        };
        event::fired(&causes, out);
    });
    agrees(|missing, out| {
        let [fired, at] = [1, 3].map(|seed| yes_no(seed, missing));
        let [steps, before, declared] = [7, 9, 11].map(|seed| column(seed, missing));
        event::remaining(Some(&before), &fired, &declared, &[(&at, &steps)], out);
    });
}

fn of<'a>(strength: adjust::Strength<'a>, amount: &'a Column) -> adjust::Change<'a> {
    adjust::Change { strength, amount }
}

#[test]
fn adjustments() {
    agrees(|missing, out| {
        let [base, to, more, factor] = [1, 3, 7, 9].map(|seed| column(seed, missing));
        let acts = yes_no(11, missing);
        let mut strength = column(13, missing);
        strength.apply(|value| value.clamp(0.0, 1.0));
        let changes = adjust::Changes {
            base: &base,
            sets: smallvec![of(adjust::Strength::While(&acts), &to)],
            adds: smallvec![
                of(adjust::Strength::Of(&strength), &more),
                of(adjust::Strength::Full, &to),
            ],
            factors: smallvec![
                of(adjust::Strength::Of(&strength), &factor),
                of(adjust::Strength::While(&acts), &more),
                of(adjust::Strength::Full, &more),
            ],
            hazard: false,
        };
        adjust::adjust(&changes, out);
    });
}
