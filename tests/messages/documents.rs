//! FHIR and CDA, and the files that lie beside the project.

use super::{got, got_of};
use radsift::input::{Format, Reason};
use radsift::report::WarningCode;
use std::path::Path;

fn fhir(more: &str) -> String {
    format!(
        "{{\"resourceType\":\"DiagnosticReport\",\"id\":\"r1\",\"status\":\"final\",\"subject\":{{\"reference\":\"Patient/p1\"}},\
         \"effectiveDateTime\":\"2026-01-30T10:15:00Z\",\"code\":{{\"text\":\"CT Head without contrast\"}},{more}}}"
    )
}

#[test]
fn reports_are_read_alone_by_line_and_out_of_bundles() {
    let report = fhir("\"conclusion\":\"One.\"");
    let patient = "{\"resourceType\":\"Patient\",\"id\":\"p1\"}";
    let bundle = format!(
        "{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":{patient}}},{{\"fullUrl\":\"x\",\"resource\":{report}}}],\"total\":2}}"
    );
    let pretty: serde_json::Value = serde_json::from_str(&bundle).unwrap();
    let pretty = serde_json::to_string_pretty(&pretty).unwrap();
    for (name, text, count) in [
        ("one", report.clone(), 1),
        ("lines", format!("{report}\n{patient}\n{report}\n"), 2),
        ("bundle", bundle.clone(), 1),
        ("pretty", pretty, 1),
        ("bundles", format!("{bundle}\n{bundle}\n"), 2),
        ("list", format!("[{report},{patient},{report}]"), 2),
    ] {
        let got = got(&format!("fhir-{name}"), &[("a.json", text.as_bytes())]);
        assert_eq!(got.texts(), vec!["One."; count], "{name}");
        let meta = &got.all[0].as_ref().unwrap().meta;
        for (key, value) in [
            ("patient_id", "p1"),
            ("study_date", "2026-01-30"),
            ("modality", "CT"),
            ("body_part", "Head"),
            ("status", "final"),
        ] {
            assert_eq!(meta.get(key), Some(value), "{name}: {key}");
        }
    }
}

#[test]
fn broken_resources_are_counted_and_the_rest_is_read() {
    let report = fhir("\"conclusion\":\"One.\"");
    let cut = &report[..report.len() - 9];
    let lines = format!(
        "{cut}\n{report}\n{}\n{report}\nno json\n{report}\n{{\"resourceType\":\"DiagnosticReport\"",
        &report[..report.len() - 1]
    );
    let got = got("fhir-broken", &[("a.json", lines.as_bytes())]);
    assert_eq!(got.texts(), ["!", "One.", "!", "One.", "!", "One.", "!"]);
    let reasons = got.reasons();
    let places: Vec<_> = got.all.iter().filter_map(|r| r.as_ref().err()).map(|r| r.line).collect();
    assert_eq!(places, [Some(1), Some(3), Some(5), Some(7)]);
    assert_eq!((&reasons[0], &reasons[2]), (&Some(Reason::Syntax), &Some(Reason::CutShort)));
}

#[test]
fn the_text_is_that_of_the_form_or_the_conclusion_or_the_narrative() {
    let form = |kind: &str, data: &str| format!("{{\"contentType\":\"{kind}\",\"data\":\"{data}\"}}");
    // "One. Two.", "<p>One.</p><p>Two.</p>", "%PDF-1.7"
    let (plain, page, pdf) = ("T25lLiBUd28u", "PHA+T25lLjwvcD48cD5Ud28uPC9wPg==", "JVBERi0xLjc=");
    for (name, more, text) in [
        ("plain", format!("\"presentedForm\":[{}]", form("text/plain", plain)), "One. Two."),
        ("page", format!("\"presentedForm\":[{}]", form("text/html", page)), "One.\n\nTwo."),
        (
            "says-it",
            format!("\"conclusion\":\"Two.\",\"presentedForm\":[{}]", form("text/plain", plain)),
            "One. Two.",
        ),
        (
            "more",
            format!("\"conclusion\":\"Three.\",\"presentedForm\":[{}]", form("text/plain", plain)),
            "One. Two.\n\nIMPRESSION:\nThree.",
        ),
        ("narrative", "\"text\":{\"div\":\"<div><p>One.</p></div>\"}".to_owned(), "One."),
    ] {
        assert_eq!(
            got(&format!("form-{name}"), &[("a.json", fhir(&more).as_bytes())]).only().text,
            text,
            "{name}"
        );
    }
    let only = got(
        "form-pdf",
        &[(
            "a.json",
            fhir(&format!("\"presentedForm\":[{}]", form("application/pdf", pdf))).as_bytes(),
        )],
    );
    assert_eq!(only.reasons(), [Some(Reason::NotPlain("PDF"))]);
    let beside = fhir(&format!(
        "\"conclusion\":\"One.\",\"presentedForm\":[{}]",
        form("application/pdf", pdf)
    ));
    let read = got("form-beside", &[("a.json", beside.as_bytes())]).only();
    assert_eq!((read.text.as_ref(), read.warnings[0].code), ("One.", WarningCode::PartLeftOut));
    let lines = [("a.ndjson", beside.as_bytes()), ("b.ndjson", b"{\"id\":\"1\",\"text\":\"Two.\"}")];
    assert_eq!(got("ndjson", &lines).texts(), ["One.", "Two."]);
    let other = got("form-other", &[("a.json", b"{\"resourceType\":\"Patient\"}")]);
    assert_eq!(other.reasons(), [Some(Reason::NoneFound("FHIR DiagnosticReport"))]);
}

const CDA: &str = r#"<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2" extension="d1"/>
<code displayName="Diagnostic imaging report"/><effectiveTime value="20260131"/>
<recordTarget><patientRole><id extension="p1" root="1"/></patientRole></recordTarget>
<inFulfillmentOf><order><id extension="acc1"/></order></inFulfillmentOf>
<documentationOf><serviceEvent><id root="1.2.3"/><code displayName="MRI Brain without contrast"/><effectiveTime><low value="202601301015"/></effectiveTime></serviceEvent></documentationOf>
<component><structuredBody><component><section><title>Findings</title><text><paragraph>One &lt; two.</paragraph>
<list listType="ordered"><item>first</item><item>second <content revised="delete">gone</content></item></list>
<table><tbody><tr><th>Side</th><td>left</td></tr></tbody></table></text><entry><text>code</text></entry></section></component>
<component><section><code displayName="Impression"/><text>Three.</text></section></component></structuredBody></component></ClinicalDocument>"#;

#[test]
fn documents_are_read_section_by_section() {
    let record = got("cda", &[("a.xml", CDA.as_bytes())]).only();
    assert_eq!(
        record.text,
        "Findings:\n\nOne < two.\n\n1. first\n2. second\n\nSide  left\n\nImpression:\nThree."
    );
    assert_eq!(record.id, "d1");
    for (key, value) in [
        ("patient_id", "p1"),
        ("accession", "acc1"),
        ("study_date", "2026-01-30"),
        ("study_time", "10:15"),
        ("modality", "MR"),
        ("body_part", "Brain"),
        ("study_instance_uid", "1.2.3"),
    ] {
        assert_eq!(record.meta.get(key), Some(value), "{key}");
    }
    let broken = got(
        "cda-broken",
        &[
            ("a.xml", &CDA.as_bytes()[..900]),
            ("b.xml", b"<html/>"),
            ("c.xml", b"<ClinicalDocument/>"),
        ],
    );
    let reasons: Vec<Reason> = broken.reasons().into_iter().flatten().collect();
    assert_eq!(
        reasons,
        [
            Reason::Xml,
            Reason::OtherKind("a CDA ClinicalDocument"),
            Reason::WithoutText("the sections")
        ]
    );
}

#[test]
fn footnotes_stand_apart_and_values_without_words_are_told() {
    let noted = CDA.replace(
        "One &lt; two.",
        "No infarct<footnote ID=\"f\">Seen on one image</footnote> and no cyst.",
    );
    let text = got("cda-footnote", &[("a.xml", noted.as_bytes())]).only().text;
    assert!(text.contains("No infarct\nSeen on one image\nand no cyst."), "{text}");
    let coded = CDA.replace(
        "<text>Three.</text>",
        "<text/><entry><observation><value>Four</value></observation></entry>",
    );
    let codes = |name: &str, text: &str| got(name, &[("a.xml", text.as_bytes())]).only().warnings;
    assert_eq!(codes("cda-coded", &coded)[0].code, WarningCode::PartLeftOut);
    assert_eq!(codes("cda-said", CDA), []);
}

#[test]
fn documents_in_one_file_are_records_of_their_own() {
    let two = CDA.replace("d1", "d2");
    let nameless = CDA.replace(" extension=\"d1\"", "").replace("root=", "x=");
    let all = [CDA, &two, &nameless, &CDA[..900]].join("\n");
    let got = got(
        "cda-several",
        &[("a.xml", all.as_bytes()), ("b.xml", b"<ClinicalDocument/><ClinicalDocument/>")],
    );
    assert_eq!(got.ids()[..2], ["d1", "d2"]);
    assert!(got.ids()[2].ends_with("a.xml:3"), "{}", got.ids()[2]);
    assert_eq!(got.texts()[0], got.texts()[1]);
    assert_eq!(got.reasons()[3..], [Some(Reason::Xml), Some(Reason::Xml)]);
    let cut = got.all[3].as_ref().unwrap_err();
    assert_eq!((cut.record, cut.offset as usize), (4, all.len() - 901));
}

#[test]
fn elements_may_stand_in_each_other_but_not_without_end() {
    let nested = |depth: usize| {
        let (open, close) = ("<section>".repeat(depth), "</section>".repeat(depth));
        format!("<ClinicalDocument>{open}<text>One.</text>{close}</ClinicalDocument>")
    };
    let files = [("a.xml", nested(254)), ("b.xml", nested(255)), ("c.xml", nested(200_000))];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let got = got("cda-deep", &files);
    assert_eq!(got.texts()[0], "One.");
    assert_eq!(got.reasons()[1..], [Some(Reason::TooDeep), Some(Reason::TooDeep)]);
}

#[test]
fn documents_in_rtf_and_html_are_read_in_any_format() {
    let got = got(
        "rtf",
        &[
            ("a.rtf", b"{\\rtf1 One\\par two}"),
            ("b.jsonl", b"{\"id\":\"1\",\"text\":\"<html><p>One<p>two</html>\"}"),
        ],
    );
    assert_eq!(got.texts(), ["One\ntwo", "One\n\ntwo"]);
    assert!(got.all.iter().all(|r| r.as_ref().unwrap().warnings[0].code == WarningCode::Markup));
}

#[allow(clippy::print_stdout, reason = "says that it was skipped")]
/// Every message of the files beside the project, where they are there: read or refused, none lost.
#[test]
fn every_message_of_the_shared_files_is_accounted_for() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hl7_scout");
    if !shared.exists() {
        println!("skipped: shared/data/hl7_scout is not beside the project");
        return;
    }
    let got = got_of(&shared, Format::Auto);
    let rejected = got.reasons().into_iter().flatten().count();
    let superseded = got.superseded.iter().filter(|s| **s).count();
    assert_eq!((got.all.len(), rejected, superseded), (822, 49, 28));
}
