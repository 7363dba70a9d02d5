//! Same model, same bytes: in debug and release, with any number of threads, with and without FMA, whatever stands
//! beside it. The digests are of every draw of every outcome; they are part of numerics edition 1 and never change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use foreland::numerics::Width;

/// Fixed models with the digest of their samples.
const DIGESTS: &[(&str, u64)] = &[
    ("tests/bits/every_distribution.fore", 0xdf35_7455_542a_900f),
    ("tests/bits/every_element.fore", 0xf22c_6469_b264_6477),
    ("tests/cases/syntax/mine.fore", 0x1562_97a9_5d86_3a51),
    ("tests/bits/every_tie.fore", 0xe51c_23b9_703f_e733),
];

/// Models that may still change; their draws must not depend on how they are run.
const MODELS: &[&str] = &[
    "examples/stock_cover.fore",
    "examples/japan_pakistan_trade.fore",
    "tests/bits/every_distribution.fore",
    "tests/bits/every_tie.fore",
    "tests/bits/every_element.fore",
    "tests/cases/syntax/mine.fore",
];

const DRAWS: &str = "2000";

/// What hides the machine's FMA and AVX2 from a C library that picks its code by them.
const WITHOUT_FMA: &str = "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable";

/// FNV-1a, 64 bits.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Every draw of every outcome of a model, as the program writes them.
fn samples(model: &Path, threads: &str, tunables: &str) -> Vec<u8> {
    samples_with(model, threads, tunables, &[])
}

/// The same with more options.
fn samples_with(model: &Path, threads: &str, tunables: &str, options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder for the samples");
    let file = folder.path().join("samples.csv");
    let output = Command::new(env!("CARGO_BIN_EXE_foreland"))
        .env("GLIBC_TUNABLES", tunables)
        .args(["run", "--draws", DRAWS, "--threads", threads, "--samples"])
        .args([&file, model])
        .args(options)
        .output()
        .expect("the program starts");
    assert_ne!(
        output.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    fs::read(&file).expect("the samples were written")
}

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn draws_have_the_digests_of_edition_1() {
    let mut wrong = Vec::new();
    for (model, wanted) in DIGESTS {
        let found = digest(&samples(&in_project(model), "2", ""));
        if found != *wanted {
            wrong.push(format!("(\"{model}\", 0x{found:016x}),"));
        }
    }
    assert!(
        wrong.is_empty(),
        "numerics edition 1 never changes; found:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn threads_and_fused_operations_change_no_bit() {
    for model in MODELS {
        let model = in_project(model);
        let two = samples(&model, "2", "");
        assert!(
            two == samples(&model, "1", ""),
            "{} differs with one thread",
            model.display()
        );
        assert!(
            two == samples(&model, "2", WITHOUT_FMA),
            "{} differs without FMA",
            model.display()
        );
    }
}

#[test]
fn sixteen_threads_and_every_width_change_no_bit() {
    let widths = Width::available();
    for model in MODELS {
        let model = in_project(model);
        let one = samples(&model, "1", "");
        assert!(
            one == samples(&model, "16", ""),
            "{} differs with sixteen threads",
            model.display()
        );
        for bits in widths.iter().map(|width| width.bits().to_string()) {
            let narrow = samples_with(&model, "1", "", &["--vector-bits", &bits]);
            assert!(
                one == narrow,
                "{} differs with vectors of {bits} bits",
                model.display()
            );
        }
    }
}

/// Copies what models share beside a model, if there is anything, into a folder.
fn with_shared(model: &Path, folder: &Path) {
    let shared = model.with_file_name("common");
    let Ok(entries) = fs::read_dir(shared) else {
        return;
    };
    fs::create_dir_all(folder.join("common")).expect("a folder");
    for entry in entries {
        let entry = entry.expect("an entry").path();
        let name = entry.file_name().expect("a name");
        fs::copy(&entry, folder.join("common").join(name)).expect("copied");
    }
}

#[test]
fn what_stands_beside_a_name_changes_none_of_its_draws() {
    for model in MODELS {
        let text = fs::read_to_string(in_project(model)).expect("the model can be read");
        let folder = tempfile::tempdir().expect("a folder");
        let changed = folder.path().join("changed.fore");
        fs::write(
            &changed,
            format!("assume unrelated ~ normal(0, 1)\n\n{text}"),
        )
        .expect("written");
        with_shared(&in_project(model), folder.path());
        let before = samples(&in_project(model), "2", "");
        assert!(
            before == samples(&changed, "2", ""),
            "{model} differs below another assumption"
        );
    }
}

#[test]
fn an_element_keeps_its_draws_beside_new_ones_and_in_any_order() {
    let model = in_project("tests/bits/every_element.fore");
    let text = fs::read_to_string(&model).expect("the model can be read");
    let elements = "index mine = reko_diq, saindak, siah_dik";
    assert!(text.contains(elements));
    let changed = text
        .replace(
            elements,
            "index mine = siah_dik, tanjeel, reko_diq, saindak",
        )
        .replace(
            "[reko_diq: 40 to 50,",
            "[tanjeel: 3 to 4, reko_diq: 40 to 50,",
        );
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("changed.fore");
    fs::write(&other, changed).expect("written");
    let lines = |model: &Path| {
        let text = String::from_utf8(samples(model, "2", "")).expect("text");
        let of_old = |line: &&str| !line.contains(",tanjeel");
        let mut lines: Vec<String> = text.lines().filter(of_old).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&model), lines(&other));
}
