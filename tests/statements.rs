//! What a report says besides findings: the therapy, earlier studies, advice.

use crate::support::EXTRACTOR;
use radsift::Record;

fn read(text: &str) -> Record {
    EXTRACTOR.extract(text)
}

fn words(text: &str, [start, end]: [u32; 2]) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

#[test]
fn the_day_is_that_after_the_infusion() {
    let cases = [
        ("INDICATION: day +6 s/p axi-cel, new aphasia.", Some(6)),
        ("INDICATION: Axi-cel d+6.", Some(6)),
        ("INDICATION: axi-cel D6.", Some(6)),
        ("INDICATION: six days after axi-cel.", Some(6)),
        ("INDICATION: axi-cel, 6 days post infusion.", Some(6)),
        ("INDICATION: axi-cel infused 6 days ago.", Some(6)),
        ("INDICATION: ICANS grade 2 on day 6 after axi-cel.", Some(6)),
        ("MRI control d+6\nHistory: axi-cel for lymphoma.\nFINDINGS: Normal.", Some(6)),
        // Another count, a range, a day before, another event.
        ("INDICATION: axi-cel. Hospital day 6.", None),
        ("INDICATION: axi-cel, control in day 10-14.", None),
        ("INDICATION: axi-cel, day -6.", None),
        ("INDICATION: axi-cel last year; day 1 after craniotomy.", None),
        ("INDICATION: axi-cel last year, day 3 of the stay.", None),
        ("INDICATION: axi-cel; lesion at D6.", None),
    ];
    for (text, day) in cases {
        let therapy = read(text).icans.therapy.unwrap_or_else(|| panic!("{text}"));
        assert_eq!(therapy.product.as_deref(), Some("axicabtagene_ciloleucel"), "{text}");
        assert_eq!((therapy.kind.as_str(), therapy.day), ("car_t", day), "{text}");
        assert_eq!(therapy.spans.len(), 1 + usize::from(day.is_some()), "{text}");
    }
}

#[test]
fn a_product_is_better_than_a_kind_and_what_was_not_given_is_none() {
    let therapy = read("INDICATION: CD19 CAR-T (tisa-cel), day 4.").icans.therapy.unwrap();
    assert_eq!((therapy.product.as_deref(), therapy.day), (Some("tisagenlecleucel"), Some(4)));
    let kind = read("INDICATION: Confused after a bispecific antibody.").icans.therapy.unwrap();
    assert_eq!((kind.product, kind.kind.as_str(), kind.day), (None, "bispecific", None));
    for text in [
        "INDICATION: Candidate for axi-cel.",
        "INDICATION: Baseline prior to CAR-T.",
        "INDICATION: Seizure, day 3.",
        "",
    ] {
        assert_eq!(read(text).icans.therapy, None, "{text}");
    }
}

/// Modality, date as written and as a day of the calendar.
type Study<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

#[test]
fn earlier_studies_have_a_modality_and_a_date() {
    let cases: &[(&str, &[Study])] = &[
        (
            "COMPARISON: CT head 4/29/25, MRI 5/2/25.\nFINDINGS: Normal.",
            // That the month stands first is told by the other date.
            &[
                (Some("CT"), Some("4/29/25"), Some("2025-04-29")),
                (Some("MR"), Some("5/2/25"), Some("2025-05-02")),
            ],
        ),
        (
            "COMPARISON: MRI 01/09/2025.\nFINDINGS: Normal.",
            &[(Some("MR"), Some("01/09/2025"), None)],
        ),
        (
            "COMPARISON: MRI 2024-02-30.\nFINDINGS: Normal.",
            &[(Some("MR"), Some("2024-02-30"), None)],
        ),
        (
            "COMPARISON: CT of May 2, 2025 and 3rd June 2024.\nFINDINGS: Normal.",
            &[
                (Some("CT"), Some("May 2, 2025"), Some("2025-05-02")),
                (Some("CT"), Some("3rd June 2024"), Some("2024-06-03")),
            ],
        ),
        (
            "COMPARISON: MRI brain and spine from 10 weeks ago.\nFINDINGS: Normal.",
            &[(Some("MR"), Some("10 weeks ago"), None)],
        ),
        (
            "FINDINGS: Compared with yesterday there is less oedema.",
            &[(None, Some("yesterday"), None)],
        ),
        (
            "FINDINGS: Comparison is made with the March and June studies.",
            &[(None, Some("March"), None), (None, Some("June"), None)],
        ),
        // No studies.
        ("FINDINGS: The left side is smaller compared to the right.", &[]),
        ("FINDINGS: Normal. It may be repeated.", &[]),
    ];
    for (text, want) in cases {
        let record = read(text);
        let got: Vec<Study> = record
            .comparisons
            .iter()
            .map(|c| (c.modality.as_deref(), c.date.as_deref(), c.iso.as_deref()))
            .collect();
        assert_eq!(got, *want, "{text}");
        assert!(record.comparisons.iter().all(|c| !c.none), "{text}");
    }
    for text in [
        "COMPARISON: None.\nFINDINGS: Normal.",
        "COMPARISON: No prior MRI available.\nFINDINGS: Normal.",
    ] {
        let record = read(text);
        assert_eq!(record.comparisons.len(), 1, "{text}");
        assert!(record.comparisons[0].none && record.comparisons[0].modality.is_none(), "{text}");
    }
}

#[test]
fn what_has_changed_refers_to_the_study_compared_with() {
    let record = read("COMPARISON: CT two days ago.\nFINDINGS: Unchanged infarct in the pons. No haemorrhage.");
    assert_eq!(record.comparisons[0].mentions, [0]);
}

#[test]
fn advice_is_a_statement_of_its_own() {
    let text = "IMPRESSION: Small meningioma. If symptoms persist, urgent follow-up MRI in 6-8 weeks is recommended.";
    let record = read(text);
    let [advice] = &record.recommendations[..] else {
        panic!("{record:?}")
    };
    assert_eq!(advice.modality.as_deref(), Some("MR"));
    assert_eq!(advice.action.as_deref(), Some("follow_up"));
    assert_eq!(advice.interval.as_deref(), Some("6-8 weeks"));
    assert_eq!(advice.urgency.as_deref(), Some("urgent"));
    assert_eq!(words(text, advice.condition.unwrap()), "If symptoms persist");
    assert!(words(text, advice.span).ends_with("is recommended"));
    for text in [
        "IMPRESSION: No MRI is needed.",
        "FINDINGS: No infarct.",
        "INDICATION: MRI recommended by neurology.",
    ] {
        assert_eq!(read(text).recommendations, [], "{text}");
    }
}

#[test]
fn advice_asserts_no_finding() {
    for text in [
        "IMPRESSION: MRI is recommended to exclude infarct.",
        "IMPRESSION: If haemorrhage is suspected, repeat CT is recommended.",
        "IMPRESSION: Recommend MRI for further evaluation of a possible abscess.",
        "RECOMMENDATION: MRI to look for an abscess.",
    ] {
        let record = read(text);
        assert_eq!(record.recommendations.len(), 1, "{text}");
        let asserted = record.findings.iter().filter(|f| f.assertion.asserts()).count();
        assert_eq!(asserted, 0, "{text}: {:?}", record.findings);
    }
    // What stands before it is said all the same.
    let record = read("IMPRESSION: Acute infarct in the pons, MRI is recommended.");
    assert_eq!(record.findings[0].finding, "acute_infarct");
}
