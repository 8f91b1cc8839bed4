//! CSV and TSV.

use crate::input::reading::{read_as, shown};
use crate::support::folder::Folder;
use radsift::input::{Fields, Reason};
use radsift::report::WarningCode;

#[test]
fn tables_are_read_with_quotes_and_line_breaks() {
    let folder = Folder::new("tables");
    for (name, bytes) in [
        ("a.csv", "id,text\n1,\"FINDINGS:\nNo \"\"mass\"\", really.\"\r\n2,B\n"),
        ("b.csv", "\u{FEFF}text;id\r\n\"FINDINGS:\nNo \"\"mass\"\", really.\";1\r\n\r\nB;2"),
        ("c.tsv", "id\ttext\n1\t\"FINDINGS:\nNo \"\"mass\"\", really.\"\n2\tB\n"),
        ("d.csv", "id|text\n1|\"FINDINGS:\nNo \"\"mass\"\", really.\"\n2|B\n"),
        ("e.dat", "id,text\n1,\"FINDINGS:\nNo \"\"mass\"\", really.\"\n2,B\n"),
    ] {
        assert_eq!(
            shown(&folder.file(name, bytes)),
            ["1=FINDINGS:\nNo \"mass\", really.", "2=B"],
            "{name}"
        );
    }
}

#[test]
fn columns_are_chosen_by_name() {
    let folder = Folder::new("columns");
    let path = folder.file("a.csv", b"acc,modality,report,age,x\n7,MR,A,,\xE8\n,CT,\xE8,5,\n");
    let named = |meta: &[&str]| Fields {
        id: "acc".into(),
        text: "report".into(),
        meta: meta.iter().map(|m| (*m).to_owned()).collect(),
        ..Fields::default()
    };
    let all = |meta: &[&str]| -> Vec<(String, String, String, Vec<WarningCode>)> {
        let record = |r: &radsift::input::Record<'_>| {
            let codes = r.warnings.iter().map(|w| w.code).collect();
            (r.id.to_string(), r.text.to_string(), serde_json::to_string(&r.meta).unwrap(), codes)
        };
        read_as(&path, &named(meta)).iter().map(|r| record(r.as_ref().unwrap())).collect()
    };
    let place = format!("{}:3", path.display());
    let codes = |codes: &[WarningCode]| codes.to_vec();
    assert_eq!(
        all(&[]),
        [
            (
                "7".into(),
                "A".into(),
                r#"{"modality":"MR","x":"è"}"#.into(),
                codes(&[WarningCode::NotUtf8])
            ),
            (
                place,
                "è".into(),
                r#"{"age":"5","modality":"CT"}"#.into(),
                codes(&[WarningCode::NotUtf8, WarningCode::NoId])
            ),
        ]
    );
    assert_eq!(
        all(&["age"]).iter().map(|r| r.2.as_str()).collect::<Vec<_>>(),
        ["{}", r#"{"age":"5"}"#]
    );
    let missing = read_as(&path, &named(&["sex"])).pop().unwrap().unwrap_err().reason.to_string();
    assert_eq!(
        missing,
        "there is no column `sex`; the columns are `acc`, `modality`, `report`, `age`, `x`"
    );
}

#[test]
fn rows_that_do_not_fit_are_counted_with_their_place() {
    let folder = Folder::new("rows");
    let path = folder.file(
        "a.csv",
        "id,text,x\n1,A,\n2,B\n\"3\n\",C,D,E,F,G,H\nid,text,x\n4,D,\nid,x,text\n5,z,secret\nid,text,x\n6,F,\n7,\"secret",
    );
    let rejects: Vec<_> = read_as(&path, &Fields::default()).into_iter().filter_map(Result::err).collect();
    let places: Vec<_> = rejects.iter().map(|r| (r.record, r.line.unwrap(), r.offset, &r.reason)).collect();
    assert_eq!(
        places,
        [
            (2, 3, 15, &Reason::Width(2, 3)),
            (3, 4, 19, &Reason::Width(7, 3)),
            (4, 6, 36, &Reason::HeaderAgain),
            (6, 8, 51, &Reason::OtherHeader(8)),
            (7, 9, 61, &Reason::OtherHeader(8)),
            (8, 10, 72, &Reason::HeaderAgain),
            (10, 12, 87, &Reason::QuoteOpen),
        ]
    );
    assert_eq!(read_as(&path, &Fields::default()).iter().filter(|r| r.is_ok()).count(), 3);
    assert!(rejects.iter().all(|r| !r.to_string().contains("secret")));
}

#[test]
fn a_header_is_needed_and_reports_are_not_shown_for_one() {
    let folder = Folder::new("header");
    for (name, bytes, said) in [
        (
            "a.csv",
            "id,report\n1,A\n",
            "a.csv: there is no column `text`; the columns are `id`, `report`; `--text-field report` would name the report",
        ),
        (
            "b.csv",
            "17,No infarct. Secret.\n",
            "b.csv: the first line is not a header, or has none of the required columns",
        ),
        (
            "c.csv",
            "",
            "c.csv: the first line is not a header, or has none of the required columns",
        ),
        ("d.csv", "id,text,text\n1,A,B\n", "d.csv: the field `text` occurs twice"),
    ] {
        assert_eq!(shown(&folder.file(name, bytes)), [said], "{name}");
    }
    assert!(shown(&folder.file("e.csv", "id,text\n")).is_empty());
}

#[test]
fn lines_that_spreadsheets_add_are_known() {
    let folder = Folder::new("sheets");
    for (name, bytes) in [
        ("a.csv", "sep=;\r\nid;text\r\n1;No, none.\r\n"),
        ("b.csv", "\u{FEFF}SEP=|\nid|text\n1|No, none.\n"),
        ("c.csv", "\"sep=;\"\nid;text\n1;No, none.\n"),
        ("d.dat", "sep=;\nid;text\n1;No, none.\n"),
        ("e.tsv", "sep=,\nid,text\n1,\"No, none.\"\n"),
    ] {
        assert_eq!(shown(&folder.file(name, bytes)), ["1=No, none."], "{name}");
    }
    let titled = folder.file("t.csv", "Export of 2026,,\n\n,,\nid,text,x\n1,No.,\n2,Yes.\n");
    assert_eq!(
        shown(&titled),
        ["t.csv: the header is on line 4, below other lines; `--header-line 4` reads it"]
    );
    let fields = Fields {
        header_line: 4,
        ..Fields::default()
    };
    let all = read_as(&titled, &fields);
    assert_eq!(all[0].as_ref().unwrap().text, "No.");
    let reject = all[1].as_ref().unwrap_err();
    assert_eq!((reject.line, reject.offset, &reject.reason), (Some(6), 38, &Reason::Width(2, 3)));
    let quoted = folder.file(
        "q.csv",
        "id,text\n1,\u{201C}No infarct, no secret\u{201D}\n2,\"\u{201C}No, none\u{201D}\"\n",
    );
    assert_eq!(
        shown(&quoted),
        [
            "q.csv:2: 3 fields where the header has 2: typographic quotation marks do not quote a field; straight ones do",
            "2=\u{201C}No, none\u{201D}"
        ]
    );
}

#[test]
fn names_in_other_letters_are_found_where_one_column_fits() {
    let folder = Folder::new("letters");
    assert_eq!(shown(&folder.file("a.csv", "ID,Text\n1,A\n")), ["1=A"]);
    assert_eq!(shown(&folder.file("b.tsv", "Id\t TEXT \n1\tA\n")), ["1=A"]);
    assert_eq!(shown(&folder.file("c", "ID,Text\n1,A\n")), ["1=A"]);
    assert_eq!(shown(&folder.file("d.csv", "id,text,Text\n1,A,B\n")), ["1=A"]);
    assert_eq!(
        shown(&folder.file("e.csv", "TEXT,Text,Accession No\n1,A,B\n")),
        [
            "e.csv: there is no column `text`; the columns are `TEXT`, `Text`, `Accession No`; `--text-field TEXT --id-field 'Accession No'` would name the report"
        ]
    );
}
