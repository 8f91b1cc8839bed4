//! How the work of an analysis grows with texts that say one thing again and again. See `benches/README.md`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the figures are what this program is for")]

#[path = "support/pathological.rs"]
mod pathological;

use pathological::{cases, each_phrase};
use radsift::report::Meta;
use radsift::{Extractor, Session};
use std::fs;
use std::hint::black_box;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo bench --bench growth -- COMMAND

count BYTES          reads each case with so many bytes and then with twice as many, for tools that count instructions; names them in this order
phrases BYTES MOST   each phrase of the lexicon: nanoseconds of the processor for so many bytes and for eight times as many, where the second is more
                     than MOST times the first";

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match *arguments.as_slice() {
        // `cargo bench` alone runs all benches.
        [] => Some(()),
        ["count", bytes] => bytes.parse().ok().map(count),
        ["phrases", bytes, most] => bytes.parse().ok().zip(most.parse().ok()).map(|(bytes, most)| phrases(bytes, most)),
        _ => None,
    };
    if done.is_none() || arguments.is_empty() {
        eprintln!("{USAGE}");
    }
    if done.is_some() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn extractor() -> Extractor {
    Extractor::new().unwrap_or_else(|problems| panic!("{problems}"))
}

fn count(bytes: usize) {
    let extractor = extractor();
    for case in cases(extractor.lexicon()) {
        println!("{}", case.name());
        for text in [case.text(bytes, 1), case.text(bytes, 2)] {
            let mut session = Session::default();
            counted(&extractor, &mut session, &text);
        }
    }
    // What a tool counts from one call to the next ends with the last case, and not with the process.
    counted(&extractor, &mut Session::default(), "");
}

/// Reads a text; a tool that counts instructions finds them below this function.
#[inline(never)]
fn counted(extractor: &Extractor, session: &mut Session, text: &str) -> usize {
    black_box(extractor.analyse(session, text, &Meta::default()).mentions.len())
}

fn phrases(bytes: usize, most: f64) {
    let extractor = extractor();
    let mut session = Session::default();
    for case in each_phrase(extractor.lexicon()) {
        let [short, long] = [1, 8].map(|times| time(&extractor, &mut session, &case.text(bytes, times)));
        if long > most * short {
            println!("{:.1} {long:.0} {}", long / short, case.name());
        }
    }
}

/// The shorter of two, in nanoseconds.
fn time(extractor: &Extractor, session: &mut Session, text: &str) -> f64 {
    let mut once = || {
        let start = spent();
        counted(extractor, session, text);
        spent() - start
    };
    once().min(once())
}

/// Nanoseconds that this thread has run; Linux only.
fn spent() -> f64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or_default()
}
