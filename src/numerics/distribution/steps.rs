//! Single values with weights, in their order: a sample, or the values of a `discrete` inside a mixture.

use super::ParameterFault;
use super::place::{Distribution, Place};

/// Values in rising order, each with the share of it and all before it, which rises to 1.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    values: Vec<f64>,
    cumulated: Vec<f64>,
}

impl Steps {
    /// Values with weights that add up to 1, in whatever order.
    pub fn weighted(points: &[(f64, f64)]) -> Result<Self, ParameterFault> {
        let mut points = points.to_vec();
        finite(points.iter().map(|(value, _)| *value))?;
        adds_up(points.iter().map(|(_, weight)| *weight))?;
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let cumulated = points.iter().scan(0.0, |sum, (_, weight)| {
            *sum += weight;
            Some(*sum)
        });
        let mut cumulated: Vec<f64> = cumulated.collect();
        // The last that has a weight takes what rounding leaves.
        let whole = cumulated.last().copied();
        let first_whole = cumulated.partition_point(|sum| Some(*sum) < whole);
        cumulated[first_whole..].fill(1.0);
        Ok(Steps {
            values: points.iter().map(|(value, _)| *value).collect(),
            cumulated,
        })
    }

    /// The values of a sample, in rising order, all alike likely.
    pub fn sample(values: &[f64]) -> Result<Self, ParameterFault> {
        if values.is_empty() {
            return Err(ParameterFault::NoWeight);
        }
        finite(values.iter().copied())?;
        if values.windows(2).any(|pair| pair[0] > pair[1]) {
            return Err(ParameterFault::ValuesFall);
        }
        let size = values.len() as f64;
        Ok(Steps {
            values: values.to_vec(),
            cumulated: (1..=values.len()).map(|n| n as f64 / size).collect(),
        })
    }

    /// The share of the first so many values.
    fn share(&self, count: usize) -> f64 {
        match count.checked_sub(1) {
            Some(last) => self.cumulated[last],
            None => 0.0,
        }
    }
}

/// Whether all are numbers.
pub(super) fn finite(mut values: impl Iterator<Item = f64>) -> Result<(), ParameterFault> {
    if values.all(f64::is_finite) {
        Ok(())
    } else {
        Err(ParameterFault::ValueNotFinite)
    }
}

/// Whether weights add up to 1.
pub(super) fn adds_up(weights: impl Iterator<Item = f64> + Clone) -> Result<(), ParameterFault> {
    let fine = weights.clone().all(|weight| (0.0..=1.0).contains(&weight));
    if fine && (weights.sum::<f64>() - 1.0).abs() <= 1e-9 {
        Ok(())
    } else {
        Err(ParameterFault::NoWeight)
    }
}

impl Distribution for Steps {
    fn quantile(&self, at: Place) -> f64 {
        let place = self.cumulated.partition_point(|sum| *sum <= at.below);
        self.values[place.min(self.values.len() - 1)]
    }

    fn cdf(&self, x: f64) -> f64 {
        self.share(self.values.partition_point(|value| *value <= x))
    }

    fn survival(&self, x: f64) -> f64 {
        1.0 - self.cdf(x)
    }

    fn support(&self) -> (f64, f64) {
        let first = self.cumulated.partition_point(|sum| *sum <= 0.0);
        let last = self.cumulated.partition_point(|sum| *sum < 1.0);
        (self.values[first], self.values[last])
    }

    fn before(&self, x: f64) -> f64 {
        self.share(self.values.partition_point(|value| *value < x))
    }

    fn from(&self, x: f64) -> f64 {
        1.0 - self.before(x)
    }

    fn within(&self, min: f64, max: f64) -> (f64, f64) {
        let first = self.values.partition_point(|value| *value < min);
        let end = self.values.partition_point(|value| *value <= max);
        if first < end {
            (self.values[first], self.values[end - 1])
        } else {
            (min, max)
        }
    }
}
