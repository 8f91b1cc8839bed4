//! What a synthetic archive does not have: reports that a careless query counts, and ids that a careless reader changes.

use super::Answers;
use crate::support::folder::Folder;
use serde_json::{Value, json};

/// Id, text, patient, day.
const REPORTS: [(&str, &str, Option<&str>, &str); 18] = [
    (
        "family",
        "MRI brain. FINDINGS: No acute infarct. Her mother has an intracerebral haemorrhage.",
        Some("007"),
        "2024-01-01",
    ),
    (
        "asked",
        "MRI brain. INDICATION: ?intracerebral haemorrhage. FINDINGS: Normal brain.",
        Some("007"),
        "2024-01-02",
    ),
    (
        "past",
        "MRI brain. INDICATION: Previous intracerebral haemorrhage. FINDINGS: Normal brain.",
        Some("007"),
        "2024-01-03",
    ),
    (
        "hedged",
        "MRI brain. FINDINGS: Possible intracerebral haemorrhage.",
        Some("007"),
        "2024-01-04",
    ),
    (
        "twice",
        "MRI brain. FINDINGS: Intracerebral haemorrhage. IMPRESSION: Intracerebral haemorrhage.",
        Some("008"),
        "2024-01-05",
    ),
    (
        "resolved",
        "MRI brain. FINDINGS: The intracerebral haemorrhage has resolved.",
        Some("008"),
        "2024-01-06",
    ),
    ("silent", "MRI brain. FINDINGS: As above.", Some("009"), "2024-01-07"),
    (
        "foreign",
        "Kein Nachweis einer frischen Blutung. Die Ventrikel sind normal weit. Keine Mittellinienverlagerung.",
        Some("009"),
        "2024-01-08",
    ),
    (
        "unread",
        "MRI brain. FINDINGS: The shape of the xyzzy is of the same plugh as the frotz of the gnusto. Intracerebral haemorrhage.",
        Some("009"),
        "2024-01-09",
    ),
    ("nobody", "MRI brain. FINDINGS: Intracerebral haemorrhage.", None, "2024-01-10"),
    (
        "never",
        "MRI brain. FINDINGS: Intracerebral haemorrhage.",
        Some("009"),
        "2024-02-31",
    ),
    (
        "again",
        "MRI brain. FINDINGS: Intracerebral haemorrhage.",
        Some("009"),
        "2024-01-11",
    ),
    (
        "again",
        "MRI brain. FINDINGS: No intracerebral haemorrhage.",
        Some("009"),
        "2024-01-11",
    ),
    (
        "spine",
        "MRI lumbar spine. FINDINGS: Restricted diffusion of the conus.",
        Some("009"),
        "2024-01-12",
    ),
    (
        "old",
        "MRI brain. FINDINGS: History of acute infarct of the left occipital lobe.",
        Some("010"),
        "2024-03-01",
    ),
    (
        "kin",
        "MRI brain. FINDINGS: Family history of acute infarct in the right thalamus.",
        Some("010"),
        "2024-03-02",
    ),
    (
        "fear",
        "MRI brain. FINDINGS: If an acute infarct of the left pons develops, repeat.",
        Some("010"),
        "2024-03-03",
    ),
    (
        "now",
        "MRI brain. FINDINGS: Acute infarct of the left pons. No other acute infarct.",
        Some("010"),
        "2024-03-04",
    ),
];

/// The day of an infusion from which it is 14 days to the first of these reports; one before all; and one after which there is no study of the head.
const EVENTS: &str = "patient_id,event,date,product\n007,car_t_infusion,2023-12-18,\n008,car_t_infusion,2024-01-05,\n008,car_t_infusion,2024-01-05,\n009,car_t_infusion,2024-01-08,\n007,operation,2024-01-01,\n";

/// Writes the archive.
pub fn write(folder: &Folder) {
    let line = |(id, text, patient, date): (&str, &str, Option<&str>, &str)| {
        let part = if id == "spine" { "lumbar spine" } else { "brain" };
        let meta = json!({"patient_id": patient, "study_date": date, "modality": "MR", "body_part": part});
        format!("{}\n", json!({"id": id, "text": text, "meta": meta}))
    };
    folder.file("archive/reports.jsonl", REPORTS.map(line).concat());
    folder.file("archive/events.csv", EVENTS);
}

fn rows(value: Value) -> Vec<Vec<Value>> {
    serde_json::from_value(value).unwrap()
}

/// Holds the results against what the reports say.
pub fn check(answers: &Answers) {
    let left_out = json!([
        ["counted", 12, 4],
        ["id repeats", 2, 1],
        ["little was read", 1, 1],
        ["no day", 1, 1],
        ["no patient", 1, 0],
        ["no report in English", 1, 1]
    ]);
    assert_eq!(answers.rows("Which"), rows(left_out));
    // One report of eleven has it: neither the mother's, nor what is asked, past, hedged or gone.
    assert_eq!(answers.rows("1."), rows(json!([["MR", 11, 4, 1, 1, 9.090_909_091]])));
    // The restricted diffusion is in the spine.
    assert_eq!(answers.rows("3."), rows(json!([])));
    assert_eq!(answers.rows("10."), rows(json!([])));
    // Only the infarct that is there now and the patient's own.
    assert_eq!(answers.rows("8."), rows(json!([["pons", 1, 1, 0, 0, 0]])));
    let certain = |finding: &str| answers.rows("9.").iter().find(|row| row[0] == finding).map(|row| row[1..].to_vec());
    assert_eq!(certain("acute_infarct"), Some(vec![json!(1), json!(1), json!(1)]));
    assert_eq!(certain("intracerebral_haemorrhage"), Some(vec![json!(1), json!(1), json!(2)]));
    // Day 14 counts; a line twice in the table of events is one infusion; ids keep their zeros.
    let studied = |title| {
        answers
            .rows(title)
            .iter()
            .filter(|row| row[0] != "no study")
            .map(|row| row[1].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!([studied("4."), studied("6.")], [2, 2]);
    let gone = json!(["present", "absent", 1, 1, 1]);
    assert!(answers.rows("5.").contains(&serde_json::from_value(gone).unwrap()));
}
