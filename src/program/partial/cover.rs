//! Whether partial files have each draw of a run once.

use super::fault::Refused;
use super::head::{Head, told};
use crate::suggest::joined;
use crate::units::grouped;

/// Shards that are named one by one.
const NAMED: usize = 5;

/// Whether all are finished, of one run, and have each of its draws once.
///
/// # Errors
/// The first thing that is not so.
pub fn whole(parts: &[(String, Head)]) -> Result<(), Refused> {
    let Some((first_name, first)) = parts.first() else {
        return Ok(());
    };
    for (name, head) in parts {
        if let Some(difference) = first.difference(head) {
            return Err(Refused::Different {
                one: first_name.clone(),
                other: name.clone(),
                what: difference.between(first_name, name),
            });
        }
    }
    if let Some((name, head)) = parts.iter().find(|(_, head)| !head.is_finished()) {
        return Err(unfinished(name, head));
    }
    covered(parts)
}

fn unfinished(name: &str, head: &Head) -> Refused {
    Refused::Unfinished {
        name: name.to_owned(),
        done: grouped(&head.done.to_string()),
        all: grouped(&head.room().len().to_string()),
        command: head.resuming(name),
    }
}

fn covered(parts: &[(String, Head)]) -> Result<(), Refused> {
    let mut sorted: Vec<&(String, Head)> = parts
        .iter()
        .filter(|(_, head)| !head.room().is_empty())
        .collect();
    sorted.sort_by_key(|(_, head)| (head.first, head.end));
    for pair in sorted.windows(2) {
        if pair[1].1.first < pair[0].1.end {
            return Err(twice(pair[0], pair[1]));
        }
    }
    let mut next = 0;
    for (_, head) in &sorted {
        if head.first > next {
            break;
        }
        next = head.end;
    }
    match parts.first() {
        Some((_, head)) if next < head.draws => Err(missing(next, &sorted, head)),
        _ => Ok(()),
    }
}

fn twice((one, first): &(String, Head), (other, second): &(String, Head)) -> Refused {
    if one == other {
        return Refused::NamedTwice { name: one.clone() };
    }
    let told_of = |name: &str, head: &Head| format!("`{name}` (shard {})", head.shard());
    let shared = second.first..first.end.min(second.end);
    Refused::Twice {
        draws: told(&shared),
        one: told_of(one, first),
        other: told_of(other, second),
        way_out: match first.shards == second.shards {
            true => "leave one of them out",
            false => "merge the shards of one division only: all of `--shard …/8`, for instance",
        },
    }
}

/// What has no draw from `next` on, told by the division that the files are of.
fn missing(next: usize, sorted: &[&(String, Head)], any: &Head) -> Refused {
    let behind = sorted.iter().map(|(_, head)| head.first);
    let end = behind.filter(|first| *first > next).min();
    let gap = next..end.unwrap_or(any.draws);
    let model = sorted.first().map_or(any, |(_, head)| head);
    let lacks = |range: &std::ops::Range<usize>| {
        let mut have = sorted.iter();
        !range.is_empty()
            && !have.any(|(_, head)| head.first <= range.start && range.end <= head.end)
    };
    let shards = model.shard().all();
    let lacking: Vec<_> = shards
        .filter(|shard| lacks(&shard.draws(any.draws)))
        .collect();
    let named = lacking.iter().take(NAMED).map(|shard| shard.to_string());
    let mut named: Vec<String> = named.collect();
    match lacking.len().saturating_sub(NAMED) {
        0 => {}
        more => named.push(format!("{more} more")),
    }
    let first = lacking.first().copied().unwrap_or(model.shard());
    let one = lacking.len() == 1;
    Refused::Missing {
        draws: format!(
            "{} of {} {}",
            told(&gap),
            grouped(&any.draws.to_string()),
            if gap.len() == 1 { "is" } else { "are" },
        ),
        shards: match one {
            true => format!("shard {first}"),
            false => format!("shards {}", joined(&named, "and")),
        },
        it: if one { "it" } else { "them" },
        command: format!("{} --shard {first} --partial FILE", model.command()),
    }
}
