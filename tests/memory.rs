//! What a text takes in memory stays below a bound, whatever it says.

use crate::support::own_process::is_own_process;
use crate::support::{EXTRACTOR, folder::Folder};
use radsift::input::{Fields, Format, Reader, Reason, Reject, Source, Sources};
use radsift::report::{Envelope, JsonWriter, Meta};
use radsift::runs::{All, Options, Sink, Tables, render};
use radsift::text::OffsetUnit;
use radsift::{Error, Session};
use std::fs;
use std::path::Path;

/// Bytes of a text.
const LENGTH: usize = 512 << 10;

/// The most bytes of memory for each byte of a text, as `docs/FORMATS.md` says.
const MOST: usize = 240;

/// The most memory that this process has had since the last call, in bytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() << 10
}

#[test]
#[cfg(target_os = "linux")]
fn a_text_takes_bounded_memory_whatever_it_says() {
    if !is_own_process("memory::a_text_takes_bounded_memory_whatever_it_says") {
        return;
    }
    let writer = JsonWriter::new(EXTRACTOR.lexicon(), OffsetUnit::Byte);
    let mut failures = Vec::new();
    for (opening, unit) in [
        ("", "no infarct "),
        ("", "a "),
        ("", "\u{b7}"),
        ("", "infarct. "),
        ("", "possible infarct, "),
        ("", "no infarct or mass consistent with oedema "),
        (
            "",
            "infarct oedema mass of the left insula, right insula, pons, left thalamus and cerebellum, ",
        ),
        (
            "Infarct of the left insula, right insula, pons, thalamus, vermis and left frontal lobe.\n",
            "- oedema\n",
        ),
        ("", "C4-5 "),
        ("", "| a | no |\n"),
        ("", "IMPRESSION:\n"),
    ] {
        // Where this is not allowed the peak is that of all texts so far, which is no less.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let before = peak();
        let text = opening.to_owned() + &unit.repeat(LENGTH / unit.len());
        let mut session = Session::default();
        let meta = Meta::default();
        let report = EXTRACTOR.analyse(&mut session, &text, &meta);
        let (id, warnings, mut out) = ("", &[], Vec::new());
        writer.write(&mut out, &Envelope { id, meta: &meta, warnings }, &report);
        let times = (peak() - before) / text.len();
        if times > MOST {
            failures.push(format!(
                "{unit:?}: {times} times its size, {} of them the record",
                out.len() / text.len()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a run has made: the number of records, and the rejections.
#[derive(Default)]
struct Made(usize, Vec<Reject>);

impl Sink for Made {
    fn records(&mut self, tables: &mut Tables) -> Result<(), Error> {
        self.0 += tables[0].iter().filter(|byte| **byte == b'\n').count();
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        self.1.push(reject);
        Ok(())
    }
}

fn run(path: &Path, jobs: usize) -> Made {
    let source = Source {
        path: Some(path.to_owned()),
        format: Format::JsonLines,
    };
    let options = Options {
        jobs,
        fields: Fields::default(),
        ..Options::default()
    };
    let writer = JsonWriter::new(EXTRACTOR.lexicon(), options.offset_unit);
    let mut made = Made::default();
    render(
        &EXTRACTOR,
        Reader::new(Sources::new(vec![source])),
        &options,
        &writer,
        &All,
        &mut made,
    )
    .unwrap();
    made
}

#[test]
fn a_text_with_more_findings_than_any_report_is_rejected_by_name() {
    let folder = Folder::new("many-findings");
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n");
    let all = [
        line("a", "No infarct."),
        line("b", &"infarct. ".repeat(100_001)),
        line("c", "No infarct."),
    ];
    let path = folder.file("many.jsonl", all.concat());
    let Made(records, rejects) = run(&path, 2);
    let reasons: Vec<_> = rejects.iter().map(|r| (&r.reason, r.record, r.line)).collect();
    assert_eq!((records, reasons), (2, vec![(&Reason::TooManyFindings, 2, Some(2))]));
}

#[test]
fn long_texts_wait_for_each_other_and_none_is_lost() {
    let folder = Folder::new("long-texts");
    let long = "The ventricles are of normal size and shape. ".repeat(2_000);
    let texts = (0..40).map(|n| if n % 3 == 0 { "No infarct." } else { long.as_str() });
    let lines: String = texts
        .enumerate()
        .map(|(n, text)| format!("{{\"id\": \"{n}\", \"text\": \"{text}\"}}\n"))
        .collect();
    let path = folder.file("long.jsonl", lines);
    for jobs in [1, 4] {
        let Made(records, rejects) = run(&path, jobs);
        assert_eq!((records, rejects.len()), (40, 0), "-j{jobs}");
    }
}
