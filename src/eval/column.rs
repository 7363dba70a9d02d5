//! A value for each draw of a block.

use super::lane::Lane;
use super::loops::{One, Source};
use super::status::Status;
use crate::numerics::Width;

/// One value a draw, or a single one where all draws have the same. Statuses are left out while all are OK.
///
/// Values of several draws begin at a multiple of 64 bytes, so that no vector straddles two lines of the cache.
#[derive(Debug)]
pub struct Column {
    /// Room for the values: they begin at `start`.
    room: Vec<f64>,
    start: usize,
    width: usize,
    statuses: Vec<Status>,
    /// Whether every value is known to be finite.
    finite: bool,
    wide: Width,
}

/// Nought for a number, whatever it is; something else for what is none.
#[inline(always)]
#[allow(clippy::eq_op)]
fn oddness(value: f64) -> u64 {
    (value - value).to_bits()
}

/// Numbers in a line of the cache.
const LINE: usize = 8;

impl Default for Column {
    fn default() -> Self {
        Column::of_width(Width::PORTABLE)
    }
}

impl Clone for Column {
    fn clone(&self) -> Self {
        let mut copy = Column::of_width(self.wide);
        copy.copy_from(self);
        copy
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        self.values() == other.values() && self.statuses == other.statuses
    }
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

/// The loops: `$set` makes a column of others, `$check` says whether what it makes may be no number.
macro_rules! loops {
    ($(#[$doc:meta])* $set:ident($($name:ident),+), $check:literal) => {
        $(#[$doc])*
        #[inline]
        pub fn $set(&mut self, $($name: &Column,)+ f: impl Fn($(loops!(@number $name)),+) -> f64 + Copy) {
            let width = width_of([$($name),+]);
            let wide = self.wide;
            let out = self.room(width);
            let finite = with_sources!([$($name),+] {
                wide.run(#[inline(always)] move || {
                    // As many as there is room for: then no lane needs a check.
                    $(let $name = $name.narrowed(out.len());)+
                    let mut odd = 0;
                    for (lane, out) in out.iter_mut().enumerate() {
                        let value = f($($name.at(lane)),+);
                        if $check {
                            odd |= oddness(value);
                        }
                        *out = value;
                    }
                    odd == 0
                })
            });
            self.finite = finite;
            $(self.combine_statuses($name);)+
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
            let width = width_of([$($name),+]).max(self.width);
            self.widen(width);
            let wide = self.wide;
            let out = &mut self.room[self.start..self.start + width];
            let finite = with_sources!([$($name),+] {
                wide.run(#[inline(always)] move || {
                    // As many as there is room for: then no lane needs a check.
                    $(let $name = $name.narrowed(out.len());)+
                    let mut odd = 0;
                    for (lane, out) in out.iter_mut().enumerate() {
                        let value = f(*out, $($name.at(lane)),+);
                        if $check {
                            odd |= oddness(value);
                        }
                        *out = value;
                    }
                    odd == 0
                })
            });
            self.finite = finite;
            $(self.combine_statuses($name);)+
        }
    };
}

impl Column {
    /// Nothing yet, to be filled by loops of this width.
    pub fn of_width(wide: Width) -> Column {
        Column {
            room: Vec::new(),
            start: 0,
            width: 0,
            statuses: Vec::new(),
            finite: false,
            wide,
        }
    }

    /// The same value in every draw.
    pub fn same(value: f64) -> Column {
        Column {
            room: vec![value],
            width: 1,
            finite: value.is_finite(),
            ..Column::default()
        }
    }

    /// The same value in every draw, to be changed by loops of this width.
    pub fn starting_at(value: f64, wide: Width) -> Column {
        Column {
            wide,
            ..Column::same(value)
        }
    }

    /// How wide its loops are.
    pub fn wide(&self) -> Width {
        self.wide
    }

    /// How many values it holds.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The values; 1 or as many as there are draws.
    pub fn values(&self) -> &[f64] {
        &self.room[self.start..self.start + self.width]
    }

    /// Whether every value is there.
    pub fn all_ok(&self) -> bool {
        self.statuses.is_empty()
    }

    /// The value of a draw and its state.
    #[inline]
    pub fn lane(&self, draw: usize) -> Lane {
        let at = if self.width == 1 { 0 } else { draw };
        Lane {
            value: self.room[self.start + at],
            status: self.statuses.get(at).copied().unwrap_or(Status::OK),
        }
    }

    /// Becomes this one value.
    pub fn set_same(&mut self, lane: Lane) {
        self.fill_with(1, |_| lane);
    }

    /// Becomes a copy.
    pub fn copy_from(&mut self, other: &Column) {
        self.room(other.width).copy_from_slice(other.values());
        self.statuses.clone_from(&other.statuses);
        self.finite = other.finite;
    }

    /// Room for so many values, all there, to be written.
    fn room(&mut self, width: usize) -> &mut [f64] {
        self.statuses.clear();
        self.finite = false;
        self.make_room(width);
        &mut self.room[self.start..self.start + width]
    }

    /// Room for so many values; what was there is lost if there was less.
    fn make_room(&mut self, width: usize) {
        self.width = width;
        if self.room.len() < self.start + width {
            let spare = if width > 1 { LINE - 1 } else { 0 };
            self.room = vec![0.0; width + spare];
            let start = self.room.as_ptr().align_offset(LINE * size_of::<f64>());
            self.start = if start <= spare { start } else { 0 };
        }
    }

    /// Becomes `width` lanes, each worked out by itself.
    #[inline]
    pub fn fill_with(&mut self, width: usize, mut lane: impl FnMut(usize) -> Lane) {
        self.room(width);
        for draw in 0..width {
            let Lane { value, status } = lane(draw);
            self.room[self.start + draw] = value;
            if !status.is_ok() || !self.statuses.is_empty() {
                self.statuses.resize(draw, Status::OK);
                self.statuses.push(status);
            }
        }
    }

    /// Becomes `width` values, all there, written by `write`.
    pub fn write(&mut self, width: usize, write: impl FnOnce(&mut [f64])) {
        write(self.room(width));
    }

    /// Its values become others, each by its own.
    pub fn rewrite(&mut self, write: impl FnOnce(Width, &mut [f64])) {
        self.finite = false;
        write(
            self.wide,
            &mut self.room[self.start..self.start + self.width],
        );
    }

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
        if b.width != width || d.width != width {
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
                for (lane, out) in out.iter_mut().enumerate() {
                    let value = f(first.at(lane), second[lane], third.at(lane), last[lane]);
                    odd |= oddness(value);
                    *out = value;
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
        let values = &mut self.room[self.start..self.start + self.width];
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

    /// Each state becomes that of both.
    #[inline]
    pub fn combine_statuses(&mut self, other: &Column) {
        if !other.all_ok() {
            self.combine_those(other);
        }
    }

    fn combine_those(&mut self, other: &Column) {
        self.widen(other.width);
        self.statuses.resize(self.width, Status::OK);
        for (draw, status) in self.statuses.iter_mut().enumerate() {
            *status = status.and(other.lane(draw).status);
        }
    }

    /// Repeats a single value.
    fn widen(&mut self, width: usize) {
        if self.width == 1 && width > 1 {
            let lane = self.lane(0);
            self.make_room(width);
            self.room[self.start..self.start + width].fill(lane.value);
            if !self.statuses.is_empty() {
                self.statuses.resize(width, lane.status);
            }
        }
    }

    /// Every value that is there but not finite becomes this fault; every value that is not there becomes 0.
    #[inline]
    pub fn mark_faults(&mut self, fault: Status) {
        if !self.finite {
            self.mark_those(fault);
        }
    }

    fn mark_those(&mut self, fault: Status) {
        self.finite = true;
        let values = &mut self.room[self.start..self.start + self.width];
        let finite = values
            .iter()
            .fold(true, |all, value| all & value.is_finite());
        if finite {
            return;
        }
        self.statuses.resize(values.len(), Status::OK);
        let lanes = values.iter_mut().zip(&mut self.statuses);
        for (value, status) in lanes.filter(|(value, _)| !value.is_finite()) {
            *value = 0.0;
            if status.is_ok() {
                *status = fault;
            }
        }
        if self.statuses.iter().all(|status| status.is_ok()) {
            self.statuses.clear();
        }
    }
}

/// Whether every value of these columns is there.
pub fn all_there<'a>(columns: impl IntoIterator<Item = &'a Column>) -> bool {
    columns.into_iter().all(Column::all_ok)
}

/// The widest of these columns.
#[inline]
pub fn width_of<'a>(columns: impl IntoIterator<Item = &'a Column>) -> usize {
    columns.into_iter().map(Column::width).max().unwrap_or(1)
}
