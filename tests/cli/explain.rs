//! `foreland explain`

use super::{folder, foreland};

#[test]
fn a_page_is_shown() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["explain", "idle-accept"]);
    assert_eq!(said.code, Some(0));
    insta::assert_snapshot!(said.out, @r#"
idle-accept

An `accept` acknowledges one kind of warning in the declaration it stands in, but there is no such
warning there: what it was written for has been mended, or its code is mistyped. Left in place, it
would hide the next one.

Example

    model ore_supply {
      time 2026..2030
    }

    assume demand = 400 t/year {
      because "the ministry's plan"
      accept  no-evidence because "asked for, not yet published"
    }

    outcome needed: t = total(demand)

What to do

Remove the clause, or write the code of the warning that it is meant for.

    model ore_supply {
      time 2026..2030
    }

    assume demand = 400 t/year {
      because "the ministry's plan"
    }

    outcome needed: t = total(demand)
"#);
}

#[test]
fn a_mistyped_code() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["explain", "unknown-nam"]);
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
    insta::assert_snapshot!(said.err, @r#"
error: there is no code `unknown-nam`
  help: did you mean `unknown-name`?
"#);
}

#[test]
fn every_code_is_listed() {
    let folder = folder(&[]);
    let said = foreland(folder.path(), &["explain"]);
    assert!(said.out.lines().any(|line| line == "unknown-name"));
}
