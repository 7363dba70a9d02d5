//! The command line as its users meet it.

mod check;
mod diff;
mod explain;
mod fmt;
mod formats;
mod memory;
mod new;
mod run;
mod set;
mod shards;
mod stored;
mod tables;
mod test;
mod uses;

use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What a command said and how it ended.
struct Said {
    out: String,
    err: String,
    code: Option<i32>,
}

/// Runs the command in a folder.
fn foreland(folder: &Path, arguments: &[&str]) -> Said {
    let output = Command::cargo_bin("foreland")
        .unwrap()
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}
