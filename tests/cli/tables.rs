//! Models with tables from files.

use sha2::{Digest, Sha256};

use super::{Said, folder, foreland};

const MODEL: &str = "model m {\n  time 2025..2026\n}\nassume fee = 2% { because \"the contract\" }\n\
    table trade by year from \"../data/trade.csv\" {\n  columns exports: USD/year\n  because \"the customs' returns\"\n}\n\
    outcome paid: USD = total(trade.exports) * fee\n";
const TRADE: &str = "Year;Exports\r\n2025;100\r\n2026;150\r\n";

#[test]
fn a_run_reads_data_and_records_it() {
    let folder = folder(&[
        ("m/main.fore", "use \"lib/trade.fore\"\n"),
        ("m/lib/trade.fore", MODEL),
        ("m/data/trade.csv", TRADE),
    ]);
    let main = MODEL.replace("../data", "data");
    std::fs::write(folder.path().join("m/main.fore"), &main).unwrap();
    let arguments = ["run", "m/main.fore", "--format", "json", "--set", "fee=10%"];
    let Said { out, err, code } = foreland(folder.path(), &arguments);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let said: serde_json::Value = serde_json::from_str(&out).unwrap();
    let digest = Sha256::digest(TRADE.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let files = said["run"]["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    assert_eq!(files[1]["name"], "m/data/trade.csv");
    assert_eq!(files[1]["sha256"], digest);
    assert!(out.contains("25.0"), "{out}");
}

#[test]
fn a_data_file_is_neither_overwritten_nor_found_outside() {
    let folder = folder(&[
        ("m/main.fore", &MODEL.replace("../data/", "")),
        ("m/trade.csv", TRADE),
        ("data/trade.csv", TRADE),
    ]);
    let arguments = ["run", "m/main.fore", "-o", "m/trade.csv"];
    let said = foreland(folder.path(), &arguments);
    assert_eq!(said.code, Some(2), "{}", said.err);
    let kept = std::fs::read_to_string(folder.path().join("m/trade.csv")).unwrap();
    assert_eq!(kept, TRADE);
    std::fs::write(folder.path().join("m/main.fore"), MODEL).unwrap();
    let said = foreland(folder.path(), &["check", "m/main.fore"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.starts_with("error[file-outside]"), "{}", said.err);
}

/// Findings as programs read them name the data file and the line in it.
#[test]
fn check_tells_the_line_of_a_data_file() {
    let folder = folder(&[
        ("main.fore", &MODEL.replace("../data/", "")),
        ("trade.csv", &TRADE.replace("150", "n/a")),
    ]);
    let said = foreland(folder.path(), &["check", "main.fore", "--format", "json"]);
    assert_eq!(said.code, Some(2));
    let found: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let finding = &found["findings"][0];
    assert_eq!(finding["code"], "bad-cell");
    assert_eq!(finding["file"], "trade.csv");
    assert_eq!(finding["places"][0]["start"]["line"], 3);
    assert_eq!(finding["places"][1]["file"], "main.fore");
}
