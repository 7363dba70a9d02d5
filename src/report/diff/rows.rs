//! What of all results is shown: of a series the date at which it moves most, and what carries each move.

use super::measured::Scale;
use crate::review::effects::{Effect, Effects, Measure, ResultKey};
use crate::review::story::{Does, Story};

/// An outcome that moves.
pub(super) struct Block<'s> {
    /// `shortage`, `cover[light]`
    pub name: String,
    /// Its title.
    pub title: Option<&'s str>,
    /// The unit of its numbers.
    pub unit: &'s str,
    /// The date at which it is shown, of several.
    pub date: Option<&'s str>,
    /// Its scenarios and classes.
    pub rows: Vec<&'s Effect>,
}

/// A part that a group of changes has in a move.
pub(super) struct Carried {
    /// Which group.
    pub group: usize,
    /// Its share.
    pub share: f64,
    /// How far off that may be, if it is of a sample of orders.
    pub error: Option<f64>,
    /// What it moves alone, if that is something else.
    pub alone: Option<f64>,
}

impl<'s> Block<'s> {
    /// How the numbers of a row, and those that are read with it, are written.
    pub(super) fn scale(&self, row: &Effect) -> Scale {
        let alike = self.rows.iter().filter(|it| it.measure == row.measure);
        Scale::of(&alike.copied().collect::<Vec<_>>())
    }

    /// The rows that move most for what they were, at most so many, in their order; and how many others there are.
    pub(super) fn most_moved(&self, most: usize) -> (Vec<&'s Effect>, usize) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        let moved = |at: &usize| {
            let row = self.rows[*at];
            let moved = row.moved().unwrap_or(0.0);
            relative(row, moved).map_or(f64::MAX, f64::abs)
        };
        order.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
        order.truncate(most);
        order.sort_unstable();
        let shown: Vec<&Effect> = order.into_iter().map(|at| self.rows[at]).collect();
        let others = self.rows.len() - shown.len();
        (shown, others)
    }
}

/// The outcomes that move, in the order of the model, and the names of those that do not.
pub(super) fn blocks(effects: &Effects) -> (Vec<Block<'_>>, Vec<String>) {
    let mut blocks = Vec::new();
    let mut still = Vec::new();
    for of_one in effects.results.chunk_by(same) {
        let both: Vec<&Effect> = of_one.iter().filter(|it| it.moved().is_some()).collect();
        let Some(name) = of_one.first().map(|it| name_of(&it.result)) else {
            continue;
        };
        if !both.iter().any(|effect| effect.is_moved()) {
            if !both.is_empty() {
                still.push(name);
            }
            continue;
        }
        let date = most_moved(&both);
        let shown = both.iter().copied();
        let shown = shown.filter(|effect| effect.result.date == date && effect.is_moved());
        let rows: Vec<&Effect> = shown.collect();
        let Some(first) = rows.first() else { continue };
        blocks.push(Block {
            name,
            title: first.title.as_deref(),
            unit: &first.unit,
            date: (!date.is_empty()).then_some(date),
            rows,
        });
    }
    (blocks, still)
}

/// What there is nothing to compare of: results that only one version has, or that have no number in one.
pub(super) fn apart(effects: &Effects) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for of_one in effects.results.chunk_by(same) {
        let Some(first) = of_one.first().map(|it| &it.result) else {
            continue;
        };
        let name = name_of(first);
        let is = |known: [bool; 2]| move |it: &&Effect| it.known == known;
        let has = |known: [bool; 2]| of_one.iter().any(|it| it.known == known);
        if has([false, true]) && has([true, false]) {
            said.push(format!("{name} is told by other dates or classes"));
            continue;
        }
        for (known, word) in [([false, true], "is new"), ([true, false], "is gone")] {
            let those: Vec<&Effect> = of_one.iter().filter(is(known)).collect();
            let mut places: Vec<&str> =
                those.iter().map(|it| it.result.scenario.as_str()).collect();
            places.dedup();
            match those.len() {
                0 => {}
                all if all == of_one.len() => said.push(format!("{name} {word}")),
                _ if places.is_empty() => said.push(format!("{name} {word} in part")),
                _ => said.push(format!("{name} {word} in {}", places.join(", "))),
            }
        }
        let both: Vec<&Effect> = of_one.iter().filter(is([true, true])).collect();
        let lost = both
            .iter()
            .find(|it| it.before.is_some() != it.after.is_some());
        if let Some(effect) = lost {
            let scale = Scale::of(&[effect]);
            let (before, after) = (scale.value(effect.before), scale.value(effect.after));
            let place = match effect.result.scenario.as_str() {
                "" => String::new(),
                scenario => format!(" in {scenario}"),
            };
            said.push(format!("{name}{place}: {before} → {after}"));
        }
    }
    said
}

fn same(a: &Effect, b: &Effect) -> bool {
    (&a.result.outcome, &a.result.element) == (&b.result.outcome, &b.result.element)
}

/// `shortage`, `cover[light]`
fn name_of(result: &ResultKey) -> String {
    match result.element.as_str() {
        "" => result.outcome.clone(),
        element => format!("{}[{element}]", result.outcome),
    }
}

/// The date at which an outcome moves most in any scenario, the first of several.
fn most_moved<'e>(effects: &[&'e Effect]) -> &'e str {
    let mut most: Option<(&str, f64)> = None;
    for effect in effects {
        let moved = effect.moved().unwrap_or(0.0).abs();
        if most.is_none_or(|(_, so_far)| moved > so_far) {
            most = Some((&effect.result.date, moved));
        }
    }
    most.map_or("", |(date, _)| date)
}

/// What carries a move, the largest part first.
pub(super) fn carried(effect: &Effect) -> Vec<Carried> {
    let Some(shared) = &effect.shared else {
        return Vec::new();
    };
    let whole = effect.moved().unwrap_or(0.0).abs();
    let moving = (0..shared.shares.len()).filter(|group| effect.is_moved_by(*group));
    let mut carried: Vec<Carried> = moving
        .map(|group| {
            let (share, alone) = (effect.share(group), shared.alone[group]);
            Carried {
                group,
                share,
                error: shared.errors.as_ref().map(|errors| errors[group]),
                alone: ((alone - share).abs() > APART * whole.max(share.abs())).then_some(alone),
            }
        })
        .collect();
    carried.sort_by(|a, b| b.share.abs().total_cmp(&a.share.abs()));
    carried
}

/// The parts that are told one by one, at most so many, and what the others come to together.
pub(super) fn weighty(
    mut carried: Vec<Carried>,
    most: usize,
) -> (Vec<Carried>, Option<(usize, f64)>) {
    let whole: f64 = carried.iter().map(|part| part.share.abs()).sum();
    let told = carried.iter().take(most);
    let told = told
        .take_while(|part| part.share.abs() >= SLIGHT * whole)
        .count();
    let others = carried.split_off(told.max(1).min(carried.len()));
    let rest = others.iter().map(|part| part.share).sum();
    let others = (!others.is_empty()).then_some((others.len(), rest));
    (carried, others)
}

/// Parts below this of all that is carried are told together.
const SLIGHT: f64 = 0.01;

/// How much a part of a move is of what the result was; of a probability, of certainty.
pub(super) fn relative(effect: &Effect, part: f64) -> Option<f64> {
    let before = effect.before?.value;
    match effect.measure {
        Measure::Probability => Some(part),
        Measure::Mean if before != 0.0 => Some(part / before.abs()),
        _ => None,
    }
}

/// The result that a group moves most for what that was.
pub(super) fn most_moved_by<'a, 's>(
    blocks: &'a [Block<'s>],
    group: usize,
) -> Option<(&'a Block<'s>, &'s Effect, f64)> {
    let rows = blocks
        .iter()
        .flat_map(|block| block.rows.iter().map(move |row| (block, *row)));
    let moved = rows.filter(|(_, row)| row.is_moved_by(group));
    let sized = moved.map(|(block, row)| {
        let part = relative(row, row.share(group)).unwrap_or(0.0);
        (block, row, part)
    });
    sized.reduce(|best, next| {
        if next.2.abs() > best.2.abs() {
            next
        } else {
            best
        }
    })
}

/// Beyond this part of the whole, what a change moves alone is told beside its share.
const APART: f64 = 0.2;

/// What each group of changes is called.
pub(super) fn group_names(story: &Story) -> Vec<String> {
    let changes = &story.changes;
    let groups = story.effects.groups.iter();
    let names = groups.map(|group| {
        let names: Vec<&str> = group
            .iter()
            .map(|at| changes[*at].change.name.as_str())
            .collect();
        names.join(" + ")
    });
    names.collect()
}

/// The group that carries most of most moves, and in how many of how many.
pub(super) fn leader(blocks: &[Block<'_>], groups: usize) -> Option<(usize, usize, usize)> {
    let rows = blocks.iter().flat_map(|block| &block.rows);
    let mut wins = vec![(0, 0.0); groups];
    let mut moved = 0;
    for effect in rows {
        let carried = carried(effect);
        let whole: f64 = carried.iter().map(|it| it.share.abs()).sum();
        if whole == 0.0 {
            continue;
        }
        moved += 1;
        if let Some(first) = carried.first() {
            wins[first.group].0 += 1;
        }
        for part in &carried {
            wins[part.group].1 += part.share.abs() / whole;
        }
    }
    let best = (0..groups).max_by(|a, b| {
        let (a, b) = (wins[*a], wins[*b]);
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    })?;
    (wins[best].0 > 0).then_some((best, wins[best].0, moved))
}

/// How many changes move results, and how many are of evidence or wording alone.
pub(super) fn tally(story: &Story) -> (usize, usize) {
    let count = |is: &dyn Fn(&Does) -> bool| story.changes.iter().filter(|it| is(&it.does)).count();
    (
        count(&|does| matches!(does, Does::Moves(_) | Does::Through(_))),
        count(&|does| *does == Does::Silent),
    )
}
