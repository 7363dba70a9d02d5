//! `foreland explain`

use super::{folder, foreland};

#[test]
fn a_page_is_shown() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["explain", "idle-accept"]);
    assert_eq!(said.code, Some(0));
    insta::assert_snapshot!(said.out, @"");
}

#[test]
fn a_mistyped_code() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["explain", "unknown-nam"]);
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
    insta::assert_snapshot!(said.err, @"");
}

#[test]
fn every_code_is_listed() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["explain"]);
    assert!(said.out.lines().any(|line| line == "unknown-name"));
}
