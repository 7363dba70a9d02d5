//! A value for each draw of a block.

mod loops;

use super::lane::Lane;
use super::status::Status;
use crate::numerics::Width;

/// One value a draw, or a single one where all draws have the same: those of a plan that no draw changes, and others that
/// happen to be alike in a block. Statuses are left out while all are OK.
///
/// Values of several draws begin at a multiple of 64 bytes, so that no vector straddles two lines of the cache.
///
/// What is known of it fits a line as well, since a block's values leave the first-level cache to little else.
#[derive(Debug)]
#[repr(align(64))]
pub struct Column {
    /// Room for the values: they begin at `start`.
    room: Vec<f64>,
    statuses: Vec<Status>,
    start: u32,
    width: u32,
    /// Whether every value is known to be finite.
    finite: bool,
    wide: Width,
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
        self.width as usize
    }

    fn start(&self) -> usize {
        self.start as usize
    }

    fn values_mut(&mut self) -> &mut [f64] {
        let (start, width) = (self.start(), self.width());
        &mut self.room[start..start + width]
    }

    /// The values; 1 or as many as there are draws.
    pub fn values(&self) -> &[f64] {
        &self.room[self.start()..self.start() + self.width()]
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
            value: self.room[self.start() + at],
            status: self.statuses.get(at).copied().unwrap_or(Status::OK),
        }
    }

    /// Becomes this one value.
    pub fn set_same(&mut self, lane: Lane) {
        self.fill_with(1, |_| lane);
    }

    /// Becomes a copy.
    pub fn copy_from(&mut self, other: &Column) {
        self.room(other.width()).copy_from_slice(other.values());
        self.statuses.clone_from(&other.statuses);
        self.finite = other.finite;
    }

    /// Room for so many values, all there, to be written.
    fn room(&mut self, width: usize) -> &mut [f64] {
        self.statuses.clear();
        self.finite = false;
        self.make_room(width);
        self.values_mut()
    }

    /// Room for so many values; what was there is lost if there was less.
    fn make_room(&mut self, width: usize) {
        self.width = width as u32;
        if self.room.len() < self.start() + width {
            let spare = if width > 1 { LINE - 1 } else { 0 };
            self.room = vec![0.0; width + spare];
            let start = self.room.as_ptr().align_offset(LINE * size_of::<f64>());
            self.start = if start <= spare { start as u32 } else { 0 };
        }
    }

    /// Becomes `width` lanes, each worked out by itself.
    #[inline]
    pub fn fill_with(&mut self, width: usize, mut lane: impl FnMut(usize) -> Lane) {
        self.room(width);
        for draw in 0..width {
            let Lane { value, status } = lane(draw);
            let start = self.start();
            self.room[start + draw] = value;
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

    /// Becomes what `write` makes of the values of another, each by its own; and has its state.
    pub fn make_all(&mut self, of: &Column, write: impl FnOnce(Width, &[f64], &mut [f64])) {
        let wide = self.wide;
        write(wide, of.values(), self.room(of.width()));
        self.combine_statuses(of);
    }

    /// Its values become others, each by its own.
    pub fn rewrite(&mut self, write: impl FnOnce(Width, &mut [f64])) {
        self.finite = false;
        write(self.wide, self.values_mut());
    }

    /// Each state becomes that of both.
    #[inline]
    pub fn combine_statuses(&mut self, other: &Column) {
        if !other.all_ok() {
            self.combine_those(other);
        }
    }

    fn combine_those(&mut self, other: &Column) {
        self.widen(other.width());
        self.statuses.resize(self.width(), Status::OK);
        for (draw, status) in self.statuses.iter_mut().enumerate() {
            *status = status.and(other.lane(draw).status);
        }
    }

    /// Keeps one value of those that are all alike.
    fn narrow(&mut self) {
        if self.all_ok() {
            self.width = self.width.min(1);
        }
    }

    /// Repeats a single value.
    fn widen(&mut self, width: usize) {
        if self.width == 1 && width > 1 {
            let lane = self.lane(0);
            self.make_room(width);
            self.values_mut().fill(lane.value);
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
        let (start, width) = (self.start(), self.width());
        let values = &mut self.room[start..start + width];
        if loops::all_finite(self.wide, values) {
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

/// A few columns, which are gone through more than once.
pub trait Columns<'a>: DoubleEndedIterator<Item = &'a Column> + ExactSizeIterator + Clone {}

impl<'a, T: DoubleEndedIterator<Item = &'a Column> + ExactSizeIterator + Clone> Columns<'a> for T {}

/// Whether every value of these columns is there.
pub fn all_there<'a>(columns: impl IntoIterator<Item = &'a Column>) -> bool {
    columns.into_iter().all(Column::all_ok)
}

/// The widest of these columns.
#[inline]
pub fn width_of<'a>(columns: impl IntoIterator<Item = &'a Column>) -> usize {
    let widths = columns.into_iter().map(Column::width);
    widths.fold(1, usize::max)
}
