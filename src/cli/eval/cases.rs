//! Loads what `eval` compares: the gold, the texts and the records.

use super::Args;
use crate::Extractor;
use crate::Session;
use crate::error::Error;
use crate::eval::{Case, GoldReport, ReadReport, ReportText, read_gold, read_records};
use crate::input::{Fields, Format, Reader, find_sources};
use crate::report::{Envelope, JsonWriter, Meta};
use crate::text::OffsetUnit;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

/// The most ids that a warning names.
const NAMED: usize = 5;

/// The reports of the gold with what was read in them, and warnings about the files.
pub(super) fn load(args: &Args, extractor: &Extractor) -> Result<(Vec<Case>, Vec<String>), Error> {
    let mut gold = read_gold(&args.gold)?;
    let known: HashSet<String> = gold.iter().map(|r| r.id.clone()).collect();
    gold.retain(|r| r.id.starts_with(&args.id_prefix));
    if gold.is_empty() {
        return Err(Error::usage(format!(
            "{} contains no report whose id begins with `{}`",
            args.gold.display(),
            args.id_prefix
        )));
    }
    let mut warnings = Vec::new();
    let mut texts = Texts::default();
    if let Some(path) = &args.texts {
        texts = Texts::load(path, &args.fields.fields(), extractor, args.pred.is_none(), &known)?;
        warn_of(
            &mut warnings,
            "texts of reports that are not in the gold are not used",
            std::mem::take(&mut texts.unknown),
        );
    }
    if let Some(path) = &args.pred {
        let records = read_records(path, &texts.texts)?;
        let strange = records.iter().map(|(id, _)| id).filter(|id| !known.contains(*id)).cloned();
        warn_of(
            &mut warnings,
            "records of reports that are not in the gold are not counted",
            strange.collect(),
        );
        texts.readings = records.into_iter().collect();
    }
    let mut cases: Vec<Case> = Vec::new();
    for GoldReport { id, gold, mut groups } in gold {
        let meta = texts.meta.get(&id).and_then(|meta| meta.get(&args.by));
        cases.push(Case {
            group: groups.remove(&args.by).or_else(|| meta.map(str::to_owned)),
            reading: texts.readings.remove(&id),
            text: texts.texts.remove(&id),
            gold,
            id,
        });
    }
    check(&cases, args, extractor, &mut warnings);
    Ok((cases, warnings))
}

fn check(cases: &[Case], args: &Args, extractor: &Extractor, warnings: &mut Vec<String>) {
    let ids = |wanted: &dyn Fn(&Case) -> bool| cases.iter().filter(|c| wanted(c)).map(|c| c.id.clone()).collect::<Vec<_>>();
    let missing = if args.pred.is_some() { "records" } else { "texts" };
    warn_of(
        warnings,
        &format!("reports of the gold without a line in the {missing} count as if nothing was read in them"),
        ids(&|c| c.reading.is_none()),
    );
    if args.texts.is_some() {
        warn_of(
            warnings,
            "records that do not fit the text of the report have errors shown without a place",
            ids(&|c| c.reading.as_ref().is_some_and(|r| r.misplaced)),
        );
        let lost = |c: &Case| {
            c.text
                .as_ref()
                .is_some_and(|t| c.gold.statements.iter().any(|s| t.find(&s.evidence).is_none()))
        };
        warn_of(
            warnings,
            "reports in whose text words of the gold (`ev`) are not found have those in the section `(not located)`",
            ids(&lost),
        );
    }
    let findings = cases.iter().flat_map(|c| c.gold.statements.iter().map(|s| s.said.finding.as_str()));
    let unknown: BTreeSet<&str> = findings.filter(|f| extractor.lexicon().finding(f).is_none()).collect();
    warn_of(
        warnings,
        "findings of the gold that the rules do not know",
        unknown.into_iter().map(str::to_owned).collect(),
    );
}

/// `records of reports that are not ...: 3 (a, b, c)`
fn warn_of(warnings: &mut Vec<String>, what: &str, ids: Vec<String>) {
    if ids.is_empty() {
        return;
    }
    let more = if ids.len() > NAMED { ", ..." } else { "" };
    let named = ids[..ids.len().min(NAMED)].join(", ");
    warnings.push(format!("{what}: {} ({named}{more})", ids.len()));
}

/// The reports of a file by id.
#[derive(Default)]
struct Texts {
    texts: HashMap<String, ReportText>,
    readings: HashMap<String, ReadReport>,
    meta: HashMap<String, Meta>,
    unknown: Vec<String>,
}

impl Texts {
    /// Reads the reports that are in the gold, and their findings where they are needed.
    fn load(path: &Path, fields: &Fields, extractor: &Extractor, findings: bool, known: &HashSet<String>) -> Result<Self, Error> {
        let mut reader = Reader::new(find_sources(&[path.to_owned()], Format::Auto)?).with_fields(fields);
        let sources = reader.sources();
        let (mut buffer, mut file) = (Vec::new(), Vec::new());
        let mut session = Session::default();
        let mut out = Self::default();
        let mut problems = Vec::new();
        while let Some(raw) = reader.next_raw(&mut buffer) {
            match raw.record(&sources, fields, &buffer, &mut file) {
                Ok(record) if !known.contains(&*record.id) => out.unknown.push(record.id.into_owned()),
                Ok(record) if out.texts.contains_key(&*record.id) => {
                    problems.push(format!(
                        "{}:{}: the id `{}` is already used on an earlier line",
                        path.display(),
                        raw.line,
                        record.id
                    ));
                }
                Ok(record) => {
                    let report = extractor.analyse(&mut session, &record.text, &record.meta);
                    let id = record.id.clone().into_owned();
                    if findings {
                        let mut line = Vec::new();
                        let envelope = Envelope {
                            id: &id,
                            meta: &record.meta,
                            warnings: &[],
                        };
                        JsonWriter::new(extractor.lexicon(), OffsetUnit::Byte).write(&mut line, &envelope, &report);
                        let reading = serde_json::from_slice(&line).map_err(|e| e.to_string());
                        let reading = reading.and_then(|value| ReadReport::of(&value, Some(&record.text)));
                        out.readings.insert(id.clone(), reading.map_err(Error::usage)?);
                    }
                    out.texts.insert(id.clone(), ReportText::of(&report));
                    out.meta.insert(id, record.meta);
                }
                Err(reject) => problems.push(reject.to_string()),
            }
            buffer.clear();
        }
        if problems.is_empty() {
            return Ok(out);
        }
        let count = problems.len();
        problems.truncate(20);
        if count > problems.len() {
            problems.push(format!("... and {} more", count - problems.len()));
        }
        Err(Error::usages(&problems))
    }
}
