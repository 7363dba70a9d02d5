//! Whole columns and single draws are worked out alike: one missing value elsewhere in a column changes nothing.

use super::*;
use crate::calendar::Date;
use crate::eval::column::Column;
use crate::eval::lane::{Lane, yes};
use crate::eval::status::Status;
use crate::numerics::Width;
use crate::syntax::ast::{Comparison, Sign};
use crate::types::model::Reduction;

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
                operands: columns.iter(),
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
        logic::and(parts.iter(), out);
    });
    agrees(|missing, out| {
        let parts = [1, 3, 7].map(|seed| yes_no(seed, missing));
        logic::or(parts.iter(), out);
    });
    agrees(|missing, out| {
        let conditions = [1, 3].map(|seed| yes_no(seed, missing));
        let values = [7, 9, 11].map(|seed| column(seed, missing));
        let arms = [(&conditions[0], &values[0]), (&conditions[1], &values[1])];
        logic::choose(arms.into_iter(), &values[2], out);
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
            triggers: [&d].into_iter(),
        };
        event::fired(&causes, out);
    });
    agrees(|missing, out| {
        let [fired, at] = [1, 3].map(|seed| yes_no(seed, missing));
        let [steps, before, declared] = [7, 9, 11].map(|seed| column(seed, missing));
        let triggers = [(&at, &steps)].into_iter();
        event::remaining(Some(&before), &fired, &declared, triggers, out);
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
            sets: vec![of(adjust::Strength::While(&acts), &to)].into_iter(),
            adds: vec![
                of(adjust::Strength::Of(&strength), &more),
                of(adjust::Strength::Full, &to),
            ]
            .into_iter(),
            factors: vec![
                of(adjust::Strength::Of(&strength), &factor),
                of(adjust::Strength::While(&acts), &more),
                of(adjust::Strength::Full, &more),
            ]
            .into_iter(),
            hazard: false,
        };
        adjust::adjust(&changes, out);
    });
}

#[test]
fn sums_of_terms_of_any_shape() {
    let times = [None, Some(false), Some(true)];
    let shapes = times
        .iter()
        .flat_map(|a| times.iter().map(move |b| (*a, *b)));
    for (second, third) in shapes.flat_map(|(a, b)| times.map(|c| (a, [b, c]))) {
        for sign in [Sign::Plus, Sign::Minus] {
            agrees(|missing, out| {
                let columns = [1, 3, 7].map(|seed| column(seed, missing));
                let drawn = column(9, missing);
                let same = Column::same(0.3);
                let by = |drawn_too: bool| if drawn_too { &drawn } else { &same };
                let shapes = [second, third[0], third[1]].into_iter();
                let signs = [Sign::Plus, sign, Sign::Minus].into_iter();
                let terms = columns.iter().zip(shapes).zip(signs);
                let terms = terms.map(|((of, times), sign)| arithmetic::Term {
                    sign,
                    of,
                    times: times.map(by),
                    floor: None,
                });
                arithmetic::sum(terms, out);
            });
        }
    }
}

#[test]
fn a_sum_is_that_of_its_terms_in_turn() {
    let columns = [1, 3, 7].map(|seed| column(seed, false));
    let same = Column::same(0.3);
    for times in [None, Some(&same), Some(&columns[2])] {
        let term = |at: usize, sign, times| arithmetic::Term {
            sign,
            of: &columns[at],
            times,
            floor: None,
        };
        let terms = [
            term(0, Sign::Plus, None),
            term(1, Sign::Minus, times),
            term(2, Sign::Minus, None),
        ];
        let mut out = Column::default();
        arithmetic::sum(terms.into_iter(), &mut out);
        for draw in 0..WIDTH {
            let [a, b, c] = [0, 1, 2].map(|at: usize| columns[at].lane(draw).value);
            let by = times.map_or(1.0, |times| times.lane(draw).value);
            let expected = a - b * by - c;
            assert_eq!(out.lane(draw).value.to_bits(), expected.to_bits());
        }
    }
}

#[test]
fn reductions_of_conditions() {
    let days = |step: i32| (Date(365 * step), Date(365 * step + 364));
    for how in [Reduction::First, Reduction::Ever, Reduction::Always] {
        agrees(|missing, out| {
            let mut gathered = reduce::Gathered::new(how, Width::PORTABLE);
            for step in 0..5 {
                let of = yes_no(step as usize + 1, missing);
                gathered.add(how, &of, None, days(step));
            }
            // In the draws that have no date yet there is none.
            let mut found = Column::default();
            gathered.finish(how, &mut found);
            out.fill_with(found.width(), |draw| match found.lane(draw) {
                lane if lane.status == Status::NONE => Lane::of(-1.0),
                lane => lane,
            });
        });
    }
}

#[test]
fn terms_with_a_floor() {
    let floor = Column::same(0.5);
    for (of, third) in [(false, false), (false, true), (true, false), (true, true)] {
        let columns = |missing| [1, 3, 7].map(|seed| column(seed, missing));
        let same = Column::same(0.3);
        let terms = |columns: &[Column; 3], out: &mut Column| {
            let [a, b, c] = columns;
            let term = |sign, of| arithmetic::Term {
                sign,
                of,
                times: None,
                floor: None,
            };
            let floored = arithmetic::Term {
                times: Some(b),
                floor: Some(&floor),
                ..term(Sign::Minus, if of { c } else { &same })
            };
            let last = third.then(|| term(Sign::Minus, c));
            let terms = [term(Sign::Plus, a), floored].into_iter().chain(last);
            arithmetic::sum(terms, out);
        };
        agrees(|missing, out| terms(&columns(missing), out));
        let columns = columns(false);
        let mut out = Column::default();
        terms(&columns, &mut out);
        for draw in 0..WIDTH {
            let [a, b, c] = [0, 1, 2].map(|at: usize| columns[at].lane(draw).value);
            let taken = a - if of { c } else { 0.3 } * if b < 0.5 { 0.5 } else { b };
            let expected = if third { taken - c } else { taken };
            assert_eq!(out.lane(draw).value.to_bits(), expected.to_bits());
        }
    }
}

#[test]
fn what_turns_out_alike_is_one_value() {
    let below = Column::same(-5.0);
    let (drawn, mut out) = (column(3, false), Column::default());
    out.pick2(&drawn, &below, |value, below| yes(value > below));
    assert_eq!((out.width(), out.lane(WIDTH - 1)), (1, Lane::of(1.0)));
    out.pick_with(&drawn, |own, value| if value > 2.0 { 0.0 } else { own });
    assert_eq!(out.width(), WIDTH);
    // A missing value is unlike all others, and 0 unlike −0.
    out.pick1(&column(3, true), |_| 1.0);
    assert_eq!(out.width(), WIDTH + 1);
    assert!(!out.all_ok());
    out.fill_with(2, |draw| Lane::of([0.0, -0.0][draw]));
    let zeros = out.clone();
    out.pick1(&zeros, |zero| zero);
    assert_eq!(out.width(), 2);
}
