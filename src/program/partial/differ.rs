//! Whether two partial files are of one run, and what differs if not.

use super::head::{Head, told};
use crate::units::grouped;

/// What differs between two runs, in the words of who compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A file of the model is another, or only one of the two has it.
    File(String),
    /// An option: what the one was made with, and the other.
    Option(String, String),
}

impl Head {
    /// What differs between the runs that two files are of; both are of this version of the program.
    pub(super) fn difference(&self, other: &Head) -> Option<Difference> {
        if let Some(name) = other_file(self, other) {
            return Some(Difference::File(name));
        }
        let of = |head: &Head| {
            [
                listed("--set", &head.set),
                listed("--scenario", &head.scenarios),
                listed("--outcome", &head.outcomes),
                format!("seed {}", head.seed),
                format!("{} draws", grouped(&head.draws_asked.to_string())),
            ]
        };
        let mut both = of(self).into_iter().zip(of(other));
        let (one, other) = both.find(|(one, other)| one != other)?;
        Some(Difference::Option(one, other))
    }

    /// What differs between a file that is there and the one that is asked for, which is to take its place.
    pub(super) fn difference_as_asked(&self, asked: &Head) -> Option<Difference> {
        self.difference(asked).or_else(|| {
            let of = |head: &Head| format!("shard {} ({})", head.shard(), told(&head.room()));
            let same = (self.shard, self.shards) == (asked.shard, asked.shards);
            (!same).then(|| Difference::Option(of(self), of(asked)))
        })
    }
}

/// A file of the model that is not the same in both.
fn other_file(one: &Head, other: &Head) -> Option<String> {
    let prints = |head: &Head| {
        let files = head.files.iter();
        let prints = files.map(|file| (file.file.clone(), file.sha256.clone()));
        prints.collect::<std::collections::BTreeMap<_, _>>()
    };
    let (ones, others) = (prints(one), prints(other));
    let differs = |file: &&super::head::FileHead| ones.get(&file.file) != others.get(&file.file);
    let mut all = one.files.iter().chain(&other.files);
    all.find(differs).map(|file| file.name.clone())
}

/// `--set a=1 --set b=2`
fn listed(option: &str, values: &[String]) -> String {
    let each = values
        .iter()
        .map(|value| format!("{option} {}", super::head::quoted(value)));
    let each: Vec<String> = each.collect();
    match each.is_empty() {
        true => format!("no `{option}`"),
        false => format!("`{}`", each.join(" ")),
    }
}

impl Difference {
    /// Of two files.
    pub(super) fn between(&self, one: &str, other: &str) -> String {
        match self {
            Difference::File(name) => {
                format!("they were made from different versions of `{name}`")
            }
            Difference::Option(ones, others) => {
                format!("{ones} in `{one}`, {others} in `{other}`")
            }
        }
    }

    /// Of a file that is there and what is asked for now.
    pub(super) fn than_asked(&self) -> String {
        match self {
            Difference::File(name) => format!("it was made from another version of `{name}`"),
            Difference::Option(theirs, asked) => format!("{theirs} in it, {asked} asked for now"),
        }
    }
}
