//! The loops over columns: one for each kind of operand, compiled for each vector width.

use super::{Column, width_of};
use crate::eval::lane::Lane;
use crate::numerics::Width;

/// A source of values, lane by lane.
trait Source: Copy {
    /// The same, known to hold so many values.
    fn narrowed(self, lanes: usize) -> Self;
    /// The value of a lane.
    fn at(self, lane: usize) -> f64;
}

/// The same value in every lane.
#[derive(Clone, Copy)]
struct One(f64);

impl Source for One {
    #[inline(always)]
    fn narrowed(self, _: usize) -> Self {
        self
    }

    #[inline(always)]
    fn at(self, _: usize) -> f64 {
        self.0
    }
}

impl Source for &[f64] {
    #[inline(always)]
    fn narrowed(self, lanes: usize) -> Self {
        &self[..lanes]
    }

    #[inline(always)]
    fn at(self, lane: usize) -> f64 {
        self[lane]
    }
}

/// Nought for a number, whatever it is; something else for what is none.
#[inline(always)]
#[allow(clippy::eq_op)]
fn oddness(value: f64) -> u64 {
    (value - value).to_bits()
}

/// Whether all values are numbers.
pub(super) fn all_finite(wide: Width, values: &[f64]) -> bool {
    wide.run(
        #[inline(always)]
        || values.iter().fold(0, |odd, value| odd | oddness(*value)) == 0,
    )
}

/// Runs a loop once for each kind of source that these columns may be.
macro_rules! with_sources {
    ([] $body:expr) => { $body };
    ([$name:ident $(, $rest:ident)*] $body:expr) => {
        match $name.values() {
            &[single] => {
                let $name = One(single);
                with_sources!([$($rest),*] $body)
            }
            values => {
                let $name = values;
                with_sources!([$($rest),*] $body)
            }
        }
    };
}

/// The loops: `$set` makes a column of others, `$check` says whether what it makes may be no number. Where it cannot, it
/// is looked at whether it is the same in all draws: what only picks often is.
macro_rules! loops {
    ($(#[$doc:meta])* $set:ident($($name:ident),+), $check:literal) => {
        $(#[$doc])*
        #[inline]
        pub fn $set(&mut self, $($name: &Column,)+ f: impl Fn($(loops!(@number $name)),+) -> f64 + Copy) {
            let width = width_of([$($name),+]);
            let wide = self.wide;
            let out = self.room(width);
            let none_odd = with_sources!([$($name),+] {
                wide.run(#[inline(always)] move || {
                    // As many as there is room for: then no lane needs a check.
                    $(let $name = $name.narrowed(out.len());)+
                    let looked_for = !$check && !out.is_empty();
                    let first = if looked_for { f($($name.at(0)),+).to_bits() } else { 0 };
                    let mut odd = 0;
                    for lane in 0..out.len() {
                        let value = f($($name.at(lane)),+);
                        odd |= if $check { oddness(value) } else { value.to_bits() ^ first };
                        out[lane] = value;
                    }
                    odd == 0
                })
            });
            self.finite = !$check || none_odd;
            $(self.combine_statuses($name);)+
            if !$check && none_odd {
                self.narrow();
            }
        }
    };
    (@number $name:ident) => { f64 };
}

/// The loops that change a column by others.
macro_rules! changes {
    ($(#[$doc:meta])* $change:ident($($name:ident),+), $check:literal) => {
        $(#[$doc])*
        #[inline]
        pub fn $change(&mut self, $($name: &Column,)+ f: impl Fn(f64, $(loops!(@number $name)),+) -> f64 + Copy) {
            let width = width_of([$($name),+]).max(self.width());
            self.widen(width);
            let wide = self.wide;
            let out = self.values_mut();
            let none_odd = with_sources!([$($name),+] {
                wide.run(#[inline(always)] move || {
                    // As many as there is room for: then no lane needs a check.
                    $(let $name = $name.narrowed(out.len());)+
                    let looked_for = !$check && !out.is_empty();
                    let first = if looked_for { f(out[0], $($name.at(0)),+).to_bits() } else { 0 };
                    let mut odd = 0;
                    for lane in 0..out.len() {
                        let value = f(out[lane], $($name.at(lane)),+);
                        odd |= if $check { oddness(value) } else { value.to_bits() ^ first };
                        out[lane] = value;
                    }
                    odd == 0
                })
            });
            self.finite = !$check || none_odd;
            $(self.combine_statuses($name);)+
            if !$check && none_odd {
                self.narrow();
            }
        }
    };
}

impl Column {
    loops! {
        /// Becomes `f` of each value, and has its state.
        make1(a), true
    }
    loops! {
        /// Becomes `f` of each two values, and has the state of both.
        make2(a, b), true
    }
    loops! {
        /// Becomes `f` of each three values, and has the state of all.
        make3(a, b, c), true
    }
    loops! {
        /// As [`Self::make1`], where `f` gives its operand, yes or no: a number if they are.
        pick1(a), false
    }
    loops! {
        /// As [`Self::make2`], where `f` gives one of its operands, yes or no.
        pick2(a, b), false
    }
    loops! {
        /// As [`Self::make3`], where `f` gives one of its operands, yes or no.
        pick3(a, b, c), false
    }
    changes! {
        /// Each value becomes `f` of it and of the other's, each state that of both.
        combine(a), true
    }
    changes! {
        /// Each value becomes `f` of it and of those of two others, each state that of all.
        combine_two(a, b), true
    }
    changes! {
        /// As [`Self::combine`], where `f` gives one of its operands, yes or no.
        pick_with(a), false
    }
    changes! {
        /// As [`Self::combine_two`], where `f` gives one of its operands, yes or no.
        pick_with_two(a, b), false
    }
    changes! {
        /// As [`Self::combine`] with three others, where `f` gives one of its operands, yes or no.
        pick_with_three(a, b, c), false
    }

    /// Becomes `f` of each four values, the second and the last of which differ by draw; and has the state of all.
    #[inline]
    pub fn make4(
        &mut self,
        [a, b, c, d]: [&Column; 4],
        f: impl Fn(f64, f64, f64, f64) -> f64 + Copy,
    ) {
        let width = width_of([a, b, c, d]);
        if b.width() != width || d.width() != width {
            // A single value where draws differ elsewhere: rare enough to go lane by lane.
            return self.fill_with(width, |draw| {
                let [a, b, c, d] = [a, b, c, d].map(|column| column.lane(draw));
                let status = a.status.and(b.status).and(c.status).and(d.status);
                Lane {
                    value: f(a.value, b.value, c.value, d.value),
                    status,
                }
            });
        }
        let wide = self.wide;
        let out = self.room(width);
        let (second, last) = (b.values(), d.values());
        let (first, third) = (a, c);
        let finite = with_sources!([first, third] {
            wide.run(#[inline(always)] move || {
                let (first, second) = (first.narrowed(out.len()), &second[..out.len()]);
                let (third, last) = (third.narrowed(out.len()), &last[..out.len()]);
                let mut odd = 0;
                for lane in 0..out.len() {
                    let value = f(first.at(lane), second[lane], third.at(lane), last[lane]);
                    odd |= oddness(value);
                    out[lane] = value;
                }
                odd == 0
            })
        });
        self.finite = finite;
        for column in [a, b, c, d] {
            self.combine_statuses(column);
        }
    }

    /// Each value becomes `f` of it.
    #[inline]
    pub fn apply(&mut self, f: impl Fn(f64) -> f64) {
        let wide = self.wide;
        let values = self.values_mut();
        self.finite = wide.run(
            #[inline(always)]
            move || {
                let mut odd = 0;
                for value in values {
                    *value = f(*value);
                    odd |= oddness(*value);
                }
                odd == 0
            },
        );
    }
}
