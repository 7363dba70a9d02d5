//! The Gaussian copula: uniforms tied together by the correlations of the normals behind them.

use super::maths::{normal_cdf, normal_quantile, sin};

/// How far a matrix may miss being one of correlations by rounding, or by the digits people write.
const HAIR: f64 = 1e-9;

/// The correlation of two normals whose ranks have this correlation: 2 sin(π ρ / 6).
pub fn of_ranks(rank: f64) -> f64 {
    if rank.abs() == 1.0 {
        return rank;
    }
    2.0 * sin(std::f64::consts::PI / 6.0 * rank)
}

/// The correlation of ranks behind one of normals, the inverse of [`of_ranks`].
pub fn to_ranks(normal: f64) -> f64 {
    let (mut low, mut high) = (-1.0, 1.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if of_ranks(middle) < normal {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The lower triangle L with L Lᵀ the matrix, by A.-L. Cholesky: row i holds i + 1 numbers. Nothing if the matrix is
/// not positive semi-definite. The matrix is square, symmetric, and 1 on its diagonal.
pub fn factor(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    for (i, given) in matrix.iter().enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(i + 1);
        for (above, wanted) in rows.iter().zip(given) {
            let rest = wanted - product(&row, above);
            let pivot = above[row.len()];
            if pivot > 0.0 {
                row.push(rest / pivot);
            } else if rest.abs() <= HAIR {
                row.push(0.0);
            } else {
                return None;
            }
        }
        let rest = 1.0 - product(&row, &row);
        if rest < -HAIR {
            return None;
        }
        row.push(if rest > HAIR { rest.sqrt() } else { 0.0 });
        rows.push(row);
    }
    Some(rows)
}

/// Σ aᵢ bᵢ over as many as the first has.
fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Between which rank correlations the pair (a, b) can lie while all other correlations stand. Nothing if those
/// contradict each other already.
pub fn possible_ranks(matrix: &[Vec<f64>], (a, b): (usize, usize)) -> Option<(f64, f64)> {
    let mut order: Vec<usize> = (0..matrix.len()).filter(|i| *i != a && *i != b).collect();
    order.extend([a, b]);
    let of = |i: usize, j: usize| matrix[order[i]][order[j]];
    let last = order.len() - 1;
    let others = |without: usize| -> Option<Vec<f64>> {
        let kept: Vec<usize> = (0..=last).filter(|i| *i != without).collect();
        let row = |i: &usize| kept.iter().map(|j| of(*i, *j)).collect();
        factor(&kept.iter().map(row).collect::<Vec<_>>())?.pop()
    };
    let (mut first, mut second) = (others(last)?, others(last - 1)?);
    let (left, right) = (first.pop()?, second.pop()?);
    let (middle, reach) = (product(&first, &second), left * right);
    let rank = |normal: f64| to_ranks(normal.clamp(-1.0, 1.0));
    Some((rank(middle - reach), rank(middle + reach)))
}

/// A uniform made of others: the share below the sum of their normals, each times its coefficient, in this order.
/// It keeps away from 0 and 1 like every uniform.
pub fn tied(parts: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    const LEAST: f64 = 0.5 * f64::EPSILON;
    let sum = parts.into_iter().fold(0.0, |sum, (coefficient, uniform)| {
        sum + coefficient * normal_quantile(uniform)
    });
    normal_cdf(sum).clamp(LEAST, 1.0 - LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::{Role, Stream, Width, stream_hash};

    #[test]
    fn ranks_and_normals() {
        assert_eq!([-1.0, 0.0, 1.0].map(of_ranks), [-1.0, 0.0, 1.0]);
        assert!((of_ranks(0.6) - 0.618_033_988_749_894_8).abs() < 1e-15);
        assert!((to_ranks(of_ranks(-0.35)) + 0.35).abs() < 1e-14);
    }

    fn matrix(ab: f64, ac: f64, bc: f64) -> Vec<Vec<f64>> {
        vec![vec![1.0, ab, ac], vec![ab, 1.0, bc], vec![ac, bc, 1.0]]
    }

    #[test]
    fn a_factor_gives_its_matrix_back() {
        let given = matrix(0.6, -0.3, 0.4);
        let rows = factor(&given).unwrap();
        for i in 0..3 {
            for j in 0..=i {
                assert!((product(&rows[j], &rows[i]) - given[i][j]).abs() < 1e-15);
            }
        }
        let one = factor(&matrix(1.0, 0.5, 0.5)).unwrap();
        assert_eq!(one[1], [1.0, 0.0]);
        assert!(factor(&matrix(1.0, 0.5, 0.4)).is_none());
        assert!(factor(&matrix(0.9, 0.9, -0.9)).is_none());
    }

    #[test]
    fn what_others_leave_possible() {
        // 0.9 and 0.9: r between 2 × 0.81 − 1 and 1 for normals.
        let (low, high) = possible_ranks(&matrix(0.9, 0.9, -0.9), (1, 2)).unwrap();
        assert!((of_ranks(low) - 0.62).abs() < 1e-12 && (high - 1.0).abs() < 1e-12);
        assert!(factor(&matrix(0.9, 0.9, 0.62 - 1e-6)).is_none());
        assert!(factor(&matrix(0.9, 0.9, 0.62 + 1e-6)).is_some());
        let free = possible_ranks(&[vec![1.0, 0.3], vec![0.3, 1.0]], (0, 1)).unwrap();
        assert!((free.0 + 1.0).abs() < 1e-12 && (free.1 - 1.0).abs() < 1e-12);
    }

    /// The rank of each value, as a share.
    fn ranks(values: &[f64]) -> Vec<f64> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut ranks = vec![0.0; values.len()];
        for (rank, at) in order.into_iter().enumerate() {
            ranks[at] = rank as f64 / values.len() as f64 - 0.5;
        }
        ranks
    }

    #[test]
    fn a_million_tied_uniforms_have_their_margins_and_their_correlation() {
        const DRAWS: usize = 1_000_000;
        let uniforms = |name: &str| {
            let mut uniforms = vec![0.0; DRAWS];
            Stream::new(3, stream_hash("", name, "", Role::Value)).uniforms(
                Width::widest(),
                0,
                0,
                &mut uniforms,
            );
            uniforms
        };
        let (a, own) = (uniforms("a"), uniforms("b"));
        let row = factor(&[vec![1.0, of_ranks(0.6)], vec![of_ranks(0.6), 1.0]]).unwrap();
        let row = row[1].clone();
        let b: Vec<f64> = a
            .iter()
            .zip(&own)
            .map(|(a, own)| tied([(row[0], *a), (row[1], *own)]))
            .collect();
        // No further off than chance allows once in a billion, for shares and for distribution functions.
        let bound = (super::super::maths::ln(2e9) / (2.0 * DRAWS as f64)).sqrt();
        let mut sorted = b.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let apart = (1..100).map(|n| {
            let x = f64::from(n) / 100.0;
            (sorted.partition_point(|u| *u <= x) as f64 / DRAWS as f64 - x).abs()
        });
        assert!(apart.fold(0.0, f64::max) < bound);
        // P(both below their medians) = ¼ + asin(r) / 2π, and asin(2 sin(0.1 π)) for r = of_ranks(0.6).
        let both = a
            .iter()
            .zip(&b)
            .filter(|(a, b)| **a < 0.5 && **b < 0.5)
            .count();
        let angle = 0.666_239_432_492_515_3;
        let expected = 0.25 + angle / std::f64::consts::TAU;
        assert!((both as f64 / DRAWS as f64 - expected).abs() < bound);
        let spearman = 12.0 * product(&ranks(&a), &ranks(&b)) / DRAWS as f64;
        assert!((spearman - 0.6).abs() < 0.005, "{spearman}");
    }
}
