//! The distributions of counts: Poisson and binomial.

use super::place::{Distribution, Place};
use super::special::incomplete_beta::{IncompleteBeta, Point};
use super::special::incomplete_gamma::IncompleteGamma;
use super::table::Table;
use crate::numerics::Width;
use crate::numerics::maths::{ln, normal_quantile_of_tail};

/// Up to this variance all shares are summed once; above, the distribution function is worked out for each draw.
const SUMMED: f64 = 1000.0;

/// What a distribution of counts tells of single numbers.
trait Counts {
    /// The shares up to k and above it, the smaller accurate.
    fn tails(&self, k: f64) -> (f64, f64);
    /// The share of k.
    fn share(&self, k: f64) -> f64;
    /// How many times the share of k that of k + 1 is.
    fn up(&self, k: f64) -> f64;
    /// Mean, variance and a sixth of what the third moment adds to a quantile.
    fn moments(&self) -> (f64, f64, f64);
    /// The greatest possible number.
    fn last(&self) -> f64;
}

/// The shares of all numbers, or nothing where they are too many.
fn table_of(counts: &impl Counts) -> Option<Table> {
    let (mean, variance, _) = counts.moments();
    let mode = mean.floor().min(counts.last());
    (variance <= SUMMED)
        .then(|| Table::new(mode, counts.share(mode), counts.last(), |k| counts.up(k)))
}

/// The least number that has, with all below it, the share asked for.
fn find(counts: &impl Counts, at: Place) -> f64 {
    let (mut low, mut high) = (-1.0, counts.last());
    let mut k = guess(counts, at).clamp(0.0, high);
    loop {
        let (below, above) = counts.tails(k);
        let (mass, target) = if at.is_upper() {
            (above, at.above)
        } else {
            (below, at.below)
        };
        let ratio = ln(target / mass);
        if ratio.abs() < 0.5 {
            return walk(counts, k, mass, target, at.is_upper());
        }
        if (mass >= target) != at.is_upper() {
            high = k;
        } else {
            low = k;
        }
        if high - low <= 1.0 {
            return high;
        }
        let step = ratio * mass / counts.share(k);
        let next = (if at.is_upper() { k - step } else { k + step }).round();
        k = if next > low && next < high {
            next
        } else if high == f64::INFINITY {
            2.0 * low + 16.0
        } else {
            (0.5 * (low + high)).floor()
        };
    }
}

/// From a number near the one sought, step by step: few steps, so the running sum stays accurate.
fn walk(counts: &impl Counts, from: f64, mass: f64, target: f64, upper: bool) -> f64 {
    let reached = |mass: f64| {
        if upper {
            mass <= target
        } else {
            mass >= target
        }
    };
    let (mut k, mut mass, mut share) = (from, mass, counts.share(from));
    if reached(mass) {
        while k > 0.0 {
            mass = if upper { mass + share } else { mass - share };
            if !reached(mass) {
                break;
            }
            k -= 1.0;
            share /= counts.up(k);
        }
        return k;
    }
    while k < counts.last() && !reached(mass) && share > 0.0 {
        share *= counts.up(k);
        k += 1.0;
        mass = if upper { mass - share } else { mass + share };
    }
    k
}

/// Where a normal of the same first three moments has the place (E. A. Cornish and R. A. Fisher, 1937).
fn guess(counts: &impl Counts, at: Place) -> f64 {
    let (mean, variance, skew) = counts.moments();
    let z = normal_quantile_of_tail(at.below, at.above);
    (mean + variance.sqrt() * z + skew * (z * z - 1.0)).round()
}

/// Poisson with a mean.
#[derive(Debug, Clone)]
pub(super) struct Poisson {
    mean: f64,
    table: Option<Table>,
}

impl Poisson {
    pub fn new(mean: f64) -> Self {
        let mut poisson = Poisson { mean, table: None };
        poisson.table = table_of(&poisson);
        poisson
    }
}

impl Counts for Poisson {
    fn tails(&self, k: f64) -> (f64, f64) {
        let (above, below) = IncompleteGamma::new(k + 1.0).tails(self.mean);
        (below, above)
    }

    fn share(&self, k: f64) -> f64 {
        if self.mean == 0.0 {
            return if k == 0.0 { 1.0 } else { 0.0 };
        }
        IncompleteGamma::new(k + 1.0).density(self.mean) / self.mean
    }

    fn up(&self, k: f64) -> f64 {
        self.mean / (k + 1.0)
    }

    fn moments(&self) -> (f64, f64, f64) {
        (self.mean, self.mean, 1.0 / 6.0)
    }

    fn last(&self) -> f64 {
        f64::INFINITY
    }
}

/// The number of successes in trials that each succeed with one probability.
#[derive(Debug, Clone)]
pub(super) struct Binomial {
    trials: f64,
    /// The probability, and that of failing.
    p: Point,
    table: Option<Table>,
}

impl Binomial {
    pub fn new(trials: f64, p: f64) -> Self {
        let p = Point {
            x: p,
            rest: 1.0 - p,
        };
        let mut binomial = Binomial {
            trials,
            p,
            table: None,
        };
        binomial.table = table_of(&binomial);
        binomial
    }
}

impl Counts for Binomial {
    fn tails(&self, k: f64) -> (f64, f64) {
        if k >= self.trials {
            return (1.0, 0.0);
        }
        let (above, below) = IncompleteBeta::new(k + 1.0, self.trials - k).tails(self.p);
        (below, above)
    }

    fn share(&self, k: f64) -> f64 {
        let Point { x, rest } = self.p;
        if x == 0.0 || rest == 0.0 {
            let only = if x == 0.0 { 0.0 } else { self.trials };
            return if k == only { 1.0 } else { 0.0 };
        }
        let density = IncompleteBeta::new(k + 1.0, self.trials - k + 1.0).density(self.p);
        density / ((self.trials + 1.0) * x * rest)
    }

    fn up(&self, k: f64) -> f64 {
        (self.trials - k) / (k + 1.0) * (self.p.x / self.p.rest)
    }

    fn moments(&self) -> (f64, f64, f64) {
        let Point { x, rest } = self.p;
        let mean = self.trials * x;
        (mean, mean * rest, (rest - x) / 6.0)
    }

    fn last(&self) -> f64 {
        self.trials
    }
}

/// All of a distribution of counts, from its table where it has one.
macro_rules! counts {
    ($name:ident) => {
        impl Distribution for $name {
            fn quantile(&self, at: Place) -> f64 {
                match &self.table {
                    Some(table) => table.quantile(at),
                    None => find(self, at),
                }
            }

            #[inline(always)]
            fn column(
                &self,
                width: Width,
                uniforms: &[f64],
                out: &mut [f64],
                place: impl Fn(f64) -> Place,
            ) {
                if let Some(table) = &self.table {
                    return table.column(width, uniforms, out, place);
                }
                for (out, &uniform) in out.iter_mut().zip(uniforms) {
                    *out = find(self, place(uniform));
                }
            }

            fn cdf(&self, x: f64) -> f64 {
                self.up_to(x).0
            }

            fn survival(&self, x: f64) -> f64 {
                self.up_to(x).1
            }

            fn support(&self) -> (f64, f64) {
                (0.0, self.last())
            }

            fn before(&self, x: f64) -> f64 {
                self.up_to(x.ceil() - 1.0).0
            }

            fn from(&self, x: f64) -> f64 {
                self.up_to(x.ceil() - 1.0).1
            }

            fn within(&self, min: f64, max: f64) -> (f64, f64) {
                (min.ceil(), max.floor())
            }
        }

        impl $name {
            /// The shares up to a value and above it.
            fn up_to(&self, x: f64) -> (f64, f64) {
                let k = x.floor();
                if k < 0.0 {
                    return (0.0, 1.0);
                }
                if k >= self.last() {
                    return (1.0, 0.0);
                }
                match &self.table {
                    Some(table) => table.tails(k),
                    None => self.tails(k),
                }
            }
        }
    };
}

counts!(Poisson);
counts!(Binomial);
