//! The generic message: what could stand here, in the user's words.

use super::super::fault::layout::Unexpected;
use super::super::fault::{one_of, shown};
use super::super::grammar::Rule;
use super::super::words::{Word, keyword, word};
use super::place::Place;
use super::token::Kind;
use crate::suggest::nearest;

/// How many words a message lists.
const MOST: usize = 5;

/// Says what could stand where parsing failed.
pub fn unexpected(place: &Place<'_>) -> Unexpected {
    let words = words(&place.expected);
    let expected = match words.len() {
        0 => "something else".to_owned(),
        count if count > MOST => format!("{} or another clause", words[..MOST].join(", ")),
        _ => one_of(&words),
    };
    let found = place.word(0).trim();
    let label = match (place.near(0), found) {
        (None, _) => "the declaration ends here".to_owned(),
        (Some(_), "") => "the line ends here".to_owned(),
        (Some(_), found) => format!("`{}` does not fit here", shown(found)),
    };
    Unexpected {
        expected,
        label,
        help: misspelt(place),
        span: place.here_span(),
    }
}

/// The keyword that was meant, if a word stands here that is nearly one of those that could.
fn misspelt(place: &Place<'_>) -> Option<String> {
    let keywords = place
        .expected
        .iter()
        .filter_map(|rule| keyword(*rule))
        .map(|word| word.trim_matches('`'));
    let near = nearest(place.word(0), keywords).filter(|near| *near != place.word(0))?;
    place
        .is(0, Kind::Word)
        .then(|| format!("did you mean `{near}`?"))
}

/// The words for the rules that could go on: things before marks, each once, whole operands before
/// what can be inside them.
fn words(rules: &[Rule]) -> Vec<&'static str> {
    let (mut things, mut marks): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for rule in rules {
        match word(*rule) {
            Word::Thing(word) if !things.contains(&word) => things.push(word),
            Word::Mark(word) if !marks.contains(&word) => marks.push(word),
            _ => {}
        }
    }
    if things.contains(&"an operator") {
        things.retain(|word| {
            !matches!(
                *word,
                "a unit" | "a range" | "`%`" | "`is`" | "`at`" | "`.`" | "`[`" | "arguments"
            )
        });
        marks.retain(|word| !matches!(*word, "`is`" | "`at`" | "`.`" | "`(`" | "`[`" | "`within`"));
    }
    if things.contains(&"a value") {
        things.retain(|word| !matches!(*word, "a number" | "a name" | "a date"));
        marks.retain(|word| !matches!(*word, "`(`" | "`[`" | "`if`" | "`initially`"));
    }
    things.extend(marks);
    things
}
