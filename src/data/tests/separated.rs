//! CSV files.

use super::{messages, read};

const MODEL: &str =
    "table trade by year from \"trade.csv\" {\n  columns exports: USD/year, import_share: %\n}";

fn told(text: &str) -> String {
    read(MODEL, text.as_bytes())
}

#[test]
fn columns_are_found_by_their_header() {
    let text = "year,Import share,note,exports\n2023,12%,old,0.979\n2024,12.5 %,,unknown\n";
    insta::assert_snapshot!(told(text));
}

#[test]
fn what_spreadsheets_write() {
    let with_marks =
        "\u{feff}Jahr;exports;Import share\r\n2023;\"1e3\";0.5\r\n;;\r\n2024;.5;7%\r\n\r\n";
    insta::assert_snapshot!(told(with_marks), @r#"
2023 = 1000 `"1e3"`, 0.5 `0.5`
2024 = 0.5 `.5`, 0.07 `7%`
"#);
    let tabs = "\nyear\texports\tnote, long\timport_share\n2024-Q1\t1\t\"a \"\"b\"\"\t\n c\"\t2\n2024-03-31\t-1\t,\t3";
    insta::assert_snapshot!(told(tabs), @r#"
2024-Q1 = 1 `1`, 2 `2`
2024-03-31 = -1 `-1`, 3 `3`
"#);
    let unnamed = "year,exports,import_share,,\n2023,1,2,note,\n2024,1,2\n";
    insta::assert_snapshot!(told(unnamed), @r#"
2023 = 1 `1`, 2 `2`
2024 = 1 `1`, 2 `2`
"#);
    let trailing = "year,exports,import_share,,\n2023,1,2,,\n2024,1,2,,,,\n";
    insta::assert_snapshot!(told(trailing), @r#"
2023 = 1 `1`, 2 `2`
2024 = 1 `1`, 2 `2`
"#);
}

#[test]
fn cells_that_are_no_numbers_are_shown_where_they_stand() {
    insta::assert_snapshot!(told(
        "year,exports,import share\n2023,\"1,234\",n/a\n2024,,12\nSource: customs\n2025,1\n"
    ));
}

#[test]
fn columns_that_are_not_there() {
    insta::assert_snapshot!(told("year,export,share\n2023,1,2\n"));
    insta::assert_snapshot!(told("year,Exports,EXPORTS,import share\n2023,1,2,3\n"));
    let unsaid = "table trade by year from \"trade.csv\"";
    insta::assert_snapshot!(read(unsaid, b"year,Exports (USD bn),2024,%\n2023,1,2,3\n"));
}

#[test]
fn rows_of_a_model_and_of_a_file() {
    let both = "table t by year from \"t.csv\" {\n  columns a\n  2023 = 1\n}";
    insta::assert_snapshot!(read(both, b"year,a\n2023,1\n"));
}

#[test]
fn files_without_rows() {
    insta::assert_snapshot!(messages(MODEL, b""), @"`trade.csv` is empty; the first row names the columns, and a row follows for each key");
    insta::assert_snapshot!(messages(MODEL, b"\n\n,,\n"), @"`trade.csv` is empty; the first row names the columns, and a row follows for each key");
    insta::assert_snapshot!(messages(MODEL, b"year,exports,import share\n,,\n"), @"`trade.csv` has a header and no rows; write a row for each key below the header");
    insta::assert_snapshot!(messages(MODEL, b"caf\xe9"), @"`trade.csv` is not UTF-8 text: the 4th byte of line 1 belongs to no character; save the file as UTF-8 text");
}

#[test]
fn an_open_quotation_mark_is_the_only_fault() {
    insta::assert_snapshot!(told(
        "year,exports,import share\n2023,x,1\n2024,\"1,2\n2025,1,2\n2026,1,2\n"
    ));
    insta::assert_snapshot!(told(
        "year,exports,import share\n2024,\"1,2\n2025,1,2\n2026,1,\"2\"\n"
    ));
}

#[test]
fn percentages_and_dates_go_by_their_column() {
    let model = "table t by year from \"t.csv\" {\n  columns free, share: %, growth: %/year, paid: USD, opens: date\n}";
    let text = |row: &str| format!("year,free,share,growth,paid,opens\n{row}\n");
    let read = |row: &str| read(model, text(row).as_bytes());
    insta::assert_snapshot!(read("2023,1%,2%,3%,4,2027-03"), @"2023 = 0.01 `1%`, 0.02 `2%`, 3 `3%`, 4 `4`, 2027-03 `2027-03`");
    insta::assert_snapshot!(messages(model, text("2023,1,2,3,4%,5").as_bytes()), @r#"
`4%` is a percentage, which the column is not (line 2 of `t.csv`); delete the `%` if 4 USD is meant; if a share is meant, declare the column as `paid: %`
`5` is not a date (line 2 of `t.csv`); write a date such as `2027`, `2027-Q1`, `2027-03` or `2027-03-31`
"#);
}

#[test]
fn elements_as_keys() {
    let model = "table mines by mine from \"mines.csv\" {\n  columns 2024: t, 2025: t\n}";
    let text = b"mine,2024,2025\nMount Weld,1,2\nBayan Obo,n/a\nmountain,3,4\nSource: USGS\n";
    insta::assert_snapshot!(read(model, text), @r#"
Mount Weld = 1 `1`, 2 `2`
mountain = 3 `3`, 4 `4`
"#);
    insta::assert_snapshot!(messages(model, text), @"2 rows of `mines.csv` are left out: `Bayan Obo` and `Source: USGS`; add `bayan_obo` and `source_usgs` to `index mine = …`; if the model does without, write `accept left-out-rows because \"…\"` in the table");
    insta::assert_snapshot!(messages(model, b"mine,2024,2025\nMt Weld,1,2\nmountain,3,4\n"), @"`mines.csv` has no row for `mount_weld`; the file has a row `Mt Weld`: give the row and the element one name if it is meant");
    insta::assert_snapshot!(messages(model, b"mine,2024,2025\n"), @"`mines.csv` has no row for `mountain` and `mount_weld`; add a row that begins with the name of the element");
}

#[test]
fn keys_that_are_no_dates_say_what_to_write() {
    let model = "table t by year from \"t.csv\" {\n  columns a\n}";
    let text =
        b"year,a\n2024.0,1\n2024Q1,1\n2024 Q2,1\n2024-3,1\n2024/03,1\nFY2024,1\n01.02.2024,1\n,1\n";
    insta::assert_snapshot!(messages(model, text));
}

#[test]
fn other_files() {
    for (file, sheet) in [
        ("a.ods", ""),
        ("a.pdf", ""),
        ("a", ""),
        ("a.csv", " sheet \"x\""),
    ] {
        let model = format!("table t by year from \"{file}\"{sheet} {{\n  columns a\n}}");
        insta::assert_snapshot!(file, messages(&model, b"year,a\n2023,1\n"));
    }
}
