//! Days and windows.

use super::archive::{Archive, cohort, reports, within};

#[test]
fn both_ends_of_a_window_are_in_it() {
    // 2024 has a 29th of February: 30 days after the first of February is the second of March.
    for (window, date, is_in) in [
        ("[0, 30]", "2024-01-31", false),
        ("[0, 30]", "2024-02-01", true),
        ("[0, 30]", "2024-02-29", true),
        ("[0, 30]", "2024-03-02", true),
        ("[0, 30]", "2024-03-03", false),
        ("[-30, -1]", "2024-01-01", false),
        ("[-30, -1]", "2024-01-02", true),
        ("[-30, -1]", "2024-01-31", true),
        ("[-30, -1]", "2024-02-01", false),
        ("[0, 0]", "2024-02-01", true),
        ("[0, 0]", "2024-02-02", false),
        ("[-inf, inf]", "1999-12-31", true),
    ] {
        let days = Archive::new("cohort-window")
            .yes("a", date)
            .event("p", "2024-02-01")
            .days(&within(window));
        assert_eq!(!days.is_empty(), is_in, "{date} in {window}");
    }
}

#[test]
fn a_day_is_that_of_the_place_where_it_was_written() {
    let archive = Archive::new("cohort-zones")
        .yes("a", "2024-03-10T23:30:00-05:00")
        .yes("b", "20240312")
        .yes("c", "2024-03-14 00:10");
    assert_eq!(archive.days(&reports("")), ["2024-03-10", "2024-03-12", "2024-03-14"]);
}

#[test]
fn a_date_that_is_no_day_is_none() {
    let archive = Archive::new("cohort-partial")
        .yes("a", "2024-03")
        .yes("b", "2024")
        .yes("c", "")
        .yes("d", "2024-02-30")
        .yes("e", "2024-04-01");
    let built = archive.built(&reports(""));
    assert_eq!(built.members, [("p".to_owned(), "2024-04-01".to_owned())]);
    assert_eq!(built.steps[3..5], [(5, 1), (1, 1)], "four have no date");
}

#[test]
fn events_of_no_day_or_of_nobody_are_left_out() {
    let archive = Archive::new("cohort-events")
        .yes("a", "2024-02-05")
        .event("p", "2024-02-01T23:59:59-08:00")
        .event("p", "2024-02")
        .event("", "2024-02-01")
        .event("NULL", "2024-02-01")
        .event("z", "2024-02-01");
    assert_eq!(archive.days(&within("[0, 30]")), ["2024-02-01"]);
    let account = std::fs::read_to_string(archive.path("out/cohort.json")).unwrap();
    let account: serde_json::Value = serde_json::from_str(&account).unwrap();
    let events = &account["events"];
    assert_eq!([&events["rows"], &events["no_patient"], &events["no_date"]], [2, 2, 1]);
}

#[test]
fn two_events_are_two_index_events_and_the_same_twice_is_one() {
    let two = Archive::new("cohort-two")
        .yes("a", "2024-02-05")
        .event("p", "2024-02-04")
        .event("p", "2024-02-01")
        .event("p", "2024-02-06")
        .event("p", "2024-02-01");
    assert_eq!(two.days(&within("[0, 30]")), ["2024-02-01", "2024-02-04"]);
    let first = within("[0, 30]").replace("[cohort]", "[cohort]\nkeep = \"first\"");
    let built = two.rebuilt(&first, &[]);
    assert_eq!(built.members, [("p".to_owned(), "2024-02-01".to_owned())]);
    assert_eq!(
        built.steps[8..],
        [(3, 1), (2, 1), (1, 1)],
        "three days, two that meet the rule, the first"
    );
}

#[test]
fn the_washout_looks_at_all_reports_before() {
    let archive = Archive::new("cohort-washout")
        .yes("a", "2024-02-01")
        .yes("b", "2024-02-08")
        .yes("c", "2024-02-15")
        .yes("d", "2024-02-23");
    let index = |days| format!("criterion = {{ finding = \"microhaemorrhage\" }}\ntake = \"every\"\nwashout_days = {days}");
    // The second is no index event itself and still keeps out the third.
    assert_eq!(archive.days(&cohort("", &index(7), "")), ["2024-02-01", "2024-02-23"]);
    assert_eq!(archive.rebuilt(&cohort("", &index(6), ""), &[]).members.len(), 4);
}
