//! What all forms of a diff say in the same words.

use super::rows::{Block, carried, leader, most_moved_by, relative, tally, weighty};
use crate::report::words::{line, plural};
use crate::review::changes::{Change, Detail, How, What};
use crate::review::effects::{Effect, Effort, Measure};
use crate::review::story::{Does, Story, Told};

/// What sort of change it is.
pub(super) fn sort(what: What) -> &'static str {
    match what {
        What::Value => "value",
        What::Uncertainty => "uncertainty",
        What::Structure => "structure",
        What::Unit => "unit",
        What::Evidence => "evidence",
        What::Sampling => "sampling",
        What::Claim => "claim",
        What::Wording => "wording",
    }
}

/// `value, evidence`; of what came or went, that it did.
pub(super) fn sorts(change: &Change) -> String {
    let mut said: Vec<&str> = Vec::new();
    match change.how {
        How::Added => said.push("added"),
        How::Removed => said.push("removed"),
        How::Revised => {}
    }
    said.extend(change.renamed.as_ref().map(|_| "renamed"));
    if change.how == How::Revised {
        said.extend(change.sorts().into_iter().map(sort));
    }
    said.join(", ")
}

/// `event cut_off`; an assumption by its name alone.
pub(super) fn name(change: &Change) -> String {
    let name = line(&change.name);
    match change.keyword {
        "assume" => name,
        // These are known by their words, which begin with the keyword.
        keyword if name.starts_with(keyword) => name,
        keyword => format!("{keyword} {name}"),
    }
}

/// What a part is called, before what it says; nothing for the value itself. What it says may begin with what it is
/// called: `tripled` before `scale cover by 3`.
pub(super) fn part(detail: &Detail) -> Option<String> {
    let (option, own) = match detail.part.split_once(": ") {
        Some((option, own)) => (Some(option), own),
        None => (None, detail.part.as_str()),
    };
    let told = detail.after.iter().chain(&detail.before);
    let repeated = own.is_empty() || told.into_iter().any(|text| text.starts_with(own));
    let said = [option, (!repeated).then_some(own)];
    let said: Vec<String> = said.into_iter().flatten().map(line).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// How it was and how it is: `60 days`, `90 days`.
pub(super) fn sides(detail: &Detail) -> (String, String) {
    let side = |text: &Option<String>| match text {
        Some(text) => line(text),
        None => "nothing".to_owned(),
    };
    (side(&detail.before), side(&detail.after))
}

/// What a change does, where it moves nothing by itself.
pub(super) fn does(told: &Told) -> Option<String> {
    Some(match &told.does {
        Does::Moves(_) | Does::Unknown => return None,
        Does::Nothing if told.change.sorts().contains(&What::Unit) => {
            "the same amount in another unit: moves nothing".to_owned()
        }
        Does::Nothing => "moves nothing".to_owned(),
        Does::Unseen => "moves nothing that can be compared".to_owned(),
        Does::Through(names) => {
            let names: Vec<String> = names.iter().map(|it| line(it)).collect();
            format!("acts through {}", names.join(", "))
        }
        Does::Unread => "nothing reads it: moves nothing".to_owned(),
        Does::Silent if told.change.sorts() == [What::Sampling] => {
            "both versions are run with the draws and the seed of the newer one".to_owned()
        }
        Does::Silent => {
            let mut said: Vec<&str> = Vec::new();
            said.extend(told.change.renamed.as_ref().map(|_| "a new name"));
            said.extend(
                told.change
                    .sorts()
                    .into_iter()
                    .filter_map(|what| match what {
                        What::Evidence => Some("evidence"),
                        What::Claim => Some("what is claimed of results"),
                        What::Wording => Some("wording"),
                        _ => None,
                    }),
            );
            match said.is_empty() {
                true => "moves nothing".to_owned(),
                false => format!("{} alone: moves nothing", said.join(", ")),
            }
        }
        Does::Apart => match told.change.how {
            How::Removed => "is gone: nothing to compare".to_owned(),
            _ => "is new: nothing to compare".to_owned(),
        },
    })
}

/// Whether somebody has to answer for what a change says: a number, or what came with one.
pub(super) fn needs_word(change: &Change) -> bool {
    let sorts = change.sorts();
    let number = |what: &What| matches!(what, What::Value | What::Uncertainty);
    match change.how {
        How::Revised => sorts.iter().any(number),
        _ => matches!(
            change.keyword,
            "assume" | "table" | "event" | "choice" | "correlate"
        ),
    }
}

/// Whether a number changed and its evidence did not.
pub(super) fn has_old_evidence(told: &Told) -> bool {
    let details = &told.change.details;
    let number = |detail: &Detail| {
        matches!(detail.what, What::Value | What::Uncertainty)
            && detail.before.is_some()
            && detail.after.is_some()
    };
    told.change.how == How::Revised
        && details.iter().any(number)
        && !told.change.sorts().contains(&What::Evidence)
}

/// `3 changes: 2 move results, 1 of evidence or wording alone`
pub(super) fn summary(story: &Story) -> String {
    let all = story.changes.len();
    let (moving, silent) = tally(story);
    let idle = match story.effects.effort.made {
        0 => 0,
        _ => all - moving - silent,
    };
    let mut said = Vec::new();
    said.extend((moving > 0).then(|| match moving {
        1 => "1 moves results".to_owned(),
        _ => format!("{moving} move results"),
    }));
    said.extend((idle > 0).then(|| match idle {
        1 => "1 moves nothing".to_owned(),
        _ => format!("{idle} move nothing"),
    }));
    said.extend((silent > 0).then(|| match silent {
        1 => "1 is of evidence, wording, claims or names alone".to_owned(),
        _ => format!("{silent} are of evidence, wording, claims or names alone"),
    }));
    match (all, moving, silent) {
        (0, ..) => return "no change of meaning".to_owned(),
        (1, 1, _) => return "1 change, which moves results".to_owned(),
        (1, _, 1) => {
            return "1 change, of evidence, wording, claims or names alone".to_owned();
        }
        _ if moving == all => return format!("{all} changes, and each moves results"),
        (1, ..) if idle == 1 => return "1 change, which moves nothing".to_owned(),
        _ => {}
    }
    match all {
        _ if said.is_empty() => plural(all, "change"),
        _ => format!("{}: {}", plural(all, "change"), said.join(", ")),
    }
}

/// Which change matters most, and in how much; the name is left to who says it.
pub(super) fn leading(blocks: &[Block<'_>], groups: usize) -> Option<(usize, String)> {
    let (group, wins, moved) = leader(blocks, groups)?;
    let alone = (0..groups)
        .filter(|at| most_moved_by(blocks, *at).is_some())
        .count()
        == 1;
    let said = match (groups, moved) {
        _ if alone => "carries every move".to_owned(),
        (1, _) => "carries every move".to_owned(),
        (_, 1) => "carries most of the one move".to_owned(),
        (_, moved) if wins == moved => {
            format!("carries most of the move in each of the {moved} results that move")
        }
        (_, moved) => {
            format!("carries most of the move in {wins} of the {moved} results that move")
        }
    };
    Some((group, said))
}

/// The first of many.
pub(super) fn some(all: &[String]) -> String {
    const MOST: usize = 12;
    let said: Vec<String> = all.iter().take(MOST).map(|it| line(it)).collect();
    match all.len().saturating_sub(MOST) {
        0 => said.join("; "),
        others => format!("{}; and {others} more", said.join("; ")),
    }
}

/// A part in a move, in words.
pub(super) struct Part {
    /// The changes that carry it.
    pub name: String,
    /// Its share, with how far off that may be.
    pub moved: String,
    /// What the changes move alone, where that is something else.
    pub alone: Option<String>,
}

/// What carries a move: so many parts at most, and what the others come to.
pub(super) fn parts(
    effect: &Effect,
    block: &Block<'_>,
    groups: &[String],
    most: usize,
) -> (Vec<Part>, Option<String>) {
    let scale = block.scale(effect);
    let (told, others) = weighty(carried(effect), most);
    let parts = told.iter().map(|part| {
        let error = part.error.and_then(|error| scale.error(error));
        let error = error.map(|error| format!(" ± {error}"));
        Part {
            name: line(&groups[part.group]),
            moved: scale.moved(part.share) + &error.unwrap_or_default(),
            alone: part
                .alone
                .map(|alone| format!("alone {}", scale.moved(alone))),
        }
    });
    let others =
        others.map(|(count, rest)| format!("{} {}", plural(count, "other"), scale.moved(rest)));
    (parts.collect(), others)
}

/// What a row is called: its scenario, and its class.
pub(super) fn row(effect: &Effect) -> String {
    let (scenario, class) = (line(&effect.result.scenario), line(&effect.result.class));
    match (scenario.is_empty(), class.is_empty()) {
        (true, true) => "over scenarios".to_owned(),
        (false, true) => scenario,
        (true, false) => class,
        (false, false) => format!("{scenario}: {class}"),
    }
}

/// `-0.9%`, of what a result was; nothing where that says nothing.
pub(super) fn percent(effect: &Effect, part: f64) -> Option<String> {
    let part = relative(effect, part).filter(|_| effect.measure == Measure::Mean)?;
    let percent = part * 100.0;
    let decimals = usize::from(percent.abs() < 9.95);
    let written = format!("{percent:+.decimals$}%");
    let told = written.chars().any(|c| ('1'..='9').contains(&c));
    (told && effect.unit != "%" && percent.abs() < 1000.0).then_some(written)
}

/// How effects were found out.
pub(super) fn effort(effort: &Effort, groups: usize) -> String {
    let models = plural(effort.made, "model");
    let failed = match effort.failed {
        0 => String::new(),
        failed => format!(
            "; in {failed} of them a draw goes wrong, as in neither version: shares that need them are not told"
        ),
    };
    let draws = match effort.draws {
        1 => "nothing is drawn".to_owned(),
        draws => format!(
            "means over the same {} draws before and after, seed {}",
            crate::units::grouped(&draws.to_string()),
            effort.seed
        ),
    };
    let shares = match (groups, effort.orders) {
        (0 | 1, _) => String::new(),
        (_, None) => "; shares are averages over all orders of making the changes".to_owned(),
        (_, Some(orders)) => format!(
            "; shares are averages over {orders} orders of making the changes, ± their standard error"
        ),
    };
    format!("{draws}; {models} run, from the older version to the newer{failed}{shares}")
}
