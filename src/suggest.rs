//! What someone may have meant, and lists in running text.

use std::borrow::Cow;
use std::cmp::Reverse;

/// Longer names are only compared as wholes: measuring them takes time, and nobody mistypes one.
const LONGEST_MEASURED: usize = 64;

/// From this length on a name that contains another is taken for it.
const LONG_NAME: usize = 5;

/// After this many faults no names are suggested any more: comparing with every name takes time, and nobody reads so many
/// at once.
pub const SUGGESTED: usize = 100;

/// Names that share fewer letters share them by chance.
const LEAST_SHARED: usize = 3;

/// The candidate that `wanted` was most likely meant to be: the same but for capitals or the order of its words,
/// a few letters away (up to a third of them), or one that contains the other. Of equals the first by alphabet.
pub fn nearest<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Wanted::of(wanted);
    let mut best: Option<((usize, usize), &str)> = None;
    for candidate in candidates {
        let most = best.map_or(usize::MAX, |((score, _), _)| score);
        if let Some(score) = wanted.distance(&lowercase(candidate), most) {
            let found = (score, candidate);
            best = Some(best.map_or(found, |best| best.min(found)));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What candidates are compared with, in small letters.
struct Wanted {
    text: String,
    length: usize,
    /// How often each ASCII letter occurs, if so few do that they can be counted.
    letters: Option<[u8; 128]>,
}

impl Wanted {
    fn of(wanted: &str) -> Wanted {
        let text = wanted.to_lowercase();
        let counted = text.is_ascii() && text.len() <= usize::from(u8::MAX);
        let letters = counted.then(|| {
            let mut letters = [0; 128];
            text.bytes()
                .for_each(|byte| letters[usize::from(byte)] += 1);
            letters
        });
        Wanted {
            length: text.chars().count(),
            text,
            letters,
        }
    }

    /// How far a candidate is from what was written, and then how much longer or shorter; `None` if too far, which it
    /// may be too where the former is more than `most`.
    fn distance(&self, candidate: &str, most: usize) -> Option<(usize, usize)> {
        let wanted = self.text.as_str();
        let (ours, theirs) = (self.length, candidate.chars().count());
        let apart = ours.abs_diff(theirs);
        if wanted == candidate {
            return Some((0, 0));
        }
        let (missing, added) = self.letters_apart(candidate);
        if missing.max(added) == 0 && same_words(wanted, candidate) {
            return Some((1, 0));
        }
        let contains = ours.min(theirs) >= LONG_NAME
            && missing.min(added) == 0
            && (wanted.contains(candidate) || candidate.contains(wanted));
        let allowed = (ours.max(theirs) / 3).min(most.saturating_sub(1)).max(1);
        let least = apart.max(missing).max(added);
        let edits = (ours.max(theirs) <= LONGEST_MEASURED && least <= allowed)
            .then(|| strsim::osa_distance(wanted, candidate))
            // A name of one letter is one edit from any other.
            .filter(|edits| *edits <= allowed && *edits < ours.min(theirs));
        // One mistyped letter is likelier than a part left out, and that is likelier than two.
        match (edits, contains) {
            (Some(1), _) => Some((1, apart)),
            (_, true) => Some((2, apart)),
            (edits, false) => edits.map(|edits| (edits + 1, apart)),
        }
    }

    /// How many letters a candidate lacks and how many it has beside them, whatever their order: it takes as many edits
    /// at least. Nothing is said of other scripts.
    fn letters_apart(&self, candidate: &str) -> (usize, usize) {
        let Some(mut letters) = self.letters.filter(|_| candidate.is_ascii()) else {
            return (0, 0);
        };
        let mut added = 0;
        for byte in candidate.bytes() {
            match &mut letters[usize::from(byte)] {
                0 => added += 1,
                left => *left -= 1,
            }
        }
        (self.text.len() + added - candidate.len(), added)
    }
}

/// A text in small letters, copied only where it has others.
fn lowercase(text: &str) -> Cow<'_, str> {
    let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match text.bytes().all(small) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}

/// `share_china` and `china_share`
fn same_words(a: &str, b: &str) -> bool {
    let sorted = |name: &str| {
        let mut words: Vec<String> = name.split('_').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    a.len() == b.len() && a.contains('_') && sorted(a) == sorted(b)
}

/// So many of the candidates, those first that begin as `wanted` does or share a word with it; the others in their
/// order.
pub fn likeliest_first<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let score = |(at, candidate): (usize, &'a str)| {
        (
            Reverse(shared(&wanted, &lowercase(candidate))),
            at,
            candidate,
        )
    };
    let mut scored: Vec<_> = candidates.enumerate().map(score).collect();
    if most < scored.len() {
        scored.select_nth_unstable(most);
        scored.truncate(most);
    }
    scored.sort_unstable();
    scored
        .into_iter()
        .map(|(_, _, candidate)| candidate)
        .collect()
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(['_', '.'])
}

/// How many letters two names share: at their beginning, or in one of their words; too few are none.
fn shared(wanted: &str, candidate: &str) -> usize {
    let beginning = wanted.chars().zip(candidate.chars());
    let beginning = beginning
        .take_while(|(ours, theirs)| ours == theirs)
        .count();
    let common = words(wanted).filter(|word| words(candidate).any(|theirs| theirs == *word));
    let word = common.map(|word| word.chars().count()).max().unwrap_or(0);
    match beginning.max(word) {
        few if few < LEAST_SHARED => 0,
        many => many,
    }
}

/// "`a`, `b` or `c`", with `word` before the last.
pub fn list_of<T: AsRef<str>>(items: impl IntoIterator<Item = T>, word: &str) -> String {
    let quoted: Vec<String> = items
        .into_iter()
        .map(|item| format!("`{}`", item.as_ref()))
        .collect();
    joined(&quoted, word)
}

/// The same of the first few, and how many more there are.
pub fn few_of<'a>(items: impl ExactSizeIterator<Item = &'a str>, word: &str) -> String {
    const LISTED: usize = 8;
    let count = items.len();
    // Two more are as short as to say that there are two more.
    if count <= LISTED + 2 {
        return list_of(items, word);
    }
    let mut listed: Vec<String> = items.take(LISTED).map(|item| format!("`{item}`")).collect();
    listed.push(format!("{} more", count - LISTED));
    joined(&listed, word)
}

/// `a, b and c`, as they are.
pub fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(wanted: &str, candidates: &[&'a str]) -> Option<&'a str> {
        nearest(wanted, candidates.iter().copied())
    }

    #[test]
    fn a_slip_of_the_keyboard() {
        assert_eq!(of("demnd", &["supply", "demand", "depend"]), Some("demand"));
        assert_eq!(
            of("from_chian", &["from_china", "from_others"]),
            Some("from_china")
        );
        assert_eq!(of("usd", &["usd_jpy", "USD", "use"]), Some("USD"));
        assert_eq!(of("colour", &["color", "couleur"]), Some("color"));
    }

    #[test]
    fn parts_and_the_order_of_words() {
        assert_eq!(
            of("share_china", &["share", "china_share"]),
            Some("china_share")
        );
        assert_eq!(
            of("demand", &["demand_total", "demand_by_year", "mand"]),
            Some("demand_total")
        );
        assert_eq!(
            of("stock_cover_days", &["stock_cover", "stocks"]),
            Some("stock_cover")
        );
    }

    #[test]
    fn nothing_near() {
        assert_eq!(of("x", &["y", "z"]), None);
        assert_eq!(of("demand", &["price", "gdp"]), None);
        assert_eq!(of("", &["", "a"]), Some(""));
        assert_eq!(of("price", &[]), None);
        assert_eq!(of(&"a".repeat(100_000), &[&"b".repeat(100_000)]), None);
    }

    #[test]
    fn of_equals_the_first_by_alphabet() {
        assert_eq!(of("cat", &["hat", "bat", "rat"]), Some("bat"));
    }

    #[test]
    fn what_shares_a_part_comes_first() {
        let names = ["cover", "demand", "meti", "mix", "ore_mix", "store"];
        let first = |wanted| likeliest_first(wanted, names.into_iter(), 2);
        assert_eq!(first("meti_2025"), ["meti", "cover"]);
        assert_eq!(first("mixed"), ["mix", "cover"]);
        assert_eq!(first("mix_of"), ["mix", "ore_mix"]);
        assert_eq!(first("x"), ["cover", "demand"]);
    }

    #[test]
    fn lists() {
        assert_eq!(list_of::<&str>([], "or"), "");
        assert_eq!(list_of(["a"], "or"), "`a`");
        assert_eq!(list_of(["a", "b", "c"], "or"), "`a`, `b` or `c`");
    }
}
