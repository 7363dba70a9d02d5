//! `foreland run --shard`, `--resume` and `foreland merge`: the bytes of one run.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Said, folder, foreland};

/// Three blocks of draws; a table from a file, prices from a part, what is unknown, what never comes, classes, asserts
/// that hold, fail and are open, expectations that look further, results across scenarios.
const PORT: &str = r#"model port {
  time 2026..2029
  draws 10000
}

use "shared/prices.fore" as prices

index berth = north, south

table ground by berth from "depth.csv" {
  columns depth: m
  because "the survey"
}

assume fee: USD/t = unknown { because "not published" }

assume load[berth] ~ normal(10, 3) Mt/year each year { because "the port authority" }

event storm "A storm closes the harbour" {
  hazard  20%/year
  cut     shipped by 50%
  because "five in 25 years"
}

let shipped = sum(load over berth)
let earned = shipped * prices.toll

outcome income: million USD/year = earned
outcome charged: million USD/year = shipped * fee
outcome first_storm = first(storm.active)
outcome total_load: Mt = total(shipped)
outcome deepest: m = max(ground.depth[north], ground.depth[south])
outcome busy = total(shipped) > 70 Mt
outcome lost: Mt = calm.total_load - open.total_load
outcome mean_lost: Mt = mean(calm.total_load) - mean(open.total_load)

scenario open { accept idle-scenario because "to compare with" }
scenario calm { prevent storm }

assert "some is shipped" shipped > 0 Mt/year
assert "little is free" shipped * fee >= 0 USD/year
assert "not so much" load[north] < 22 Mt/year
expect "storms cost" mean(calm.total_load) > mean(open.total_load)
expect "about what was told" mean(calm.total_load) > 79.7 Mt
"#;

const PRICES: &str = "assume toll ~ 2 to 5 USD/t { because \"the tariff\" }\n";
const DEPTH: &str = "berth,depth\nnorth,14\nsouth,11.5\n";

fn port() -> tempfile::TempDir {
    folder(&[
        ("port.fore", PORT),
        ("shared/prices.fore", PRICES),
        ("depth.csv", DEPTH),
    ])
}

/// What each format says: table, CSV, JSON, samples; with the exit code and what went to standard error.
fn all_formats(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    for format in ["table", "csv", "json"] {
        let last = ["--format", format, "--samples", "samples.csv"];
        let said = foreland(folder, &[arguments, &last].concat());
        let samples = std::fs::read_to_string(folder.join("samples.csv")).unwrap_or_default();
        all.extend([said.out, said.err, format!("{:?}", said.code), samples]);
    }
    all
}

/// Makes the shards of a run and merges them, in an order that is not theirs.
fn merged(folder: &Path, run: &[&str], of: usize) -> Vec<String> {
    let mut files = Vec::new();
    for index in 1..=of {
        let (shard, file) = (format!("{index}/{of}"), format!("{index}_of_{of}.part"));
        let last = ["--shard", &shard, "--partial", &file];
        let said = foreland(folder, &[run, &last].concat());
        assert_eq!(said.code, Some(0), "{}", said.err);
        files.push(file);
    }
    files.reverse();
    files.rotate_left(of / 3);
    let files = files.iter().map(String::as_str);
    all_formats(
        folder,
        &["merge"].into_iter().chain(files).collect::<Vec<_>>(),
    )
}

#[test]
fn shards_give_the_bytes_of_one_run() {
    let folder = port();
    let run = ["run", "port.fore"];
    let plain = all_formats(folder.path(), &run);
    insta::assert_snapshot!(plain[0], @r#"
port  2026..2029 by year

income [million USD/year]
                        2026    2027    2028    2029
  open  ▁▁▁▁  median      56      56      57      56
              p5–p95  24–105  24–105  24–104  24–105
  calm  ████  median      62      62      62      62
              p5–p95  34–110  34–109  34–108  34–109

charged [million USD/year]
  open  unknown (rests on fee)
  calm  unknown (rests on fee)

first_storm [date]
          p5  median   p95
  open  2026    2027  2029  none in 41.7% of draws
  calm  none in every draw

total_load [Mt]
        mean    p5  median   p95
  open  72.0  53.5    72.2  90.0
  calm  79.9  65.8    80.0  93.9

deepest [m]
  open  14.0
  calm  14.0

busy [probability]
  open  57.2%
  calm  87.2%

lost [Mt]
  mean  p5  median   p95
   7.9   0     8.2  23.1

mean_lost [Mt]
  7.91  ± 0.08 (standard error)

FAILED  assert "not so much" in open: first in draw 7224, 2027: 22.22 Mt/year >= 22 Mt/year
FAILED  assert "not so much" in calm: first in draw 7224, 2027: 22.22 Mt/year >= 22 Mt/year
unknown  assert "little is free" (rests on fee)
1 assertion and 2 expectations hold, 1 rests on what is unknown, 1 FAILS

10,000 draws, seed 1, numerics edition 1
"#);
    for of in [1, 3, 8] {
        let merged = merged(folder.path(), &run, of);
        for (merged, plain) in merged.iter().zip(&plain) {
            assert!(merged == plain, "{of} shards:\n{merged}\n{plain}");
        }
    }
}

#[test]
fn options_and_files_go_with_the_parts() {
    let folder = port();
    let run = [
        "run",
        "port.fore",
        "--seed",
        "7",
        "--draws",
        "9000",
        "--set",
        "prices.toll=3 USD/t",
        "--outcome",
        "income,busy",
        "--scenario",
        "calm",
    ];
    let plain = all_formats(folder.path(), &run);
    let merged = merged(folder.path(), &run, 2);
    assert!(merged == plain, "{merged:#?}\n{plain:#?}");
    // Nothing is read but the parts.
    for file in ["port.fore", "shared/prices.fore", "depth.csv"] {
        std::fs::remove_file(folder.path().join(file)).unwrap();
    }
    let parts = ["merge", "2_of_2.part", "1_of_2.part"];
    assert!(all_formats(folder.path(), &parts) == plain);
}

#[test]
fn what_is_certain_is_made_once() {
    let text = "model sure { time 2026..2028 }\nassume a = 3 t/year { because \"x\" }\noutcome b = total(a)\n";
    let folder = folder(&[("sure.fore", text)]);
    let run = ["run", "sure.fore"];
    let plain = all_formats(folder.path(), &run);
    assert!(merged(folder.path(), &run, 3) == plain);
    let said = foreland(
        folder.path(),
        &["run", "sure.fore", "--shard", "2/3", "--partial", "2.part"],
    );
    insta::assert_snapshot!(said.out, @r#"
shard 2/3 has no draws: nothing is uncertain, and the first shard makes the one draw
`2.part` says so; when all shards are there: `foreland merge` and their files
"#);
}

/// A root of what is below zero in draws of the second block and of the third.
const ROOTS: &str = "model roots { draws 12000 }\nassume x ~ normal(40, 11) { because \"x\" }\n\
    assume y ~ normal(40, 10) { because \"x\" }\noutcome r = sqrt(x)\noutcome s = sqrt(y)\n";

#[test]
fn what_goes_wrong_is_told_of_the_whole_run() {
    let folder = folder(&[("roots.fore", ROOTS)]);
    let plain = foreland(folder.path(), &["run", "roots.fore"]);
    insta::assert_snapshot!(plain.err, @r#"
error[no-value]: square root of -1.50540510124155, which is below zero (draw 7073)
   ╭─[roots.fore:4:13]
 4 │ outcome r = sqrt(x)
   ·             ───┬───
   ·                ╰── has no value there
   ╰────
  help: keep it at zero or above: `sqrt(max(x, 0))`

error[no-value]: square root of -2.2994306132098856, which is below zero (draw 10208)
   ╭─[roots.fore:5:13]
 5 │ outcome s = sqrt(y)
   ·             ───┬───
   ·                ╰── has no value there
   ╰────
  help: keep it at zero or above: `sqrt(max(x, 0))`

more about a code: foreland explain no-value
2 errors in roots.fore
"#);
    let mut codes = Vec::new();
    let mut files = Vec::new();
    for index in ["3/3", "1/3", "2/3"] {
        let file = format!("{}.part", &index[..1]);
        let run = ["run", "roots.fore", "--shard", index, "--partial", &file];
        codes.push(foreland(folder.path(), &run).code);
        files.push(file);
    }
    assert!(codes.contains(&Some(2)), "{codes:?}");
    let files = files.iter().map(String::as_str);
    let merge: Vec<&str> = ["merge"].into_iter().chain(files).collect();
    let merged = foreland(folder.path(), &merge);
    assert_eq!((merged.out, merged.err), (plain.out, plain.err));
    assert_eq!((merged.code, plain.code), (Some(2), Some(2)));
}

/// Makes parts of the port: shard, file, further options.
fn parts(folder: &Path, all: &[(&str, &str, &[&str])]) {
    for (shard, file, more) in all {
        let run = ["run", "port.fore", "--shard", shard, "--partial", file];
        let said = foreland(folder, &[&run[..], more].concat());
        assert_eq!(said.code, Some(0), "{}", said.err);
    }
}

/// What is said where parts are not merged.
fn refused(folder: &Path, files: &[&str]) -> String {
    let said = foreland(folder, &[&["merge"], files].concat());
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)), "{files:?}");
    said.err
}

#[test]
fn parts_that_do_not_go_together() {
    let folder = port();
    let path = folder.path();
    let set = "prices.toll=3 USD/t";
    parts(
        path,
        &[
            ("1/2", "a.part", &[]),
            ("2/2", "b.part", &[]),
            ("2/2", "seed.part", &["--seed", "2"]),
            ("2/2", "draws.part", &["--draws", "20000"]),
            ("2/2", "set.part", &["--set", set]),
            ("2/2", "scenario.part", &["--scenario", "calm"]),
            ("1/3", "third.part", &[]),
            ("8/8", "last.part", &["--set", set, "--draws", "40000"]),
        ],
    );
    std::fs::write(path.join("depth.csv"), DEPTH.replace("14", "15")).unwrap();
    parts(path, &[("2/2", "depth.part", &[])]);
    let mut told: Vec<String> = [
        &["a.part", "seed.part"][..],
        &["a.part", "draws.part"],
        &["a.part", "set.part"],
        &["a.part", "scenario.part"],
        &["a.part", "depth.part"],
        &["a.part", "b.part", "a.part"],
        &["a.part", "third.part", "b.part"],
        &["a.part"],
        &["last.part"],
        &["a.part", "port.fore"],
        &["a.part", "c.part"],
        &["a.part", "shared"],
        &["a.part", "b.part", "-o", "a.part"],
    ]
    .into_iter()
    .map(|files| format!("{}\n{}", files.join(" "), refused(path, files)))
    .collect();
    let whole = std::fs::read(path.join("b.part")).unwrap();
    std::fs::write(path.join("b.part"), &whole[..whole.len() / 2]).unwrap();
    told.push(refused(path, &["a.part", "b.part"]));
    let other = [&b"foreland part 2\n"[..], &whole[16..]].concat();
    std::fs::write(path.join("b.part"), other).unwrap();
    told.push(refused(path, &["a.part", "b.part"]));
    insta::assert_snapshot!(told.join("\n"), @r#"
a.part seed.part
error: `a.part` and `seed.part` are of different runs: seed 1 in `a.part`, seed 2 in `seed.part`
  help: make the one that is not as it should be again, and merge those of one run

a.part draws.part
error: `a.part` and `draws.part` are of different runs: 10,000 draws in `a.part`, 20,000 draws in `draws.part`
  help: make the one that is not as it should be again, and merge those of one run

a.part set.part
error: `a.part` and `set.part` are of different runs: no `--set` in `a.part`, `--set 'prices.toll=3 USD/t'` in `set.part`
  help: make the one that is not as it should be again, and merge those of one run

a.part scenario.part
error: `a.part` and `scenario.part` are of different runs: `--scenario open --scenario calm` in `a.part`, `--scenario calm` in `scenario.part`
  help: make the one that is not as it should be again, and merge those of one run

a.part depth.part
error: `a.part` and `depth.part` are of different runs: they were made from different versions of `depth.csv`
  help: make the one that is not as it should be again, and merge those of one run

a.part b.part a.part
error: `a.part` is named twice
  help: name each part once

a.part third.part b.part
error: draws 1 to 4,096 are in both `third.part` (shard 1/3) and `a.part` (shard 1/2)
  help: merge the shards of one division only: all of `--shard …/8`, for instance

a.part
error: draws 8,193 to 10,000 of 10,000 are missing: shard 2/2
  help: name it too, or make it: `foreland run port.fore --shard 2/2 --partial FILE`

last.part
error: draws 1 to 36,864 of 40,000 are missing: shards 1/8, 2/8, 3/8, 4/8, 5/8 and 2 more
  help: name them too, or make them: `foreland run port.fore --draws 40000 --set 'prices.toll=3 USD/t' --shard 1/8 --partial FILE`

a.part port.fore
error: `port.fore` is no partial file
  help: `foreland run MODEL --shard 1/8 --partial FILE` writes one

a.part c.part
error: `c.part` cannot be read: no such file or directory

a.part shared
error: `shared` cannot be read: is a directory

a.part b.part -o a.part
error: `a.part` cannot be written: it is one of the parts

error: `b.part` is damaged: it was cut off or changed after it was written
  help: copy it again from where it was made, or make it again

error: `b.part` was written by another version of foreland, which lays partial files out differently
  help: make it again with this version
"#);
}

#[test]
fn options_that_lack_another() {
    let folder = port();
    let path = folder.path();
    let told = |more: &[&str]| {
        let said = foreland(path, &[&["run", "port.fore"], more].concat());
        assert_eq!((said.out.as_str(), said.code), ("", Some(2)), "{more:?}");
        format!("{}\n{}", more.join(" "), said.err)
    };
    let told = [
        told(&["--shard", "3/8"]),
        told(&["--resume"]),
        told(&["--shard", "9/8", "--partial", "a.part"]),
        told(&["--shard", "auto", "--partial", "a.part"]),
        told(&["--shard", "1/8", "--partial", "a.part", "-o", "a.csv"]),
        told(&["--partial", "port.fore"]),
        told(&["--partial", "depth.csv"]),
        told(&["--partial", "a.csv", "-o", "a.csv"]),
        told(&["--partial", "no/a.part"]),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
--shard 3/8
error: `--shard` saves its draws to a file, and none is named
  help: name one with `--partial`, such as `--partial 3.part`

--resume
error: `--resume` goes on with a file, and none is named
  help: name the file of the run that was interrupted: `--partial FILE`

--shard 9/8 --partial a.part
error: invalid value '9/8' for '--shard <I/N>': there is no shard 9 of 8: the last is 8/8

For more information, try '--help'.

--shard auto --partial a.part
error: `--shard auto` finds neither `SLURM_ARRAY_TASK_ID` nor `JOB_COMPLETION_INDEX`
  help: outside an array of Slurm or an indexed job of Kubernetes write the number: `--shard 1/8`

--shard 1/8 --partial a.part -o a.csv
error: a shard has only some of the draws, and `--output` is for the results of all
  help: give `--output` to `foreland merge`, which puts the shards together

--partial port.fore
error: `port.fore` cannot be written: it is the model

--partial depth.csv
error: `depth.csv` cannot be written: the model uses it

--partial a.csv -o a.csv
error: `a.csv` cannot be written: it is named for the partial file too

--partial no/a.part
error: `no/a.part` cannot be written: no such file or directory
"#);
    std::fs::write(path.join("notes.txt"), "of mine").unwrap();
    let said = foreland(path, &["run", "port.fore", "--partial", "notes.txt"]);
    insta::assert_snapshot!(said.err, @r#"
error: `notes.txt` is there and is no partial file, so it is not written over
  help: give `--partial` another name
"#);
    assert_eq!(
        std::fs::read_to_string(path.join("notes.txt")).unwrap(),
        "of mine"
    );
}

#[test]
fn a_part_is_made_again() {
    let folder = port();
    parts(folder.path(), &[("1/2", "a.part", &[])]);
    let before = std::fs::read(folder.path().join("a.part")).unwrap();
    parts(folder.path(), &[("1/2", "a.part", &["--threads", "1"])]);
    assert!(before == std::fs::read(folder.path().join("a.part")).unwrap());
    std::fs::write(folder.path().join("a.part"), &before[..before.len() - 1]).unwrap();
    parts(folder.path(), &[("1/2", "a.part", &[])]);
    assert!(before == std::fs::read(folder.path().join("a.part")).unwrap());
}

#[test]
fn going_on_with_nothing_and_with_all() {
    let folder = port();
    let path = folder.path();
    let run = ["run", "port.fore"];
    let plain = foreland(path, &run);
    let resume = [&run[..], &["--partial", "a.part", "--resume"]].concat();
    let begun = foreland(path, &resume);
    assert_eq!(begun.out, plain.out);
    let again = foreland(path, &resume);
    assert_eq!((&again.out, again.code), (&plain.out, plain.code));
    let merged = foreland(path, &["merge", "a.part"]);
    assert_eq!((&merged.out, &merged.err), (&plain.out, &plain.err));
    let other = foreland(path, &[&resume[..], &["--seed", "2"]].concat());
    let shard = foreland(path, &[&resume[..], &["--shard", "1/2"]].concat());
    let text = PORT.replace("22 Mt", "23 Mt");
    std::fs::write(path.join("port.fore"), text).unwrap();
    let changed = foreland(path, &resume);
    let own = |said: &Said| said.err.replace(&plain.err, "");
    let told = [
        own(&begun),
        own(&again),
        own(&other),
        own(&shard),
        own(&changed),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
`a.part` is not there yet: beginning with the first draw

`a.part` has all of its draws already

error: `a.part` is of another run: seed 1 in it, seed 2 asked for now
  help: to go on with it: `foreland run port.fore --partial a.part --resume`; to begin anew, delete it or name another

error: `a.part` is of another run: shard 1/1 (draws 1 to 10,000) in it, shard 1/2 (draws 1 to 8,192) asked for now
  help: to go on with it: `foreland run port.fore --partial a.part --resume`; to begin anew, delete it or name another

error: `a.part` is of another run: it was made from another version of `port.fore`
  help: to begin anew, delete it or name another
"#);
}

/// Starts a run that takes a while, and saves its draws.
fn started(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin("foreland"))
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until a file is not what it was, or nobody writes to it any more.
fn wait_for(child: &mut Child, file: &Path, before: &[u8]) {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none() {
        if std::fs::read(file).is_ok_and(|now| now != before) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Sends a signal to a run once it has saved something, and waits for its end: the code it ended with, and what it said.
#[cfg(unix)]
fn stopped(mut child: Child, signal: &str, file: &Path) -> (Option<i32>, String) {
    let before = std::fs::read(file).unwrap_or_default();
    wait_for(&mut child, file, &before);
    let id = child.id().to_string();
    // One that has come to its end hears nothing.
    let _ = Command::new("kill").args([signal, &id]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), told)
}

/// A model whose draws take long and leave little.
#[cfg(unix)]
fn slow() -> String {
    // What is expected would be drawn much further still.
    let (text, _) = PORT.split_once("expect").unwrap();
    let mut text = text.to_owned();
    let mut names = Vec::new();
    for at in 0..60 {
        text += &format!("assume noise_{at} ~ beta(2, 3) each year {{ because \"a test\" }}\n");
        names.push(format!("noise_{at}"));
    }
    text + &format!("outcome heard = highest({}) > 30\n", names.join(" + "))
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on_to_the_same_bytes() {
    let folder = port();
    let path = folder.path();
    std::fs::write(path.join("port.fore"), slow()).unwrap();
    let file = path.join("a.part");
    let outcomes = ["--outcome", "busy,heard", "--partial", "a.part"];
    let arguments = |draws: &'static str| {
        let run = ["run", "port.fore", "--draws", draws, "--threads", "1"];
        [&run[..], &outcomes].concat()
    };
    // So many that the machine is not done before it is interrupted.
    let (mut first, mut code, mut told) = (Vec::new(), None, String::new());
    for draws in ["30000", "120000", "480000", "2000000"] {
        first = arguments(draws);
        (code, told) = stopped(started(path, &first), "-INT", &file);
        if code == Some(130) {
            break;
        }
        std::fs::remove_file(&file).unwrap();
    }
    let resume = [&first[..], &["--resume"]].concat();
    let plain = foreland(path, &first[..first.len() - 2]);
    assert_eq!(code, Some(130), "{told}");
    assert!(told.contains("interrupted: "), "{told}");
    assert!(told.contains("--partial a.part --resume`"), "{told}");
    let merged = foreland(path, &["merge", "a.part"]);
    assert_eq!(merged.code, Some(2), "{}", merged.err);
    assert!(merged.err.contains("is not finished"), "{}", merged.err);
    let interrupted = std::fs::read(&file).unwrap();
    let anew = foreland(path, &first);
    assert!(anew.err.contains("to begin anew, delete the file"));
    assert!(interrupted == std::fs::read(&file).unwrap());

    let (_, told) = stopped(started(path, &resume), "-KILL", &file);
    assert!(told.contains("going on with `a.part`"), "{told}");
    assert!(!told.contains("interrupted"), "{told}");
    assert!(interrupted != std::fs::read(&file).unwrap());

    stopped(started(path, &resume), "-TERM", &file);
    let last = foreland(path, &resume);
    assert_eq!((&last.out, last.code), (&plain.out, plain.code));
    let merged = foreland(path, &["merge", "a.part"]);
    assert_eq!((merged.out, merged.err), (plain.out, plain.err));
    let left = std::fs::read_dir(path).unwrap();
    let left = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let unfinished = left.filter(|name| name.starts_with(".foreland-"));
    // What is killed while it writes cannot tidy up.
    assert!(unfinished.count() <= 1);
}
