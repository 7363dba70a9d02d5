//! A series as a line of blocks.

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The longest line; a longer series shows every so many of its steps.
const LONGEST: usize = 24;

/// The line of a series on a scale from `low` to `high`, blank where it has no value.
pub(super) fn line(values: &[Option<f64>], (low, high): (f64, f64)) -> String {
    super::spread(values.len(), LONGEST)
        .into_iter()
        .map(|step| {
            values
                .get(step)
                .copied()
                .flatten()
                .map_or(' ', |value| block(value, low, high))
        })
        .collect()
}

/// The lowest and the highest of some values.
pub(super) fn scale(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

fn block(value: f64, low: f64, high: f64) -> char {
    // The halves keep the range of two very large numbers finite.
    let range = high / 2.0 - low / 2.0;
    let place = if range > 0.0 {
        (value / 2.0 - low / 2.0) / range
    } else {
        0.0
    };
    let at = (place * (BLOCKS.len() - 1) as f64).round() as usize;
    BLOCKS[at.min(BLOCKS.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> String {
        let some: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        line(&some, scale(values.iter().copied()))
    }

    #[test]
    fn lines() {
        assert_eq!(of(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "▁▂▃▄▅▆▇█");
        assert_eq!(of(&[3.0, 3.0, 3.0]), "▁▁▁");
        assert_eq!(of(&[f64::MAX, f64::MIN, 0.0]), "█▁▅");
        assert_eq!(of(&[]), "");
        let long: Vec<f64> = (0..120).map(f64::from).collect();
        assert_eq!(of(&long), "▁▁▂▂▂▃▃▃▃▄▄▄▅▅▅▆▆▆▆▇▇▇██");
        assert_eq!(line(&[Some(1.0), None, Some(2.0)], (1.0, 2.0)), "▁ █");
    }
}
