//! A text that is not there is a rejection in every format, and what databases have written of the others is read.

use crate::input::parquet_files::write;
use crate::input::reading::{read, read_as, shown};
use crate::support::folder::Folder;
use arrow_array::{ArrayRef, StringArray};
use parquet::basic::Compression;
use radsift::input::{Fields, Reason};
use radsift::report::WarningCode;
use std::sync::Arc;

#[test]
fn placeholders_and_empty_texts_are_rejections_everywhere() {
    let folder = Folder::new("missing");
    let reason = |name: &str, bytes: &[u8]| {
        let mut all = read(&folder.file(name, bytes));
        assert_eq!(all.len(), 1, "{name}");
        all.pop().unwrap().unwrap_err().reason
    };
    let long = |word: &str| {
        let text: ArrayRef = Arc::new(StringArray::from(vec![word]));
        write(&[("text", text)], Compression::SNAPPY)
    };
    for (word, wanted) in [
        ("NULL", Reason::Placeholder("NULL")),
        ("null", Reason::Placeholder("NULL")),
        ("\\N", Reason::Placeholder("\\N")),
        ("NaN", Reason::Placeholder("NaN")),
        ("None", Reason::Placeholder("None")),
        ("#N/A", Reason::Placeholder("#N/A")),
        ("<NA>", Reason::Placeholder("<NA>")),
        ("", Reason::EmptyText),
        (" ", Reason::EmptyText),
        ("\0", Reason::EmptyText),
    ] {
        let json = serde_json::json!({"id": "a", "text": word}).to_string();
        assert_eq!(reason("a.jsonl", json.as_bytes()), wanted, "{word:?}");
        assert_eq!(reason("a.csv", format!("id,text\na,{word}\n").as_bytes()), wanted, "{word:?}");
        assert_eq!(reason("a.tsv", format!("id\ttext\na\t\"{word}\"\n").as_bytes()), wanted, "{word:?}");
        assert_eq!(reason("a.parquet", &long(word)), wanted, "{word:?}");
        assert_eq!(reason("a.txt", word.as_bytes()), wanted, "{word:?}");
    }
    assert_eq!(reason("b.jsonl", b"{\"text\":null}"), Reason::Placeholder("null"));
    let record = read(&folder.file("c.csv", "id,text\na,None of note.\n")).pop().unwrap();
    assert_eq!(record.unwrap().text, "None of note.");
}

#[test]
fn escapes_of_database_exports_are_undone() {
    let folder = Folder::new("escapes");
    let written = r"FINDINGS:\nNo infarct.\r\nMass\tleft.";
    let meant = "FINDINGS:\nNo infarct.\r\nMass\tleft.";
    let column: ArrayRef = Arc::new(StringArray::from(vec![written]));
    let files = [
        folder.file("a.tsv", format!("id\ttext\na\t{written}\n")),
        folder.file("a.csv", format!("id,text\na,{written}\n")),
        folder.file(
            "a.jsonl",
            format!("{{\"id\":\"a\",\"text\":\"{}\"}}", written.replace('\\', "\\\\")),
        ),
        folder.file("a.parquet", write(&[("text", column)], Compression::SNAPPY)),
    ];
    for path in files {
        let record = read(&path).pop().unwrap().unwrap();
        assert_eq!(record.text, meant, "{}", path.display());
        assert!(record.warnings.iter().any(|w| w.code == WarningCode::Escapes), "{}", path.display());
    }
    for kept in [
        r"Images in C:\new\temp\reports",
        r"A \new{mass} and \nabla",
        "Real\nends\\nand written",
    ] {
        let record = read(&folder.file("b.csv", format!("id,text\na,\"{kept}\"\n")))
            .pop()
            .unwrap()
            .unwrap();
        assert_eq!((record.text.as_ref(), record.warnings.len()), (kept, 0));
    }
    let path = folder.file("c.jsonl", r#"{"id":"a","text":"No mass.\\nNo infarct."}"#);
    let fields = Fields {
        restores_escapes: false,
        ..Fields::default()
    };
    assert_eq!(read_as(&path, &fields)[0].as_ref().unwrap().text, r"No mass.\nNo infarct.");
}

#[test]
fn markup_in_a_cell_becomes_plain_text() {
    let folder = Folder::new("cell-markup");
    let path = folder.file("a.csv", "id,text\na,\"<html><body><p>No <b>infarct</b>.</p></body></html>\"\n");
    assert_eq!(shown(&path), ["a=No infarct."]);
    let codes: Vec<_> = read(&path)[0].as_ref().unwrap().warnings.iter().map(|w| w.code).collect();
    assert_eq!(codes, [WarningCode::Markup]);
}
