//! What comes in: every source, every kind of broken record.

use crate::support::folder::Folder;
use radsift::input::{Fields, Format, LONGEST, LONGEST_TEXT, Reader, Reason, Record, Reject, find_sources};
use radsift::report::WarningCode;
use std::path::Path;

fn read_as(path: &Path, fields: &Fields) -> Vec<Result<Record<'static>, Reject>> {
    let mut reader = Reader::new(find_sources(&[path.to_owned()], Format::Auto).unwrap()).with_fields(fields);
    let sources = reader.sources();
    let (mut buffer, mut file, mut out) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(raw) = reader.next_raw(&mut buffer) {
        out.push(raw.record(&sources, fields, &buffer, &mut file).map(Record::into_owned));
    }
    out
}

fn read(path: &Path) -> Vec<Result<Record<'static>, Reject>> {
    read_as(path, &Fields::default())
}

fn codes(record: &Record<'_>) -> Vec<WarningCode> {
    record.warnings.iter().map(|w| w.code).collect()
}

/// One line of JSON Lines, read.
fn line(name: &str, bytes: &[u8]) -> Result<Record<'static>, Reject> {
    let folder = Folder::new(name);
    let path = folder.file("a.jsonl", bytes);
    let mut all = read(&path);
    assert_eq!(all.len(), 1);
    all.pop().unwrap()
}

#[test]
fn a_folder_is_read_in_order_of_path() {
    let folder = Folder::new("order");
    folder.file("b.txt", "B");
    folder.file("a/z.TXT", "AZ");
    folder.file("a/c.jsonl", "{\"id\":1,\"text\":\"one\"}\n\n{\"id\":\"2\",\"text\":\"two\"}");
    folder.file("a/notes.md", "no report");
    let ids: Vec<String> = read(&folder.0).into_iter().map(|r| r.unwrap().id.into_owned()).collect();
    assert_eq!(ids, ["1", "2", "z", "b"]);
}

#[test]
fn files_of_one_name_go_by_their_paths() {
    let folder = Folder::new("clash");
    let (one, two) = (folder.file("one/r.txt", "A"), folder.file("two/r.txt", "B"));
    folder.file("two/s.txt", "C");
    let ids: Vec<String> = read(&folder.0).into_iter().map(|r| r.unwrap().id.into_owned()).collect();
    assert_eq!(ids, [one.display().to_string(), two.display().to_string(), "s".to_owned()]);
}

#[test]
fn a_folder_without_reports_and_a_missing_path_are_errors() {
    let folder = Folder::new("none");
    folder.file("a.md", "no report");
    let error = find_sources(std::slice::from_ref(&folder.0), Format::Text).unwrap_err().to_string();
    assert!(error.contains("contains no file of a known format"), "{error}");
    let error = find_sources(&[folder.0.join("b.txt")], Format::Text).unwrap_err().to_string();
    assert!(error.contains("b.txt cannot be read"), "{error}");
}

#[test]
fn odd_texts_are_read_with_a_warning() {
    let folder = Folder::new("odd");
    let only = |name: &str, bytes: &[u8]| read(&folder.file(name, bytes)).pop().unwrap().unwrap();
    let cp1252 = only("cp1252.txt", b"\x93Oed\xE8me\x94");
    assert_eq!((cp1252.text.as_ref(), codes(&cp1252)), ("“Oedème”", vec![WarningCode::NotUtf8]));
    let nul = only("nul.txt", b"No\0infarct");
    assert_eq!((nul.text.as_ref(), codes(&nul)), ("No\0infarct", vec![WarningCode::NulBytes]));
    assert_eq!(only("bom.txt", b"\xEF\xBB\xBFA").text, "A");
}

#[test]
fn json_lines_keep_meta_and_read_other_field_names() {
    let folder = Folder::new("fields");
    let path = folder.file(
        "a.jsonl",
        r#"{"report":"R\n\u00e9","n":[{}],"accession":7,"meta":{"modality":"MR","x":1.5}}"#,
    );
    let fields = Fields {
        id: "accession".into(),
        text: "report".into(),
        ..Fields::default()
    };
    let record = read_as(&path, &fields).pop().unwrap().unwrap();
    assert_eq!((record.id.as_ref(), record.text.as_ref()), ("7", "R\né"));
    assert_eq!(serde_json::to_string(&record.meta).unwrap(), r#"{"modality":"MR","x":1.5}"#);
    assert_eq!(codes(&record), []);
}

#[test]
fn numbers_are_kept_as_they_are_written() {
    for id in [
        "7",
        "-3",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775809",
        "20260130101500123456",
        "123456789012345678901234567890",
        "1000.0",
        "1.50",
        "1e3",
    ] {
        let record = line("digits", format!("{{\"id\":{id},\"text\":\"A\"}}").as_bytes()).unwrap();
        assert_eq!(record.id, id);
    }
    let meta = r#"{"a":{"n":[20260130101500123456,5,-7.25]},"b":18446744073709551615,"c":"18446744073709551616","d":18446744073709551616}"#;
    let record = line("meta-digits", format!("{{\"id\":1,\"text\":\"A\",\"meta\":{meta}}}").as_bytes()).unwrap();
    assert_eq!(
        serde_json::to_string(&record.meta).unwrap(),
        r#"{"a":{"n":["20260130101500123456",5,-7.25]},"b":18446744073709551615,"c":"18446744073709551616","d":"18446744073709551616"}"#
    );
}

#[test]
fn what_is_missing_is_stood_in_for_or_refused() {
    let no_id = line("noid", b"\n{\"text\":\"A\"}").unwrap();
    assert!(no_id.id.ends_with("a.jsonl:2"), "{}", no_id.id);
    assert_eq!(codes(&no_id), [WarningCode::NoId]);
    assert_eq!(codes(&line("badid", br#"{"id":{},"text":"A"}"#).unwrap()), [WarningCode::NoId]);
    assert_eq!(
        codes(&line("meta", br#"{"id":"1","text":"A","meta":[1]}"#).unwrap()),
        [WarningCode::MetaNotObject]
    );
    let reason = |name: &str, bytes: &[u8]| line(name, bytes).unwrap_err().reason;
    assert_eq!(reason("notext", br#"{"id":"1"}"#), Reason::NoText("text".into(), None));
    assert_eq!(reason("number", br#"{"id":"1","text":5}"#), Reason::TextNotString("text".into()));
    assert_eq!(reason("null", br#"{"id":"1","text":null}"#), Reason::Placeholder("null"));
    assert_eq!(reason("twice", br#"{"text":"A","text":"B"}"#), Reason::Twice("text".into()));
    assert_eq!(reason("array", br#"["text"]"#), Reason::NotAnObject);
    assert_eq!(reason("word", b"MRI brain normal"), Reason::Syntax);
    assert_eq!(reason("after", br#"{"text":"A"} B"#), Reason::Syntax);
    assert_eq!(reason("deep", "[".repeat(100_000).as_bytes()), Reason::CutShort);
    let deep = format!("{{\"text\":\"A\",\"meta\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(reason("meta-deep", deep.as_bytes()), Reason::Syntax);
}

#[test]
fn a_broken_line_is_placed_and_the_run_goes_on() {
    let folder = Folder::new("broken");
    let path = folder.file(
        "a.jsonl",
        "{\"text\":\"A\"}\n{\"text\": secret}\r\n\n{\"text\":\"sec\n{\"text\":\"B\"}",
    );
    let all = read(&path);
    let rejects: Vec<&Reject> = all.iter().filter_map(|r| r.as_ref().err()).collect();
    assert_eq!(all.len(), 4);
    assert_eq!((rejects[0].record, rejects[0].line, rejects[0].column), (2, Some(2), Some(10)));
    assert_eq!(
        (rejects[1].record, rejects[1].line, &rejects[1].reason),
        (3, Some(4), &Reason::Syntax)
    );
    for reject in rejects {
        assert!(!reject.to_string().contains("sec"), "{reject}");
        assert!(!serde_json::to_string(reject).unwrap().contains("sec"), "{reject}");
    }
    assert_eq!(all[3].as_ref().unwrap().text, "B");
}

#[test]
fn a_line_that_is_not_utf8_is_read_with_a_warning() {
    let record = line("cp1252", b"{\"id\":\"1\",\"text\":\"Oed\xE8me\"}").unwrap();
    assert_eq!((record.text.as_ref(), codes(&record)), ("Oedème", vec![WarningCode::NotUtf8]));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_in_a_folder_is_a_rejection_and_a_circle_ends() {
    let folder = Folder::new("links");
    folder.file("a.txt", "A");
    std::os::unix::fs::symlink(folder.0.join("gone"), folder.0.join("b.txt")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("gone"), folder.0.join("c.jsonl")).unwrap();
    std::os::unix::fs::symlink(&folder.0, folder.0.join("again")).unwrap();
    let all = read(&folder.0);
    assert_eq!(all.iter().filter(|r| r.is_ok()).count(), 1);
    let rejects: Vec<&Reject> = all.iter().filter_map(|r| r.as_ref().err()).collect();
    assert_eq!(rejects.len(), 2);
    assert!(
        rejects
            .iter()
            .all(|r| matches!(r.reason, Reason::Unreadable(_)) && r.line.is_none())
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_counted_and_holds_nobody_up() {
    let folder = Folder::new("pipe");
    folder.file("a.txt", "A");
    let made = std::process::Command::new("mkfifo").arg(folder.0.join("b.txt")).status();
    assert!(made.unwrap().success());
    let sources = find_sources(std::slice::from_ref(&folder.0), Format::Auto).unwrap();
    assert_eq!((sources.as_slice().len(), sources.skipped().other_files), (1, 1));
    let ids: Vec<String> = read(&folder.0).into_iter().map(|r| r.unwrap().id.into_owned()).collect();
    assert_eq!(ids, ["a"]);
}

#[cfg(unix)]
#[test]
fn sockets_and_devices_in_a_folder_are_counted_and_not_opened() {
    let folder = Folder::new("special");
    folder.file("a.txt", "A");
    let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("b.jsonl")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.0.join("c.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/tty", folder.0.join("d.txt")).unwrap();
    let sources = find_sources(std::slice::from_ref(&folder.0), Format::Auto).unwrap();
    assert_eq!((sources.as_slice().len(), sources.skipped().other_files), (1, 3));
    assert_eq!(read(&folder.0).len(), 1);
}

#[test]
fn what_is_longer_than_any_report_is_refused_and_the_next_is_read() {
    let folder = Folder::new("long");
    let text = "x".repeat(LONGEST_TEXT);
    let line = "x".repeat(LONGEST as usize + 1);
    let bytes = format!("{{\"text\":\"{text}\"}}\n{{\"text\":\"{text}x\"}}\n{line}\n{{\"text\":\"A\"}}\n");
    let all = read(&folder.file("a.jsonl", bytes));
    let reasons: Vec<_> = all.iter().map(|r| r.as_ref().err().map(|e| &e.reason)).collect();
    assert_eq!(reasons, [None, Some(&Reason::TextTooLong), Some(&Reason::TooLong), None]);
    assert_eq!(all[2].as_ref().unwrap_err().line, Some(3));
    for name in ["a.txt", "a.dat"] {
        let all = read(&folder.file(name, format!("{text}x")));
        assert_eq!(all[0].as_ref().unwrap_err().reason, Reason::TextTooLong, "{name}");
        let all = read(&folder.file(name, &line));
        assert_eq!(all[0].as_ref().unwrap_err().reason, Reason::TooLong, "{name}");
    }
    let rows = read(&folder.file("a.csv", format!("id,text\n1,{text}x\n2,B\n")));
    assert_eq!(rows[0].as_ref().unwrap_err().reason, Reason::TextTooLong);
    assert_eq!(rows[1].as_ref().unwrap().text, "B");
}
