//! Drawing one of several alternatives by weight.

use super::Width;

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

/// [`discrete_index`] of each uniform; both slices have the same length.
pub fn discrete_indices(
    width: Width,
    cumulative_weights: &[f64],
    uniforms: &[f64],
    out: &mut [f64],
) {
    /// As many as stay in registers while all weights pass.
    const LANES: usize = 16;
    let weights = match cumulative_weights.split_last() {
        Some((_, weights)) => weights,
        None => cumulative_weights,
    };
    let (chunks, rest) = uniforms.as_chunks::<LANES>();
    let (out_chunks, out_rest) = out.as_chunks_mut::<LANES>();
    // From so many alternatives on a search for each uniform is faster than a comparison with all.
    if weights.len() >= width.bits() / 8 {
        for (out, uniforms) in out_chunks.iter_mut().zip(chunks) {
            *out = uniforms.map(|uniform| searched(weights, uniform));
        }
    } else {
        width.run(
            #[inline(always)]
            || {
                for (out, uniforms) in out_chunks.iter_mut().zip(chunks) {
                    let mut index = [0.0; LANES];
                    for &weight in weights {
                        for (index, &uniform) in index.iter_mut().zip(uniforms) {
                            *index += if uniform < weight { 0.0 } else { 1.0 };
                        }
                    }
                    *out = index;
                }
            },
        );
    }
    for (out, &uniform) in out_rest.iter_mut().zip(rest) {
        *out = searched(weights, uniform);
    }
}

/// How many of the weights lie at or below `u`.
fn searched(weights: &[f64], u: f64) -> f64 {
    weights.partition_point(|weight| *weight <= u) as f64
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

    #[test]
    fn a_column_has_the_alternatives_of_its_draws() {
        let uniforms: Vec<f64> = (0..=400).map(|n| f64::from(n) / 400.0).collect();
        for count in [0, 1, 2, 5, 63, 64, 65, 200] {
            // They need not reach 1.
            let weights = (1..=count).map(|n| 0.99 * f64::from(n) / f64::from(count));
            let weights: Vec<f64> = weights.collect();
            for width in Width::available() {
                let mut column = vec![7.0; uniforms.len()];
                discrete_indices(width, &weights, &uniforms, &mut column);
                for (&uniform, index) in uniforms.iter().zip(column) {
                    assert_eq!(index, discrete_index(&weights, uniform) as f64, "{uniform}");
                }
            }
        }
    }
}
