//! Reports that are sent more than once.

use super::{got, said};

#[test]
fn the_last_version_of_a_report_counts() {
    let preliminary = |m: String| m.replace("|MR|F", "|MR|P");
    let first = preliminary(said("1", "A", "One."));
    let last = said("2", "A", "Two.");
    let late = preliminary(said("3", "A", "Three."));
    let other = said("4", "B", "Four.");
    let elsewhere = said("5", "A", "Five.").replace("NORTH", "SOUTH");
    let got = got(
        "versions",
        &[
            ("a.hl7", (first + &last + &other).as_bytes()),
            ("b.hl7", (late + &elsewhere).as_bytes()),
        ],
    );
    assert_eq!(got.superseded, [true, false, false, true, false]);
    assert_eq!(got.history, [None, Some(3), None, None, None]);
}

#[test]
fn time_goes_before_place_and_what_is_no_report_replaces_none() {
    let later = said("2", "A", "Two.").replace("20260131081500", "20260201081500");
    let got_times = got("times", &[("a.hl7", (later + &said("1", "A", "One.")).as_bytes())]);
    assert_eq!(got_times.superseded, [false, true]);
    let empty = said("2", "A", "");
    let withdrawn = said("3", "B", "Gone.").replace("|MR|F", "|MR|X");
    let files = said("1", "A", "One.") + &empty + &said("2", "B", "Two.") + &withdrawn;
    let got = got("none", &[("a.hl7", files.as_bytes())]);
    assert_eq!(got.superseded, [false, false, true, false]);
    assert!(got.reasons()[1].is_some() && got.reasons()[3].is_some());
}
