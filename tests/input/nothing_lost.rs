//! What is passed over is counted; what is said on the command line goes before endings; versions are told apart in archives too.

use crate::input::containers::{LINES, gz, tar, zip};
use crate::support::folder::Folder;
use radsift::input::{Fields, Format, KnownVersions, Reader, Record, Skipped, Versions, find_sources};
use radsift::runs::{Options, Tally, Work, each};
use std::path::Path;
use std::sync::atomic::Ordering;

const FHIR: &str = "{\"resourceType\":\"Patient\",\"id\":\"p\"}\n{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Observation\"}},\
    {\"resource\":{\"resourceType\":\"DiagnosticReport\",\"id\":\"r\",\"conclusion\":\"Normal.\"}},{\"resource\":{\"resourceType\":\"Device\"}}]}\n";

/// Keeps the ids.
struct Ids;

impl Work for Ids {
    type Memory = ();
    type Out = Vec<String>;

    fn analyse(&self, _: &mut (), record: &Record<'_>, out: &mut Vec<String>) {
        out.push(record.id.to_string());
    }
}

fn run(path: &Path, from: Format) -> (Tally, Vec<String>) {
    let reader = Reader::new(find_sources(&[path.to_owned()], from).unwrap());
    let mut ids = Vec::new();
    let ended = each(&Ids, reader, &Options::default(), |out| {
        ids.extend(out);
        Ok(())
    });
    (ended.unwrap().tally, ids)
}

#[test]
fn what_is_passed_over_is_counted() {
    let folder = Folder::new("passed");
    let entries: &[(&str, &[u8])] = &[
        ("a.txt", b"A"),
        ("folder/b.png", b"\x89PNG"),
        ("__MACOSX/._a.txt", b"\0"),
        ("c.ndjson", FHIR.as_bytes()),
        ("d", b"no ending"),
    ];
    folder.file("a.zip", zip(entries));
    folder.file("b.tar.gz", gz(&tar(entries)));
    folder.file("c.json", FHIR);
    folder.file("d.pdf", "%PDF");
    folder.file("._e.txt", "\0");
    folder.file("z.zip", zip(&[("a.doc", b"")]));
    let (tally, ids) = run(&folder.0, Format::Auto);
    assert_eq!(ids.iter().filter(|id| *id == "r").count(), 3);
    assert_eq!((tally.reports, tally.rejected), (5, 1));
    assert_eq!((tally.skipped.other_files, tally.skipped.other_resources), (3 + 3 + 2 + 1, 3 * 3));
    assert_eq!((tally.handed_out(), tally.records()), (6, 6 + 9 + 9));
}

/// A message as an interface engine logs it.
const LOGGED: &str = "2026-01-31 08:15:00.1|INFO|Tcp|\n<SB>\nMSH|^~\\&|R|N|X|Y|20260131||ORU^R01|1|P|2.4<R>\nOBR|1||acc-1|7^MRI BRAIN<R>\n\
    OBX|1|TX|7||No acute infarct.||||||F<R>\n<EB><R>\n";

#[test]
fn logs_in_archives_are_read_for_their_messages() {
    let folder = Folder::new("logs");
    let entries: &[(&str, &[u8])] = &[
        ("a.txt", b"A"),
        ("engine.log", LOGGED.as_bytes()),
        ("engine.LOG.gz", &gz(LOGGED.replace("acc-1", "acc-2").as_bytes())),
        ("other.log", b"2026-01-31 08:15:00 started\n"),
        ("binary.log", b"\0\x01\x02\x03"),
    ];
    let logs = folder.file("logs.zip", zip(entries));
    let (tally, ids) = run(&logs, Format::Auto);
    assert_eq!(ids[1..], ["acc-1", "acc-2"]);
    assert_eq!((tally.reports, tally.rejected, tally.skipped.other_files), (3, 0, 2));
    // As text they would be no report, as messages those without one are rejected.
    let (tally, _) = run(&logs, Format::Text);
    assert_eq!((tally.reports, tally.rejected, tally.skipped.other_files), (1, 0, 4));
    let (tally, ids) = run(&folder.file("b.tar", tar(&entries[1..])), Format::Hl7);
    assert_eq!((ids, tally.rejected), (vec!["acc-1".to_owned(), "acc-2".to_owned()], 2));
    let (tally, ids) = run(&folder.file("none.tar", tar(&entries[3..])), Format::Auto);
    assert_eq!((ids.len(), tally.rejected, tally.skipped.other_files), (0, 1, 2));
}

#[test]
fn what_was_passed_over_is_counted_once_wherever_a_run_goes_on() {
    let folder = Folder::new("passed-resume");
    let long =
        "{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"DiagnosticReport\",\"conclusion\":\"A\"}\n{\"resourceType\":\"Patient\"}\n"
            .repeat(3);
    folder.file("a.ndjson", &long);
    folder.file("b.zip", zip(&[("a.png", b""), ("b.txt", b"B"), ("c.png", b"")]));
    folder.file("c.jpg", "");
    let reader = || Reader::new(find_sources(std::slice::from_ref(&folder.0), Format::Auto).unwrap());
    let rest = |reader: &mut Reader| {
        while reader.next_raw(&mut Vec::new()).is_some() {}
        reader.take_skipped()
    };
    let whole = Skipped {
        other_files: 3,
        other_resources: 6,
        ..Skipped::default()
    };
    assert_eq!(rest(&mut reader()), whole);
    let mut first = reader();
    let mut before = Skipped::default();
    loop {
        let mut late = reader();
        late.skip_to(first.position());
        let after = rest(&mut late);
        let both = Skipped {
            other_files: before.other_files + after.other_files,
            other_resources: before.other_resources + after.other_resources,
            ..Skipped::default()
        };
        assert_eq!(both, whole, "{:?}", first.position());
        if first.next_raw(&mut Vec::new()).is_none() {
            break;
        }
        let more = first.take_skipped();
        before.other_files += more.other_files;
        before.other_resources += more.other_resources;
    }
}

#[test]
fn a_format_that_is_said_goes_before_endings_but_not_before_packing() {
    let folder = Folder::new("said");
    for (name, bytes) in [
        ("a.txt", LINES.as_bytes().to_vec()),
        ("b.csv.gz", gz(LINES.as_bytes())),
        ("c.json", zstd::encode_all(LINES.as_bytes(), 1).unwrap()),
        ("d.zip", zip(&[("x.txt", LINES.as_bytes()), ("y.png", b"")])),
        ("e.tgz", gz(&tar(&[("x.hl7.gz", &gz(LINES.as_bytes()))]))),
        ("f", tar(&[("x.csv", LINES.as_bytes())])),
        ("g.parquet", LINES.as_bytes().to_vec()),
    ] {
        let (tally, ids) = run(&folder.file(name, bytes), Format::JsonLines);
        assert_eq!((ids, tally.rejected), (vec!["a".to_owned(), "b".to_owned()], 0), "{name}");
    }
    let (tally, ids) = run(&folder.file("h.jsonl", LINES), Format::Text);
    assert_eq!((tally.reports, ids.as_slice()), (1, &["h".to_owned()][..]));
}

/// A message about an order; the later the time, the later the version.
fn said(order: &str, time: u32) -> String {
    format!(
        "MSH|^~\\&|R|N|X|Y|202601310815{time:02}||ORU^R01|m|P|2.4\rOBR|1||{order}|7^CT||||||||||||||||||||CT|F\rOBX|1|TX|1||Text {time}.||||||F\r"
    )
}

#[test]
fn versions_are_told_apart_in_archives_and_under_any_ending() {
    let folder = Folder::new("archived");
    let entries = [said("A", 1) + &said("B", 9), said("A", 3), said("B", 2)];
    let bytes: Vec<&[u8]> = entries.iter().map(|e| e.as_bytes()).collect();
    folder.file("a.zip", zip(&[("x.jsonl", LINES.as_bytes()), ("x.hl7", bytes[0]), ("x.png", b"")]));
    // Entries of one name, as tar allows.
    folder.file(
        "b.tar.gz",
        gz(&tar(&[("x.txt", bytes[1]), ("x.txt", bytes[2]), ("y.txt", b"Plain.")])),
    );
    folder.file("c.hl7", said("C", 1));
    let odd = folder.file("d.dump", said("C", 2));
    let sources = find_sources(&[folder.0.clone(), odd], Format::Auto).unwrap();
    let versions = Versions::of(&sources, 2, KnownVersions::default());
    let (mut reader, mut buffer, mut file) = (Reader::new(sources), Vec::new(), Vec::new());
    let mut read = Vec::new();
    while let Some(raw) = reader.next_raw(&mut buffer) {
        let text = raw
            .record(&reader.sources(), &Fields::default(), &buffer, &mut file)
            .unwrap()
            .text
            .into_owned();
        read.push((text, versions.supersedes(&raw), versions.history(&raw)));
        buffer.clear();
    }
    let wanted = [
        ("one", false, None),
        ("two", false, None),
        ("Text 1.", true, None),
        ("Text 9.", false, Some(2)),
        ("Text 3.", false, Some(2)),
        ("Text 2.", true, None),
        ("Plain.", false, None),
        ("Text 1.", true, None),
        ("Text 2.", false, Some(2)),
    ];
    assert_eq!(
        read,
        wanted.map(|(text, superseded, history)| (text.to_owned(), superseded, history))
    );
}

#[cfg(unix)]
#[test]
fn what_comes_through_a_pipe_is_read_once() {
    let folder = Folder::new("pipe");
    let path = folder.0.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let writer = {
        let path = path.clone();
        std::thread::spawn(move || std::fs::write(path, said("A", 1) + &said("A", 2)).unwrap())
    };
    let sources = find_sources(&[path], Format::Auto).unwrap();
    let versions = Versions::of(&sources, 2, KnownVersions::default());
    let mut reader = Reader::new(sources);
    let met_once = reader.met_once();
    let mut count = 0;
    while let Some(raw) = reader.next_raw(&mut Vec::new()) {
        assert!(!versions.supersedes(&raw));
        count += 1;
    }
    writer.join().unwrap();
    assert_eq!((count, met_once.load(Ordering::Relaxed)), (2, true));
}
