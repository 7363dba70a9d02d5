//! `--shard 3/8`, `--shard auto`: which of several processes this one is.

use std::str::FromStr;

use miette::Diagnostic;

use crate::program::Shard;
use crate::units::grouped;

/// What is given as `--shard`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// `3/8`
    Known(Shard),
    /// `auto/8`, or `auto`: the number comes from whoever started the process.
    Auto(Option<usize>),
}

/// `--shard 3of8`
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotAShard {
    #[error(
        "write it as 3/8, the third of eight shards, or as auto/8 for the number of a job of Slurm or Kubernetes"
    )]
    Form,
    #[error("shards count from 1: the first of {0} is 1/{0}")]
    Zero(usize),
    #[error("there is no shard {0} of {1}: the last is {1}/{1}")]
    Beyond(usize, usize),
    #[error("a run has 1 to {} shards", grouped(&Shard::MOST.to_string()))]
    Many,
}

impl FromStr for Given {
    type Err = NotAShard;

    fn from_str(given: &str) -> Result<Given, NotAShard> {
        let number = |text: &str| text.trim().parse().map_err(|_| NotAShard::Form);
        let Some((index, of)) = given.split_once('/') else {
            return match given {
                "auto" => Ok(Given::Auto(None)),
                _ => Err(NotAShard::Form),
            };
        };
        let of: usize = number(of)?;
        if !(1..=Shard::MOST).contains(&of) {
            return Err(NotAShard::Many);
        }
        if index.trim() == "auto" {
            return Ok(Given::Auto(Some(of)));
        }
        let index: usize = number(index)?;
        match Shard::new(index, of) {
            Some(shard) => Ok(Given::Known(shard)),
            None if index == 0 => Err(NotAShard::Zero(of)),
            None => Err(NotAShard::Beyond(index, of)),
        }
    }
}

/// Why the environment does not tell which shard this is.
#[derive(Debug, PartialEq, Eq, thiserror::Error, Diagnostic)]
pub(super) enum Unknown {
    #[error("`--shard auto` finds neither `SLURM_ARRAY_TASK_ID` nor `JOB_COMPLETION_INDEX`")]
    #[diagnostic(help(
        "outside an array of Slurm or an indexed job of Kubernetes write the number: `--shard 1/8`"
    ))]
    Nowhere,
    #[error("`--shard auto` finds both `SLURM_ARRAY_TASK_ID` and `JOB_COMPLETION_INDEX`")]
    #[diagnostic(help("write which it is: `--shard $SLURM_ARRAY_TASK_ID/8`"))]
    Both,
    #[error("`{name}` is `{value}`, which is no number of a shard")]
    #[diagnostic(help("write the number: `--shard 1/8`"))]
    NoNumber { name: &'static str, value: String },
    #[error("the array's tasks are {least} to {most}: they do not tell how many shards there are")]
    #[diagnostic(help(
        "submit all shards as tasks from 1 on, with `--array=1-8`; to make only some of them, write how many there are: `--shard auto/8`"
    ))]
    Array { least: usize, most: usize },
    #[error("the array's tasks count from 0, and shards from 1")]
    #[diagnostic(help("submit it with `--array=1-{of}`"))]
    FromZero { of: usize },
    #[error("task {index} is no shard of {of}: shards are 1 to {of}")]
    #[diagnostic(help("submit the array with `--array=1-{of}`"))]
    Task { index: usize, of: usize },
    #[error("index {index} is no shard of {of}: the job has more completions than that")]
    #[diagnostic(help("give both the same number: `completions: {of}` and `--shard auto/{of}`"))]
    Index { index: usize, of: usize },
    #[error("nothing says how many shards there are")]
    #[diagnostic(help("write it behind the bar: `--shard auto/8`"))]
    HowMany,
}

/// Which shard that is, where `variable` reads the environment.
pub(super) fn resolved(
    given: Given,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Shard, Unknown> {
    let of = match given {
        Given::Known(shard) => return Ok(shard),
        Given::Auto(of) => of,
    };
    let number = |name: &'static str| -> Result<Option<usize>, Unknown> {
        let Some(value) = variable(name) else {
            return Ok(None);
        };
        let parsed = value.trim().parse();
        parsed
            .map(Some)
            .map_err(|_| Unknown::NoNumber { name, value })
    };
    match (
        number("SLURM_ARRAY_TASK_ID")?,
        number("JOB_COMPLETION_INDEX")?,
    ) {
        (None, None) => Err(Unknown::Nowhere),
        (Some(_), Some(_)) => Err(Unknown::Both),
        (Some(task), None) => of_array(task, of, &number),
        (None, Some(index)) => {
            let of = of.ok_or(Unknown::HowMany)?;
            // These indexes count from 0, whatever the job.
            Shard::new(index.saturating_add(1), of).ok_or(Unknown::Index { index, of })
        }
    }
}

/// The tasks of an array are the shards, counted alike: then a task's number names its shard, also where only some of
/// the tasks are submitted again.
fn of_array(
    task: usize,
    of: Option<usize>,
    number: &dyn Fn(&'static str) -> Result<Option<usize>, Unknown>,
) -> Result<Shard, Unknown> {
    let least = number("SLURM_ARRAY_TASK_MIN")?;
    let most = number("SLURM_ARRAY_TASK_MAX")?;
    let count = number("SLURM_ARRAY_TASK_COUNT")?;
    let of = match (of, count) {
        (Some(of), _) => of,
        (None, Some(of)) if (least, most) == (Some(1), Some(of)) => of,
        (None, Some(of)) if (least, most) == (Some(0), Some(of.saturating_sub(1))) => {
            return Err(Unknown::FromZero { of });
        }
        (None, _) => {
            return Err(match (least, most) {
                (Some(least), Some(most)) => Unknown::Array { least, most },
                _ => Unknown::HowMany,
            });
        }
    };
    match Shard::new(task, of) {
        _ if least == Some(0) => Err(Unknown::FromZero { of }),
        Some(shard) => Ok(shard),
        None => Err(Unknown::Task { index: task, of }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(given: &str, variables: &[(&str, &str)]) -> Result<String, String> {
        let given: Given = given.parse().map_err(|no: NotAShard| no.to_string())?;
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let shard = resolved(given, &variable).map_err(|unknown| {
            let help = unknown.help().map(|help| help.to_string());
            format!("{unknown}\n  {}", help.unwrap_or_default())
        })?;
        Ok(shard.to_string())
    }

    fn slurm(given: &str, task: &str, least: &str, most: &str, count: &str) -> String {
        let found = from(
            given,
            &[
                ("SLURM_ARRAY_TASK_ID", task),
                ("SLURM_ARRAY_TASK_MIN", least),
                ("SLURM_ARRAY_TASK_MAX", most),
                ("SLURM_ARRAY_TASK_COUNT", count),
            ],
        );
        found.unwrap_or_else(|told| told)
    }

    #[test]
    fn numbers_that_are_written() {
        assert_eq!(from("3/8", &[]).as_deref(), Ok("3/8"));
        let told: Vec<String> = ["0/8", "9/8", "1/0", "3", "/8", "a/8", "1/9999999"]
            .map(|given| format!("{given}: {}", from(given, &[]).unwrap_err()))
            .to_vec();
        insta::assert_snapshot!(told.join("\n"), @r#"
0/8: shards count from 1: the first of 8 is 1/8
9/8: there is no shard 9 of 8: the last is 8/8
1/0: a run has 1 to 1,000,000 shards
3: write it as 3/8, the third of eight shards, or as auto/8 for the number of a job of Slurm or Kubernetes
/8: write it as 3/8, the third of eight shards, or as auto/8 for the number of a job of Slurm or Kubernetes
a/8: write it as 3/8, the third of eight shards, or as auto/8 for the number of a job of Slurm or Kubernetes
1/9999999: a run has 1 to 1,000,000 shards
"#);
    }

    #[test]
    fn numbers_of_an_array() {
        assert_eq!(slurm("auto", "3", "1", "8", "8"), "3/8");
        assert_eq!(slurm("auto/8", "3", "1", "8", "8"), "3/8");
        assert_eq!(slurm("auto/8", "7", "3", "7", "2"), "7/8");
        let told = [
            slurm("auto", "3", "0", "7", "8"),
            slurm("auto", "3", "3", "7", "2"),
            slurm("auto/8", "0", "0", "7", "8"),
            slurm("auto/8", "3", "0", "7", "8"),
            slurm("auto/8", "9", "1", "9", "9"),
            slurm("auto/8", "x", "1", "9", "9"),
        ];
        insta::assert_snapshot!(told.join("\n"), @r#"
the array's tasks count from 0, and shards from 1
  submit it with `--array=1-8`
the array's tasks are 3 to 7: they do not tell how many shards there are
  submit all shards as tasks from 1 on, with `--array=1-8`; to make only some of them, write how many there are: `--shard auto/8`
the array's tasks count from 0, and shards from 1
  submit it with `--array=1-8`
the array's tasks count from 0, and shards from 1
  submit it with `--array=1-8`
task 9 is no shard of 8: shards are 1 to 8
  submit the array with `--array=1-8`
`SLURM_ARRAY_TASK_ID` is `x`, which is no number of a shard
  write the number: `--shard 1/8`
"#);
    }

    #[test]
    fn numbers_of_a_job() {
        let job = |given: &str, index: &str| from(given, &[("JOB_COMPLETION_INDEX", index)]);
        assert_eq!(job("auto/8", "0").as_deref(), Ok("1/8"));
        assert_eq!(job("auto/8", "7").as_deref(), Ok("8/8"));
        let told = [
            job("auto/8", "8").unwrap_err(),
            job("auto", "0").unwrap_err(),
            from("auto", &[]).unwrap_err(),
            from(
                "auto/8",
                &[("JOB_COMPLETION_INDEX", "1"), ("SLURM_ARRAY_TASK_ID", "1")],
            )
            .unwrap_err(),
        ];
        insta::assert_snapshot!(told.join("\n"), @r#"
index 8 is no shard of 8: the job has more completions than that
  give both the same number: `completions: 8` and `--shard auto/8`
nothing says how many shards there are
  write it behind the bar: `--shard auto/8`
`--shard auto` finds neither `SLURM_ARRAY_TASK_ID` nor `JOB_COMPLETION_INDEX`
  outside an array of Slurm or an indexed job of Kubernetes write the number: `--shard 1/8`
`--shard auto` finds both `SLURM_ARRAY_TASK_ID` and `JOB_COMPLETION_INDEX`
  write which it is: `--shard $SLURM_ARRAY_TASK_ID/8`
"#);
    }
}
