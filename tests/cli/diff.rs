//! `foreland diff`

use std::path::Path;
use std::process::Command as Process;

use super::{Said, folder, foreland};

const OLD: &str = "assume a = 1 { because \"why not\" }\n\noutcome b = 2 * a\n";
const NEW: &str = "assume a = 3 { because \"why not\" }\n\noutcome b = 2 * a\n";
const BROKEN: &str = "assume a = 1,000 { because \"why not\" }\n\noutcome b = a\n";

/// Runs git, which must be there and agree.
fn git(folder: &Path, arguments: &[&str]) {
    let run = Process::new("git")
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&run.stderr)
    );
}

fn commit(folder: &Path, message: &str) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--allow-empty", "-m", message]);
}

/// A repository with one commit of these files.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = folder(files);
    git(folder.path(), &["init", "-q"]);
    commit(folder.path(), "first");
    folder
}

fn fine(said: &Said) -> &str {
    assert_eq!(
        (said.err.as_str(), said.code),
        ("", Some(0)),
        "{}",
        said.out
    );
    &said.out
}

#[test]
fn two_files() {
    let folder = folder(&[("old.fore", OLD), ("new.fore", NEW)]);
    let said = foreland(folder.path(), &["diff", "old.fore", "new.fore"]);
    insta::assert_snapshot!(fine(&said), @r#"
new.fore  old.fore → new.fore
1 change, which moves results
a carries every move

~ a  value
    1 → 3
    because why not
    the number changed, its evidence did not

b
        before  after  moves
  base    2.00   6.00  +4.00  +200%
      a +4.00

nothing is drawn; 2 models run, from the older version to the newer
"#);
    let said = foreland(
        folder.path(),
        &["diff", "old.fore", "new.fore", "--no-effects"],
    );
    insta::assert_snapshot!(fine(&said), @r#"
new.fore  old.fore → new.fore
1 change

~ a  value
    1 → 3
    because why not
    the number changed, its evidence did not
"#);
    let said = foreland(folder.path(), &["diff", "old.fore", "old.fore"]);
    insta::assert_snapshot!(fine(&said), @r#"
old.fore  old.fore → old.fore
no change of meaning
"#);
}

#[test]
fn into_a_file() {
    let folder = folder(&[("old.fore", OLD), ("new.fore", NEW)]);
    let run = |arguments: &[&str]| foreland(folder.path(), arguments);
    assert_eq!(
        run(&["diff", "old.fore", "new.fore", "-o", "d.md"]).code,
        Some(0)
    );
    assert_eq!(
        run(&["diff", "old.fore", "new.fore", "-o", "d.json"]).code,
        Some(0)
    );
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("d.md").starts_with("### What changed in"));
    let json: serde_json::Value = serde_json::from_str(&read("d.json")).unwrap();
    assert_eq!(json["models"][0]["results"][0]["moved"], 4.0);
    for own in ["old.fore", "new.fore"] {
        let said = run(&["diff", "old.fore", "new.fore", "-o", own]);
        assert_eq!(said.code, Some(2));
    }
    assert_eq!(
        (read("old.fore"), read("new.fore")),
        (OLD.to_owned(), NEW.to_owned())
    );
}

#[test]
fn what_cannot_be_compared() {
    let folder = folder(&[("old.fore", OLD), ("broken.fore", BROKEN)]);
    let bad = |arguments: &[&str]| {
        let said = foreland(folder.path(), arguments);
        assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
        said.err
    };
    insta::assert_snapshot!(bad(&["diff", "old.fore"]), @r#"
error: two versions are needed
  help: `foreland diff OLD NEW` compares two files, `foreland diff --since REV MODEL` a model with its version in git
"#);
    insta::assert_snapshot!(bad(&["diff", "old.fore", "none.fore"]), @r#"
error: there is no file `none.fore`
  help: did you mean `old.fore`?
"#);
    assert!(bad(&["diff", "old.fore", "broken.fore"]).contains("broken.fore:1:"));
    assert!(bad(&["diff", "broken.fore", "old.fore"]).contains("broken.fore:1:"));
    insta::assert_snapshot!(bad(&["diff", "old.fore", "old.fore", "--outcome", "c"]), @r#"
error[unknown-name]: there is no outcome `c`
  help: the model has `b`

more about a code: foreland explain unknown-name
1 error in old.fore
"#);
    // A folder that is in no repository.
    assert!(bad(&["diff", "--since", "HEAD", "old.fore"]).contains("is in no git repository"));
}

#[test]
fn since_a_revision() {
    let shared = "assume c = 5 { because \"why not\" }\n";
    let model = "use \"parts/p.fore\"\noutcome b = 2 * c\n";
    let files = [
        ("m/a.fore", OLD),
        ("m/uses.fore", model),
        ("m/parts/p.fore", shared),
        ("m/same.fore", OLD),
    ];
    let repository = repository(&files);
    let root = repository.path();
    let write = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
    write("m/a.fore", NEW);
    write("m/parts/p.fore", &shared.replace('5', "6"));
    write("m/new.fore", &format!("model new {{}}\n{OLD}"));
    // Each model that changed, itself or by what it uses.
    let said = foreland(root, &["diff", "--since", "HEAD", "--no-effects"]);
    insta::assert_snapshot!(said.out, @r#"
a.fore  HEAD:m/a.fore → m/a.fore
1 change

~ a  value
    1 → 3
    because why not
    the number changed, its evidence did not

uses.fore  HEAD:m/uses.fore → m/uses.fore
1 change

~ c  value
    5 → 6
    because why not
    the number changed, its evidence did not
"#);
    insta::assert_snapshot!(said.err, @r#"warning: `m/new.fore` is new: `HEAD` does not have it"#);
    assert_eq!(said.code, Some(0));
    // From elsewhere, by name.
    let said = foreland(&root.join("m"), &["diff", "--since", "HEAD", "uses.fore"]);
    insta::assert_snapshot!(fine(&said), @r#"
uses.fore  HEAD:m/uses.fore → uses.fore
1 change, which moves results
c carries every move

~ c  value
    5 → 6
    because why not
    the number changed, its evidence did not

b
        before  after  moves
  base    10.0   12.0   +2.0  +20%
      c +2.0

nothing is drawn; 2 models run, from the older version to the newer
"#);
    // Between two commits the working tree does not count.
    commit(root, "second");
    write("m/a.fore", BROKEN);
    let said = foreland(
        root,
        &[
            "diff",
            "--since",
            "HEAD~1",
            "--until",
            "HEAD",
            "m/a.fore",
            "--no-effects",
        ],
    );
    insta::assert_snapshot!(fine(&said), @r#"
a.fore  HEAD~1:m/a.fore → HEAD:m/a.fore
1 change

~ a  value
    1 → 3
    because why not
    the number changed, its evidence did not
"#);
}

#[test]
fn what_git_does_not_have() {
    let repository = repository(&[("a.fore", OLD)]);
    let root = repository.path();
    std::fs::write(root.join("new.fore"), OLD).unwrap();
    let bad = |arguments: &[&str]| {
        let said = foreland(root, arguments);
        assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
        said.err
    };
    insta::assert_snapshot!(bad(&["diff", "--since", "nowhere", "a.fore"]), @r#"
error: there is no revision `nowhere`
  help: name a commit, a branch or a tag: `git log --oneline` lists commits
"#);
    insta::assert_snapshot!(bad(&["diff", "--since", "--all", "a.fore"]), @r#"
error: a value is required for '--since <REV>' but none was supplied

For more information, try '--help'.
"#);
    insta::assert_snapshot!(bad(&["diff", "--since", "HEAD", "new.fore"]), @r#"
error: `new.fore` is not in `HEAD`
  help: it is new, or had another name: `foreland diff OLD NEW` compares any two files
"#);
    insta::assert_snapshot!(bad(&["diff", "--since", "HEAD", "none.fore"]), @r#"
error: `none.fore` is not in `HEAD`
  help: there is no such file now, either
"#);
    insta::assert_snapshot!(bad(&["diff", "--since", "HEAD", "a.fore", "new.fore"]), @r#"
error: `--since` takes one model, or none
  help: name the model as it is now; its older version comes from git
"#);
}

#[test]
fn the_effects_do_not_depend_on_threads() {
    let drawn = |low: u32| {
        format!(
            "model m {{ draws 2_000 }}\nassume a ~ {low} to 9 {{ because \"x\" }}\nassume b ~ {low} to 8 {{ because \"x\" }}\noutcome y = a * b\n"
        )
    };
    let folder = folder(&[("old.fore", &drawn(1)), ("new.fore", &drawn(2))]);
    let run = |threads: &str| {
        let arguments = [
            "diff",
            "old.fore",
            "new.fore",
            "--format",
            "json",
            "--threads",
            threads,
        ];
        foreland(folder.path(), &arguments).out
    };
    let one = run("1");
    assert!(one.contains("\"shares\""));
    for threads in ["2", "7"] {
        assert_eq!(run(threads), one);
    }
}
