//! One line of an excerpt: whole if it is short, else what stands around the places that matter in it.

use std::ops::Range;

use crate::diagnostics::sanitise::Echo;

/// How many characters of a line are shown.
const WIDEST: usize = 200;

/// How many characters are shown on either side of a place at least.
const AROUND: usize = 16;

/// Gaps of fewer characters than this are not worth leaving out.
const SMALL_GAP: usize = 4;

/// Adds a line with its line break, clipped around the bytes in `of_interest`.
pub(super) fn show_line(echo: &mut Echo, text: &str, line: Range<usize>, of_interest: &[usize]) {
    let mut at = line.start;
    for window in windows(text, line.clone(), of_interest) {
        if window.start > at {
            echo.note("…");
        }
        echo.add(window.start, &text[window.clone()]);
        at = window.end;
    }
    if at < line.end {
        echo.note("…");
    }
    echo.note("\n");
}

/// What is shown of a line, from left to right and with gaps between.
fn windows(text: &str, line: Range<usize>, of_interest: &[usize]) -> Vec<Range<usize>> {
    if forward(text, line.start, WIDEST, line.end) == line.end {
        return vec![line];
    }
    let mut places = of_interest.to_vec();
    if places.is_empty() {
        places.push(line.start);
    }
    places.sort_unstable();
    places.dedup();
    let around = (WIDEST / 2 / places.len()).max(AROUND);
    let mut windows: Vec<Range<usize>> = Vec::new();
    for place in places {
        let start = back(text, place, around, line.start);
        let end = forward(text, place, around, line.end);
        match windows.last_mut() {
            Some(window) if start <= forward(text, window.end, SMALL_GAP, line.end) => {
                window.end = end
            }
            _ => windows.push(start..end),
        }
    }
    windows
}

/// The byte that many characters on, at most `end`.
fn forward(text: &str, from: usize, characters: usize, end: usize) -> usize {
    text[from..end]
        .char_indices()
        .nth(characters)
        .map_or(end, |(at, _)| from + at)
}

/// The byte that many characters back, at least `start`.
fn back(text: &str, from: usize, characters: usize, start: usize) -> usize {
    match characters {
        0 => from,
        _ => text[start..from]
            .char_indices()
            .nth_back(characters - 1)
            .map_or(start, |(at, _)| start + at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, of_interest: &[usize]) -> String {
        let mut echo = Echo::default();
        show_line(&mut echo, text, 0..text.len(), of_interest);
        echo.text().to_owned()
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(shown("let x = 1", &[4]), "let x = 1\n");
        assert_eq!(shown("", &[0]), "\n");
    }

    #[test]
    fn long_lines_are_clipped_around_what_matters() {
        let text: String = (0..1_000)
            .map(|at| if at % 100 == 0 { '|' } else { 'é' })
            .collect();
        let middle = text.char_indices().nth(500).unwrap().0;
        let clipped = shown(&text, &[middle]);
        assert_eq!(clipped.chars().count(), WIDEST + 3);
        assert_eq!(clipped.chars().nth(101), Some('|'));
        assert!(clipped.starts_with('…') && clipped.ends_with("…\n"));
        let both = shown(&text, &[0, text.len()]);
        assert_eq!(both.matches('…').count(), 1);
        assert_eq!(shown(&text, &[]).chars().count(), WIDEST / 2 + 2);
    }
}
