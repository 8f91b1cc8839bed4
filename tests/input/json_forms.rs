//! JSON beyond one strict object a line.

use crate::input::containers::{gz, zip};
use crate::input::reading::{read, read_as, shown};
use crate::support::folder::Folder;
use radsift::input::{Fields, Reason};
use radsift::report::WarningCode;

#[test]
fn records_are_read_however_they_are_separated() {
    let folder = Folder::new("json-forms");
    let (a, b) = (r#"{"id":"a","text":"one"}"#, r#"{"id":"b","text":"two"}"#);
    let pretty = "{\n \"id\": \"a\",\n \"text\": \"one\"\n}";
    for (name, bytes) in [
        ("list.json", format!("[{a},\n{b}]")),
        ("pretty.json", format!("[\n {pretty},\n {b}\n]\n")),
        ("many.json", format!("{pretty}\n{b}")),
        ("marked.json", format!("\u{FEFF}[{a},{b}]")),
        ("list.jsonl", format!("[{a}, {b}]")),
        ("lists.jsonl", format!("[{a}]\n[{b}]\n")),
        ("pretty.jsonl", format!("{pretty}\n{b}\n")),
        ("joined.jsonl", format!("{a}{b}")),
        ("blanks.ndjson", format!("{a} {b}\r\n")),
        ("commas.jsonl", format!("{a},\n{b},\n")),
        ("rfc7464.jsonl", format!("\u{1E}{a}\n\u{1E}{b}\n")),
        ("list", format!(" [ {a},{b} ]")),
        ("rfc7464", format!("\u{1E}{a}\u{1E}{b}")),
    ] {
        assert_eq!(shown(&folder.file(name, &bytes)), ["a=one", "b=two"], "{name}");
        let packed = shown(&folder.file("x.json.gz", gz(bytes.as_bytes())));
        assert_eq!(packed, ["a=one", "b=two"], "{name}.gz");
        let ending = if name.contains('.') { name } else { "x.json" };
        let zipped = shown(&folder.file("x.zip", zip(&[(ending, bytes.as_bytes())])));
        assert_eq!(zipped, ["a=one", "b=two"], "{name} in a zip");
    }
    assert_eq!(shown(&folder.file("one.json", pretty)), ["a=one"]);
    assert_eq!(
        shown(&folder.file("none.json", "[]")),
        ["none.json: contains no FHIR DiagnosticReport"]
    );
}

#[test]
fn what_is_broken_among_them_costs_one_record() {
    let folder = Folder::new("json-broken");
    for (name, bytes, wanted) in [
        (
            "a.json",
            r#"[{"id":"a","text":"one"}, 7, {"id":"b"}, {"id":"c","text":"three"}]"#,
            &[
                "a=one",
                "a.json:1: not a JSON object",
                "a.json:1: the field `text` is missing",
                "c=three",
            ][..],
        ),
        (
            "b.jsonl",
            "{\"id\":\"a\",\"text\":\"one\"}{\"id\":\"b\",\"text\": secret}\n{\"id\":\"c\",\"text\":\"three\"}",
            &["a=one", "b.jsonl:1:42: not valid JSON", "c=three"],
        ),
        (
            "c.jsonl",
            "[{\"id\":\"a\",\"text\":\"one\"},{\"id\":\"b\",\"te",
            &["a=one", "c.jsonl:1:38: not valid JSON: the line ends too early"],
        ),
        (
            "d.jsonl",
            "[{\"id\":\"a\",\"text\":\"one\"},",
            &["a=one", "d.jsonl:1: not valid JSON: the line ends too early"],
        ),
        (
            "e.json",
            "[{\"id\":\"a\",\n\"text\":\"on\ne\"},\n{\"id\":\"b\",\n\"text\":\"two\"}]",
            &["e.json:1: not valid JSON", "b=two"],
        ),
    ] {
        assert_eq!(shown(&folder.file(name, bytes)), wanted, "{name}");
    }
}

#[test]
fn a_list_is_read_without_holding_it() {
    let folder = Folder::new("json-long");
    let text = "No acute infarct. ".repeat(60_000);
    let all: Vec<String> = (0..80).map(|n| format!("{{\"id\":{n},\"text\":\"{text}\"}}")).collect();
    // More than one record may have.
    let path = folder.file("a.json", format!("[{}]", all.join(",")));
    let read = read(&path);
    assert_eq!(read.len(), 80);
    assert!(read.iter().all(Result::is_ok));
}

#[test]
fn resources_are_no_records() {
    let folder = Folder::new("json-fhir");
    let report = r#"{"resourceType":"DiagnosticReport","id":"r","conclusion":"Normal."}"#;
    for (name, bytes) in [
        ("a.json", report.to_owned()),
        ("b.json", format!("[{report}]")),
        (
            "c.json",
            r#"{"id":"r","conclusion":"Normal.","resourceType":"DiagnosticReport"}"#.to_owned(),
        ),
        ("d", format!("[{report}]")),
    ] {
        assert_eq!(shown(&folder.file(name, bytes)), ["r=Normal."], "{name}");
    }
}

#[test]
fn numbers_that_are_not_finite_are_null() {
    let folder = Folder::new("json-nan");
    let path = folder.file(
        "a.jsonl",
        "{\"id\":1,\"text\":\"NaN and Infinity\",\"meta\":{\"age\":NaN,\"dose\":[Infinity,-Infinity,\"NaN\"]},\"x\":NaN}\n\
         {\"id\":2,\"text\":NaN}\n{\"id\":3,\"text\":-Infinity,\"meta\":null}\n{\"id\":4,\"text\":Nan}\n{\"id\":5,\"text\":null,\"x\":NaN}\n",
    );
    let all = read(&path);
    let first = all[0].as_ref().unwrap();
    assert_eq!(first.text, "NaN and Infinity");
    assert_eq!(
        serde_json::to_string(&first.meta).unwrap(),
        r#"{"age":null,"dose":[null,null,"NaN"]}"#
    );
    assert_eq!(
        shown(&path)[1..],
        [
            "a.jsonl:2: the text is `NaN`, which stands for a missing text",
            "a.jsonl:3: the text is `-Infinity`, which stands for a missing text",
            "a.jsonl:4:16: not valid JSON",
            "a.jsonl:5: the text is `null`, which stands for a missing text",
        ]
    );
}

#[test]
fn half_a_surrogate_pair_is_replaced() {
    let folder = Folder::new("json-half");
    let path = folder.file(
        "a.jsonl",
        r#"{"id":1,"text":"Mass \ud83d left \ude00 \ud83d\ude00"}
{"id":2,"text":"Mass","meta":{"note":"\ud800"}}
{"id":3,"text":"Mass \\ud83d"}
"#,
    );
    let all: Vec<_> = read(&path).into_iter().map(Result::unwrap).collect();
    assert_eq!(all[0].text, "Mass \u{FFFD} left \u{FFFD} \u{1F600}");
    assert_eq!(all[1].meta.get("note"), Some("\u{FFFD}"));
    assert_eq!(all[2].text, "Mass \\ud83d");
    let codes: Vec<usize> = all
        .iter()
        .map(|r| r.warnings.iter().filter(|w| w.code == WarningCode::LoneSurrogate).count())
        .collect();
    assert_eq!(codes, [1, 1, 0]);
}

#[test]
fn fields_in_other_letters_are_found_and_others_suggested() {
    let folder = Folder::new("json-names");
    assert_eq!(shown(&folder.file("a.jsonl", r#"{"ID":"a","Text":"one"}"#)), ["a=one"]);
    assert_eq!(
        shown(&folder.file("b.jsonl", "{\"id\":\"a\",\"report_text\":\"one\"}\n{\"TEXT\":\"A\",\"Text\":\"B\"}")),
        [
            "b.jsonl:1: the field `text` is missing; `--text-field report_text` would name the report",
            "b.jsonl:2: the field `text` is missing; `--text-field TEXT` would name the report"
        ]
    );
    let fields = Fields {
        patient: Some("mrn".into()),
        accession: Some("acc".into()),
        ..Fields::default()
    };
    let path = folder.file(
        "c.jsonl",
        r#"{"id":"a","text":"one","mrn":123456789012345678901234567890,"acc":"A7","meta":{"x":1}}"#,
    );
    let record = read_as(&path, &fields).pop().unwrap().unwrap();
    let by_id = Fields {
        id: "acc".into(),
        ..fields.clone()
    };
    assert_eq!(read_as(&path, &by_id)[0].as_ref().unwrap().meta.get("accession"), Some("A7"));
    assert_eq!(
        serde_json::to_string(&record.meta).unwrap(),
        r#"{"acc":"A7","accession":"A7","mrn":"123456789012345678901234567890","patient_id":"123456789012345678901234567890","x":1}"#
    );
}

#[test]
fn metadata_beyond_reason_are_refused() {
    let folder = Folder::new("json-meta");
    let long = "1,".repeat(2 << 20);
    let bytes = format!(
        "{{\"id\":1,\"text\":\"A\",\"meta\":{{\"a\":[{long}1]}}}}\n{{\"id\":2,\"text\":\"B\",\"x\":[{long}1],\"meta\":{{\"n\":18446744073709551616}}}}\n"
    );
    let all = read(&folder.file("a.jsonl", bytes));
    assert_eq!(all[0].as_ref().unwrap_err().reason, Reason::MetaTooLong);
    assert_eq!(all[1].as_ref().unwrap().meta.get("n"), Some("18446744073709551616"));
}
