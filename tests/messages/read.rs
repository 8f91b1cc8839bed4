//! What a message says.

use super::{got, message};
use radsift::input::{Reason, Record};
use radsift::report::WarningCode;

fn report(name: &str, text: &str) -> Record<'static> {
    got(&format!("read-{name}"), &[("a.hl7", message("1", "A", text).as_bytes())]).only()
}

fn reason(name: &str, text: &str) -> Reason {
    let got = got(&format!("not-{name}"), &[("a.hl7", text.as_bytes())]);
    got.reasons()[0].clone().unwrap()
}

#[test]
fn text_comes_in_many_shapes() {
    for (name, text, read) in [
        (
            "lines",
            "OBX|1|TX|1||One||||||F\rOBX|2|TX|1|||||||F\rOBX|3|TX|1||two.||||||F",
            "One\n\ntwo.",
        ),
        ("repeats", "OBX|1|FT|1||One~two~~three||||||F", "One\ntwo\n\nthree"),
        ("breaks", r"OBX|1|FT|1||One\.br\two \T\ three||||||F", "One\ntwo & three"),
        ("signs", "OBX|1|ST|1||3^2 & 5||||||F", "3^2 & 5"),
        ("notes", "OBX|1|TX|1||One||||||F\rNTE|1|L|two~three", "One\ntwo\nthree"),
        (
            "coded",
            "OBX|1|CE|1||H20^Normal^L||||||F\rOBX|2|CWE|1||^Other||||||F",
            "Normal\nOther",
        ),
        (
            "numbers",
            "OBX|1|NM|1||5|mm|||||F\rOBX|2|TX|1||One||||||F\rOBX|3|RP|1||x^y||||||F",
            "One",
        ),
        ("wrapped", "OBX|1|TX|1||One\ntwo||||||F", "One\ntwo"),
        ("data", "OBX|1|ED|1||RIS^TEXT^PLAIN^Base64^T25lIDwgdHdv||||||F", "One < two"),
        ("rtf", "OBX|1|FT|1||{\\E\\rtf1 One\\E\\par two}||||||F", "One\ntwo"),
        ("html", "OBX|1|FT|1||<p>One</p><ul><li>two</ul>||||||F", "One\n\n- two"),
        ("deleted", "OBX|1|TX|1||One||||||F\rOBX|2|TX|1||gone||||||D", "One"),
    ] {
        assert_eq!(report(name, text).text, read, "{name}");
    }
}

#[test]
fn encoded_reports_are_known_without_a_label() {
    // "FINDINGS: No mass is seen.", "%PDF-1.4 and more of it", "{\\rtf1 One\\par two.}", a PNG
    let text = "RklORElOR1M6IE5vIG1hc3MgaXMgc2Vlbi4=";
    let (pdf, rtf, png) = (
        "JVBERi0xLjQgYW5kIG1vcmUgb2YgaXQ=",
        "e1xydGYxIE9uZVxwYXIgdHdvLn0=",
        "iVBORw0KGgoAAAANSUhEUg==",
    );
    let hex = "46494e44494e47533a204e6f206d617373206973207365656e2e";
    for (name, field, read) in [
        ("ed", format!("ED|1||^^^^{text}"), "FINDINGS: No mass is seen."),
        ("ed-alone", format!("ED|1||{text}"), "FINDINGS: No mass is seen."),
        ("ed-short", format!("ED|1||^text^{text}"), "FINDINGS: No mass is seen."),
        ("hex", format!("ED|1||R^TEXT^PLAIN^Hex^{hex}"), "FINDINGS: No mass is seen."),
        ("tx", format!("TX|1||{text}"), "FINDINGS: No mass is seen."),
        ("st", format!("ST|1||{text}"), "FINDINGS: No mass is seen."),
        ("none", format!("|1||{text}"), "FINDINGS: No mass is seen."),
        ("ft", format!("FT|1||^^TEXT^Base64^{text}"), "FINDINGS: No mass is seen."),
        ("ft-parts", format!("FT|1||^^^^{text}"), "FINDINGS: No mass is seen."),
        (
            "lines",
            format!("TX|1||{}~{}", &text[..20], &text[20..]),
            "FINDINGS: No mass is seen.",
        ),
        ("rtf", format!("TX|1||{rtf}"), "One\ntwo."),
        ("plain", "ED|1||R^TEXT^PLAIN^A^No mass is seen.".to_owned(), "No mass is seen."),
        ("word", "TX|1||UNREMARKABLE".to_owned(), "UNREMARKABLE"),
    ] {
        let name = format!("unlabelled-{name}");
        assert_eq!(report(&name, &format!("OBX|1|{field}||||||F")).text, read, "{name}");
    }
    for (name, field, form) in [
        ("ed", format!("ED|1||^^^^{pdf}"), "PDF"),
        ("ed-alone", format!("ED|1||{pdf}"), "PDF"),
        ("tx", format!("TX|1||{pdf}"), "PDF"),
        ("ft", format!("FT|1||^^PDF^Base64^{pdf}"), "PDF"),
        ("image", format!("ST|1||{png}"), "an image"),
    ] {
        let name = format!("form-{name}");
        let wanted = Reason::NotPlain(form);
        assert_eq!(
            reason(&name, &message("1", "A", &format!("OBX|1|{field}||||||F"))),
            wanted,
            "{name}"
        );
    }
    assert_eq!(
        reason("hex", &message("1", "A", "OBX|1|ED|1||R^TEXT^PLAIN^Hex^4g||||||F")),
        Reason::Hex
    );
    let both = report("unlabelled-both", &format!("OBX|1|TX|1||One||||||F\rOBX|2|TX|1||{pdf}||||||F"));
    assert_eq!((both.text.as_ref(), both.warnings[0].code), ("One", WarningCode::PartLeftOut));
}

#[test]
fn codes_of_sections_become_headings_where_the_text_has_none() {
    let line = |code: &str, text: &str| format!("OBX|1|TX|7&{code}||{text}||||||F\r");
    let text = line("GDT", "One.") + &line("IMP", "Two.") + &line("IMP", "Three.") + &line("REC", "Four.") + &line("ADT", "Five.");
    assert_eq!(
        report("hints", &text).text,
        "One.\nIMPRESSION:\nTwo.\nThree.\nRECOMMENDATION:\nFour.\nADDENDUM:\nFive."
    );
    let own = line("GDT", "FINDINGS: One.") + &line("IMP", "CONCLUSION:") + &line("IMP", "Two.") + &line("GDT", "Three.");
    assert_eq!(report("own", &own).text, "FINDINGS: One.\nCONCLUSION:\nTwo.\nFINDINGS:\nThree.");
}

#[test]
fn the_study_goes_into_meta() {
    let record = report("meta", "OBX|1|TX|1||One||||||F\rZDS|1.2.3^A^Application^DICOM");
    let of = |key| record.meta.get(key).unwrap_or("");
    for (key, value) in [
        ("patient_id", "88"),
        ("accession", "A"),
        ("study_date", "2026-01-30"),
        ("study_time", "10:15:00"),
        ("modality", "MR"),
        ("body_part", "BRAIN"),
        ("procedure", "MRI BRAIN W CONTRAST"),
        ("status", "final"),
        ("message_id", "1"),
        ("study_instance_uid", "1.2.3"),
        ("sending_system", "RIS"),
        ("sending_facility", "NORTH"),
    ] {
        assert_eq!(of(key), value, "{key}");
    }
    assert_eq!(record.meta.0["patient_ids"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_no_report_is_refused_with_a_reason() {
    let adt = message("1", "A", "OBX|1|TX|1||One||||||F").replace("ORU^R01", "ADT^A01");
    assert_eq!(reason("adt", &adt), Reason::OtherKind("an ORU or MDM message"));
    assert_eq!(
        reason("empty", &message("1", "A", "OBX|1|TX|1|||||||F")),
        Reason::WithoutText("the OBX segments")
    );
    assert_eq!(reason("withdrawn", &message("1", "A", "OBX|1|TX|1||One||||||X")), Reason::Cancelled);
    let cancelled = message("1", "A", "OBX|1|TX|1||One||||||F").replace("|MR|F", "|MR|X");
    assert_eq!(reason("cancelled", &cancelled), Reason::Cancelled);
    let pdf = "OBX|1|ED|1||R^application^pdf^Base64^JVBERi0xLjc=||||||F";
    assert_eq!(reason("pdf", &message("1", "A", pdf)), Reason::NotPlain("PDF"));
    assert_eq!(reason("base64", &message("1", "A", &pdf.replace("JVB", "?!?"))), Reason::Base64);
    let both = report("both", &format!("OBX|1|TX|1||One||||||F\r{pdf}"));
    assert_eq!(both.warnings[0].code, WarningCode::PartLeftOut);
}

#[test]
fn other_character_sets_are_read() {
    let bytes = |set: &str, word: &[u8]| {
        let text = message("1", "A", "OBX|1|TX|1||%||||||F").replace("|2.4", &format!("|2.4||||||{set}"));
        let (before, after) = text.split_once('%').unwrap();
        [before.as_bytes(), word, after.as_bytes()].concat()
    };
    for (name, set, word, read) in [
        ("latin", "8859/1", &b"\x93oed\xE8me\x94"[..], "“oedème”"),
        ("utf8", "UNICODE UTF-8", "oedème".as_bytes(), "oedème"),
        ("latin2", "8859/2", b"\xB3", "ł"),
    ] {
        let got = got(&format!("set-{name}"), &[("a.hl7", &bytes(set, word))]);
        assert_eq!(got.texts(), [read], "{name}");
    }
}

#[test]
fn a_line_of_text_that_begins_like_an_observation_is_text() {
    let text = "OBX|1|TX|1||No infarct.\rOBX|see the line above\rPID was checked\rOBX||TX|1||Small cyst.||||||F";
    let record = got("obx-text", &[("a.hl7", message("1", "A", text).as_bytes())]).only();
    assert_eq!(record.text, "No infarct.\nOBX|see the line above\nPID was checked\nSmall cyst.");
}
