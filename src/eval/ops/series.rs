//! Values of earlier steps.

use crate::eval::column::{Column, width_of};
use crate::eval::lane::Lane;
use crate::eval::status::Status;

/// The value as many steps ago as `by` says, at least 0; that of the first step where it goes back before it.
pub fn delay<'a>(at: impl Fn(usize) -> &'a Column, by: &Column, step: usize, out: &mut Column) {
    let source = |steps: f64| at(step - ((steps + 0.5).floor().max(0.0) as usize).min(step));
    if let ([steps], true) = (by.values(), by.all_ok()) {
        return out.copy_from(source(*steps));
    }
    out.fill_with(by.width(), |draw| {
        let steps = by.lane(draw);
        if steps.is_ok() {
            source(steps.value).lane(draw)
        } else {
            steps
        }
    });
}

/// `before` moved towards `of` by step / `over`; `of` itself in the first step.
pub fn smooth(before: Option<&Column>, of: &Column, over: &Column, out: &mut Column) {
    let Some(before) = before else {
        return out.copy_from(of);
    };
    out.fill_with(width_of([before, of, over]), |draw| {
        let (before, of, over) = (before.lane(draw), of.lane(draw), over.lane(draw));
        if over.is_ok() && over.value <= 1.0 {
            // All of it; not even rounding stays behind.
            return of.with(before, |of, _| of);
        }
        let gap = of.with(before, |of, before| of - before);
        before.with(gap.with(over, |gap, over| gap * (1.0 / over)), |a, b| a + b)
    });
}

/// The running sum.
pub fn cumulative(before: Option<&Column>, of: &Column, out: &mut Column) {
    match before {
        Some(before) => out.make2(before, of, |sum, value| sum + value),
        None => out.make1(of, |value| 0.0 + value),
    }
}

/// The value over an earlier one, less 1; none where there was none earlier.
pub fn growth(of: &Column, earlier: Option<&Column>, out: &mut Column) {
    let Some(earlier) = earlier else {
        return out.set_same(Lane::missing(Status::NONE));
    };
    out.make2(of, earlier, |now, then| now / then - 1.0);
}
