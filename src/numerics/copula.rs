//! The Gaussian copula: uniforms tied together by the correlations of the normals behind them.

use super::Width;
use super::maths::{normal_cdf, normal_cdfs, normal_quantile, normal_quantiles, signed_tail, sin};

/// The least that a tied uniform keeps from 0 and 1.
const LEAST: f64 = 0.5 * f64::EPSILON;

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
    let sum = parts.into_iter().fold(0.0, |sum, (coefficient, uniform)| {
        sum + coefficient * normal_quantile(uniform)
    });
    inside(normal_cdf(sum))
}

/// [`tied`] for each draw, from columns of uniforms; all have the length of `out`.
pub fn tie(width: Width, parts: &[(f64, &[f64])], out: &mut [f64]) {
    /// So many that all their numbers stay at hand.
    const CHUNK: usize = 512;
    let mut normals = [0.0; CHUNK];
    for (place, out) in out.chunks_mut(CHUNK).enumerate() {
        out.fill(0.0);
        for (coefficient, uniforms) in parts {
            let uniforms = uniforms.iter().skip(place * CHUNK);
            let normals = &mut normals[..out.len()];
            width.run(
                #[inline(always)]
                || {
                    for (normal, &uniform) in normals.iter_mut().zip(uniforms) {
                        *normal = signed_tail(uniform, 1.0 - uniform);
                    }
                },
            );
            normal_quantiles(width, normals);
            width.run(
                #[inline(always)]
                || {
                    for (sum, normal) in out.iter_mut().zip(&*normals) {
                        *sum += coefficient * normal;
                    }
                },
            );
        }
        normal_cdfs(width, out);
        for value in out {
            *value = inside(*value);
        }
    }
}

/// Away from 0 and 1, like every uniform.
#[inline(always)]
fn inside(uniform: f64) -> f64 {
    uniform.clamp(LEAST, 1.0 - LEAST)
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

    #[test]
    fn a_column_has_the_bits_of_its_draws() {
        let uniforms: Vec<f64> = (0..1500).map(|i| (f64::from(i) + 0.5) / 1500.0).collect();
        let turned: Vec<f64> = (0..1500).map(|i| uniforms[i * 7 % 1500]).collect();
        for width in Width::available() {
            let mut column = vec![7.0; 1500];
            tie(width, &[(0.6, &uniforms), (-0.8, &turned)], &mut column);
            for (lane, value) in column.iter().enumerate() {
                let alone = tied([(0.6, uniforms[lane]), (-0.8, turned[lane])]);
                assert_eq!(value.to_bits(), alone.to_bits());
            }
        }
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
