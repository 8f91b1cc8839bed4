//! The time of an analysis stays in proportion to the text, however often one thing is said. Times of one run are compared with each other, and no time with
//! a clock. `.ci/growth` counts instructions instead, which shows less than this does.

#[path = "../benches/support/pathological.rs"]
mod pathological;

use crate::support::EXTRACTOR;
use pathological::cases;
use radsift::Session;
use radsift::report::Meta;
use std::fs;
use std::time::Instant;

/// The bytes of the short text, and how many times as long the long one is.
const SHORT: usize = 20_000;
const TIMES: usize = 8;

/// Time in proportion makes this 8, squared time 64.
const MOST: f64 = 24.0;

/// So often a case is measured again before it fails: other work on the machine may have disturbed it.
const TRIES: usize = 4;

/// Nanoseconds: of this thread's processor time where the system has it, or else of the wall.
fn time(text: &str) -> f64 {
    let spent = || {
        fs::read_to_string("/proc/thread-self/schedstat")
            .ok()?
            .split(' ')
            .next()?
            .parse::<f64>()
            .ok()
    };
    let (before, wall) = (spent(), Instant::now());
    let mut session = Session::default();
    EXTRACTOR.analyse(&mut session, text, &Meta::default());
    match (before, spent()) {
        (Some(before), Some(after)) if after > before => after - before,
        _ => wall.elapsed().as_nanos() as f64,
    }
}

#[test]
fn time_is_in_proportion_to_the_text_whatever_it_says() {
    let mut failures = Vec::new();
    for case in cases(EXTRACTOR.lexicon()) {
        let texts = [1, TIMES].map(|times| case.text(SHORT, times));
        let (mut short, mut long) = (0_f64, f64::MAX);
        for _ in 0..TRIES {
            // Of the short text the longest time, and of the long text the shortest.
            short = short.max(time(&texts[0]));
            long = long.min(time(&texts[1]));
            if long < MOST * short {
                break;
            }
        }
        if long >= MOST * short {
            failures.push(format!(
                "{}: {TIMES} times the text takes {:.0} times the time",
                case.name(),
                long / short
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
