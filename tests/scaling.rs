//! The time of an analysis stays in proportion to the text, however often one thing is said. Times of one run are compared with each other, and no time with
//! a clock.

use crate::support::EXTRACTOR;
use radsift::Session;
use radsift::report::Meta;
use std::time::{Duration, Instant};

/// How often a sentence stands in the short text, and how many times as often in the long one.
const SHORT: usize = 4_000;
const TIMES: usize = 8;

/// Time in proportion makes this 8, squared time 64.
const MOST: f64 = 24.0;

/// The shortest of three.
fn time(text: &str) -> Duration {
    let mut session = Session::default();
    let mut once = || {
        let start = Instant::now();
        EXTRACTOR.analyse(&mut session, text, &Meta::default());
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn findings_said_again_and_again_take_time_in_proportion() {
    for said in [
        "There is oedema of the left insula. ",
        "Acute infarct of the left insula with cytotoxic oedema. ",
        "The cord is swollen at C4. Patchy enhancement. ",
        "without mild oedema, and ",
        "ICANS 3, now 2. ",
        "Bones intact. L4-5: negative. ",
    ] {
        let [short, long] = [SHORT, SHORT * TIMES].map(|times| time(&format!("MRI brain. {}", said.repeat(times))));
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        assert!(ratio < MOST, "{said:?}: {TIMES} times the text takes {ratio:.0} times the time");
    }
}
