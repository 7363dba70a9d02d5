//! `foreland fmt`

use assert_cmd::Command;

use super::{folder, foreland};

const UGLY: &str = "model m {time 2026..2030}\r\nlet a=1\r\nlet   bb = 2 # two";
const NEAT: &str = "model m { time 2026..2030 }\nlet a  = 1\nlet bb = 2  # two\n";

#[test]
fn files_are_laid_out_in_place() {
    let folder = folder(&[
        ("ugly.fore", UGLY),
        ("neat.fore", NEAT),
        ("deep/ugly.fore", UGLY),
        ("deep/.hidden/ugly.fore", UGLY),
    ]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let said = foreland(folder.path(), &["fmt", "ugly.fore", "neat.fore", "deep"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    let deep = std::path::Path::new("deep").join("ugly.fore");
    assert_eq!(
        said.out,
        format!("formatted ugly.fore\nformatted {}\n", deep.display())
    );
    for name in ["ugly.fore", "neat.fore", "deep/ugly.fore"] {
        assert_eq!(read(name), NEAT);
    }
    assert_eq!(read("deep/.hidden/ugly.fore"), UGLY);
    let said = foreland(folder.path(), &["fmt", "--check", "."]);
    assert_eq!(
        (said.out.as_str(), said.err.as_str(), said.code),
        ("", "", Some(0))
    );
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 3, "no scratch file is left");
}

#[test]
fn what_would_change() {
    let folder = folder(&[("ugly.fore", &UGLY.replace('\r', ""))]);
    let said = foreland(folder.path(), &["fmt", "--check", "ugly.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(1)));
    insta::assert_snapshot!(said.out, @r"
--- ugly.fore
+++ formatted
@@ -1,3 +1,3 @@
-model m {time 2026..2030}
-let a=1
-let   bb = 2 # two
\ No newline at end of file
+model m { time 2026..2030 }
+let a  = 1
+let bb = 2  # two
");
    let text = std::fs::read_to_string(folder.path().join("ugly.fore")).unwrap();
    assert_eq!(text, UGLY.replace('\r', ""));
}

/// A byte-order mark is read past everywhere else, and taken away here.
#[test]
fn a_byte_order_mark_goes() {
    let folder = folder(&[("mark.fore", &format!("\u{feff}{NEAT}"))]);
    let said = foreland(folder.path(), &["fmt", "--check", "mark.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(1)));
    insta::assert_snapshot!(said.out, @"mark.fore begins with a byte-order mark, which would go");
    foreland(folder.path(), &["fmt", "mark.fore"]);
    let text = std::fs::read_to_string(folder.path().join("mark.fore")).unwrap();
    assert_eq!(text, NEAT);
}

#[test]
fn broken_files_are_not_touched() {
    let broken = "let a=1\nlet b=(2\n";
    let folder = folder(&[("broken.fore", broken), ("ugly.fore", UGLY)]);
    let said = foreland(
        folder.path(),
        &["fmt", "broken.fore", "ugly.fore", "missing.fore"],
    );
    assert_eq!(said.code, Some(2));
    assert_eq!(said.out, "formatted ugly.fore\n");
    insta::assert_snapshot!(said.err, @r"
error[unclosed-bracket]: `(` is not closed
   ╭─[broken.fore:2:7]
 2 │ let b=(2
   ·       ┬ ▲
   ·       │ ╰── should be closed by here
   ·       ╰── opened here
   ╰────
  help: write the closing `)`

more about a code: foreland explain unclosed-bracket
1 error in broken.fore
error: there is no file `missing.fore`
  help: `foreland new missing` writes a first model
");
    let text = std::fs::read_to_string(folder.path().join("broken.fore")).unwrap();
    assert_eq!(text, broken);
}

/// What git gives a text to convert in has a name of its own.
#[test]
fn to_standard_output() {
    let folder = folder(&[
        ("ugly.tmp", UGLY),
        ("neat.fore", NEAT),
        ("broken", "let a = ("),
    ]);
    let said = foreland(folder.path(), &["fmt", "--stdout", "ugly.tmp", "neat.fore"]);
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
    assert_eq!(said.out, NEAT.repeat(2));
    let text = std::fs::read_to_string(folder.path().join("ugly.tmp")).unwrap();
    assert_eq!(text, UGLY);
    let said = foreland(folder.path(), &["fmt", "--stdout", "broken"]);
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
    let said = foreland(folder.path(), &["fmt", "--stdout", "--check", "neat.fore"]);
    assert_eq!(said.code, Some(2));
}

#[test]
fn from_standard_input_to_standard_output() {
    let folder = folder(&[]);
    let piped = |arguments: &[&str], text: &'static str| {
        let output = Command::cargo_bin("foreland")
            .unwrap()
            .args(arguments)
            .current_dir(folder.path())
            .write_stdin(text)
            .output()
            .unwrap();
        (
            String::from_utf8(output.stdout).unwrap(),
            output.status.code(),
        )
    };
    assert_eq!(piped(&["fmt", "-"], UGLY), (NEAT.to_owned(), Some(0)));
    assert_eq!(piped(&["fmt", "-"], ""), (String::new(), Some(0)));
    assert_eq!(piped(&["fmt", "-"], "let a = (").1, Some(2));
    assert_eq!(piped(&["fmt", "--check", "-"], NEAT).1, Some(0));
    assert_eq!(piped(&["fmt", "--check", "-"], UGLY).1, Some(1));
}

/// The models that come with the program are laid out as it lays out others.
#[test]
fn the_examples_and_the_first_model() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in ["examples", "src/cli/starter.fore"] {
        let said = foreland(root, &["fmt", "--check", path]);
        assert_eq!((said.out.as_str(), said.code), ("", Some(0)));
    }
}

#[test]
#[cfg(unix)]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("ugly.fore", UGLY)]);
    let file = folder.path().join("ugly.fore");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("ugly.fore", folder.path().join("link.fore")).unwrap();
    assert_eq!(foreland(folder.path(), &["fmt", "link.fore"]).code, Some(0));
    assert!(folder.path().join("link.fore").is_symlink());
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), NEAT);
}
