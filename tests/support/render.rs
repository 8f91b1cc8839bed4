//! A report and what was read in it, as lines for people.
//!
//! Everything but the words of the sentences is taken from the record, so that what a snapshot shows is what the program writes.

use crate::support::EXTRACTOR;
use crate::support::corpus::{CorpusReport, record};
use radsift::Session;
use radsift::text::OffsetUnit;
use serde_json::Value;
use std::fmt::Write;

/// The sections, each with its sentences, each with its findings; then the summary, flags, floor and grades.
pub fn report(entry: &CorpusReport) -> String {
    let mut session = Session::default();
    let record = record(&mut session, &entry.text, &entry.meta, OffsetUnit::Byte);
    let report = EXTRACTOR.analyse(&mut session, &entry.text, &entry.meta);
    let mut out = String::new();
    for (index, section) in list(&record, "sections").iter().enumerate() {
        let sentences: Vec<_> = report.doc.sentences.iter().filter(|s| s.section as usize == index).collect();
        if section["heading"].is_null() && sentences.is_empty() {
            continue;
        }
        let heading = words(&entry.text, &section["heading"]);
        let space = if heading.is_empty() { "" } else { " " };
        writeln!(out, "[{}]{space}{heading}", word(&section["role"])).unwrap();
        for sentence in sentences {
            let span = report.span(sentence.tokens);
            writeln!(out, "  > {}", one_line(span.of(&entry.text))).unwrap();
            let own = |finding: &&Value| finding["sentence"] == serde_json::json!([span.start, span.end]);
            for finding in list(&record, "findings").iter().filter(own) {
                writeln!(out, "    {}", self::finding(finding)).unwrap();
            }
        }
    }
    writeln!(out, "\nsummary").unwrap();
    for row in list(&record, "summary") {
        writeln!(out, "    {} {} {}", word(&row["finding"]), word(&row["status"]), row["mentions"]).unwrap();
    }
    writeln!(out, "flags").unwrap();
    for flag in list(&record, "flags").iter().filter(|flag| flag["value"] != "not_stated") {
        writeln!(
            out,
            "    {} {} {} {}",
            word(&flag["flag"]),
            word(&flag["value"]),
            word(&flag["basis"]),
            flag["mentions"]
        )
        .unwrap();
    }
    icans(&entry.text, &record["icans"], &mut out);
    out
}

fn finding(finding: &Value) -> String {
    let mut parts = vec![
        format!("#{}", finding["n"]),
        format!("\"{}\"", one_line(word(&finding["text"]))),
        word(&finding["finding"]).to_owned(),
        word(&finding["assertion"]).to_owned(),
        word(&finding["certainty"]).to_owned(),
    ];
    if finding["temporality"] != "current" {
        parts.push(word(&finding["temporality"]).to_owned());
    }
    let mut add = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            parts.push(format!("{name}={}", values.join("+")));
        }
    };
    let plain = |name: &str| match &finding[name] {
        Value::Array(values) => values.iter().map(|value| word(value).to_owned()).collect(),
        Value::Null => Vec::new(),
        value => vec![word(value).to_owned()],
    };
    add("change", plain("change"));
    add("at", list(finding, "sites").iter().map(site).collect());
    add("levels", plain("levels"));
    add("mm", list(finding, "sizes").iter().map(size).collect());
    for name in ["severity", "extent", "acuity", "count"] {
        add(name, plain(name));
    }
    add(
        "to",
        list(finding, "attribution")
            .iter()
            .map(|a| format!("{}:{}", word(&a["to"]), word(&a["strength"])))
            .collect(),
    );
    parts.join(" ")
}

fn site(site: &Value) -> String {
    match site["laterality"].as_str() {
        Some(side) => format!("{}:{side}", word(&site["site"])),
        None => word(&site["site"]).to_owned(),
    }
}

fn size(size: &Value) -> String {
    list(size, "mm").iter().map(Value::to_string).collect::<Vec<_>>().join("x")
}

fn icans(text: &str, icans: &Value, out: &mut String) {
    let floor = &icans["imaging_floor"];
    write!(out, "floor {}", word(&floor["value"])).unwrap();
    for name in ["upper", "reason", "basis"] {
        if !floor[name].is_null() {
            write!(out, " {name}={}", floor[name].to_string().trim_matches('"')).unwrap();
        }
    }
    for remark in floor["review"].as_array().into_iter().flatten() {
        write!(out, " review={}", word(remark)).unwrap();
    }
    writeln!(out).unwrap();
    for grade in list(icans, "stated") {
        let [scale, assertion, certainty, temporality, by] =
            ["scale", "assertion", "certainty", "temporality", "asserted_by"].map(|name| word(&grade[name]));
        let range = format!("{}{}-{}", grade["inequality"].as_str().unwrap_or(""), grade["low"], grade["high"]);
        let peak = if grade["peak"] == true { " peak" } else { "" };
        let said = one_line(words(text, &grade["span"]));
        writeln!(
            out,
            "stated {scale} {range} {assertion} {certainty} {temporality}{peak} {by} \"{said}\""
        )
        .unwrap();
    }
    writeln!(out, "discordance {}", word(&icans["discordance"])).unwrap();
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("no list {name}"))
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no word: {value}"))
}

/// The words at a span in bytes; none for null.
fn words<'a>(text: &'a str, span: &Value) -> &'a str {
    let at = |index: usize| span[index].as_u64().map(|at| at as usize);
    at(0).zip(at(1)).map_or("", |(from, to)| &text[from..to])
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
