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

/// A resource with a version number and the time at which it was stored.
fn resource(id: &str, status: &str, meta: &str, text: &str) -> String {
    format!(
        "{{\"resourceType\":\"DiagnosticReport\",\"id\":\"{id}\",\"meta\":{{{meta}}},\"status\":\"{status}\",\"subject\":{{\"reference\":\"Patient/1\"}},\
         \"conclusion\":\"{text}\"}}"
    )
}

#[test]
fn the_last_version_of_a_resource_counts() {
    let number = |n: u32| format!("\"versionId\":\"{n}\"");
    let time = |day: u32| format!("\"lastUpdated\":\"2026-01-{day:02}T08:00:00+01:00\"");
    let lines = [
        resource("a", "final", &number(2), "Two."),
        resource("a", "preliminary", &number(1), "One."),
        resource("b", "final", &time(3), "Three."),
        resource("c", "final", "", "Four."),
    ];
    let entry = |resource: String| format!("{{\"resource\":{resource}}}");
    let bundle = [
        entry(resource("b", "amended", &time(2), "Five.")),
        entry(resource("b", "entered-in-error", &time(4), "")),
        entry(resource("a", "amended", &number(3), "Six.")),
        entry(resource("c", "final", "", "").replace("Patient/1", "Patient/2")),
    ];
    let bundle = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", bundle.join(","));
    let got = got(
        "resources",
        &[("a.ndjson", lines.join("\n").as_bytes()), ("b.json", bundle.as_bytes())],
    );
    // "b" is withdrawn, so that no version of it is read; the other "c" is of another patient.
    assert_eq!(got.texts(), ["Two.", "One.", "Three.", "Four.", "Five.", "!", "Six.", "!"]);
    assert_eq!(got.superseded, [true, true, true, false, true, false, false, false]);
    assert_eq!(got.history[5..7], [Some(3), Some(3)]);
}

#[test]
fn versions_are_told_over_many_files() {
    let files: Vec<(String, String)> = (0..200)
        .map(|n| (format!("{n:03}.hl7"), said(&n.to_string(), &format!("A{}", n % 50), "One.")))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let got = got("files", &files);
    assert_eq!(got.superseded.iter().position(|superseded| !superseded), Some(150));
    assert!(got.history[150..].iter().all(|history| *history == Some(4)));
}

#[test]
fn a_rejection_names_the_report() {
    let withdrawn = said("1", "A", "Gone.").replace("|MR|F", "|MR|X");
    let resource = resource("r1", "entered-in-error", "", "");
    let got = got("names", &[("a.hl7", withdrawn.as_bytes()), ("b.json", resource.as_bytes())]);
    let lines: Vec<String> = got
        .all
        .iter()
        .map(|r| serde_json::to_string(r.as_ref().unwrap_err()).unwrap())
        .collect();
    let named = |line: &str, names: &str| {
        let start = line.find("\"line\"").unwrap();
        assert_eq!(&line[start..], names);
    };
    let reason = "\"column\":null,\"code\":\"cancelled\",\"reason\":\"the report is cancelled\"";
    named(
        &lines[0],
        &format!("\"line\":1,{reason},\"id\":\"A\",\"accession\":\"A\",\"patient_id\":\"88\"}}"),
    );
    named(&lines[1], &format!("\"line\":1,{reason},\"id\":\"r1\",\"patient_id\":\"1\"}}"));
}
