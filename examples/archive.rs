//! An archive: JSON Lines in, counts out, on several threads.
//!
//!     cargo run --example archive
//!     cargo run --example archive -- reports.jsonl 8
//!
//! Each line is an object with `text` and, if you like, `meta`. The program `radsift run` does much more: every other format, shards, an account
//! of every record, and going on after a crash.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use radsift::{Extractor, Meta, Session};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::sync::{Mutex, PoisonError};

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    meta: Meta,
}

/// What is counted: reports by finding and status, and lines that are no reports.
#[derive(Default)]
struct Counts {
    reports: u64,
    unreadable: u64,
    findings: BTreeMap<(String, String), u64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "corpus/reports.jsonl".to_owned());
    let threads: usize = args.next().map_or(Ok(4), |n| n.parse())?;

    // The rules are made once and shared; the file is read line by line, by whoever needs the next lines.
    let extractor = Extractor::new()?;
    let lines = Mutex::new(BufReader::new(File::open(path)?).lines());
    let mut all = Counts::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(|| work(&extractor, &lines))).collect();
        for worker in workers {
            match worker.join() {
                Ok(counts) => all.add(counts),
                // A bug of a worker must not be taken for an archive without findings.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    println!("{} reports, {} lines that are none", all.reports, all.unreadable);
    for ((finding, status), count) in &all.findings {
        println!("{count:6} {finding} {status}");
    }
    Ok(())
}

/// What one thread does: takes lines until there are none left. Its session is used again from report to report.
fn work(extractor: &Extractor, lines: &Mutex<Lines<BufReader<File>>>) -> Counts {
    let mut session = Session::default();
    let mut counts = Counts::default();
    loop {
        let some: Vec<_> = lines.lock().unwrap_or_else(PoisonError::into_inner).by_ref().take(64).collect();
        if some.is_empty() {
            return counts;
        }
        for line in some {
            let Some(line) = line.ok().and_then(|line| serde_json::from_str::<Line>(&line).ok()) else {
                counts.unreadable += 1;
                continue;
            };
            let report = extractor.analyse(&mut session, &line.text, &line.meta);
            counts.reports += 1;
            for row in report.summary {
                let key = (
                    report.finding_id(row.finding).to_owned(),
                    format!("{:?}", row.status).to_lowercase(),
                );
                *counts.findings.entry(key).or_default() += 1;
            }
        }
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.reports += other.reports;
        self.unreadable += other.unreadable;
        for (key, count) in other.findings {
            *self.findings.entry(key).or_default() += count;
        }
    }
}
