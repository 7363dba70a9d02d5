//! Partial files that are torn, bent or made up.

use sha2::{Digest, Sha256};

use super::*;
use crate::eval::Watch;
use crate::eval::samples::ResultColumn;
use crate::program::loader::Alone;
use crate::program::{Request, check};
use crate::source::Source;
use crate::types::model::TypedModel;

const TEXT: &str = "model m { time 2026..2028; draws 300 }\nassume x ~ normal(10, 5) each year\n\
    assume u: t = unknown\nevent e { hazard 20%/year }\nchoice c { option a { weight 40% }; option b { weight 60% } }\n\
    outcome y = x\noutcome root = sqrt(x + 2)\noutcome when = first(e.active)\noutcome which = c\noutcome rich = average(x) > 10\n\
    outcome nobody: t = u\nassert \"more\" x > -3\nassert \"known\" u > 0 t\nexpect mean(y) > 5\n";

fn model() -> TypedModel {
    let checked = check(Source::new("m.fore", TEXT), &[]);
    let told = crate::diagnostics::render(
        &crate::diagnostics::Finding::all_of(&checked.faults),
        &checked.sources,
        crate::diagnostics::Style {
            width: 100,
            colour: false,
        },
    );
    checked.model.unwrap_or_else(|| panic!("{told}"))
}

fn job(model: &TypedModel) -> Job<'_> {
    match Job::new(model, Request::default()) {
        Ok(job) => job,
        Err(faults) => panic!("{}", faults.0[0]),
    }
}

/// The bytes of the whole run.
fn written(job: &Job) -> Vec<u8> {
    let kept = Keeping::new("m.fore", TEXT.into(), &Alone).into_kept();
    let writer = Writer::new(job, Shard::WHOLE, &kept, Vec::new()).unwrap();
    let mut bytes = Vec::new();
    writer.write(job, &whole(job), &mut bytes).unwrap();
    bytes
}

fn whole(job: &Job) -> Part {
    let Ok(mut part) = job.blank(Shard::WHOLE) else {
        panic!("there is room for few draws")
    };
    let mut watch = Watch {
        stop: &|| false,
        look: &mut |_| {},
    };
    job.draw(&mut part, None, &mut watch);
    part
}

/// Puts bytes together again that were taken apart and bent, with sums that fit.
fn sealed(head: &Head, deflated: &[u8], columns: &[u8]) -> Vec<u8> {
    let text = serde_json::to_vec(head).unwrap();
    let mut bytes = b"foreland part 1\n".to_vec();
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text);
    bytes.extend(Sha256::digest(&bytes));
    bytes.extend((deflated.len() as u64).to_le_bytes());
    bytes.extend([deflated, columns].concat());
    bytes.extend(Sha256::digest(&bytes));
    bytes
}

/// What is said of a file, if it is refused.
fn refusal(job: &Job, bytes: &[u8]) -> Option<Refused> {
    let part = || {
        let partial = read("a.part", bytes)?;
        partial.kept()?;
        partial.part(job)
    };
    part().err()
}

fn is_damaged(job: &Job, bytes: &[u8]) -> bool {
    matches!(refusal(job, bytes), Some(Refused::Damaged { .. }))
}

#[test]
fn what_is_written_is_read() {
    let model = model();
    let job = job(&model);
    let bytes = written(&job);
    let partial = read("a.part", &bytes).unwrap();
    let kept = partial.kept().unwrap();
    assert_eq!(kept.root(), Some(("m.fore", TEXT.as_bytes())));
    let (again, part) = (partial.part(&job).unwrap(), whole(&job));
    let both = again.columns().zip(part.columns());
    for (again, part) in both {
        assert_eq!(again.marks, part.marks);
        let bits = |column: &ResultColumn| -> Vec<u64> {
            let values = column.values.iter();
            values.map(|value| value.to_bits()).collect()
        };
        assert_eq!(bits(again), bits(part));
    }
    let findings = job.planned().findings(&again);
    assert_eq!(findings, job.planned().findings(&part));
    let [found] = findings.as_slice() else {
        panic!("one scenario")
    };
    assert!(!found.faults.is_empty());
    assert!(found.asserts[0][0].is_some() && found.asserts[1][1].is_some());
    // Written again from what was read: the same.
    let kept = Keeping::new("m.fore", TEXT.into(), &Alone).into_kept();
    let writer = Writer::new(&job, Shard::WHOLE, &kept, Vec::new()).unwrap();
    let mut copy = Vec::new();
    writer.write(&job, &again, &mut copy).unwrap();
    assert!(copy == bytes);
}

#[test]
fn a_torn_file_is_refused() {
    let model = model();
    let job = job(&model);
    let bytes = written(&job);
    for end in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        let torn = &bytes[..end];
        assert!(refusal(&job, torn).is_some(), "{end}");
    }
    let more = [&bytes[..], b"\n"].concat();
    assert!(is_damaged(&job, &more));
}

#[test]
fn a_bent_file_is_refused() {
    let model = model();
    let job = job(&model);
    let mut bytes = written(&job);
    for at in (0..bytes.len()).step_by(97) {
        let bit = 1 << (at % 8);
        bytes[at] ^= bit;
        assert!(refusal(&job, &bytes).is_some(), "{at}");
        bytes[at] ^= bit;
    }
    assert!(refusal(&job, &bytes).is_none());
}

#[test]
fn lengths_that_lie_are_refused() {
    let model = model();
    let job = job(&model);
    let bytes = written(&job);
    let mut long = bytes.clone();
    long[16..24].copy_from_slice(&u64::MAX.to_le_bytes());
    assert!(is_damaged(&job, &long));
    let Ok(sound) = format::read(&bytes) else {
        panic!("it is sound")
    };
    let bent = |change: &dyn Fn(&mut Head)| {
        let mut head = sound.head.clone();
        change(&mut head);
        sealed(&head, sound.deflated, sound.columns)
    };
    assert!(bent(&|_| {}) == bytes);
    let lies: [&dyn Fn(&mut Head); 14] = [
        &|head| head.done = usize::MAX,
        &|head| head.done = 299,
        &|head| head.end = usize::MAX,
        &|head| head.first = 1,
        &|head| (head.draws, head.end, head.done) = (usize::MAX, usize::MAX, usize::MAX),
        &|head| (head.draws, head.end, head.done) = (100_000_000, 100_000_000, 100_000_000),
        &|head| head.shards = 0,
        &|head| head.shard = 2,
        &|head| head.files[0].bytes = usize::MAX,
        &|head| head.files.clear(),
        &|head| head.findings.clear(),
        &|head| head.findings[0].asserts.clear(),
        &|head| head.findings[0].asserts[0][0] = Some((usize::MAX, None)),
        &|head| head.findings[0].faults[0].2 = 300,
    ];
    for (at, lie) in lies.into_iter().enumerate() {
        let bytes = bent(lie);
        let root = read("a.part", &bytes).and_then(|partial| {
            let kept = partial.kept()?;
            partial.input(&kept).map(|_| ())
        });
        assert!(root.is_err() || is_damaged(&job, &bytes), "{at}");
    }
    let other = sealed(&sound.head, b"no deflate", sound.columns);
    assert!(is_damaged(&job, &other));
    let mut form = sound.columns.to_vec();
    form[0] = 9;
    assert!(is_damaged(
        &job,
        &sealed(&sound.head, sound.deflated, &form)
    ));
}

#[test]
fn values_that_nobody_drew_do_no_harm() {
    let model = model();
    let job = job(&model);
    let bytes = written(&job);
    let Ok(sound) = format::read(&bytes) else {
        panic!("it is sound")
    };
    let mut head = sound.head.clone();
    head.findings[0].faults.clear();
    let kept = Keeping::new("m.fore", TEXT.into(), &Alone).into_kept();
    for odd in [f64::INFINITY, f64::NAN, -1.0, 1e300, f64::from_bits(1), 7.5] {
        let mut columns = Vec::new();
        for column in whole(&job).columns() {
            columns.push(0);
            let values = (0..column.values.len()).map(|at| match at % 3 {
                0 => -odd,
                1 => odd * at as f64,
                _ => odd,
            });
            columns.extend(values.flat_map(f64::to_le_bytes));
        }
        let bytes = sealed(&head, sound.deflated, &columns);
        let partial = read("a.part", &bytes).unwrap();
        let input = partial.input(&kept).unwrap();
        if let Ok(ran) = job.finish(partial.part(&job).unwrap(), &input, None) {
            let view = crate::report::View {
                width: 100,
                colour: false,
                elapsed: None,
            };
            crate::report::table(&ran.report, view);
        }
    }
}
