//! Workbooks.

use super::zip::workbook;
use super::{messages, read, table};

const MODEL: &str =
    "table trade by year from \"book.xlsx\" {\n  columns exports: USD/year, share: %\n}";

const HEADER: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>share</t></is></c></row>"#;

const TEXTS: &str = "<si><t>year</t></si><si><r><t>Exp</t></r><r><t>orts</t></r><rPh><t>eks</t></rPh></si><si><t>n/a &lt;1&#62;</t></si>";

fn told(rows: &str) -> String {
    read(MODEL, &workbook(&format!("{HEADER}{rows}"), TEXTS))
}

#[test]
fn cells_are_read_as_they_are_shown() {
    insta::assert_snapshot!(told(
        r#"<row r="3"><c r="A3" s="3"><v>45292</v></c><c r="C3"><v>0.97899999999999998</v></c><c r="D3" s="2"><v>7.0000000000000007E-2</v></c><c r="F3" t="s"><v>2</v></c></row>
        <row r="4"><c r="A4" s="1"><v>45352</v></c><c r="C4" t="str"><f>"unknown"</f><v>unknown</v></c><c r="D4"><f>B4*2</f><v>12</v></c></row>
        <row r="5"><c r="A5"/><c r="C5"><v/></c></row>"#
    ));
}

#[test]
fn cells_that_are_no_numbers_are_named() {
    insta::assert_snapshot!(told(
        r#"<row r="2"><c r="A2"><v>2023</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>2024</v></c><c r="C3"><f>SUM(B1:B2)</f></c></row>
        <row r="4"><c r="A4"><v>2025</v></c><c r="C4" t="s"><v>2</v></c><c r="D4" s="1"><v>45352</v></c></row>
        <row r="5"><c r="C5"><v>1</v></c><c r="D5"><v>1</v></c></row>"#
    ));
}

#[test]
fn sheets() {
    let bytes = workbook(HEADER, TEXTS);
    let named = |sheet: &str| {
        format!("table t by year from \"book.xlsx\" sheet \"{sheet}\" {{\n  columns share\n}}")
    };
    insta::assert_snapshot!(messages(&named("Trade & aid"), &bytes), @"`book.xlsx, sheet Trade & aid` has a header and no rows; write a row for each key below the header");
    insta::assert_snapshot!(messages(&named("TRADE & AID "), &bytes), @"`book.xlsx, sheet Trade & aid` has a header and no rows; write a row for each key below the header");
    insta::assert_snapshot!(messages(&named("Trade"), &bytes), @"`book.xlsx` has no sheet `Trade`; did you mean `Trade & aid`?");
    insta::assert_snapshot!(messages(&named("x"), &bytes), @"`book.xlsx` has no sheet `x`; it has `Trade & aid`");
}

#[test]
fn what_programs_write() {
    for name in ["openpyxl.xlsx", "xlsxwriter.xlsx"] {
        let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let model =
            "table t by year from \"b.xlsx\" sheet \"Trade\" {\n  columns exports, share\n}";
        insta::assert_snapshot!(name, read(model, &bytes));
        let unnamed = "table t by year from \"b.xlsx\" {\n  columns exports\n}";
        assert!(messages(unnamed, &bytes).contains("has several sheets: `Notes` and `Trade`"));
        assert!(table(unnamed).rows.is_empty());
    }
}
