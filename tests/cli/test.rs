//! `foreland test`

use super::{folder, foreland};

#[test]
fn folders_without_models() {
    let folder = folder(&[("a.txt", "")]);
    let said = foreland(folder.path(), &["test", "."]);
    assert_eq!(
        (said.err.as_str(), said.code),
        ("error: no file in `.` ends in `.fore`\n", Some(2))
    );
}
