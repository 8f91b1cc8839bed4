//! Mistakes of the program: one costs the report it strikes at, and nothing of the report is told.

use crate::support::folder::Folder;
use crate::support::own_process::is_own_process;
use radsift::input::{Format, Reader, Record, Reject, find_sources};
use radsift::panic_guard::install_hook;
use radsift::report::{Envelope, JsonWriter, Report};
use radsift::runs::{self, All, Options, Render, Sink, Tables, Work};
use radsift::text::OffsetUnit;
use radsift::{Error, Extractor};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Fails in the middle of every seventh report, saying the report's text.
struct Careless<'a>(&'a JsonWriter);

impl Render for Careless<'_> {
    fn render(&self, envelope: &Envelope<'_>, report: &Report<'_>, out: &mut Tables) {
        let id: u32 = envelope.id.parse().unwrap();
        if id % 7 == 3 {
            out[0].extend_from_slice(b"half a rec");
            out[1].extend_from_slice(b"half a row");
            panic!("{}", report.doc.text);
        }
        self.0.render(envelope, report, out);
    }
}

#[derive(Default)]
struct Kept {
    records: Vec<u8>,
    others: usize,
    rejects: Vec<Reject>,
}

impl Sink for Kept {
    fn records(&mut self, tables: &mut Tables) -> Result<(), Error> {
        self.records.extend_from_slice(&tables[0]);
        self.others += tables[1].len();
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Error> {
        self.rejects.push(reject);
        Ok(())
    }
}

fn lines(ids: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut out = Vec::new();
    for id in ids {
        writeln!(
            out,
            r#"{{"id": "{id}", "text": "FINDINGS: Secret number {id}. No acute infarct."}}"#
        )
        .unwrap();
    }
    out
}

fn run(input: &Path, jobs: usize, render: &dyn Render, extractor: &Extractor) -> (Kept, runs::Tally) {
    let reader = Reader::new(find_sources(&[input.to_owned()], Format::Auto).unwrap());
    let options = Options {
        jobs,
        ..Options::default()
    };
    let mut kept = Kept::default();
    let tally = runs::render(extractor, reader, &options, render, &All, &mut kept).unwrap();
    (kept, tally)
}

#[test]
fn a_fault_costs_one_report_and_tells_where_it_struck() {
    if !is_own_process("panics::a_fault_costs_one_report_and_tells_where_it_struck") {
        return;
    }
    let told = Arc::new(Mutex::new(Vec::new()));
    let hear = Arc::clone(&told);
    install_hook(move |panic| hear.lock().unwrap().push(panic.to_string()));

    let extractor = Extractor::new().unwrap();
    let sound = JsonWriter::new(extractor.lexicon(), OffsetUnit::Char);
    let folder = Folder::new("faults");
    let all = folder.file("all.jsonl", lines(0..700));
    let others = folder.file("others.jsonl", lines((0..700).filter(|id| id % 7 != 3)));
    let (expected, _) = run(&others, 1, &sound, &extractor);
    for jobs in [1, 4] {
        let (kept, tally) = run(&all, jobs, &Careless(&sound), &extractor);
        assert_eq!((tally.reports, tally.rejected), (600, 100));
        assert!(kept.records == expected.records, "the other reports");
        assert_eq!(kept.others, 0);
        let numbers: Vec<u64> = kept.rejects.iter().map(|r| r.record - 1).collect();
        assert_eq!(numbers, (0..700).filter(|id| id % 7 == 3).collect::<Vec<u64>>());
        for reject in &kept.rejects {
            let reason = reject.reason.to_string();
            assert!(
                reason.starts_with("radsift itself failed at ") && reason.contains("panics.rs:"),
                "{reason}"
            );
            assert!(!reason.contains("Secret"), "{reason}");
        }
    }
    assert!(told.lock().unwrap().is_empty(), "a fault that was contained is no news");

    // One that nobody waits for is told once, without what it says.
    for _ in 0..2 {
        std::thread::spawn(|| panic!("Secret number 3")).join().unwrap_err();
    }
    let told = told.lock().unwrap();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("panics.rs:") && !told[0].contains("Secret"), "{told:?}");
}

/// Counts reports, and fails on every seventh.
struct Counting;

impl Work for Counting {
    /// Whether the memory is of before a fault.
    type Memory = bool;
    type Out = u64;

    fn analyse(&self, spoilt: &mut bool, record: &Record<'_>, out: &mut u64) {
        assert!(!*spoilt, "memory of a report that was given up is put away");
        if record.id.parse::<u32>().unwrap() % 7 == 3 {
            *spoilt = true;
            std::panic::resume_unwind(Box::new(record.text.to_string()));
        }
        *out += 1;
    }
}

#[test]
fn a_fault_costs_one_report_where_nothing_is_written() {
    let folder = Folder::new("faults-each");
    let all = folder.file("all.jsonl", lines(0..700));
    let reader = Reader::new(find_sources(&[all], Format::Auto).unwrap());
    let mut counted = 0;
    let ended = runs::each(&Counting, reader, &Options::default(), |out| {
        counted += out;
        Ok(())
    });
    let ended = ended.unwrap();
    assert_eq!((counted, ended.tally.reports, ended.tally.rejected), (600, 600, 100));
    let first = &ended.rejects[0];
    assert_eq!(first.record, 4);
    assert!(first.reason.to_string().starts_with("radsift itself failed"), "{}", first.reason);
}
