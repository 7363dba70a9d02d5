//! Findings for programs: SARIF and workflow commands, and the hooks that the documentation shows.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Said, folder, foreland};

const MODEL: &str = "model m { time 2026..2027 }\nuse \"shared/prices.fore\"\n\nassume tax = 2 t\n\noutcome cost = fee + tax\noutcome more = net\n";
const PRICES: &str = "assume fee = 1_000 USD { because \"é\" }\nlet net =\n  fee + 2 t\n";

fn check(folder: &Path, format: &str, paths: &[&str]) -> Said {
    let arguments = ["check", "--format", format];
    foreland(folder, &[&arguments, paths].concat())
}

/// The only run of a log.
fn run_of(log: &str) -> Value {
    assert!(log.ends_with("}\n"));
    let mut log: Value = serde_json::from_str(log).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    log["runs"][0].take()
}

/// All that the schema of SARIF cannot say: indexes lead where they say, and places are in order.
fn agrees_with_itself(run: &Value) {
    let rules = &run["tool"]["driver"]["rules"];
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let related = result["relatedLocations"].as_array();
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        for location in locations.iter().chain(related.into_iter().flatten()) {
            let place = &location["physicalLocation"];
            let file = &place["artifactLocation"];
            let uri = file["uri"].as_str().unwrap();
            let index = file["index"].as_u64().unwrap() as usize;
            assert_eq!(run["artifacts"][index]["location"], *file);
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
            assert!(uri.chars().all(plain), "{uri}");
            let number = |name: &str| place["region"][name].as_u64().unwrap();
            if place.get("region").is_some() {
                let start = (number("startLine"), number("startColumn"));
                assert!(start >= (1, 1) && start <= (number("endLine"), number("endColumn")));
            }
        }
    }
}

/// The whole log, but for the version and the pages of the codes.
#[test]
fn a_log() {
    let folder = folder(&[("m.fore", MODEL), ("shared/prices.fore", PRICES)]);
    let said = check(folder.path(), "sarif", &["./m.fore", "none.fore"]);
    assert_eq!(said.code, Some(2));
    agrees_with_itself(&run_of(&said.out));
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    let log: String = said
        .out
        .replace(&version, "\"VERSION\"")
        .split_inclusive('\n')
        .filter(|line| !line.contains("## Example"))
        .collect();
    insta::assert_snapshot!("a_log", log);
    insta::assert_snapshot!(said.err, @r"
error: there is no file `none.fore`
  help: `foreland new none` writes a first model
");
    let denied = ["./m.fore", "none.fore", "--deny", "warnings"];
    assert_eq!(check(folder.path(), "sarif", &denied).out, said.out);
}

#[test]
fn nothing_found() {
    let folder = folder(&[("a.fore", "assume a = 1 { because \"b\" }\noutcome b = a\n")]);
    let said = check(folder.path(), "sarif", &["."]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    let run = run_of(&said.out);
    assert_eq!(run["results"], serde_json::json!([]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["artifacts"][0]["location"]["uri"], "a.fore");
    let said = check(folder.path(), "github", &["."]);
    assert_eq!((said.out.as_str(), said.err.as_str()), ("", ""));
    std::fs::remove_file(folder.path().join("a.fore")).unwrap();
    let said = check(folder.path(), "sarif", &["."]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("no file in `.` ends in `.fore`"));
    let run = run_of(&said.out);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

/// Findings are those of JSON, whatever they are.
#[test]
fn many_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = ["examples/wrong", "tests/cases"];
    let run = run_of(&check(root, "sarif", &paths).out);
    agrees_with_itself(&run);
    let json: Value = serde_json::from_str(&check(root, "json", &paths).out).unwrap();
    let told = |findings: &Value, code: &str| -> Vec<String> {
        let codes = findings.as_array().unwrap().iter();
        codes
            .map(|finding| finding[code].as_str().unwrap().to_owned())
            .collect()
    };
    let codes = told(&run["results"], "ruleId");
    assert!(codes.len() > 400);
    assert_eq!(codes, told(&json["findings"], "code"));
    let commands = check(root, "github", &paths).out;
    assert_eq!(commands.lines().count(), codes.len());
    assert!(
        commands
            .lines()
            .all(|line| line.starts_with("::error file=") || line.starts_with("::warning file="))
    );
}

#[test]
fn annotations() {
    let folder = folder(&[("m.fore", MODEL), ("shared/prices.fore", PRICES)]);
    let said = check(folder.path(), "github", &["./m.fore", "none.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(2)));
    insta::assert_snapshot!("annotations", said.out);
    let denied = ["./m.fore", "none.fore", "--deny", "warnings"];
    assert_eq!(check(folder.path(), "github", &denied).out, said.out);
}

/// Names that mean something to a shell, to a URI or to a build server.
#[test]
#[cfg(unix)]
fn hostile_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let text = "outcome b = a\n";
    let folder = folder(&[
        ("a b%20:1,c/x?#.fore", text),
        ("new\nline::error::x.fore", text),
        ("\u{1b}[31m\u{202e}.fore", text),
    ]);
    let bytes = folder.path().join(OsStr::from_bytes(b"by\xffte.fore"));
    // Some file systems know no such names.
    let odd = std::fs::write(bytes, text).is_ok();
    let run = run_of(&check(folder.path(), "sarif", &["."]).out);
    agrees_with_itself(&run);
    let files = run["artifacts"].as_array().unwrap();
    let uris: Vec<&str> = files
        .iter()
        .map(|file| file["location"]["uri"].as_str().unwrap())
        .filter(|uri| !uri.starts_with("by"))
        .collect();
    assert_eq!(
        uris,
        [
            "%1B%5B31m%E2%80%AE.fore",
            "a%20b%2520%3A1%2Cc/x%3F%23.fore",
            "new%0Aline%3A%3Aerror%3A%3Ax.fore"
        ]
    );
    let said = check(folder.path(), "github", &["."]).out;
    assert_eq!(said.lines().count(), 3 + usize::from(odd));
    let files: Vec<&str> = said
        .lines()
        .map(|line| line.split(",line=").next().unwrap())
        .filter(|line| !line.contains("by"))
        .collect();
    assert_eq!(
        files,
        [
            "::error file=<U+001B>[31m<U+202E>.fore",
            "::error file=a b%2520%3A1%2Cc/x?#.fore",
            "::error file=new%0Aline%3A%3Aerror%3A%3Ax.fore"
        ]
    );
}

/// What the documentation and the hooks say in lines that begin so.
fn documented(start: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", "grammar/README.md", ".pre-commit-hooks.yaml"];
    let pages = pages.map(|page| std::fs::read_to_string(root.join(page)).unwrap());
    let lines = pages.iter().flat_map(|page| page.lines());
    let said = lines.filter_map(|line| line.trim_start().strip_prefix(start));
    said.map(str::to_owned).collect()
}

/// The steps that are shown do what they say: they pass where all is well.
#[test]
fn the_steps_of_a_workflow() {
    let model = "assume a = 1 { because \"b\" }\n\noutcome b = a\n\nexpect b > 0\n";
    let folder = folder(&[("models/a.fore", model)]);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "one"]);
    let steps = documented("- run: foreland ");
    assert!(steps.len() >= 7, "{steps:?}");
    for step in steps.iter().chain(&documented("entry: foreland ")) {
        let command = step.split(" > ").next().unwrap();
        let base = command.replace("\"origin/$GITHUB_BASE_REF\"", "HEAD");
        let mut words: Vec<&str> = base.split(' ').collect();
        if !words.contains(&"models") {
            words.push(".");
        }
        let said = foreland(folder.path(), &words);
        assert_eq!(said.code, Some(0), "{step}: {}", said.err);
    }
}

/// Runs git, which finds the command and nobody's settings.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let program = assert_cmd::cargo::cargo_bin("foreland");
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
        .args(arguments)
        .current_dir(folder)
        .env("PATH", path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    format!(
        "{}{}",
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    )
}

#[test]
#[cfg(unix)]
fn git_shows_no_layout() {
    let folder = folder(&[
        ("m.fore", "let a=1\nlet bb=2 # two\n"),
        (".gitattributes", "*.fore diff=foreland\n"),
    ]);
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    let write = |text: &str| std::fs::write(folder.path().join("m.fore"), text).unwrap();
    git(&["init", "--quiet"]);
    let setting = documented("git config diff.foreland.textconv ");
    let [setting] = setting.as_slice() else {
        panic!("one setting: {setting:?}");
    };
    git(&[
        "config",
        "diff.foreland.textconv",
        setting.trim_matches('\''),
    ]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "one"]);
    write("let a  = 1\nlet bb = 2  # two\n");
    assert_eq!(git(&["diff"]), "");
    assert!(git(&["diff", "--no-textconv"]).contains("-let a=1\n"));
    write("let a=3\nlet bb=2 # two\n");
    assert!(
        git(&["diff"]).ends_with("@@ -1,2 +1,2 @@\n-let a  = 1\n+let a  = 3\n let bb = 2  # two\n")
    );
    // What cannot be read is shown as it is written, and nothing fails.
    write("let a=(\n");
    assert!(git(&["diff"]).ends_with("@@ -1,2 +1 @@\n-let a  = 1\n-let bb = 2  # two\n+let a=(\n"));
}

#[test]
#[cfg(unix)]
fn a_hook_looks_at_what_is_committed() {
    use std::os::unix::fs::PermissionsExt;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/README.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, hook) = page.split_once("```sh\n#!/bin/sh\n").unwrap();
    let (hook, _) = hook.split_once("```").unwrap();
    let folder = folder(&[
        ("a.fore", "let a = 1\n"),
        (".git/hooks/pre-commit", &format!("#!/bin/sh\n{hook}")),
    ]);
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    let executable = PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder.path().join(".git/hooks/pre-commit"), executable).unwrap();
    git(&["init", "--quiet"]);
    git(&["add", "a.fore"]);
    std::fs::write(folder.path().join("a.fore"), "let a = (\n").unwrap();
    git(&[
        "commit",
        "--message",
        "good, and what is not committed is not",
    ]);
    assert!(git(&["log", "--oneline"]).contains("good"));
    git(&["add", "a.fore"]);
    std::fs::write(folder.path().join("a.fore"), "let a = 1\n").unwrap();
    let said = git(&["commit", "--message", "bad"]);
    assert!(said.contains("error[unexpected]"), "{said}");
    assert!(!git(&["log", "--oneline"]).contains("bad"));
}
