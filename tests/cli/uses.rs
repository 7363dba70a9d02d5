//! Models that use other files.

use std::time::{Duration, Instant};

use super::{Said, folder, foreland};

const PRICES: &str = "assume price ~ 40 to 60 USD/kg { because \"the trade press\" }\n";
const MINE: &str =
    "assume output = 5 t { because \"the plan\" }\noutcome earned = output * price\n";

fn using(clause: &str) -> String {
    format!("{clause}\n{MINE}")
}

/// What is said of a model with this clause, which is refused at its place within a second.
fn refused(folder: &std::path::Path, clause: &str) -> String {
    std::fs::write(folder.join("m/main.fore"), using(clause)).unwrap();
    let start = Instant::now();
    let Said { err, code, .. } = foreland(folder, &["check", "m/main.fore"]);
    assert!(start.elapsed() < Duration::from_secs(1), "{clause}");
    assert_eq!(code, Some(2), "{clause}: {err}");
    assert!(err.contains("╭─[m/main.fore:1:5]"), "{clause}: {err}");
    assert!(err.contains("1 error in m/main.fore"), "{clause}: {err}");
    err.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_used_file_is_found_from_the_file_that_names_it() {
    let folder = folder(&[
        ("m/main.fore", &using("use \"data/all.fore\"")),
        ("m/data/all.fore", "use \"../more/prices.fore\"\n"),
        ("m/more/prices.fore", PRICES),
    ]);
    let said = foreland(folder.path(), &["check", "m/main.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    let said = foreland(&folder.path().join("m/data"), &["run", "../main.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert!(said.out.contains("earned [USD]"), "{}", said.out);
}

#[test]
fn what_lies_outside_is_refused() {
    let folder = folder(&[
        ("m/data/x.fore", PRICES),
        ("prices.fore", PRICES),
        ("m2/a.fore", PRICES),
    ]);
    let absolute = folder.path().join("m/data/x.fore");
    for path in [
        "../prices.fore",
        "data/../../prices.fore",
        "../none.fore",
        "../m/data/x.fore",
        "../m2/a.fore",
        "/etc/hostname",
        absolute.to_str().unwrap(),
    ] {
        let told = refused(folder.path(), &format!("use \"{path}\""));
        assert!(told.starts_with("error[file-outside]"), "{path}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_never_lead_out() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("m/data/prices.fore", PRICES), ("out/prices.fore", PRICES)]);
    let m = folder.path().join("m");
    symlink("../out/prices.fore", m.join("link.fore")).unwrap();
    symlink("../out", m.join("folder")).unwrap();
    symlink("data/prices.fore", m.join("inside.fore")).unwrap();
    symlink("nowhere.fore", m.join("nowhere_else.fore")).unwrap();
    symlink("round.fore", m.join("round.fore")).unwrap();
    let told = |path: &str| refused(folder.path(), &format!("use \"{path}\""));
    assert!(told("link.fore").starts_with("error[file-outside]"));
    assert!(told("folder/prices.fore").starts_with("error[file-outside]"));
    assert!(told("nowhere_else.fore").starts_with("error[file-not-found]"));
    assert!(told("round.fore").starts_with("error[file-unreadable]"));
    // Two ways to one file.
    let twice = using("use \"inside.fore\"\nuse \"data/prices.fore\"");
    std::fs::write(m.join("main.fore"), twice).unwrap();
    let said = foreland(folder.path(), &["check", "m/main.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    // The files beside a model are those beside the file itself, wherever it is linked from.
    symlink("m/main.fore", folder.path().join("main.fore")).unwrap();
    let said = foreland(folder.path(), &["check", "main.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused() {
    let folder = folder(&[("m/data/prices.fore", PRICES)]);
    let m = folder.path().join("m");
    let made = std::process::Command::new("mkfifo")
        .arg(m.join("pipe.fore"))
        .status();
    assert!(made.unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(m.join("socket.fore")).unwrap();
    let told = |path: &str| refused(folder.path(), &format!("use \"{path}\""));
    assert_eq!(
        told("data"),
        "error[not-a-file]: `data` is a folder, not a file"
    );
    assert_eq!(told("."), "error[not-a-file]: `.` is a folder, not a file");
    assert_eq!(
        told("pipe.fore"),
        "error[not-a-file]: `pipe.fore` is a pipe, not a file"
    );
    assert_eq!(
        told("socket.fore"),
        "error[not-a-file]: `socket.fore` is a socket, not a file"
    );
}

#[test]
fn what_is_missing_too_large_or_no_text() {
    let folder = folder(&[("m/data/prices.fore", PRICES)]);
    let m = folder.path().join("m");
    let large = std::fs::File::create(m.join("large.fore")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    std::fs::write(m.join("latin.fore"), b"# caf\xe9\n").unwrap();
    let told = |path: &str| refused(folder.path(), &format!("use \"{path}\""));
    for (path, code) in [
        ("", "file-not-found"),
        ("data/price.fore", "file-not-found"),
        ("data/prices.fore/more.fore", "file-not-found"),
        ("https://example.org/prices.fore", "file-not-found"),
        ("large.fore", "file-too-large"),
        ("latin.fore", "not-text"),
        ("main.fore", "circular-use"),
    ] {
        let told = told(path);
        assert!(
            told.starts_with(&format!("error[{code}]")),
            "{path}: {told}"
        );
    }
}

#[test]
fn findings_name_the_file_they_are_in() {
    let folder = folder(&[
        ("m/main.fore", &using("use \"prices.fore\"")),
        (
            "m/prices.fore",
            "assume output = 4 t { because \"x\" }\nassume price = 1,5 USD/t\n",
        ),
    ]);
    let said = foreland(folder.path(), &["check", "m/main.fore"]);
    insta::assert_snapshot!(said.err, @r#"
error[duplicate-name]: `output` is declared twice
   ╭─[m/prices.fore:1:8]
 1 │ assume output = 4 t { because "x" }
   ·        ───┬──
   ·           ╰── and again here
   ╰────
   ╭─[m/main.fore:2:8]
 2 │ assume output = 5 t { because "the plan" }
   ·        ───┬──
   ·           ╰── first declared here
   ╰────
  help: give one of them another name, or keep the names of `prices.fore` apart:
        `use "prices.fore" as NAME`, and write `NAME.` before them

warning[no-evidence]: the number in `price` has no source and no reason
   ╭─[m/prices.fore:2:8]
 2 │ assume price = 1,5 USD/t
   ·        ──┬──
   ·          ╰── no source, no reason
   ╰────
  help: say where it comes from, `{ source NAME }`, or why you assume it, `{ because "…" }`

error[digit-comma]: a comma directly between digits
   ╭─[m/prices.fore:2:16]
 2 │ assume price = 1,5 USD/t
   ·                ─┬─
   ·                 ╰── thousands are grouped with `_`, decimals follow a point
   ╰────
  help: write `1.5`

more about a code: foreland explain duplicate-name
2 errors, 1 warning in m/prices.fore
"#);
    let said = foreland(folder.path(), &["check", "--format", "json", "m/main.fore"]);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let twice = &json["findings"][0];
    assert_eq!(
        (&twice["code"], &twice["file"]),
        (&"duplicate-name".into(), &"m/prices.fore".into())
    );
    assert_eq!(twice["places"][0]["file"], "m/main.fore");
    assert_eq!(twice["places"][0]["start"]["line"], 2);
    assert!(twice["places"][1].get("file").is_none());
}

#[test]
fn the_record_lists_every_file() {
    let folder = folder(&[
        (
            "m/main.fore",
            &using("use \"b.fore\" as b\nuse \"prices.fore\""),
        ),
        ("m/b.fore", "use \"prices.fore\"\n"),
        ("m/prices.fore", PRICES),
    ]);
    let said = foreland(folder.path(), &["run", "--format", "json", "m/main.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let files = json["run"]["files"].as_array().unwrap();
    let names: Vec<&str> = files
        .iter()
        .map(|file| file["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["m/main.fore", "m/b.fore", "m/prices.fore"]);
    assert!(
        files
            .iter()
            .all(|file| file["sha256"].as_str().unwrap().len() == 64)
    );
}

#[test]
fn results_are_not_written_over_a_used_file() {
    let folder = folder(&[
        ("m/main.fore", &using("use \"prices.fore\"")),
        ("m/prices.fore", PRICES),
    ]);
    for option in ["-o", "--samples"] {
        let said = foreland(
            folder.path(),
            &["run", "m/main.fore", option, "m/../m/prices.fore"],
        );
        let refused = "error: `m/../m/prices.fore` cannot be written: the model uses it\n";
        assert_eq!((said.err.as_str(), said.code), (refused, Some(2)));
    }
    let left = std::fs::read_to_string(folder.path().join("m/prices.fore")).unwrap();
    assert_eq!(left, PRICES);
}

#[test]
fn a_range_that_is_set_with_the_wrong_sign_is_told_where_it_is_given() {
    let folder = folder(&[(
        "main.fore",
        "assume output: t = 5 { because \"the plan\" }\n\noutcome twice = output * 2\n",
    )]);
    let said = foreland(
        folder.path(),
        &["run", "main.fore", "--set", "output=5 to 7 t"],
    );
    assert_eq!(said.code, Some(2));
    insta::assert_snapshot!(said.err, @r#"
error[misplaced-distribution]: `5 to 7 t` is a range, and an uncertain value stands behind `~`,
  │ not `=`
   ╭─[--set:1:1]
 1 │ assume output: t = 5 to 7 t
   · ─────────────┬─────────────
   ·              ╰── a range behind `=`
   ╰────
  help: write `assume output: t ~ 5 to 7 t`

more about a code: foreland explain misplaced-distribution
1 error in --set
"#);
}

#[test]
fn what_is_set_lies_in_a_text_of_its_own() {
    let main = "use \"prices.fore\" as market\nassume output = 5 t { because \"the plan\" }\noutcome earned = output * market.price\n";
    let folder = folder(&[("main.fore", main), ("prices.fore", PRICES)]);
    let run = |set: &str| {
        foreland(
            folder.path(),
            &["run", "main.fore", "--format", "csv", "--set", set],
        )
    };
    let said = run("market.price=50 USD/kg");
    assert!(
        said.out.contains("value,250000,USD"),
        "{}{}",
        said.out,
        said.err
    );
    // A value can name what the root names.
    assert!(
        run("output=market.price / (10 USD/kg) * 1 t")
            .out
            .contains("mean,")
    );
    let errors = [
        "market.price=50 t",
        "market.price=50",
        "market.prise=50",
        "price=50 USD/kg",
        "output=5 (",
        "output=prise",
    ];
    let told: Vec<String> = errors.iter().map(|set| run(set).err).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
error[units-differ]: declared in `USD/kg`, and the value is in `t`
   ╭─[--set:1:31]
 1 │ assume market.price: USD/kg = 50 t
   ·                               ──┬─
   ·                                 ╰── this is in `t`
   ╰────
   ╭─[prices.fore:1:8]
 1 │ assume price ~ 40 to 60 USD/kg { because "the trade press" }
   ·        ──┬──
   ·          ╰── in `USD/kg` is wanted here
   ╰────
  help: check the names and units that go in, or multiply `50 t` by something in `USD/kg^2`
        
                             left  right
          USD                  ^1      -  <- differs
          mass                ^-1     ^1  <- differs

more about a code: foreland explain units-differ
1 error in --set

error[units-differ]: `market.price` is in `USD/kg`, and what `--set` gives it has no unit
   ╭─[prices.fore:1:8]
 1 │ assume price ~ 40 to 60 USD/kg { because "the trade press" }
   ·        ──┬──
   ·          ╰── in `USD/kg`
   ╰────
  help: write `--set "market.price=50 USD/kg"`

more about a code: foreland explain units-differ
1 error in prices.fore

error[unknown-name]: there is no assumption `market.prise`
   ╭─[--set:1:8]
 1 │ assume market.prise = 50
   ·        ──────┬─────
   ·              ╰── given by `--set`
   ╰────
  help: did you mean `market.price`?

more about a code: foreland explain unknown-name
1 error in --set

error[unknown-name]: there is no assumption `price`
   ╭─[--set:1:8]
 1 │ assume price = 50 USD/kg
   ·        ──┬──
   ·          ╰── given by `--set`
   ╰────
  help: did you mean `market.price`?

more about a code: foreland explain unknown-name
1 error in --set

error[unexpected]: expected a unit
   ╭─[--set:1:23]
 1 │ assume output: t = 5 (
   ·                       ▲
   ·                       ╰── the declaration ends here
   ╰────

more about a code: foreland explain unexpected
1 error in --set

error[unknown-name]: nothing is called `prise`
   ╭─[--set:1:20]
 1 │ assume output: t = prise
   ·                    ──┬──
   ·                      ╰── this name is not declared
   ╰────
  help: declare it, or use one of `earned`, `market.price` or `output`

more about a code: foreland explain unknown-name
1 error in --set
"#);
}

#[test]
fn tests_of_a_folder_try_each_model_by_itself() {
    let main = "use \"prices.fore\"\nassert price < 1_000 USD/kg\noutcome half = price / 2\n";
    let prices = format!(
        "{PRICES}assert price > 0 USD/kg\nexpect mean(top) > 0 USD/kg\noutcome top = price\n"
    );
    let folder = folder(&[("main.fore", main), ("prices.fore", &prices)]);
    let said = foreland(folder.path(), &["test", "."]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    // Its own assert and the one that comes along; the other model's two.
    assert!(said.out.contains("4 passed, 0 failed"), "{}", said.out);
}
