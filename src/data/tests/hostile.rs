//! Files that are made to be expensive, or to break a reader.

use std::time::Instant;

use super::zip::{BOOK, LINKS, PACKAGE, Part, archive, workbook};
use super::{messages, opened, table};

const MODEL: &str = "table t by year from \"b.xlsx\" {\n  columns a\n}";

/// What is said, which must be said soon. The bound is generous: tests are not optimised and share the machine.
fn soon(model: &str, bytes: &[u8]) -> String {
    let start = Instant::now();
    let told = messages(model, bytes);
    assert!(start.elapsed().as_secs() < 30, "{told}");
    told
}

fn with(name: &str, part: Part) -> Vec<u8> {
    let mut parts = vec![
        Part::stored("_rels/.rels", PACKAGE.as_bytes()),
        Part::stored("xl/_rels/workbook.xml.rels", LINKS.as_bytes()),
        Part::stored("xl/workbook.xml", BOOK.as_bytes()),
    ];
    if name != "xl/worksheets/sheet1.xml" {
        parts.push(Part::stored("xl/worksheets/sheet1.xml", b"<worksheet/>"));
    }
    parts.insert(0, part);
    archive(&parts)
}

/// Parts that are small in the file and large without it.
#[test]
fn what_inflates_without_end() {
    let blanks = " ".repeat(20_000);
    for (name, piece) in [
        ("xl/worksheets/sheet1.xml", format!("<!--{blanks}-->")),
        ("xl/workbook.xml", format!("<a b='{blanks}'/>")),
        ("xl/sharedStrings.xml", format!("<si><t>{blanks}</t></si>")),
        ("xl/sharedStrings.xml", "<si/>".repeat(100)),
        ("xl/styles.xml", "<cellXfs><xf/></cellXfs>".repeat(100)),
    ] {
        let bytes = format!("<a>{}", piece.repeat((33 << 20) / piece.len()));
        let part = Part::deflated(name, bytes.as_bytes()).pretending();
        let told = soon(MODEL, &with(name, part));
        assert!(told.contains("too large for a table"), "{name}: {told}");
    }
}

#[test]
fn one_tag_or_text_without_end() {
    let name = "xl/worksheets/sheet1.xml";
    for start in ["<a b=\"", "<a", "<!--", "<![CDATA[", "<a>", "&"] {
        let bytes = format!("{start}{}", "x".repeat(8 << 20));
        let told = soon(MODEL, &with(name, Part::deflated(name, bytes.as_bytes())));
        assert!(told.contains("damaged"), "{start}: {told}");
    }
    let deep = "<a>".repeat(100_000);
    assert!(soon(MODEL, &with(name, Part::deflated(name, deep.as_bytes()))).contains("damaged"));
}

/// What a part says of its own size is not believed, so it does no harm.
#[test]
fn sizes_that_are_not_true() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>2024</v></c><c r="B2"><v>1</v></c></row>"#;
    let bytes = workbook(rows, "<si><t>year</t></si><si><t>a</t></si>");
    assert_eq!(soon(MODEL, &bytes), "");
}

#[test]
fn cells_in_wrong_places() {
    for cell in [
        "ZZZ1",
        "A0",
        "A2",
        "1",
        "A",
        "A99999999999999999999",
        "",
        "é1",
        "AAAA1",
        "XFE1",
        "$A$1",
    ] {
        let rows = format!(r#"<row r="1"><c r="{cell}"><v>1</v></c></row>"#);
        let told = soon(MODEL, &workbook(&rows, ""));
        assert!(told.contains("not in order"), "{cell}: {told}");
    }
    for row in ["0", "-1", "1048577", "99999999999999999999", "x", ""] {
        let rows = format!(r#"<row r="{row}"><c><v>1</v></c></row>"#);
        let told = soon(MODEL, &workbook(&rows, ""));
        let wanted = match row {
            "1048577" => "more rows than a spreadsheet",
            _ => "not in order",
        };
        assert!(told.contains(wanted), "{row}: {told}");
    }
    let wide: String = (1..2_000)
        .map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#))
        .collect();
    assert!(soon(MODEL, &workbook(&wide, "")).contains("500,000 cells"));
    let text = r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#;
    assert!(soon(MODEL, &workbook(text, "")).contains("not there"));
}

#[test]
fn archives_that_are_none() {
    let good = workbook("", "");
    for cut in (0..good.len()).step_by(7) {
        assert!(!messages(MODEL, &good[..cut]).is_empty(), "{cut}");
    }
    // Whatever byte is another, nothing breaks.
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 0xff;
        let _ = messages(MODEL, &bytes);
    }
    assert!(messages(MODEL, b"\xd0\xcf\x11\xe0 and so on").contains("password"));
    assert!(messages(MODEL, b"year,a\n").contains("another kind"));
    let wrong = with(
        "xl/styles.xml",
        Part::stored("xl/workbook.xml", BOOK.as_bytes()).with_crc(1),
    );
    assert!(messages(MODEL, &wrong).contains("damaged"));
    let many: Vec<Part> = (0..5_000).map(|_| Part::stored("a", b"")).collect();
    assert!(messages(MODEL, &archive(&many)).contains("more parts"));
}

#[test]
fn a_million_rows_with_one_bad_cell() {
    let model = "table t by year from \"t.csv\" {\n  columns a, b\n}";
    let mut text = String::from("year,a,b\n");
    for row in 0..1_000_000 {
        let cell = if row == 700_000 { "1,5" } else { "1.5" };
        text.push_str(&format!("2024,1.25,\"{cell}\"\n"));
    }
    let start = Instant::now();
    let told = messages(model, text.as_bytes());
    assert!(start.elapsed().as_secs() < 60);
    insta::assert_snapshot!(told, @r#"
`1,5` is not a plain number (line 700002 of `t.csv`); write a point for the comma: `1.5`
`t.csv` has 1000000 rows, and with 2 columns these are more than 100000 cells; read fewer columns, or write a file with a row for each step of the timeline
"#);
}

#[test]
fn faults_without_end_are_counted() {
    let model = "table t by year from \"t.csv\" {\n  columns a\n}";
    let text = format!("year,a\n{}", "2024,x\n".repeat(1_000));
    let told = messages(model, text.as_bytes());
    assert_eq!(told.lines().count(), 21);
    insta::assert_snapshot!(told.lines().last().unwrap(), @"980 faults more in `t.csv`; mend the first ones; the others are often alike");
}

#[test]
fn odd_texts() {
    let model = "table t by year from \"t.csv\" {\n  columns a\n}";
    let table = table(model);
    for text in [
        ",".repeat(100_000),
        "\n".repeat(100_000),
        "\"".repeat(99_999),
        format!("year,a\n2024,{}", "9".repeat(100_000)),
        format!("year,a\n{},1", "2".repeat(100_000)),
        format!("year,a\n2024,1{}", ",".repeat(100_000)),
        format!("{},a\n2024,1", "é".repeat(100_000)),
        "\u{feff}\u{feff}year,a\r2024,1\r".to_owned(),
        "year,a\n2024,\u{0}".to_owned(),
        "é\",é\n\"é".to_owned(),
    ] {
        let told = soon(model, text.as_bytes());
        assert!(told.len() < 5_000, "{told}");
        let _ = opened(&table, text.as_bytes());
    }
}
