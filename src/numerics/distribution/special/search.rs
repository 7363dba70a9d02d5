//! [`solve`](super::solve::solve) for many targets side by side, with the same bits.

use super::lanes::GROUP;
use super::solve::{Reading, STEPS, Side, halley, is_near, middle};
use crate::numerics::Width;

/// How many targets are sought at a time.
pub(in crate::numerics::distribution) const CHUNK: usize = 256;

/// Targets being sought. Arrays go by lane; those that are found leave, and the others move together.
pub(super) struct Search {
    pub count: usize,
    /// Where in the chunk a lane's root belongs.
    at: [u16; CHUNK],
    /// 1 for lanes seen from zero, −1 for those seen from the other end.
    pub end: [f64; CHUNK],
    pub target: [f64; CHUNK],
    /// The point a lane is at: the guess to begin with.
    pub v: [f64; CHUNK],
    pub reading: Readings,
    low: [f64; CHUNK],
    high: [f64; CHUNK],
    next: [f64; CHUNK],
    near: [bool; CHUNK],
}

/// What a distribution says at each lane's point.
pub(super) struct Readings {
    pub mass: [f64; CHUNK],
    pub density: [f64; CHUNK],
    pub slope: [f64; CHUNK],
    pub bend: [f64; CHUNK],
}

impl Search {
    pub fn new() -> Self {
        Search {
            count: 0,
            at: [0; CHUNK],
            end: [1.0; CHUNK],
            target: [0.5; CHUNK],
            v: [1.0; CHUNK],
            reading: Readings {
                mass: [0.5; CHUNK],
                density: [0.5; CHUNK],
                slope: [0.0; CHUNK],
                bend: [1.0; CHUNK],
            },
            low: [0.0; CHUNK],
            high: [f64::INFINITY; CHUNK],
            next: [0.0; CHUNK],
            near: [false; CHUNK],
        }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.count = 0;
    }

    /// Adds a target with a guess for it.
    #[inline(always)]
    pub fn seek(&mut self, at: usize, end: f64, target: f64, guess: f64) {
        let lane = self.count % CHUNK;
        self.at[lane] = at as u16;
        self.end[lane] = end;
        self.target[lane] = target;
        self.v[lane] = guess;
        self.low[lane] = 0.0;
        self.high[lane] = f64::INFINITY;
        self.count += 1;
    }

    /// The count in whole groups: what lies beyond the count is worked out in vain.
    pub fn whole(&self) -> usize {
        self.count.next_multiple_of(2 * GROUP).min(CHUNK)
    }

    /// Puts each lane's root where it belongs. `read` takes the readings at all lanes' points; `side` tells from a
    /// lane's end which tail a mass is of.
    pub fn run(
        &mut self,
        width: Width,
        roots: &mut [f64],
        mut read: impl FnMut(&mut Search),
        side: impl Fn(f64) -> Side,
    ) {
        for _ in 0..STEPS {
            if self.count == 0 {
                return;
            }
            read(self);
            width.run(
                #[inline(always)]
                || self.step(&side),
            );
            self.settle(roots);
        }
        for lane in 0..self.count.min(CHUNK) {
            self.put(roots, lane, self.v[lane]);
        }
    }

    #[inline(always)]
    fn step(&mut self, side: impl Fn(f64) -> Side) {
        for lane in 0..self.whole() {
            let reading = Reading {
                mass: self.reading.mass[lane],
                density: self.reading.density[lane],
                slope: self.reading.slope[lane],
                bend: self.reading.bend[lane],
            };
            let (v, target) = (self.v[lane], self.target[lane]);
            let side = side(self.end[lane]);
            let beyond = (reading.mass > target) == (side == Side::Lower);
            self.high[lane] = if beyond { v } else { self.high[lane] };
            self.low[lane] = if beyond { self.low[lane] } else { v };
            let step = halley(&reading, target, side);
            self.next[lane] = v + v * crate::numerics::maths::expm1(step);
            self.near[lane] = is_near(&reading, step);
        }
    }

    /// Takes out the lanes that have arrived and moves the others on.
    fn settle(&mut self, roots: &mut [f64]) {
        let mut kept = 0;
        for lane in 0..self.count.min(CHUNK) {
            let (next, low, high) = (self.next[lane], self.low[lane], self.high[lane]);
            if self.near[lane] {
                self.put(roots, lane, next);
                continue;
            }
            let v = if next > low && next < high {
                next
            } else {
                middle(self.v[lane], low, high)
            };
            if v == low || v == high {
                self.put(roots, lane, v);
                continue;
            }
            self.at[kept] = self.at[lane];
            self.end[kept] = self.end[lane];
            self.target[kept] = self.target[lane];
            self.v[kept] = v;
            self.low[kept] = low;
            self.high[kept] = high;
            kept += 1;
        }
        self.count = kept;
    }

    #[inline(always)]
    fn put(&self, roots: &mut [f64], lane: usize, root: f64) {
        if let Some(place) = roots.get_mut(usize::from(self.at[lane])) {
            *place = root;
        }
    }
}
