//! Code in messages stays on one line: whoever copies it should not have to put it together.

/// Stands for a blank inside code while lines are broken.
const HELD: char = '\u{e000}';

/// `text` with the blanks of its code held together, wherever the code fits on a line of `width` columns.
pub(super) fn hold(text: &str, width: usize) -> String {
    let mut held = String::with_capacity(text.len());
    let mut parts = text.split('`').enumerate().peekable();
    while let Some((at, part)) = parts.next() {
        let closed = parts.peek().is_some();
        // Two marks, and a comma or the like behind them.
        let fits = part.chars().count() + 3 <= width;
        if at % 2 == 1 && closed && fits && !part.contains('\n') {
            held.extend(
                part.chars()
                    .map(|char| if char == ' ' { HELD } else { char }),
            );
        } else {
            held.push_str(part);
        }
        if closed {
            held.push('`');
        }
    }
    held
}

/// `text` with its blanks back.
pub(super) fn release(text: &str) -> String {
    text.replace(HELD, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_code_is_held() {
        let held = hold("write `a = 5 USD` for `b`", 20);
        assert_eq!(held.matches(' ').count(), 3);
        assert_eq!(release(&held), "write `a = 5 USD` for `b`");
    }

    #[test]
    fn long_code_and_a_lone_mark_are_not() {
        assert_eq!(hold("write `a = 5 USD`", 10), "write `a = 5 USD`");
        assert_eq!(hold("a ` b c", 80), "a ` b c");
    }
}
