//! The quick way to write records, with what never changes rendered once.

use super::Envelope;
use super::extras;
use super::rendered::{Rendered, field, json};
use super::statements::{StatementWriter, list};
use crate::lexicon::Lexicon;
use crate::report::frame::Frame;
use crate::report::record::{Icans, SCHEMA, Section, Study};
use crate::report::{FlagResult, FlagValue, Report};
use crate::text::{OffsetMap, OffsetUnit};

/// Writes records as JSON Lines. Make one for a lexicon and share it between threads.
#[derive(Debug)]
pub struct JsonWriter {
    unit: OffsetUnit,
    head: Vec<u8>,
    after_id: Vec<u8>,
    statements: StatementWriter,
    /// The beginning of each flag.
    flags: Rendered,
    /// Lists flags that are not stated too.
    all_flags: bool,
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
            all_flags: false,
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

    /// The same, but with every flag of the rule set in each record, those that are not stated too.
    #[must_use]
    pub fn with_all_flags(self, all_flags: bool) -> Self {
        Self { all_flags, ..self }
    }

    /// Appends one record and a line break.
    pub fn write(&self, out: &mut Vec<u8>, envelope: &Envelope<'_>, report: &Report<'_>) {
        let offsets = OffsetMap::new(report.doc.text, self.unit);
        let frame = Frame { report, offsets: &offsets };
        out.extend_from_slice(&self.head);
        json(out, envelope.id);
        out.extend_from_slice(&self.after_id);
        if envelope.meta.0.is_empty() {
            out.extend_from_slice(b"{}");
        } else {
            let done = serde_json::to_writer(&mut *out, envelope.meta);
            debug_assert!(done.is_ok(), "a meta object whose keys are not text");
        }
        out.extend_from_slice(b",\"sections\":");
        list(out, report.doc.sections, |out, section| json(out, &Section::new(section, frame)));
        out.extend_from_slice(b",\"findings\":");
        self.statements.findings(out, frame);
        out.extend_from_slice(b",\"summary\":");
        self.statements.summary(out, report.summary);
        out.extend_from_slice(b",\"flags\":[");
        self.flags(out, report.flags);
        out.push(b']');
        field(out, b",\"icans\":", &Icans::new(frame));
        field(out, b",\"study\":", &Study::new(report));
        extras::write(out, frame);
        field(out, b",\"warnings\":", &*report.warnings(envelope));
        out.extend_from_slice(b"}\n");
    }

    fn flags(&self, out: &mut Vec<u8>, flags: &[FlagResult]) {
        let start = out.len();
        let listed = |flag: &FlagResult| self.all_flags || flag.value != FlagValue::NotStated;
        for (index, flag) in flags.iter().enumerate().filter(|(_, flag)| listed(flag)) {
            if out.len() > start {
                out.push(b',');
            }
            out.extend_from_slice(self.flags.get(index));
            json(out, &flag.value);
            field(out, b",\"basis\":", &flag.basis);
            field(out, b",\"mentions\":", flag.mentions.as_slice());
            out.push(b'}');
        }
    }
}
