//! Drawing one of several alternatives by weight.

/// The first alternative whose cumulative weight lies above `u`; the last one if none does, so that
/// weights that add up to a hair below 1 still cover every uniform.
/// `cumulative_weights` rise to 1 and are not empty (an empty slice gives 0); `u` lies in (0, 1).
pub fn discrete_index(cumulative_weights: &[f64], u: f64) -> usize {
    let last = cumulative_weights.len().saturating_sub(1);
    cumulative_weights
        .iter()
        .position(|&weight| u < weight)
        .unwrap_or(last)
}

/// Whether these are weights: each within 0..1, adding up to 1 but for rounding.
pub fn are_weights(weights: impl Iterator<Item = f64>) -> bool {
    let mut total = 0.0;
    for weight in weights {
        if !(0.0..=1.0).contains(&weight) {
            return false;
        }
        total += weight;
    }
    (total - 1.0_f64).abs() <= 1e-9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_alternative_above_the_uniform() {
        let weights = [0.25, 0.25, 0.75, 0.999_999];
        let drawn =
            [0.0, 0.249, 0.25, 0.74, 0.75, 0.999_999_9].map(|u| discrete_index(&weights, u));
        assert_eq!(drawn, [0, 0, 2, 2, 3, 3]);
        assert_eq!(discrete_index(&[], 0.5), 0);
    }
}
