//! The readings of reports, taken from their records.

use super::fields::Fields;
use super::lines;
use super::stated::{Statement, stated};
use super::text::{ReportText, bytes};
use crate::error::Error;
use crate::text::OffsetUnit;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

/// A rule that contributed to a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleFired {
    /// `kind/name`.
    pub rule: String,
    /// The words that triggered it, where the text is known.
    pub words: String,
    /// True when it was overruled by another rule.
    pub lost: bool,
}

/// One statement of a reading with its positions, which are bytes of the text and `None` when the text is not known.
#[derive(Clone, Debug)]
pub struct ReadStatement {
    /// The part that is compared.
    pub said: Statement,
    /// The role of its section.
    pub section: Option<String>,
    /// Its words.
    pub words: String,
    /// The byte range of its words.
    pub span: Option<Range<usize>>,
    /// The byte range of its sentence.
    pub sentence: Option<Range<usize>>,
    /// The rules that led to it.
    pub because: Vec<RuleFired>,
}

/// All statements that were read in one report.
#[derive(Clone, Debug, Default)]
pub struct ReadReport {
    /// The statements, in the order of the record.
    pub statements: Vec<ReadStatement>,
    /// The rule set.
    pub ruleset: Option<String>,
    /// True when the offsets of the record do not lead to its words: the record was made from another text.
    pub misplaced: bool,
}

/// Reads a file of records written by `radsift extract`; `texts` holds the known texts, by id.
///
/// # Errors
/// A file that cannot be read, or all lines that are wrong, with their numbers.
pub fn read_records(path: &Path, texts: &HashMap<String, ReportText>) -> Result<Vec<(String, ReadReport)>, Error> {
    lines::parse_lines(path, |fields| {
        let text = texts.get(&fields.id("id")?);
        reading(fields, text.map(|t| t.text.as_str()))
    })
}

impl ReadReport {
    /// The reading of one record, a JSON object as written by `extract`; `text` is the text it was made from, where that is known.
    ///
    /// # Errors
    /// The name of the field that is wrong.
    pub fn of(record: &Value, text: Option<&str>) -> Result<Self, String> {
        let object = record.as_object().ok_or("the record is not an object")?;
        reading(&Fields::of_line(object), text)
    }
}

fn reading(fields: &Fields<'_>, text: Option<&str>) -> Result<ReadReport, String> {
    let unit = match fields.word("offset_unit")? {
        None | Some("char") => OffsetUnit::Char,
        Some("byte") => OffsetUnit::Byte,
        Some("utf16") => OffsetUnit::Utf16,
        Some(_) => return Err(fields.unknown("offset_unit", ["char", "byte", "utf16"].into_iter())),
    };
    let place = |fields: &Fields<'_>, field: &str| bytes(text?, unit, fields.range(field)?);
    let mut reading = ReadReport {
        ruleset: fields.word("ruleset")?.map(str::to_owned),
        ..ReadReport::default()
    };
    for finding in fields.objects("findings", fields.needed_list("findings")?)? {
        let words = finding.word("text")?.unwrap_or_default().to_owned();
        let mut span = place(&finding, "span");
        if let Some(text) = text
            && span.clone().and_then(|s| text.get(s)).is_none_or(|there| there != words)
        {
            reading.misplaced = true;
            span = None;
        }
        let because = finding.objects("because", finding.list("because")?)?;
        let fired = |rule: &Fields<'_>| {
            let span = place(rule, "span");
            let there = span.clone().and_then(|s| text?.get(s)).unwrap_or_default();
            Ok(RuleFired {
                rule: rule.text("rule")?.to_owned(),
                words: there.split_whitespace().collect::<Vec<_>>().join(" "),
                lost: rule.get("lost").and_then(Value::as_bool).unwrap_or(false),
            })
        };
        reading.statements.push(ReadStatement {
            said: statement(&finding)?,
            section: finding.word("section")?.map(str::to_owned),
            words,
            sentence: span.as_ref().and_then(|_| place(&finding, "sentence")),
            span,
            because: because.iter().map(fired).collect::<Result<_, String>>()?,
        });
    }
    Ok(reading)
}

fn statement(fields: &Fields<'_>) -> Result<Statement, String> {
    let mut sites = Vec::new();
    for site in fields.objects("sites", fields.list("sites")?)? {
        sites.push((site.text("site")?.to_owned(), site.word("laterality")?.map(str::to_owned)));
    }
    for level in fields.list("levels")? {
        let level = level.as_str().ok_or("a level is not a string")?;
        sites.push((format!("vertebral_level:{level}"), None));
    }
    Ok(Statement {
        finding: fields.text("finding")?.to_owned(),
        stated: stated(fields, "assertion", "temporality")?,
        change: fields.word("change")?.filter(|c| !c.is_empty()).map(str::to_owned),
        sites,
    })
}
