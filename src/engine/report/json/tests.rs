//! The contract, held in place by one report made by hand.

use super::*;
use crate::extract::*;
use crate::lexicon::{AttributeId, CueId, FindingId, GrammarStep, Rule, SectionId, SiteId};
use crate::report::*;
use crate::text::{OffsetUnit, Span};
use crate::vocabulary::Role;
use crate::vocabulary::{Change, Experiencer, Laterality, Strength};
use crate::{Extractor, Session};
use serde_json::Value;
use smallvec::{SmallVec, smallvec};

const TEXT: &str = "MRI brain.\n\nFINDINGS:\n“Oedème” of the left thalamus, 12 mm, due to ICANS grade 2-3 \u{1D11E}.";

/// The one word of [`TEXT`] with a wide character, as a token.
const OEDEME: (u32, u32) = (3, 4);

/// A report read by the real pipeline, with these findings, flags and grades in place of those read.
struct Parts {
    extractor: Extractor,
    mentions: Vec<Mention>,
    summary: Vec<SummaryRow>,
    flags: Vec<FlagResult>,
    icans: Icans,
}

fn parts() -> Parts {
    let extractor = Extractor::new().unwrap();
    let because = |rule, lost| Because {
        rule,
        tokens: OEDEME,
        lost,
    };
    let full = Mention {
        finding: FindingId(1),
        tokens: OEDEME,
        head: OEDEME,
        sentence: 0,
        role: Role::Findings,
        assertion: Assertion::Possible,
        certainty: Certainty::Probable,
        temporality: Temporality::Current,
        experiencer: Experiencer::Patient,
        change: Some(Change::New),
        sites: smallvec![SiteMention {
            site: SiteId(2),
            laterality: Some(Laterality::Left),
            tokens: (6, 8)
        }],
        side: None,
        levels: smallvec![Level {
            from: 4,
            to: 6,
            tokens: (7, 8)
        }],
        severity: Some(AttributeId(0)),
        extent: smallvec![AttributeId(1), AttributeId(2)],
        acuity: smallvec![AttributeId(3)],
        count: Some(AttributeId(4)),
        sizes: smallvec![Size {
            mm: smallvec![12.0, 7.5],
            span: Span::new(40, 45)
        }],
        attribution: smallvec![Attribution {
            to: FindingId(0),
            strength: Strength::Strong,
            tokens: (10, 12)
        }],
        because: smallvec![
            because(Rule::Finding(FindingId(1)), false),
            because(Rule::Refinement(FindingId(0)), false),
            because(Rule::Cue(CueId(0)), true),
            because(Rule::Grammar(GrammarStep::Spelling), false),
        ],
    };
    let bare = Mention {
        sites: smallvec![SiteMention {
            site: SiteId(0),
            laterality: None,
            tokens: (6, 8)
        }],
        change: None,
        levels: SmallVec::new(),
        severity: None,
        extent: SmallVec::new(),
        acuity: smallvec![AttributeId(0), AttributeId(1)],
        count: None,
        sizes: SmallVec::new(),
        attribution: SmallVec::new(),
        ..full.clone()
    };
    let mut flags = vec![
        FlagResult {
            value: FlagValue::NotStated,
            basis: Basis::Explicit,
            mentions: SmallVec::new()
        };
        extractor.lexicon().flags.len()
    ];
    if let [first, second, ..] = flags.as_mut_slice() {
        *first = FlagResult {
            value: FlagValue::Yes,
            basis: Basis::Inferred,
            mentions: smallvec![0, 1],
        };
        second.basis = Basis::Inferred;
    }
    let stated = StatedGrade {
        scale: "ASTCT".into(),
        low: 2,
        high: 3,
        inequality: Some(">="),
        certainty: Certainty::Definite,
        temporality: Temporality::Current,
        assertion: Assertion::Present,
        peak: false,
        asserted_by: "radiologist",
        section: Role::Findings,
        span: Span::new(50, 60),
    };
    let floor = Floor {
        value: FloorValue::Four,
        upper: Some(4),
        reason: Some("x".into()),
        basis: Some(Basis::Explicit),
        review: vec!["y"],
    };
    let summary = vec![SummaryRow {
        finding: FindingId(1),
        status: Status::Possible,
        mentions: smallvec![0, 1],
    }];
    let icans = Icans {
        floor,
        stated: vec![stated.clone()],
        apart: vec![stated],
        discordance: Discordance::NotExplainedByImaging,
    };
    Parts {
        extractor,
        mentions: vec![full, bare],
        summary,
        flags,
        icans,
    }
}

impl Parts {
    /// One record as a value and by the quick writer, which must be the same bytes, and read back what it was.
    fn write(&self, unit: OffsetUnit) -> String {
        let mut session = Session::default();
        let read = self.extractor.analyse(&mut session, TEXT, &Meta::default());
        let report = Report {
            mentions: &self.mentions,
            summary: &self.summary,
            flags: &self.flags,
            icans: &self.icans,
            ..read
        };
        let meta: Meta = serde_json::from_str(r#"{"modality":"MR","n":1}"#).unwrap();
        let warnings = [Warning::from(WarningCode::NotUtf8), Warning::from(WarningCode::Empty)];
        let envelope = Envelope {
            id: "r \"1\"",
            meta: &meta,
            warnings: &warnings,
        };
        let mut plain = String::new();
        for all_flags in [true, false] {
            plain = serde_json::to_string(&Record::new(&report, &envelope, unit, all_flags)).unwrap();
            plain.push('\n');
            let mut quick = Vec::new();
            let writer = JsonWriter::new(self.extractor.lexicon(), unit).with_all_flags(all_flags);
            writer.write(&mut quick, &envelope, &report);
            assert_eq!(String::from_utf8(quick).unwrap(), plain);
            let back: Record = serde_json::from_str(&plain).unwrap();
            assert_eq!(serde_json::to_string(&back).unwrap() + "\n", plain);
            assert_eq!(back, Record::new(&report, &envelope, unit, all_flags));
            let flags = serde_json::from_str::<Value>(&plain).unwrap()["flags"].as_array().unwrap().len();
            assert_eq!(flags, if all_flags { self.flags.len() } else { 1 });
        }
        plain
    }
}

#[test]
fn all_that_is_said_of_a_finding_is_written_as_in_the_record() {
    let mut parts = parts();
    let some = parts.mentions[1].clone();
    let changes = || std::iter::once(None).chain(Change::ALL.iter().copied().map(Some));
    for &assertion in Assertion::ALL {
        for &certainty in Certainty::ALL {
            for &temporality in Temporality::ALL {
                parts.mentions.extend(changes().map(|change| Mention {
                    assertion,
                    certainty,
                    temporality,
                    change,
                    acuity: SmallVec::new(),
                    ..some.clone()
                }));
            }
        }
    }
    for &side in Laterality::ALL {
        let mut sided = some.clone();
        sided.sites[0].laterality = Some(side);
        sided.because[0].rule = Rule::Section(SectionId(1));
        parts.mentions.push(sided);
    }
    parts.write(OffsetUnit::Char);
}

fn written(parts: &Parts, unit: OffsetUnit) -> Value {
    serde_json::from_str(&parts.write(unit)).unwrap()
}

#[test]
fn offsets_are_in_the_unit_asked_for() {
    let parts = parts();
    for (unit, name) in [
        (OffsetUnit::Char, None),
        (OffsetUnit::Byte, Some("byte")),
        (OffsetUnit::Utf16, Some("utf16")),
    ] {
        let record = written(&parts, unit);
        let span = |v: &Value| (v[0].as_u64().unwrap() as usize, v[1].as_u64().unwrap() as usize);
        let (start, stop) = span(&record["findings"][0]["span"]);
        let sliced = match unit {
            OffsetUnit::Byte => TEXT[start..stop].to_owned(),
            OffsetUnit::Char => TEXT.chars().skip(start).take(stop - start).collect(),
            OffsetUnit::Utf16 => String::from_utf16(&TEXT.encode_utf16().collect::<Vec<_>>()[start..stop]).unwrap(),
        };
        assert_eq!(sliced, "Oedème");
        assert_eq!(record["findings"][0]["text"], "Oedème");
        assert_eq!(record.get("offset_unit").and_then(Value::as_str), name);
    }
}

#[test]
fn fields_stand_in_the_order_of_the_contract() {
    let text = parts().write(OffsetUnit::Char);
    let mut at = 0;
    for field in [
        "schema",
        "ruleset",
        "id",
        "meta",
        "sections",
        "role",
        "heading",
        "span",
        "findings",
        "n",
        "finding",
        "span",
        "text",
        "section",
        "sentence",
        "assertion",
        "certainty",
        "temporality",
        "change",
        "sites",
        "site",
        "laterality",
        "span",
        "laterality",
        "levels",
        "severity",
        "extent",
        "acuity",
        "count",
        "sizes",
        "mm",
        "span",
        "attribution",
        "to",
        "strength",
        "span",
        "because",
        "rule",
        "span",
        "lost",
        "summary",
        "finding",
        "status",
        "mentions",
        "flags",
        "icans",
        "imaging_floor",
        "value",
        "upper",
        "reason",
        "stated",
        "scale",
        "low",
        "high",
        "certainty",
        "temporality",
        "asserted_by",
        "section",
        "span",
        "discordance",
        "warnings",
    ] {
        let name = format!("\"{field}\":");
        at += text[at..]
            .find(&name)
            .unwrap_or_else(|| panic!("{field} is missing after {}", &text[..at]))
            + name.len();
    }
}

#[test]
fn values_are_those_of_the_contract() {
    let record = written(&parts(), OffsetUnit::Char);
    let (full, bare) = (&record["findings"][0], &record["findings"][1]);
    assert_eq!(record["schema"], "radsift/report/1");
    assert_eq!(record["sections"][0]["heading"], Value::Null);
    assert_eq!(full["levels"], serde_json::json!(["C5-7"]));
    assert_eq!(full["sizes"][0]["mm"].to_string(), "[12.0,7.5]");
    assert_eq!(full["because"][2]["lost"], true);
    assert_eq!(full["because"][0].get("lost"), None);
    assert_eq!(bare["sites"][0]["laterality"], Value::Null);
    assert_eq!(bare["acuities"][0], bare["acuity"]);
    for null in ["change", "severity", "count"] {
        assert_eq!(bare[null], Value::Null);
    }
    assert_eq!(record["icans"]["imaging_floor"]["value"], "4");
    assert_eq!(record["icans"]["discordance"], "not_explained_by_imaging");
    assert_eq!((&full["laterality"], &bare["laterality"]), (&Value::from("left"), &Value::Null));
}

#[test]
fn the_schema_asks_for_every_field_that_is_always_there() {
    let schema = schema().to_value();
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let record = written(&parts(), OffsetUnit::Char);
    let mut fields: Vec<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
    // Left out where there is nothing to say.
    fields.retain(|name| !["comparisons", "recommendations", "unread", "coverage"].contains(name));
    fields.sort_unstable();
    let mut sorted = required.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, fields);
    let finding: Vec<&str> = schema["$defs"]["Finding"]["required"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(finding.len(), record["findings"][0].as_object().unwrap().len());
}
