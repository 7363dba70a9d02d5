//! A value for each draw of a block.

use super::lane::Lane;
use super::status::Status;

/// One value a draw, or a single one where all draws have the same. Statuses are left out while all are OK.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    values: Vec<f64>,
    statuses: Vec<Status>,
}

impl Column {
    /// The same value in every draw.
    pub fn same(value: f64) -> Column {
        Column {
            values: vec![value],
            statuses: Vec::new(),
        }
    }

    /// How many values it holds.
    pub fn width(&self) -> usize {
        self.values.len()
    }

    /// The values; 1 or as many as there are draws.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Whether every value is there.
    pub fn all_ok(&self) -> bool {
        self.statuses.is_empty()
    }

    /// The value of a draw and its state.
    #[inline]
    pub fn lane(&self, draw: usize) -> Lane {
        let at = if self.values.len() == 1 { 0 } else { draw };
        Lane {
            value: self.values[at],
            status: self.statuses.get(at).copied().unwrap_or(Status::OK),
        }
    }

    /// Becomes this one value.
    pub fn set_same(&mut self, lane: Lane) {
        self.fill_with(1, |_| lane);
    }

    /// Becomes a copy.
    pub fn copy_from(&mut self, other: &Column) {
        self.values.clone_from(&other.values);
        self.statuses.clone_from(&other.statuses);
    }

    /// Becomes `width` lanes, each worked out by itself.
    #[inline]
    pub fn fill_with(&mut self, width: usize, mut lane: impl FnMut(usize) -> Lane) {
        self.values.clear();
        self.statuses.clear();
        for draw in 0..width {
            let Lane { value, status } = lane(draw);
            self.values.push(value);
            if !status.is_ok() || !self.statuses.is_empty() {
                self.statuses.resize(draw, Status::OK);
                self.statuses.push(status);
            }
        }
    }

    /// Becomes `width` values, all there, written by `write`.
    pub fn write(&mut self, width: usize, write: impl FnOnce(&mut [f64])) {
        self.statuses.clear();
        self.values.resize(width, 0.0);
        write(&mut self.values);
    }

    /// Each value becomes `f` of it.
    #[inline]
    pub fn apply(&mut self, f: impl Fn(f64) -> f64) {
        self.values.iter_mut().for_each(|value| *value = f(*value));
    }

    /// Each value becomes `f` of it and of the other's, each state that of both.
    #[inline]
    pub fn combine(&mut self, other: &Column, f: impl Fn(f64, f64) -> f64) {
        self.widen(other.width());
        match other.values.as_slice() {
            [single] => self
                .values
                .iter_mut()
                .for_each(|own| *own = f(*own, *single)),
            values => {
                for (own, value) in self.values.iter_mut().zip(values) {
                    *own = f(*own, *value);
                }
            }
        }
        self.combine_statuses(other);
    }

    /// Each value becomes `f` of it and of those of two others; the states stay. For columns whose values are all there.
    #[inline]
    pub fn combine_two(&mut self, a: &Column, b: &Column, f: impl Fn(f64, f64, f64) -> f64) {
        self.widen(a.width().max(b.width()));
        let own = self.values.iter_mut();
        match (a.values.as_slice(), b.values.as_slice()) {
            ([a], [b]) => own.for_each(|own| *own = f(*own, *a, *b)),
            ([a], b) => own.zip(b).for_each(|(own, b)| *own = f(*own, *a, *b)),
            (a, [b]) => own.zip(a).for_each(|(own, a)| *own = f(*own, *a, *b)),
            (a, b) => own
                .zip(a)
                .zip(b)
                .for_each(|((own, a), b)| *own = f(*own, *a, *b)),
        }
    }

    /// Each state becomes that of both.
    pub fn combine_statuses(&mut self, other: &Column) {
        if other.all_ok() {
            return;
        }
        self.widen(other.width());
        self.statuses.resize(self.values.len(), Status::OK);
        for (draw, status) in self.statuses.iter_mut().enumerate() {
            *status = status.and(other.lane(draw).status);
        }
    }

    /// Repeats a single value.
    fn widen(&mut self, width: usize) {
        if self.values.len() == 1 && width > 1 {
            let lane = self.lane(0);
            self.values.resize(width, lane.value);
            if !self.statuses.is_empty() {
                self.statuses.resize(width, lane.status);
            }
        }
    }

    /// Every value that is there but not finite becomes this fault; every value that is not there becomes 0.
    pub fn mark_faults(&mut self, fault: Status) {
        let finite = self
            .values
            .iter()
            .fold(true, |all, value| all & value.is_finite());
        if finite {
            return;
        }
        self.statuses.resize(self.values.len(), Status::OK);
        let lanes = self.values.iter_mut().zip(&mut self.statuses);
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
pub fn width_of<'a>(columns: impl IntoIterator<Item = &'a Column>) -> usize {
    columns.into_iter().map(Column::width).max().unwrap_or(1)
}
