//! Grades stated in the text.

use crate::flags::build::{With, maybe, no, says, work_on};
use radsift::extract::Mention;
use radsift::report::StatedGrade;
use radsift::vocabulary::{Certainty, Change, Role, Temporality};

fn stated(text: &str, mentions: &[Mention]) -> Vec<StatedGrade> {
    work_on(text, "MR", mentions).icans.stated
}

/// The grades of a text as `low-high scale`.
fn short(text: &str) -> String {
    let all: Vec<String> = stated(text, &[])
        .iter()
        .map(|g| format!("{}-{} {}", g.low, g.high, g.scale))
        .collect();
    all.join(", ")
}

#[test]
fn forms() {
    for (text, want) in [
        ("Consistent with ICANS - ASTCT grade 4.", "4-4 ASTCT"),
        ("ICANS grade IV", "4-4 unspecified"),
        ("ICANS, grade III/IV.", "3-4 unspecified"),
        ("ICANS grade 3-4", "3-4 unspecified"),
        ("ICANS grade 3 to 4", "3-4 unspecified"),
        ("ICANS G2", "2-2 unspecified"),
        ("ICANS gr. 2", "2-2 unspecified"),
        ("ICANS (grade 1)", "1-1 unspecified"),
        ("Grade-3 neurotoxicity", "3-3 unspecified"),
        ("grade 3 (ASTCT) ICANS", "3-3 ASTCT"),
        ("ASTCT ICANS grade 2", "2-2 ASTCT"),
        ("grade 2 by ASTCT", "2-2 ASTCT"),
        ("ICANS >= grade 3", "3-4 unspecified"),
        ("ICANS grade >=3", "3-4 unspecified"),
        ("ICANS grade ≥ 3", "3-4 unspecified"),
        ("ICANS grade >2", "3-4 unspecified"),
        ("ICANS grade 2 or higher", "2-4 unspecified"),
        ("ICANS of at least grade 3", "3-4 unspecified"),
        ("ICANS grade 0", "0-0 unspecified"),
        ("High-grade ICANS", "3-4 unspecified"),
        ("low grade neurotoxicity", "1-2 unspecified"),
        ("CRES grade 2", "2-2 CRES"),
        ("ICANS, CTCAE grade 3", "3-3 CTCAE"),
        ("immune effector cell-associated neurotoxicity syndrome grade 2", "2-2 unspecified"),
        ("ICANS grade 2 3 days ago", "2-2 unspecified"),
        ("Grade 2 CRS and grade 3 ICANS", "3-3 unspecified"),
        ("Grade 3 ICANS and grade 2 CRS", "3-3 unspecified"),
        ("ICANS grade 3, CRS grade 1", "3-3 unspecified"),
        ("ICANS grade 3 CRS grade 1", "3-3 unspecified"),
    ] {
        assert_eq!(short(text), want, "{text}");
    }
}

#[test]
fn decoys() {
    for text in [
        "CRS grade 2.",
        "ICANS with CRS grade 2.",
        "WHO grade 4 glioma in a patient with ICANS.",
        "ICANS is queried. Fazekas grade 2.",
        "ICANS, grade 4 glioblastoma.",
        "ICANS in a patient with high-grade lymphoma.",
        "Grade 3 anterolisthesis. No ICANS.",
        "ICANS with grade 4/5 weakness.",
        "CTCAE grade 3 encephalopathy.",
        "ICANS.",
        "Severe ICANS.",
        "ICANS; Hunt and Hess grade 3.",
        "In patients the ASTCT criteria apply.",
    ] {
        assert_eq!(short(text), "", "{text}");
    }
}

#[test]
fn the_span_holds_name_and_grade() {
    let text = "Impression: consistent with ICANS - ASTCT grade 4.";
    assert_eq!(stated(text, &[])[0].span.of(text), "ASTCT grade 4");
    let text = "Impression: grade 3 ICANS.";
    assert_eq!(stated(text, &[])[0].span.of(text), "grade 3 ICANS");
}

#[test]
fn context_comes_from_the_syndrome() {
    let text = "Appearances consistent with ICANS grade 4.";
    let one = |m: Mention| stated(text, &[m]).pop();
    let grade = one(says("icans_attribution").certainty(Certainty::Probable)).unwrap();
    assert_eq!((grade.certainty, grade.asserted_by), (Certainty::Probable, "radiologist"));
    assert_eq!(one(maybe("icans_attribution")).unwrap().certainty, Certainty::Possible);
    assert_eq!(one(no("icans_attribution")), None);
    assert_eq!(one(maybe("icans_attribution").certainty(Certainty::Unlikely)), None);
    assert_eq!(
        one(no("icans_attribution").change(Change::Resolved)).unwrap().temporality,
        Temporality::Historical
    );
    assert_eq!(
        one(says("icans_attribution").when(Temporality::Historical)).unwrap().temporality,
        Temporality::Historical
    );
}

#[test]
fn peak_and_past() {
    let grade = |text: &str| stated(text, &[]).pop().unwrap();
    for text in ["Peak grade 3 ICANS.", "ICANS with a maximum grade of 3.", "ICANS grade 3 at peak."] {
        assert!(grade(text).peak && grade(text).temporality == Temporality::Historical, "{text}");
    }
    let both = stated("ICANS has improved from grade 3 to grade 1.", &[]);
    let when: Vec<_> = both.iter().map(|g| (g.low, g.temporality)).collect();
    assert_eq!(when, [(3, Temporality::Historical), (1, Temporality::Current)]);
    let both = stated("ICANS grade 1 (peak grade 3).", &[]);
    assert_eq!(both.iter().map(|g| g.peak).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_request_states_what_is_known() {
    let text = "Clinical details: ICANS grade 2 clinically.\nFindings: Normal.";
    let asked = maybe("icans_attribution").when(Temporality::Hypothetical).role(Role::Clinical);
    let grade = stated(text, std::slice::from_ref(&asked)).pop().unwrap();
    if grade.section == Role::Clinical {
        assert_eq!(
            (grade.asserted_by, grade.temporality, grade.certainty),
            ("clinical_details", Temporality::Current, Certainty::Definite)
        );
        let query = stated("Clinical details: ?ICANS grade 2.\nFindings: Normal.", &[asked])
            .pop()
            .unwrap();
        assert_eq!(query.temporality, Temporality::Hypothetical);
        // A request tells of the illness; only words make its grade one of before.
        let told = says("icans_attribution").when(Temporality::Historical).role(Role::Clinical);
        assert_eq!(stated(text, std::slice::from_ref(&told))[0].temporality, Temporality::Current);
        let before = stated("Clinical details: previous ICANS grade 2.\nFindings: Normal.", &[told]);
        assert_eq!(before[0].temporality, Temporality::Historical);
    }
}
