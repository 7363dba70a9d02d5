//! What a loop over a column reads: a value a draw, or one for all.

/// A source of values, lane by lane.
pub trait Source: Copy {
    /// The same, known to hold so many values.
    fn narrowed(self, lanes: usize) -> Self;
    /// The value of a lane.
    fn at(self, lane: usize) -> f64;
}

/// The same value in every lane.
#[derive(Clone, Copy)]
pub struct One(pub f64);

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
