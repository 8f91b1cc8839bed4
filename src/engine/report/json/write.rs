//! The quick way to write records: the same bytes as the views give, with what never changes rendered once.

use super::record::Record;
use super::rendered::{Rendered, field, json};
use super::statements::StatementWriter;
use super::{Envelope, SCHEMA};
use crate::lexicon::Lexicon;
use crate::report::{Basis, FlagResult, FlagValue, Report};
use crate::text::{OffsetMap, OffsetUnit};

/// Writes records as JSON Lines. Make one for a lexicon and share it between threads.
///
/// A rule set has dozens of flags and a report speaks of few of them, so that flags not stated are most of a record's bytes;
/// they are copied from a rendering made beforehand.
#[derive(Debug)]
pub struct JsonWriter {
    unit: OffsetUnit,
    head: Vec<u8>,
    after_id: Vec<u8>,
    statements: StatementWriter,
    /// The beginning of each flag.
    flags: Rendered,
    /// Each flag as not stated, behind a comma.
    silent_flags: Rendered,
}

impl JsonWriter {
    /// A writer for reports read by `lexicon`, with offsets in `unit`.
    pub fn new(lexicon: &Lexicon, unit: OffsetUnit) -> Self {
        let mut writer = Self {
            unit,
            head: Vec::new(),
            after_id: Vec::new(),
            statements: StatementWriter::new(lexicon),
            flags: Rendered::new(&lexicon.flags, |out, flag| {
                field(out, b"{\"flag\":", flag.entry.id.as_str());
                out.extend_from_slice(b",\"value\":");
            }),
            silent_flags: Rendered::new(&lexicon.flags, |out, flag| {
                field(out, b",{\"flag\":", flag.entry.id.as_str());
                out.extend_from_slice(b",\"value\":\"not_stated\",\"basis\":\"explicit\",\"mentions\":[]}");
            }),
        };
        writer.head.extend_from_slice(b"{\"schema\":");
        json(&mut writer.head, SCHEMA);
        writer.head.extend_from_slice(b",\"ruleset\":");
        json(&mut writer.head, &lexicon.ruleset);
        writer.head.extend_from_slice(b",\"id\":");
        if unit != OffsetUnit::Char {
            writer.after_id.extend_from_slice(b",\"offset_unit\":");
            json(&mut writer.after_id, &unit);
        }
        writer.after_id.extend_from_slice(b",\"meta\":");
        writer
    }

    /// Appends one record and a line break.
    pub fn write(&self, out: &mut Vec<u8>, envelope: &Envelope<'_>, report: &Report<'_>) {
        let offsets = OffsetMap::new(report.doc.text, self.unit);
        let record = Record::new(envelope, report, &offsets, self.unit);
        out.extend_from_slice(&self.head);
        json(out, record.id);
        out.extend_from_slice(&self.after_id);
        if record.meta.0.is_empty() {
            out.extend_from_slice(b"{}");
        } else {
            let done = serde_json::to_writer(&mut *out, record.meta);
            debug_assert!(done.is_ok(), "a meta object whose keys are not text");
        }
        field(out, b",\"sections\":", &record.sections);
        out.extend_from_slice(b",\"findings\":");
        self.statements.findings(out, record.findings.frame);
        out.extend_from_slice(b",\"summary\":");
        self.statements.summary(out, report.summary);
        out.extend_from_slice(b",\"flags\":[");
        self.flags(out, report.flags);
        out.push(b']');
        field(out, b",\"icans\":", &record.icans);
        out.extend_from_slice(b",\"study\":");
        record.study.write(out);
        field(out, b",\"warnings\":", record.warnings);
        out.extend_from_slice(b"}\n");
    }

    fn flags(&self, out: &mut Vec<u8>, flags: &[FlagResult]) {
        let is_silent = |flag: &FlagResult| flag.value == FlagValue::NotStated && flag.basis == Basis::Explicit && flag.mentions.is_empty();
        let mut index = 0;
        while index < flags.len() {
            // Flags not stated that follow each other are copied in one piece.
            let run = flags[index..].iter().take_while(|f| is_silent(f)).count();
            if run > 0 {
                let silent = self.silent_flags.run(index, index + run);
                out.extend_from_slice(&silent[usize::from(index == 0)..]);
                index += run;
            } else {
                if index > 0 {
                    out.push(b',');
                }
                let flag = &flags[index];
                out.extend_from_slice(self.flags.get(index));
                json(out, &flag.value);
                field(out, b",\"basis\":", &flag.basis);
                field(out, b",\"mentions\":", flag.mentions.as_slice());
                out.push(b'}');
                index += 1;
            }
        }
    }
}
